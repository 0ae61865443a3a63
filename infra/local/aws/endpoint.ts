import { randomBytes } from 'node:crypto';
import { isDiskFull } from '../data/disk.ts';
import { servicesHost } from '../lambda/transport.ts';
import type { CallAnswer } from '../lambda/worker-messages.ts';
import type { FunctionModel } from '../template/models.ts';
import type { HttpAnswer } from '../web/http.ts';

/** A call of an AWS client, before anything of it is judged. */
export interface ServiceCall {
  readonly caller: FunctionModel;
  /** The operation as in X-Amz-Target, without its version; empty where the protocol has none. */
  readonly operation: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The connection of a call ends without an answer, as a service's may. */
export class ConnectionReset extends Error {}

/** A service behind the endpoint. @throws ConnectionReset */
export type Service = (call: ServiceCall) => Promise<HttpAnswer>;

interface Options {
  readonly functions: readonly FunctionModel[];
  /** By the name that requests are signed for: dynamodb, states, ses. */
  readonly services: Readonly<Record<string, Service>>;
  /** The local clock, for the Date header by which AWS clients correct theirs. */
  readonly instant: () => number;
  readonly log: (line: string) => void;
}

/** What AWS's services take at most here: SES's largest message, in base64. */
const bodyLimit = 60 * 1024 * 1024;

/**
 * Where the functions' AWS clients arrive. Each function has an access key of its own, made anew at every start: a call
 * that is not signed with it is refused, as AWS would. Nothing listens for these calls but this process.
 */
export class Endpoint {
  readonly #options: Options;
  readonly #keys = new Map<string, string>();

  constructor(options: Options) {
    this.#options = options;
    for (const it of options.functions) {
      this.#keys.set(it.arn, `ASIA${randomBytes(15).toString('hex').toUpperCase()}`);
    }
  }

  /** The environment by which a function's AWS clients find this endpoint and sign as that function. */
  environmentOf(model: FunctionModel, region: string): Record<string, string> {
    return {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: this.#keys.get(model.arn) ?? '',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: `http://${servicesHost}`,
      AWS_ENDPOINT_URL_SFN: `http://${servicesHost}`,
      AWS_ENDPOINT_URL_SES: `http://${servicesHost}`,
      AWS_LAMBDA_FUNCTION_NAME: model.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMb),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${model.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      LAMBDA_TASK_ROOT: '/var/task',
      TZ: ':UTC',
    };
  }

  /** Answers a call that a function's client made. A fault of ours ends the connection without an answer. */
  async answer(
    caller: FunctionModel,
    { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  ): Promise<CallAnswer> {
    try {
      return this.#dated(await this.#served(caller, headers, Buffer.from(body, 'utf8')));
    } catch (error) {
      if (error instanceof ConnectionReset) return { status: 0, headers: {}, body: '', reset: true };
      this.#options.log(`Endpoint: ${String(error)}`);
      if (isDiskFull(error)) return this.#dated(awsError('ServiceUnavailable', 'No room.', 503));
      return { status: 0, headers: {}, body: '', reset: true };
    }
  }

  async #served(
    caller: FunctionModel,
    headers: Readonly<Record<string, string>>,
    body: Buffer,
  ): Promise<HttpAnswer> {
    if (body.length > bodyLimit) return { status: 413, headers: {}, body: '' };
    const signed = /Credential=([^/\s,]+)\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers['authorization'] ?? '');
    const isCaller = signed?.[1] === this.#keys.get(caller.arn);
    const service = this.#options.services[signed?.[2] ?? ''];
    if (!isCaller || !service) {
      const why = isCaller ? `${signed?.[2]} is no service of this machine` : 'The security token is invalid';
      return awsError('UnrecognizedClientException', why);
    }
    const operation = (headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    return service({ caller, operation, headers, body });
  }

  #dated({ status, headers, body }: HttpAnswer): CallAnswer {
    const date = new Date(this.#options.instant()).toUTCString();
    const plain = Object.entries({ ...headers, date }).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : [...value],
    ]);
    return { status, headers: Object.fromEntries(plain), body: body.toString('utf8') };
  }
}

/** An error in the JSON protocols of AWS. */
export function awsError(code: string, message: string, status = 400): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message, Message: message }),
  };
}
