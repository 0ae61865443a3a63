import * as z from 'zod';
import { codeOf } from './expression.ts';
import type { Json } from './json.ts';

/** The longest that Step Functions lets a number of seconds be. */
const mostSeconds = 99_999_999;

const expression = z.string().refine((text) => codeOf(text) !== undefined, 'must be an expression {% … %}');
const stateName = z.string().min(1).max(80);
const assign = z.record(
  z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,79}$/, 'is no name for a variable'),
  z.json(),
);
const after = { Next: stateName.optional(), End: z.literal(true).optional() };
const moving = { Assign: assign.optional(), Output: z.json().optional() };
const comment = { Comment: z.string().optional() };
const errorEquals = z.array(z.string().min(1)).min(1);

const retrier = z.strictObject({
  ErrorEquals: errorEquals,
  IntervalSeconds: z.int().min(1).max(mostSeconds).default(1),
  MaxAttempts: z.int().min(0).max(mostSeconds).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['NONE', 'FULL']).default('NONE'),
});

const catcher = z.strictObject({ ...comment, ErrorEquals: errorEquals, Next: stateName, ...moving });

/** The integrations that workflows may use; the partition is the deployment's. */
const resource = z
  .string()
  .regex(
    /^arn:[a-z0-9-]+:states:::(lambda:invoke|lambda:invoke\.waitForTaskToken|states:startExecution)$/,
    'is not a supported integration (lambda:invoke, lambda:invoke.waitForTaskToken, states:startExecution)',
  );

const lambdaArguments = z.strictObject({ FunctionName: z.string().min(1), Payload: z.json().optional() });
const startArguments = z.strictObject({
  StateMachineArn: z.string().min(1),
  Name: z.string().min(1).optional(),
  Input: z.json().optional(),
});

const task = z.strictObject({
  Type: z.literal('Task'),
  ...comment,
  Resource: resource,
  Arguments: z.union([lambdaArguments, startArguments]),
  TimeoutSeconds: z.union([z.int().min(1).max(mostSeconds), expression]).optional(),
  Retry: z.array(retrier).optional(),
  Catch: z.array(catcher).optional(),
  ...moving,
  ...after,
});

const choice = z.strictObject({
  Type: z.literal('Choice'),
  ...comment,
  Choices: z.array(z.strictObject({ ...comment, Condition: expression, Next: stateName, ...moving })).min(1),
  Default: stateName.optional(),
  ...moving,
});

const wait = z.strictObject({
  Type: z.literal('Wait'),
  ...comment,
  Seconds: z.union([z.int().min(0).max(mostSeconds), expression]).optional(),
  Timestamp: z.union([z.iso.datetime({ offset: true }), expression]).optional(),
  ...moving,
  ...after,
});

const pass = z.strictObject({ Type: z.literal('Pass'), ...comment, ...moving, ...after });
const succeed = z.strictObject({ Type: z.literal('Succeed'), ...comment, Output: z.json().optional() });
const fail = z.strictObject({
  Type: z.literal('Fail'),
  ...comment,
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

const state = z.discriminatedUnion('Type', [task, choice, wait, pass, succeed, fail]);

/** The shape of a definition. */
export const machine = z.strictObject({
  ...comment,
  QueryLanguage: z.literal('JSONata'),
  StartAt: stateName,
  TimeoutSeconds: z.int().min(1).max(mostSeconds).optional(),
  States: z.record(stateName, state),
});

/** A workflow that this interpreter can run. */
export type Definition = z.infer<typeof machine>;
export type State = z.infer<typeof state>;
export type Task = z.infer<typeof task>;
export type Choice = z.infer<typeof choice>;
export type Wait = z.infer<typeof wait>;
export type Retrier = z.infer<typeof retrier>;

/** A way out of a state: its own, or that of one of its rules. */
export interface Leaving {
  readonly Assign?: Record<string, Json> | undefined;
  readonly Output?: Json | undefined;
  readonly Next?: string | undefined;
  readonly End?: true | undefined;
}

/** The ways out of a state: rules of Choices first, then its own, then those of Catch. */
export function leavingsOf(from: State): Leaving[] {
  switch (from.Type) {
    case 'Choice': {
      const { Assign, Output, Default } = from;
      return Default === undefined ? from.Choices : [...from.Choices, { Assign, Output, Next: Default }];
    }
    case 'Task':
      return [from, ...(from.Catch ?? [])];
    case 'Succeed':
      return [{ Output: from.Output, End: true }];
    case 'Fail':
      return [];
    default:
      return [from];
  }
}

/** The states to which a state can lead, with its Catch. */
export function nextOf(from: State): string[] {
  return leavingsOf(from).flatMap(({ Next }) => (Next === undefined ? [] : [Next]));
}

/** Whether a task waits for its token to come back. */
export function isCallback(from: Task): boolean {
  return from.Resource.endsWith('.waitForTaskToken');
}

/** Whether a task starts another execution. */
export function startsExecution(from: Task): boolean {
  return from.Resource.endsWith(':states:startExecution');
}
