import * as z from 'zod';
import type { Definition } from './grammar.ts';
import type { Json } from './json.ts';

/** A standard execution may live for one year ("Service quotas": Maximum execution time). */
const longestLifeSeconds = 31_536_000;

const timer = z.strictObject({
  /** When it fires: ISO 8601, UTC. */
  at: z.string(),
  for: z.enum(['wait', 'retry', 'task-timeout', 'execution-timeout']),
  /** Rises with every timer of the execution; names the timer in the event that fires it. */
  sequence: z.number(),
  /** When it was set: lets timers of several executions that are due at one instant go in the order of setting. */
  setAt: z.string(),
});

const execution = z.strictObject({
  id: z.string(),
  name: z.string(),
  stateMachine: z.strictObject({ id: z.string(), name: z.string() }),
  input: z.json(),
  startedAt: z.string(),
  stoppedAt: z.string().nullable(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
  /** The state that it is in, or in which it ended. */
  state: z
    .strictObject({
      name: z.string(),
      enteredAt: z.string(),
      input: z.json(),
      /** Retries done since the state was entered, one count a retrier. */
      retries: z.array(z.number()),
    })
    .nullable(),
  variables: z.record(z.string(), z.json()),
  /** The task under way. */
  task: z
    .strictObject({
      invocation: z.string(),
      token: z.string().nullable(),
      /** Of a callback: whether its function has returned. */
      submitted: z.boolean(),
    })
    .nullable(),
  timers: z.array(timer),
  /** The last sequence number given to a timer. */
  sequence: z.number(),
  /** How many history events there are. */
  events: z.number(),
  includeExecutionData: z.boolean(),
  output: z.json(),
  error: z.string().nullable(),
  cause: z.string().nullable(),
});

/** An execution between two steps: plain JSON, all that there is to know about it. */
export type Execution = z.infer<typeof execution>;

/** Something that falls due at an instant. */
export type Timer = z.infer<typeof timer>;

/** What an execution is started with. */
export interface Start {
  /** The execution's ARN. */
  readonly id: string;
  readonly name: string;
  readonly input: Json;
  readonly stateMachine: { readonly id: string; readonly name: string };
  /** Whether the history holds inputs and outputs; not by default. */
  readonly includeExecutionData?: boolean;
}

/** Reads a stored execution. Throws a ZodError if it is none. */
export function parseExecution(stored: unknown): Execution {
  return execution.parse(stored);
}

/**
 * Makes a new execution. It does nothing until it is stepped with the event `started`.
 * @param instant now, as ISO 8601
 */
export function start(definition: Definition, given: Start, instant: string): Execution {
  const now = plusMillis(instant, 0);
  const seconds = Math.min(definition.TimeoutSeconds ?? longestLifeSeconds, longestLifeSeconds);
  return {
    id: given.id,
    name: given.name,
    stateMachine: { ...given.stateMachine },
    input: structuredClone(given.input),
    startedAt: now,
    stoppedAt: null,
    status: 'RUNNING',
    state: null,
    variables: {},
    task: null,
    timers: [{ at: plusMillis(now, seconds * 1000), for: 'execution-timeout', sequence: 1, setAt: now }],
    sequence: 1,
    events: 0,
    includeExecutionData: given.includeExecutionData ?? false,
    output: null,
    error: null,
    cause: null,
  };
}

/** The timer that fires next: earliest first, ties by sequence; undefined once the execution has ended. */
export function nextDue(of: Pick<Execution, 'timers'>): Timer | undefined {
  return of.timers.reduce<Timer | undefined>(
    (first, other) =>
      !first || other.at < first.at || (other.at === first.at && other.sequence < first.sequence)
        ? other
        : first,
    undefined,
  );
}

/**
 * Whether an answer with this token would still count. If not, the API answers TaskTimedOut (or TaskDoesNotExist
 * where the execution itself is unknown). The instant of the timeout is already too late.
 */
export function tokenIsLive(of: Execution, token: string, now: string): boolean {
  return of.status === 'RUNNING' && of.task !== null && of.task.token === token && !isOverdue(of, now);
}

/** Whether a timeout is due, so that an answer to the task comes too late. */
export function isOverdue(of: Execution, now: string): boolean {
  return of.timers.some(({ at, for: purpose }) => purpose.endsWith('timeout') && at <= plusMillis(now, 0));
}

/** The token for a callback: opaque to whoever holds it, but the API finds the execution in it. */
export function makeToken(executionId: string, secret: string): string {
  return Buffer.from(JSON.stringify([executionId, secret])).toString('base64url');
}

/** The id of the execution that a token belongs to, or undefined if it is no token (InvalidToken). */
export function executionOfToken(token: string): string | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return z.tuple([z.string(), z.string()]).parse(parts)[0];
  } catch {
    return undefined;
  }
}

/** The instant some milliseconds after another, in UTC with milliseconds, so that such instants sort as text. */
export function plusMillis(instant: string, millis: number): string {
  return new Date(Date.parse(instant) + millis).toISOString();
}
