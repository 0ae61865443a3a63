import { DynamoError } from './errors.ts';

/** What may go wrong with a call: too much at once, another transaction on the same item, or the service itself. */
export type Fault = 'throttle' | 'conflict' | 'error';

/** Makes the table as unkind as the original can be. */
export interface Faults {
  /** How long a change of an item takes to reach the indexes, in ms of real time. */
  readonly indexLagMs: number;
  /**
   * Asked before each call of a function.
   * @param operation such as `PutItem`
   * @returns what goes wrong, and with which of the call's items: 0 is the first, what is nearly 1 the last; undefined
   *   where nothing does
   */
  next(operation: string): { readonly fault: Fault; readonly at: number } | undefined;
}

/** Nothing goes wrong by itself. */
export const noFaults: Faults = { indexLagMs: 0, next: () => undefined };

/** Why a transaction was cancelled, for one of its parts. */
export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

const throttled =
  'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table ' +
  'or index so please try again shortly. If exceptions persist, check if you have a hot key.';
const conflicting = 'Transaction is ongoing for the item';

/** The error of a cancelled transaction, with a reason for each of its parts, in their order. */
export function cancelled(reasons: readonly CancellationReason[]): DynamoError {
  const codes = reasons.map((it) => it.Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return new DynamoError('TransactionCanceledException', message, {
    Message: message,
    CancellationReasons: reasons,
  });
}

/** The error of a call that concerns one item, or several that each go by themselves. */
export function errorOf(fault: Fault): DynamoError {
  if (fault === 'throttle') return new DynamoError('ThrottlingException', throttled);
  if (fault === 'conflict') return new DynamoError('TransactionConflictException', conflicting);
  return new DynamoError('InternalServerError', 'Internal server error');
}

/** The error of a transaction in which one part met a fault. */
export function errorOfTransaction(fault: Fault, part: number, parts: number): DynamoError {
  if (fault === 'error') return errorOf(fault);
  const reason: CancellationReason =
    fault === 'throttle'
      ? { Code: 'ThrottlingError', Message: throttled }
      : { Code: 'TransactionConflict', Message: conflicting };
  return cancelled(Array.from({ length: parts }, (_, at) => (at === part ? reason : { Code: 'None' })));
}
