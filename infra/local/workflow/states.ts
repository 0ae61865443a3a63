import * as z from 'zod';
import { makeToken, plusMillis } from './execution.ts';
import { evaluate, type Scope } from './expression.ts';
import { errorMatches, errorNames, StateFailure } from './failure.ts';
import { type Choice, isCallback, type Leaving, startsExecution, type Task, type Wait } from './grammar.ts';
import type { Json } from './json.ts';
import { retryDelay } from './retry.ts';
import { type Command, clearState, current, end, record, setTimer, type Work } from './work.ts';

/** Where an execution goes on, and with what input. */
export interface Next {
  readonly name: string;
  readonly input: Json;
}

/** The most bytes of JSON that a state may take or give ("Service quotas": Maximum input or output size). */
const mostBytes = 262_144;

/** Enters a state and does what it does at once. Returns undefined if the execution waits there or has ended. */
export async function enter(work: Work, next: Next): Promise<Next | undefined> {
  clearState(work);
  work.execution.state = { name: next.name, enteredAt: work.now, input: next.input, retries: [] };
  const { state, at } = current(work);
  record(work, `${state.Type}StateEntered`, {}, { input: at.input });
  try {
    switch (state.Type) {
      case 'Task':
        return await attempt(work);
      case 'Choice':
        return await choose(work, state);
      case 'Wait':
        return await beginWait(work, state);
      case 'Pass':
        return await leave(work, state, {}, at.input);
      case 'Succeed':
        return await leave(work, { Output: state.Output, End: true }, {}, at.input);
      case 'Fail': {
        const error = state.Error === undefined ? undefined : await text(work, state.Error, 'Error');
        const cause = state.Cause === undefined ? undefined : await text(work, state.Cause, 'Cause');
        return failExecution(work, error, cause);
      }
    }
  } catch (cause) {
    if (!(cause instanceof StateFailure)) throw cause;
    return handleFailure(work, cause);
  }
}

/**
 * When a timer of so many seconds runs out. Timers are counted from the whole second, so that a timeout
 * computed as the rounded-up seconds until an instant ends at that very instant.
 */
function afterSeconds(now: string, seconds: number): string {
  const second = new Date(Math.floor(Date.parse(now) / 1000) * 1000).toISOString();
  return plusMillis(second, seconds * 1000);
}

/** Begins the current task, for the first time or once more: each attempt has its own invocation and token. */
export async function attempt(work: Work): Promise<Next | undefined> {
  const { state } = current(work);
  if (state.Type !== 'Task') throw new Error('Only a task is attempted');
  const token = isCallback(state) ? makeToken(work.execution.id, work.chance.secret()) : null;
  try {
    const scope = scopeOf(work, token === null ? {} : { token });
    const given = limited(await evaluate(toJson(state.Arguments), 'Arguments', scope));
    const seconds =
      state.TimeoutSeconds === undefined
        ? undefined
        : checked(
            z.int().min(1),
            await evaluate(state.TimeoutSeconds, 'TimeoutSeconds', scope),
            'TimeoutSeconds',
          );
    record(work, 'TaskScheduled', seconds === undefined ? {} : { timeoutInSeconds: seconds }, {
      parameters: given,
    });
    record(work, 'TaskStarted');
    const invocation = work.chance.uuid();
    work.execution.task = { invocation, token, submitted: false };
    work.commands.push(commandOf(state, invocation, token, given));
    if (seconds !== undefined) setTimer(work, 'task-timeout', afterSeconds(work.now, seconds));
    return undefined;
  } catch (cause) {
    if (!(cause instanceof StateFailure)) throw cause;
    return handleFailure(work, cause);
  }
}

function commandOf(state: Task, invocation: string, token: string | null, given: Json): Command {
  if (startsExecution(state)) {
    const read = checked(
      z.object({ StateMachineArn: z.string(), Name: z.string().optional(), Input: z.json().optional() }),
      given,
      'Arguments',
    );
    return {
      type: 'start-execution',
      invocation,
      stateMachineArn: read.StateMachineArn,
      name: read.Name ?? null,
      input: read.Input ?? {},
    };
  }
  const read = checked(
    z.object({ FunctionName: z.string(), Payload: z.json().optional() }),
    given,
    'Arguments',
  );
  return {
    type: 'invoke-lambda',
    invocation,
    functionArn: read.FunctionName,
    payload: read.Payload ?? {},
    callback: token !== null,
    token,
  };
}

/** Takes the result of the current task. A Lambda's is wrapped as AWS wraps it; a token's is as it was sent. */
export async function taskResult(work: Work, output: Json): Promise<Next | undefined> {
  const { state } = current(work);
  if (state.Type !== 'Task') throw new Error('Only a task has a result');
  const plain = isCallback(state) || startsExecution(state);
  const result = plain ? output : { ExecutedVersion: '$LATEST', Payload: output, StatusCode: 200 };
  record(work, 'TaskSucceeded', {}, { output: result });
  try {
    return await leave(work, state, { result: limited(result) }, result);
  } catch (cause) {
    if (!(cause instanceof StateFailure)) throw cause;
    return handleFailure(work, cause);
  }
}

/** Goes on from the current Wait state. */
export async function finishWait(work: Work): Promise<Next | undefined> {
  const { state, at } = current(work);
  if (state.Type !== 'Wait') throw new Error('Only a Wait is finished by its timer');
  try {
    return await leave(work, state, {}, at.input);
  } catch (cause) {
    if (!(cause instanceof StateFailure)) throw cause;
    return handleFailure(work, cause);
  }
}

/**
 * Holds a failure against the Retry and then the Catch of the current state, and fails the execution if neither
 * has an answer ("Errors" in the specification: only the first retrier that matches counts).
 */
