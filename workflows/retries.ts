/**
 * How a workflow tries a task again, by name; the table of stages says which kind of state is tried how. The fields
 * are those of Amazon States Language: seconds between two attempts, growing by the rate, up to the longest.
 */

/** The service could not run the function, or lost its answer. It passes, sooner or later. */
const passingAtService = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Sandbox.Timedout',
] as const;

/** What the table answers in the same moments, or does not answer, by the names that the function's error has then. */
const passingAtTable = [
  'ConflictError',
  'TableBusyError',
  'InternalServerError',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TransactionConflictException',
  'TransactionInProgressException',
  'ServiceUnavailable',
  'TimeoutError',
] as const;

/** Soon at first, then every quarter of an hour: an outage of seven hours costs nobody's case its execution. */
const untilItPasses = {
  IntervalSeconds: 2,
  MaxAttempts: 60,
  BackoffRate: 2,
  MaxDelaySeconds: 900,
  JitterStrategy: 'FULL',
} as const;

/** Long enough for a fault that has no name here to pass by itself, and no longer: the office is to hear of the others. */
const patiently = {
  IntervalSeconds: 10,
  MaxAttempts: 8,
  BackoffRate: 2,
  MaxDelaySeconds: 900,
  JitterStrategy: 'FULL',
} as const;

/** `States.TaskFailed` is every failure but a timeout. A task may run twice, so it is safe to try it again. */
const anyFailure = [
  { ErrorEquals: [...passingAtService, ...passingAtTable], ...untilItPasses },
  { ErrorEquals: ['States.TaskFailed'], ...patiently },
] as const;

export const retries = {
  'any failure': anyFailure,
  /** At a wait one failure is an answer: the bell rang meanwhile. It leads on at once. */
  'any failure but a bell that rang': [{ ErrorEquals: ['AlreadyWoken'], MaxAttempts: 0 }, ...anyFailure],
} as const;

export type RetryName = keyof typeof retries;
