import * as z from 'zod';
import { ImpossibleWriteError, mostWrites, type RawItem, type Write } from './port.ts';

/**
 * Why the table did not write: a condition does not hold; another write was in the way, or there were too many, and it
 * passes by itself; or what was asked is not possible at all, however often it is asked.
 */
export type Refusal = 'condition' | 'busy' | 'impossible';

/** The codes of a transaction's cancellation reasons ("TransactWriteItems", section Errors). */
const ofReasons: Readonly<Record<string, Refusal>> = {
  ConditionalCheckFailed: 'condition',
  TransactionConflict: 'busy',
  ProvisionedThroughputExceeded: 'busy',
  ThrottlingError: 'busy',
  ValidationError: 'impossible',
  ItemCollectionSizeLimitExceeded: 'impossible',
};

/** The names of errors of single calls, and of transactions as a whole. */
const ofErrors: Readonly<Record<string, Refusal>> = {
  ConditionalCheckFailedException: 'condition',
  TransactionConflictException: 'busy',
  TransactionInProgressException: 'busy',
  ProvisionedThroughputExceededException: 'busy',
  RequestLimitExceeded: 'busy',
  ThrottlingException: 'busy',
  ValidationException: 'impossible',
  ItemCollectionSizeLimitExceededException: 'impossible',
  IdempotentParameterMismatchException: 'impossible',
};

/** What decides, where a transaction has several reasons: trying again helps against none but the last. */
const gravest: readonly Refusal[] = ['impossible', 'condition', 'busy'];

const cancelled = z.object({
  name: z.literal('TransactionCanceledException'),
  message: z.string().default(''),
  CancellationReasons: z.array(z.object({ Code: z.string().nullish() })).nullish(),
});

/** The codes of a cancelled transaction, in the order of its writes; from its message where the client has no list. */
function codesOf({ CancellationReasons, message }: z.infer<typeof cancelled>): string[] {
  if (CancellationReasons) return CancellationReasons.map(({ Code }) => Code ?? 'None');
  return (/\[([^\]]*)\]/.exec(message)?.[1] ?? '').split(',').map((code) => code.trim());
}

/**
 * Tells why the table did not write.
 * @returns with what it gave as the reason: one code for each write of a transaction, without anybody's data; undefined
 * for every other error
 */
export function refusalOf(
  error: unknown,
): { readonly refusal: Refusal; readonly reason: string } | undefined {
  const transaction = cancelled.safeParse(error).data;
  if (transaction !== undefined) {
    const codes = codesOf(transaction);
    const found = new Set(codes.map((code) => ofReasons[code]));
    const refusal = gravest.find((one) => found.has(one)) ?? 'busy';
    return { refusal, reason: codes.join(', ') };
  }
  const refusal = error instanceof Error ? ofErrors[error.name] : undefined;
  return refusal === undefined || !(error instanceof Error) ? undefined : { refusal, reason: error.name };
}

/** The service's limits: of one item with its names, and of all that one transaction writes; bytes. */
const mostItemBytes = 400 * 1024;
const mostTransactionBytes = 4 * 1024 * 1024;

/**
 * How large a value is as the service counts it, in bytes, or a little more: names and values, and what lists and maps
 * cost (DynamoDB Developer Guide, "DynamoDB item sizes and formats").
 */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value, 'utf8');
  // Two digits take a byte, and sign and exponent two at most.
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 2;
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value) || value instanceof Set) {
    return [...value].reduce((sum: number, inner) => sum + 1 + bytesOf(inner), 3);
  }
  if (typeof value !== 'object' || value === null) return value === undefined ? 0 : 1;
  return Object.entries(value).reduce(
    (sum, [name, inner]) => sum + (inner === undefined ? 0 : 1 + bytesOf(name) + bytesOf(inner)),
    3,
  );
}

function writtenBy(write: Write): RawItem {
  if ('create' in write) return write.create;
  if ('replace' in write) return write.replace;
  if ('put' in write) return write.put;
  if ('set' in write) return { ...write.set, ...write.values };
  return 'check' in write ? write.check : write.remove;
}

/**
 * Refuses what the service would refuse, and says what it is.
 * @throws ImpossibleWriteError for more than 100 writes, an item of more than 400 KB, or more than 4 MB in all
 */
export function refuseTooMuch(writes: readonly Write[]): void {
  if (writes.length > mostWrites)
    throw new ImpossibleWriteError(`a transaction has at most ${mostWrites} writes, not ${writes.length}`);
  let sum = 0;
  for (const write of writes) {
    const item = writtenBy(write);
    const bytes = bytesOf(item);
    if (bytes > mostItemBytes)
      throw new ImpossibleWriteError(
        `an item has at most ${mostItemBytes} bytes; one of the kind ${String(item['kind'])} would have ${bytes}`,
      );
    sum += bytes;
  }
  if (sum > mostTransactionBytes)
    throw new ImpossibleWriteError(`a transaction has at most ${mostTransactionBytes} bytes, not ${sum}`);
}