export async function handleFailure(work: Work, failure: StateFailure): Promise<Next | undefined> {
  const { state, at } = current(work);
  clearState(work);
  if (failure.location !== undefined)
    record(work, 'EvaluationFailed', { error: failure.error, location: failure.location });
  if (state.Type !== 'Task') return failExecution(work, failure.error, failure.explanation);
  const index = (state.Retry ?? []).findIndex((rule) => errorMatches(rule.ErrorEquals, failure.error));
  const retrier = state.Retry?.[index];
  const done = at.retries[index] ?? 0;
  if (retrier && done < retrier.MaxAttempts) {
    at.retries = (state.Retry ?? []).map((_, other) =>
      other === index ? done + 1 : (at.retries[other] ?? 0),
    );
    setTimer(work, 'retry', plusMillis(work.now, retryDelay(retrier, done + 1, work.chance)));
    return undefined;
  }
  const catcher = state.Catch?.find((rule) => errorMatches(rule.ErrorEquals, failure.error));
  if (!catcher) return failExecution(work, failure.error, failure.explanation);
  const errorOutput: Json =
    failure.explanation === undefined
      ? { Error: failure.error }
      : { Error: failure.error, Cause: failure.explanation };
  try {
    return await leave(work, catcher, { errorOutput }, errorOutput);
  } catch (cause) {
    if (!(cause instanceof StateFailure)) throw cause;
    if (cause.location !== undefined)
      record(work, 'EvaluationFailed', { error: cause.error, location: cause.location });
    return failExecution(work, cause.error, cause.explanation);
  }
}

/** Ends the execution as failed. */
export function failExecution(work: Work, error: string | undefined, cause: string | undefined): undefined {
  work.execution.error = error ?? null;
  work.execution.cause = cause ?? null;
  end(work, 'FAILED', 'ExecutionFailed', error === undefined ? {} : { error });
}

async function choose(work: Work, state: Choice): Promise<Next | undefined> {
  const { at } = current(work);
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices.${index}.Condition`;
    const holds = checked(z.boolean(), await evaluate(rule.Condition, field, scopeOf(work)), field);
    if (holds) return leave(work, rule, {}, at.input);
  }
  if (state.Default === undefined)
    throw new StateFailure(errorNames.noChoiceMatched, `No rule of the state '${at.name}' matched.`);
  return leave(work, { Assign: state.Assign, Output: state.Output, Next: state.Default }, {}, at.input);
}

async function beginWait(work: Work, state: Wait): Promise<Next | undefined> {
  const scope = scopeOf(work);
  let until: string;
  if (state.Timestamp === undefined) {
    const seconds = checked(z.int().min(0), await evaluate(state.Seconds ?? 0, 'Seconds', scope), 'Seconds');
    until = afterSeconds(work.now, seconds);
  } else {
    const instant = await evaluate(state.Timestamp, 'Timestamp', scope);
    until = plusMillis(checked(z.iso.datetime({ offset: true }), instant, 'Timestamp'), 0);
  }
  if (until <= work.now) return finishWait(work);
  setTimer(work, 'wait', until);
  return undefined;
}

/** Leaves the current state: Output and Assign both see the variables as they were. */
async function leave(work: Work, by: Leaving, parts: Parts, otherwise: Json): Promise<Next | undefined> {
  const { state } = current(work);
  const scope = scopeOf(work, parts);
  const output = limited(by.Output === undefined ? otherwise : await evaluate(by.Output, 'Output', scope));
  const assigned = limited(by.Assign === undefined ? {} : await evaluate(by.Assign, 'Assign', scope));
  record(work, `${state.Type}StateExited`, {}, { output, assignedVariables: assigned });
  clearState(work);
  Object.assign(work.execution.variables, assigned);
  if (by.Next !== undefined) return { name: by.Next, input: output };
  work.execution.output = output;
  end(work, 'SUCCEEDED', 'ExecutionSucceeded', {}, { output });
  return undefined;
}

interface Parts {
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly token?: string;
}

function scopeOf(work: Work, { token, ...parts }: Parts = {}): Scope {
  const { execution } = work;
  const { at } = current(work);
  const context: { [key: string]: Json } = {
    Execution: {
      Id: execution.id,
      Name: execution.name,
      StartTime: execution.startedAt,
      Input: execution.input,
    },
    StateMachine: { Id: execution.stateMachine.id, Name: execution.stateMachine.name },
    State: {
      Name: at.name,
      EnteredTime: at.enteredAt,
      RetryCount: at.retries.reduce((sum, count) => sum + count, 0),
    },
    ...(token === undefined ? {} : { Task: { Token: token } }),
  };
  return {
    states: { input: at.input, context, ...parts },
    variables: execution.variables,
    now: work.now,
    chance: work.chance,
  };
}

async function text(work: Work, value: string, field: string): Promise<string> {
  return checked(z.string(), await evaluate(value, field, scopeOf(work)), field);
}

function checked<T>(schema: z.ZodType<T>, value: Json, field: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problem = parsed.error.issues.map((issue) => issue.message).join(', ');
  throw new StateFailure(
    errorNames.queryEvaluation,
    `The field '${field}' has an unfit value: ${problem}`,
    field,
  );
}

function limited(value: Json): Json {
  if (Buffer.byteLength(JSON.stringify(value)) <= mostBytes) return value;
  throw new StateFailure(
    errorNames.dataLimitExceeded,
    `A state gave or took more than ${mostBytes} bytes of JSON.`,
  );
}

/** Arguments as read are JSON but for fields left out, which their type calls undefined. */
function toJson(given: Task['Arguments']): Json {
  const plain: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(given)) if (value !== undefined) plain[key] = value;
  return plain;
}
