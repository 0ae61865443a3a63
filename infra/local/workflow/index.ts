/**
 * Runs workflows written in Amazon States Language (JSONata only) as AWS Step Functions runs them.
 *
 * It is pure: it keeps no state, starts no timer, calls nobody. Whoever hosts it does so:
 *
 *     const definition = load(json);                     // refuses what it cannot run
 *     let execution = start(definition, { id, name, input, stateMachine: { id, name } }, now);
 *     const done = await step(definition, execution, { type: 'started' }, now, seed);
 *     // store done.execution, done.history and done.commands in one transaction, then carry out the commands
 *
 * Each command is answered by an event with its `invocation`: `task-succeeded` (with a Lambda's plain result as
 * `output`; the wrapping with Payload and StatusCode is done here) or `task-failed` (`error` is the errorType that the
 * Lambda gave or a name such as `Lambda.TooManyRequestsException`, `cause` the JSON text of its error object). With
 * `callback`, the Lambda's answer only says whether the task was handed over; the result comes with its token, as
 * `task-token-success` or `task-token-failure`. Events that come late or twice have no effect and give back the very
 * execution that went in.
 *
 * - `nextDue(execution)` tells the next timer. When its instant has come, step with `{ type: 'timer', sequence }`.
 *   Timers of several executions at one instant go by (at, setAt, sequence).
 * - `executionOfToken(token)` finds the execution of a token (undefined: InvalidToken), `tokenIsLive(execution, token,
 *   now)` tells whether an answer with it counts (false: TaskTimedOut).
 * - `parseExecution(json)` reads a stored execution.
 * - `seed` is a fresh random text for each step (such as `randomUUID()`); the same seed makes the same step.
 *
 * An execution runs to its end by the definition that it was started with: the host keeps that one for it.
 */

export { DefinitionError, load } from './definition.ts';
export {
  type Execution,
  executionOfToken,
  nextDue,
  parseExecution,
  start,
  tokenIsLive,
} from './execution.ts';
export type { Definition } from './grammar.ts';
export type { Json } from './json.ts';
export { type Step, step, type WorkflowEvent } from './step.ts';
export type { Command } from './work.ts';
