import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import { storedWhenRoom } from './data/disk.ts';
import type { Store } from './data/store.ts';
import type { ExecutionEvents } from './events/execution-events.ts';
import type { Functions } from './lambda/functions.ts';
import type { FunctionError } from './lambda/worker-messages.ts';
import type { StateMachineModel } from './template/models.ts';
import type { LocalClock } from './time/clock.ts';
import type { Work } from './time/idle.ts';
import { Turns } from './time/turns.ts';
import {
  type Command,
  type Definition,
  type Execution,
  executionOfToken,
  load,
  nextDue,
  parseExecution,
  start,
  step,
  tokenIsLive,
  type WorkflowEvent,
} from './workflow/index.ts';
import { parsedJson, WorkflowError } from './workflow/workflow-error.ts';

/** A state machine of the template with the text of its definition, substitutions done. */
export interface Machine {
  readonly model: StateMachineModel;
  readonly definition: string;
}

interface Options {
  readonly machines: readonly Machine[];
  readonly store: Store;
  readonly clock: LocalClock;
  readonly work: Work;
  readonly functions: Functions;
  /** Holds a call of a state machine's role against the template. */
  readonly allows: (
    roleArn: string,
    action: string,
    resourceArn: string,
  ) => { allowed: boolean; reason: string };
  readonly count: (operation: string) => void;
  readonly log: (line: string) => void;
  /** Tells of an execution that has ended. */
  readonly events?: ExecutionEvents | undefined;
  /** Told after timers were set or removed. */
  readonly timersChanged: () => void;
}

const timerBody = z.object({ execution: z.string(), sequence: z.number() });
const inputCase = z.object({ case: z.string() });

/**
 * Step Functions on this machine: carries executions through the interpreter's steps. Each step is stored whole
 * (execution, history, commands, timer) before anything of it is done, and nothing is ever replayed.
 */
export class Workflows {
  readonly #options: Options;
  readonly #machines = new Map<string, Machine & { readonly hash: string }>();
  readonly #definitions = new Map<string, Definition>();
  /** What concerns one execution happens one after the other. */
  readonly #turns: Turns;

  /** @throws DefinitionError for a definition that the interpreter does not know in full */
  constructor(options: Options) {
    this.#options = options;
    this.#turns = new Turns(options.work);
    for (const machine of options.machines) {
      const hash = createHash('sha256').update(machine.definition).digest('hex');
      this.#definitions.set(hash, load(JSON.parse(machine.definition)));
      options.store.addDefinition(hash, machine.definition);
      this.#machines.set(machine.model.arn, { ...machine, hash });
    }
  }

  /** Takes up what was under way when the host went down: delivers every command that has no answer yet. */
  resume(): void {
    for (const { execution, body } of this.#options.store.commands()) {
      this.#deliver(execution, JSON.parse(body));
    }
  }

