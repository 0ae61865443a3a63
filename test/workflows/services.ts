import { randomUUID } from 'node:crypto';
import {
  ExecutionAlreadyExists,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { handler as deliver } from '../../functions/platform/deliver.ts';
import {
  type Definition,
  type Execution,
  type Json,
  load,
  start,
  step,
  type WorkflowEvent,
} from '../../infra/local/workflow/index.ts';
import { fill } from '../../infra/workflow/lint.ts';
import type { tableInMemory } from '../support/table.ts';

/** Called in place of a Lambda: what a state machine hands it, and what it answers. */
export type Lambda = (payload: unknown) => Promise<unknown>;

type Running = { execution: Execution; readonly definition: Definition };

/** The state machines as the services keep them: each execution with the definition it began with. */
export class Services {
  readonly #table: ReturnType<typeof tableInMemory>;
  readonly #lambdas: (name: string) => Lambda;
  readonly #definitions = new Map<string, Definition>();
  readonly #executions = new Map<string, Running>();
  readonly #waiting = new Map<string, string>();

  constructor(table: ReturnType<typeof tableInMemory>, lambdas: (name: string) => Lambda) {
    this.#table = table;
    this.#lambdas = lambdas;
    const client = mockClient(SFNClient);
    client.on(StartExecutionCommand).callsFake(async ({ stateMachineArn, name, input }) => {
      const definition = this.#definitions.get(stateMachineArn);
      if (definition === undefined) throw new Error(`no state machine ${stateMachineArn}`);
      if (this.#executions.has(name)) throw new ExecutionAlreadyExists({ message: '', $metadata: {} });
      const execution = start(
        definition,
        { id: name, name, input: JSON.parse(input), stateMachine: { id: stateMachineArn, name: 'workflow' } },
        new Date().toISOString(),
      );
      this.#executions.set(name, { execution, definition });
      await this.#goOn(name, { type: 'started' });
      return {};
    });
    client.on(SendTaskSuccessCommand).callsFake(async ({ taskToken }) => {
      const name = this.#waiting.get(taskToken);
      if (name === undefined) throw new TaskTimedOut({ message: '', $metadata: {} });
      this.#waiting.delete(taskToken);
      await this.#goOn(name, { type: 'task-token-success', token: taskToken, output: {} });
      return {};
    });
  }

  /** What executions that begin from now on follow. @param json the definition, with its placeholders */
  deploy(workflow: 'application' | 'round', json: unknown): void {
    const arn = `arn:${workflow}`;
    process.env[`${workflow.toUpperCase()}_WORKFLOW_ARN`] = arn;
    this.#definitions.set(arn, load(fill(json)));
  }

  async #goOn(name: string, first: WorkflowEvent): Promise<void> {
    const running = this.#executions.get(name);
    if (running === undefined) throw new Error(`no execution ${name}`);
    for (let event: WorkflowEvent | undefined = first; event !== undefined; ) {
      const done = await step(
        running.definition,
        running.execution,
        event,
        new Date().toISOString(),
        randomUUID(),
      );
      running.execution = done.execution;
      event = undefined;
      const command = done.commands.find(({ type }) => type === 'invoke-lambda');
      if (command?.type !== 'invoke-lambda') return;
      const lambda = this.#lambdas(command.functionArn.replace(/^.*:|Arn$/g, ''));
      const { token, invocation } = command;
      if (token !== null) this.#waiting.set(token, name);
      const output: Json = JSON.parse(JSON.stringify((await lambda(command.payload)) ?? null));
      if (token === null) event = { type: 'task-succeeded', invocation, output };
    }
  }

  /** Somebody ends executions, or the service lost them: nobody is told. */
  abort(wanted: (name: string) => boolean): void {
    for (const [token, name] of this.#waiting) if (wanted(name)) this.#waiting.delete(token);
    for (const name of [...this.#executions.keys()]) if (wanted(name)) this.#executions.delete(name);
  }

  /** The stream: hands over what the outbox holds, until nothing is left. */
  async deliver(): Promise<void> {
    const waits = () => this.#table.ofKind('outbox').filter(({ channel }) => channel === 'workflow');
    for (let items = waits(); items.length > 0; items = waits()) {
      for (const item of items) {
        const event = { Records: [{ dynamodb: { SequenceNumber: '1', NewImage: marshall(item) } }] };
        const { batchItemFailures } = await deliver(event as unknown as Parameters<typeof deliver>[0]);
        if (batchItemFailures.length > 0) throw new Error('an outbox item was not delivered');
      }
    }
  }

  /** Each execution: its name, its status, the state it is in or ended in, and whether its definition has a state. */
  executions(): readonly {
    name: string;
    status: string;
    state: string;
    hasState: (name: string) => boolean;
  }[] {
    return [...this.#executions].map(([name, { execution, definition }]) => ({
      name,
      status: execution.status,
      state: execution.state?.name ?? '',
      hasState: (state) => Object.hasOwn(definition.States, state),
    }));
  }
}
