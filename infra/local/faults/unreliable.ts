import { randomUUID } from 'node:crypto';
import { awsError, ConnectionReset, type Service } from '../aws/endpoint.ts';
import { refused, SesError } from '../ses/answer.ts';
import type { HttpAnswer } from '../web/http.ts';
import type { LocalFaults } from './local-faults.ts';

/** The services whose calls can be disturbed. */
type Part = 'ses' | 'dynamodb' | 'states';

/**
 * Services as they are on a bad day: a call may be refused, or its connection end before or after the call took effect.
 * What DynamoDB refuses it refuses by itself, item by item; here only its connections end.
 */
export function unreliable(
  services: Readonly<Record<Part, Service>>,
  faults: Pick<LocalFaults, 'connection' | 'refusal'>,
): Readonly<Record<Part, Service>> {
  return {
    ses: disturbed('ses', services.ses, faults),
    dynamodb: disturbed('dynamodb', services.dynamodb, faults),
    states: disturbed('states', services.states, faults),
  };
}

function disturbed(
  part: Part,
  service: Service,
  faults: Pick<LocalFaults, 'connection' | 'refusal'>,
): Service {
  return async (call) => {
    const connection = faults.connection(part);
    if (connection === 'reset') throw new ConnectionReset();
    const answer = refusal(part, call.operation, faults) ?? (await service(call));
    if (connection === 'resetAfter') throw new ConnectionReset();
    return answer;
  };
}

function refusal(
  part: Part,
  operation: string,
  faults: Pick<LocalFaults, 'refusal'>,
): HttpAnswer | undefined {
  if (part === 'dynamodb') return undefined;
  const drawn = faults.refusal(part, operation);
  if (drawn === undefined) return undefined;
  if (part === 'ses') {
    const error =
      drawn.fault === 'throttle'
        ? new SesError('Throttling', 'Maximum sending rate exceeded.')
        : new SesError('InternalFailure', 'Internal failure.', 500);
    return refused(error, randomUUID());
  }
  if (drawn.fault === 'error') return awsError('InternalFailure', 'Internal failure.', 500);
  return operation === 'StartExecution' && drawn.at < 0.5
    ? awsError('ExecutionLimitExceeded', 'The maximum number of running executions has been reached.')
    : awsError('ThrottlingException', 'Rate exceeded');
}