  /**
   * StartExecution. The same name and input while it runs give the same answer.
   * @param input JSON text
   * @throws WorkflowError as the API would answer
   */
  async start(machineArn: string, name: string, input: string): Promise<{ arn: string; startedAt: string }> {
    const machine = this.#machines.get(machineArn);
    if (!machine)
      throw new WorkflowError('StateMachineDoesNotExist', `State Machine Does Not Exist: ${machineArn}`);
    if (!/^[\w.+-]{1,80}$/.test(name)) throw new WorkflowError('InvalidName', `Invalid Name: '${name}'`);
    const parsed = parsedJson(input, 'InvalidExecutionInput');
    const id = `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    return this.#turns.take(id, async () => {
      const { store, clock } = this.#options;
      const known = store.execution(id);
      if (known) {
        const before = executionIn(known.body);
        if (known.status === 'RUNNING' && JSON.stringify(before.input) === JSON.stringify(parsed)) {
          return { arn: id, startedAt: known.startedAt };
        }
        throw new WorkflowError('ExecutionAlreadyExists', `Execution Already Exists: '${id}'`);
      }
      const { model, hash } = machine;
      const now = clock.iso();
      const fresh = start(
        this.#definition(hash),
        { id, name, input: parsed, stateMachine: { id: model.arn, name: model.name } },
        now,
      );
      await this.#step(fresh, hash, { type: 'started' }, now);
      return { arn: id, startedAt: now };
    });
  }

  /** SendTaskSuccess, SendTaskFailure: answers once the step that they cause is stored. */
  async answerTask(
    token: string,
    event:
      | { readonly type: 'task-token-success'; readonly output: string }
      | { readonly type: 'task-token-failure'; readonly error: string; readonly cause?: string },
  ): Promise<void> {
    const id = executionOfToken(token);
    if (id === undefined) throw new WorkflowError('InvalidToken', 'Invalid Token: the token is malformed');
    const given: WorkflowEvent =
      event.type === 'task-token-success'
        ? { type: event.type, token, output: parsedJson(event.output, 'InvalidOutput') }
        : { ...event, token };
    await this.#turns.take(id, async () => {
      const found = this.#options.store.execution(id);
      if (!found) throw new WorkflowError('TaskDoesNotExist', 'Task does not exist');
      const execution = executionIn(found.body);
      const now = this.#options.clock.iso();
      if (!tokenIsLive(execution, token, now)) {
        throw new WorkflowError('TaskTimedOut', 'Task Timed Out: the task is over or its token was replaced');
      }
      await this.#step(execution, found.definition, given, now);
    });
  }

  /** Whose task a token belongs to: the state machine's ARN, for judging who may answer. */
  machineOfToken(token: string): string | undefined {
    const id = executionOfToken(token);
    return id === undefined ? undefined : this.#options.store.execution(id)?.machine;
  }

  /** StopExecution. */
  async stop(id: string, error?: string, cause?: string): Promise<string> {
    await this.#apply(id, { type: 'aborted', ...(error && { error }), ...(cause && { cause }) });
    return this.describe(id).stoppedAt ?? this.#options.clock.iso();
  }

  /** DescribeExecution. */
  describe(id: string): Execution {
    const found = this.#options.store.execution(id);
    if (!found) throw new WorkflowError('ExecutionDoesNotExist', `Execution Does Not Exist: '${id}'`);
    return executionIn(found.body);
  }

  /** All executions, oldest first. */
  list(): Execution[] {
    return this.#options.store.executions().map((it) => executionIn(it.body));
  }

  /** A timer of an execution has fallen due. @param body what was stored with the timer */
  async fire(body: string): Promise<void> {
    const { execution, sequence } = timerBody.parse(JSON.parse(body));
    const event = { type: 'timer', sequence } as const;
    await storedWhenRoom(() => this.#apply(execution, event), this.#options.log);
  }

  #apply(id: string, event: WorkflowEvent): Promise<void> {
    return this.#turns.take(id, async () => {
      const found = this.#options.store.execution(id);
      if (!found) throw new WorkflowError('ExecutionDoesNotExist', `Execution Does Not Exist: '${id}'`);
      await this.#step(executionIn(found.body), found.definition, event, this.#options.clock.iso());
    });
  }

  async #step(before: Execution, hash: string, event: WorkflowEvent, now: string): Promise<void> {
    const { store, clock, count, events } = this.#options;
    const done = await step(this.#definition(hash), before, event, now, randomUUID() + randomUUID());
    const { execution } = done;
    for (const it of done.history) if (it.type.endsWith('StateEntered')) count('StateTransition');
    const told = store.transaction(() => {
      clock.keep();
      if ('invocation' in event) store.removeCommand(event.invocation);
      if (done.execution === before && event.type !== 'started') return [];
      const owner = inputCase.safeParse(execution.input);
      store.saveExecution({
        id: execution.id,
        machine: execution.stateMachine.id,
        name: execution.name,
        status: execution.status,
        caseReference: owner.success ? owner.data.case : null,
        definition: hash,
        body: JSON.stringify(execution),
        startedAt: execution.startedAt,
      });
      for (const it of done.history) store.addHistory(execution.id, it.id, JSON.stringify(it));
      for (const it of done.commands) store.addCommand(execution.id, it.invocation, JSON.stringify(it));
      this.#setTimer(execution);
      const hasEnded = before.status === 'RUNNING' && execution.status !== 'RUNNING';
      return hasEnded ? (events?.add(execution) ?? []) : [];
    });
    events?.deliver(told);
    for (const command of done.commands) this.#deliver(execution.id, command);
    this.#options.timersChanged();
  }

  #setTimer(execution: Execution): void {
    const { store } = this.#options;
    const key = `execution:${execution.id}`;
    const due = nextDue(execution);
    if (!due) {
      store.removeTimer(key);
      return;
    }
    const body = JSON.stringify({ execution: execution.id, sequence: due.sequence });
    // A timer that stays keeps its place among those that are due at the same instant.
    if (store.timer(key)?.body !== body) store.setTimer(key, Date.parse(due.at), 'execution', body);
  }

  #deliver(id: string, command: Command): void {
    void this.#options.work.run(async () => {
      try {
        const event = await this.#carryOut(id, command);
        await storedWhenRoom(() => this.#apply(id, event), this.#options.log);
      } catch (error) {
        this.#options.log(`Execution ${id}: ${String(error)}`);
      }
    });
  }

  async #carryOut(id: string, command: Command): Promise<WorkflowEvent> {
    const { functions, allows, store } = this.#options;
    const { invocation } = command;
    const failed = (error: string, cause: string): WorkflowEvent => ({
      type: 'task-failed',
      invocation,
      error,
      cause,
    });
    const role = this.#machines.get(store.execution(id)?.machine ?? '')?.model.roleArn ?? '';
    if (command.type === 'start-execution') {
      const verdict = allows(role, 'states:StartExecution', command.stateMachineArn);
      if (!verdict.allowed) return failed('StepFunctions.AccessDeniedException', verdict.reason);
      try {
        // The command's own id as name makes a second delivery of it harmless.
        const name = command.name ?? invocation;
        const input = JSON.stringify(command.input);
        const made = await storedWhenRoom(
          () => this.start(command.stateMachineArn, name, input),
          this.#options.log,
        );
        const output = { ExecutionArn: made.arn, StartDate: made.startedAt };
        return { type: 'task-succeeded', invocation, output };
      } catch (error) {
        if (!(error instanceof WorkflowError)) throw error;
        return failed(`StepFunctions.${error.code}Exception`, error.message);
      }
    }
    const model = functions.find(command.functionArn);
    if (!model) {
      return failed('Lambda.ResourceNotFoundException', `Function not found: ${command.functionArn}`);
    }
    const verdict = allows(role, 'lambda:InvokeFunction', model.arn);
    if (!verdict.allowed) return failed('Lambda.AWSLambdaException', verdict.reason);
    const outcome = await functions.invokeFor('request', model, JSON.stringify(command.payload));
    if (!outcome.ok) return failed(taskError(outcome.error), causeOf(outcome.error));
    return { type: 'task-succeeded', invocation, output: json.parse(JSON.parse(outcome.payload)) };
  }

  #definition(hash: string): Definition {
    const known = this.#definitions.get(hash);
    if (known) return known;
    const text = this.#options.store.definition(hash);
    if (text === undefined) throw new Error(`The definition ${hash} is not in the store.`);
    const loaded = load(JSON.parse(text));
    this.#definitions.set(hash, loaded);
    return loaded;
  }
}

const json = z.json();
const executionIn = (body: string): Execution => parseExecution(JSON.parse(body));

// What Lambda itself refuses bears its name before its own.
function taskError({ errorType }: FunctionError): string {
  return errorType === 'TooManyRequestsException' ? `Lambda.${errorType}` : errorType;
}

function causeOf(error: FunctionError): string {
  return JSON.stringify({ errorMessage: error.errorMessage, errorType: error.errorType, trace: error.trace });
}
