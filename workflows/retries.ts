/**
 * How a workflow tries a task again, by name; the table of stages says which kind of state is tried how. The fields
 * are those of Amazon States Language: seconds between two attempts, growing by the rate, up to the longest.
 */

/** The service could not run the function, or lost its answer. It passes within minutes. */
const passing = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Sandbox.Timedout',
] as const;

/** What the table answers in the same moments, by the names that the function's error has then. */
const passingAtTable = [
  'ConflictError',
  'InternalServerError',
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'TransactionInProgressException',
] as const;

const quickly = {
  IntervalSeconds: 2,
  MaxAttempts: 6,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
} as const;

/** Long enough for a fault of another service to be mended without anybody's help. */
const patiently = {
  IntervalSeconds: 10,
  MaxAttempts: 8,
  BackoffRate: 2,
  MaxDelaySeconds: 900,
  JitterStrategy: 'FULL',
} as const;

export const retries = {
  /** Whatever a task fails with: it may run twice, so it is safe to try again. */
  'any failure': [
    { ErrorEquals: passing, ...quickly },
    { ErrorEquals: ['States.TaskFailed'], ...patiently },
  ],
  /** Only what passes by itself: every other failure has an answer of its own at the state. */
  'passing failures': [{ ErrorEquals: [...passing, ...passingAtTable], ...quickly }],
} as const;

export type RetryName = keyof typeof retries;
