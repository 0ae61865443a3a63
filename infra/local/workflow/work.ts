import type { Chance } from './chance.ts';
import type { Execution, Timer } from './execution.ts';
import { type Definition, isCallback, type State, startsExecution } from './grammar.ts';
import { type HistoryEvent, nextEvent } from './history.ts';
import type { Json } from './json.ts';

/** Something that the host must do. Both kinds are answered by `task-succeeded` or `task-failed`. */
export type Command =
  | {
      readonly type: 'invoke-lambda';
      readonly invocation: string;
      /** What FunctionName says: an ARN or a name. */
      readonly functionArn: string;
      readonly payload: Json;
      /** Whether the task then waits for its token; the function's own result does not matter then. */
      readonly callback: boolean;
      readonly token: string | null;
    }
  | {
      readonly type: 'start-execution';
      readonly invocation: string;
      readonly stateMachineArn: string;
      readonly name: string | null;
      readonly input: Json;
    };

/** A step under way: a draft of the execution that only this step holds, and what it has led to so far. */
export interface Work {
  readonly definition: Definition;
  readonly execution: Execution;
  readonly history: HistoryEvent[];
  readonly commands: Command[];
  readonly now: string;
  readonly chance: Chance;
}

type Details = { readonly [key: string]: Json };

/** The state that the execution is in, with its name and input. */
export function current(work: Work): { state: State; at: NonNullable<Execution['state']> } {
  const at = work.execution.state;
  const state = at ? work.definition.States[at.name] : undefined;
  if (!at || !state) throw new Error(`The execution ${work.execution.id} is in no state of its definition`);
  return { state, at };
}

/** Adds a history event. Events of a task name its integration, events of a state its name. */
export function record(work: Work, type: string, details: Details = {}, data: Details = {}): void {
  const place = type.startsWith('Execution') ? {} : placeOf(work, type);
  work.history.push(nextEvent(work.execution, work.now, type, { ...place, ...details }, data));
}

function placeOf(work: Work, type: string): Details {
  const { state, at } = current(work);
  if (type.endsWith('StateEntered') || type.endsWith('StateExited')) return { name: at.name };
  if (state.Type !== 'Task' || type === 'EvaluationFailed') return { state: at.name };
  if (startsExecution(state)) return { resourceType: 'states', resource: 'startExecution' };
  return { resourceType: 'lambda', resource: isCallback(state) ? 'invoke.waitForTaskToken' : 'invoke' };
}

/** Sets a timer of the current state. */
export function setTimer(work: Work, purpose: Timer['for'], at: string): void {
  work.execution.sequence += 1;
  work.execution.timers.push({ at, for: purpose, sequence: work.execution.sequence, setAt: work.now });
}

/** Forgets the task and the timers of the current state; the execution's own timer stays. */
export function clearState(work: Work): void {
  work.execution.task = null;
  work.execution.timers = work.execution.timers.filter((timer) => timer.for === 'execution-timeout');
}

/** Ends the execution. */
export function end(
  work: Work,
  status: Exclude<Execution['status'], 'RUNNING'>,
  type: string,
  details: Details,
  data: Details = {},
): void {
  record(work, type, details, data);
  work.execution.status = status;
  work.execution.stoppedAt = work.now;
  work.execution.task = null;
  work.execution.timers = [];
}
