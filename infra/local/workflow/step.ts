import { chanceFrom } from './chance.ts';
import { type Execution, isOverdue, plusMillis } from './execution.ts';
import { errorNames, StateFailure } from './failure.ts';
import type { Definition } from './grammar.ts';
import { HistoryFull } from './history.ts';
import type { Json } from './json.ts';
import { attempt, enter, failExecution, finishWait, handleFailure, type Next, taskResult } from './states.ts';
import { type Command, end, record, type Work } from './work.ts';

/** What happened to an execution. */
export type WorkflowEvent =
  | { readonly type: 'started' }
  | { readonly type: 'task-succeeded'; readonly invocation: string; readonly output: Json }
  | {
      readonly type: 'task-failed';
      readonly invocation: string;
      readonly error: string;
      readonly cause?: string;
    }
  | { readonly type: 'task-token-success'; readonly token: string; readonly output: Json }
  | {
      readonly type: 'task-token-failure';
      readonly token: string;
      readonly error: string;
      readonly cause?: string;
    }
  | { readonly type: 'timer'; readonly sequence: number }
  | { readonly type: 'aborted'; readonly error?: string; readonly cause?: string };

/** What a step leads to. */
export interface Step {
  /** The execution after it; the very object given if the event came too late or was unknown. */
  readonly execution: Execution;
  /** What the host must do, after it has stored the execution. */
  readonly commands: readonly Command[];
  /** The history events that were added. */
  readonly history: Work['history'];
}

/**
 * Takes an execution from one stored state to the next. Pure: the same arguments have the same result, and the
 * arguments are left as they are.
 * @param event what happened; without effect if it came too late, twice, or for another invocation
 * @param instant now, as ISO 8601
 * @param seed a fresh random text, from which invocation ids, tokens, `$random`, `$uuid` and jitter are made
 */
export async function step(
  definition: Definition,
  execution: Execution,
  event: WorkflowEvent,
  instant: string,
  seed: string,
): Promise<Step> {
  const work: Work = {
    definition,
    execution: structuredClone(execution),
    history: [],
    commands: [],
    now: plusMillis(instant, 0),
    chance: chanceFrom(seed),
  };
  if (execution.status !== 'RUNNING') return { execution, commands: [], history: [] };
  try {
    let next = await react(work, event);
    if (next === 'ignored') return { execution, commands: [], history: [] };
    while (next) next = await enter(work, next);
  } catch (cause) {
    if (!(cause instanceof HistoryFull)) throw cause;
    failExecution(work, cause.error, cause.explanation);
  }
  return { execution: work.execution, commands: work.commands, history: work.history };
}

async function react(work: Work, event: WorkflowEvent): Promise<Next | undefined | 'ignored'> {
  const { execution, definition } = work;
  switch (event.type) {
    case 'started':
      if (execution.events > 0) return 'ignored';
      record(work, 'ExecutionStarted', {}, { input: execution.input });
      return { name: definition.StartAt, input: execution.input };
    case 'task-succeeded':
      if (execution.task?.invocation !== event.invocation || isOverdue(execution, work.now)) return 'ignored';
      if (execution.task.token === null) return taskResult(work, event.output);
      if (execution.task.submitted) return 'ignored';
      // What the function of a callback returns is not the task's result: only the token brings that.
      execution.task.submitted = true;
      record(work, 'TaskSubmitted', {}, { output: event.output });
      return undefined;
    case 'task-failed':
      if (execution.task?.invocation !== event.invocation || isOverdue(execution, work.now)) return 'ignored';
      // Once the function of a callback has returned, only the token ends the task.
      if (execution.task.submitted) return 'ignored';
      return taskFailed(work, event.error, event.cause);
    case 'task-token-success':
      if (execution.task?.token !== event.token || isOverdue(execution, work.now)) return 'ignored';
      return taskResult(work, event.output);
    case 'task-token-failure':
      if (execution.task?.token !== event.token || isOverdue(execution, work.now)) return 'ignored';
      return taskFailed(work, event.error, event.cause);
    case 'timer':
      return fire(work, event.sequence);
    case 'aborted':
      execution.error = event.error ?? null;
      execution.cause = event.cause ?? null;
      end(work, 'ABORTED', 'ExecutionAborted', event.error === undefined ? {} : { error: event.error });
      return undefined;
  }
}

async function taskFailed(work: Work, error: string, cause: string | undefined): Promise<Next | undefined> {
  record(work, 'TaskFailed', { error });
  return handleFailure(work, new StateFailure(error, cause));
}

async function fire(work: Work, sequence: number): Promise<Next | undefined | 'ignored'> {
  const { execution } = work;
  const timer = execution.timers.find((set) => set.sequence === sequence);
  if (!timer || timer.at > work.now) return 'ignored';
  execution.timers = execution.timers.filter((set) => set !== timer);
  switch (timer.for) {
    case 'wait':
      return finishWait(work);
    case 'retry':
      return attempt(work);
    case 'task-timeout':
      record(work, 'TaskTimedOut', { error: errorNames.timeout });
      return handleFailure(work, new StateFailure(errorNames.timeout, undefined));
    case 'execution-timeout':
      execution.error = errorNames.timeout;
      end(work, 'TIMED_OUT', 'ExecutionTimedOut', { error: errorNames.timeout });
      return undefined;
  }
}
