import * as z from 'zod';
import {
  type Execution,
  load,
  nextDue,
  parseExecution,
  start,
  step,
  type WorkflowEvent,
} from '../../../infra/local/workflow/index.ts';

/** One golden case: a definition, what happens to it, and what is to be seen after each event. */
export const goldenCase = z.strictObject({
  /** What is true of the product here. */
  says: z.string(),
  /** Where the specification or the developer guide of AWS says so. */
  paragraph: z.string(),
  definition: z.json(),
  input: z.json(),
  includeExecutionData: z.boolean().optional(),
  steps: z.array(
    z.strictObject({
      at: z.iso.datetime(),
      /** `invocation` and `token` are numbers: those of the n-th command of the case, from 0. */
      event: z.record(z.string(), z.json()),
      history: z.array(z.string()),
      commands: z.array(z.json()),
      due: z.string().nullable(),
    }),
  ),
  end: z.record(z.string(), z.json()),
});

export type GoldenCase = z.infer<typeof goldenCase>;

/** What is to be seen of a case: the same shape as the expectations in its file. */
export interface Seen {
  readonly steps: GoldenCase['steps'];
  readonly end: GoldenCase['end'];
}

/** How an execution goes from one step to the next. */
export type Keeping = (execution: Execution) => Execution;

export const inMemory: Keeping = (execution) => execution;
export const storedAndLoaded: Keeping = (execution) => parseExecution(JSON.parse(JSON.stringify(execution)));

const number = z.object({ invocation: z.int().optional(), token: z.int().optional() });
const event: z.ZodType<WorkflowEvent> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('started') }),
  z.strictObject({ type: z.literal('task-succeeded'), invocation: z.string(), output: z.json() }),
  z.strictObject({
    type: z.literal('task-failed'),
    invocation: z.string(),
    error: z.string(),
    cause: z.string().exactOptional(),
  }),
  z.strictObject({ type: z.literal('task-token-success'), token: z.string(), output: z.json() }),
  z.strictObject({
    type: z.literal('task-token-failure'),
    token: z.string(),
    error: z.string(),
    cause: z.string().exactOptional(),
  }),
  z.strictObject({ type: z.literal('timer'), sequence: z.int() }),
  z.strictObject({
    type: z.literal('aborted'),
    error: z.string().exactOptional(),
    cause: z.string().exactOptional(),
  }),
]);

/** Plays a case and tells what is to be seen. */
export async function play(golden: GoldenCase, keep: Keeping): Promise<Seen> {
  const definition = load(golden.definition);
  const first = golden.steps[0]?.at ?? '2022-11-01T08:00:00.000Z';
  let execution = keep(
    start(
      definition,
      {
        id: 'arn:aws:states:eu-central-1:000000000000:execution:golden:one',
        name: 'one',
        input: golden.input,
        stateMachine: { id: 'arn:aws:states:eu-central-1:000000000000:stateMachine:golden', name: 'golden' },
        includeExecutionData: golden.includeExecutionData ?? false,
      },
      first,
    ),
  );
  const given: { invocation: string; token: string }[] = [];
  const steps: Seen['steps'] = [];
  for (const [index, { at, event: told }] of golden.steps.entries()) {
    const which = number.parse(told);
    const happened = event.parse({
      ...told,
      ...(which.invocation === undefined ? {} : { invocation: given[which.invocation]?.invocation }),
      ...(which.token === undefined ? {} : { token: given[which.token]?.token }),
    });
    const done = await step(definition, execution, happened, at, `golden ${index}`);
    for (const command of done.commands)
      given.push({ invocation: command.invocation, token: 'token' in command ? (command.token ?? '') : '' });
    for (const added of done.history) {
      const before = added.id <= 2 ? 0 : added.id - 1;
      if (added.previousEventId !== before || added.timestamp !== at)
        throw new Error(`Event ${added.id} follows ${added.previousEventId} at ${added.timestamp}`);
    }
    execution = keep(done.execution);
    const due = nextDue(execution);
    steps.push({
      at,
      event: told,
      history: done.history.map((added) =>
        [
          added.id,
          added.type,
          ...Object.entries(added.details).map(
            ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
          ),
        ].join(' '),
      ),
      commands: done.commands.map(({ invocation: _, ...command }) =>
        JSON.parse(named(JSON.stringify(command), given)),
      ),
      due: due ? `${due.at} ${due.for}` : null,
    });
  }
  const { status, output, error, cause, variables, state } = execution;
  return { steps, end: { status, output, error, cause, variables, state: state?.name ?? null } };
}

/** Tokens are long and random: in expectations they stand as `token 0`, `token 1`, … */
function named(text: string, given: readonly { token: string }[]): string {
  return given.reduce(
    (told, { token }, index) => (token === '' ? told : told.replaceAll(token, `token ${index}`)),
    text,
  );
}
