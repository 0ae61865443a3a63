import * as z from 'zod';

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
