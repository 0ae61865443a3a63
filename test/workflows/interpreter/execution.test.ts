import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorMatches } from '../../../infra/local/workflow/failure.ts';
import {
  type Command,
  type Definition,
  type Execution,
  executionOfToken,
  load,
  nextDue,
  parseExecution,
  type Step,
  start,
  step,
  tokenIsLive,
  type WorkflowEvent,
} from '../../../infra/local/workflow/index.ts';
import { inMemory, type Keeping, storedAndLoaded } from './case.ts';

const began = '2022-11-01T08:00:00.000Z';

/** A stage, a wait for an answer, a decision, and round again: the shape of our workflows. */
const story = load({
  QueryLanguage: 'JSONata',
  StartAt: 'Stage',
  TimeoutSeconds: 100_000,
  States: {
    Stage: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: {
        FunctionName: 'stage',
        Payload: { id: '{% $states.input.id %}', chance: '{% $random() %}' },
      },
      TimeoutSeconds: 900,
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2, JitterStrategy: 'FULL', IntervalSeconds: 60 }],
      Catch: [
        {
          ErrorEquals: ['States.ALL'],
          Assign: { failures: '{% 1 %}' },
          Output: '{% $states.input %}',
          Next: 'Rest',
        },
      ],
      Assign: { status: '{% $string($states.result.Payload) %}', since: '{% $now() %}' },
      Output: '{% $states.input %}',
      Next: 'Park',
    },
    Park: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'park', Payload: { token: '{% $states.context.Task.Token %}' } },
      TimeoutSeconds: '{% $length($status) * 1000 + 1 %}',
      Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.input %}', Next: 'Rest' }],
      Output: '{% $states.input %}',
      Next: 'Decide',
    },
    Decide: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $status = "1" %}', Next: 'Done' }],
      Default: 'Stage',
    },
    Rest: { Type: 'Wait', Seconds: 30, Next: 'Stage' },
    Done: { Type: 'Succeed', Output: { status: '{% $status %}', since: '{% $since %}' } },
  },
});

function newExecution(definition: Definition = story): Execution {
  const given = {
    id: 'arn:example:one',
    name: 'one',
    input: { id: 'a1' },
    stateMachine: { id: 'm', name: 'm' },
  };
  return start(definition, given, began);
}

/** What can happen to an execution, whether it fits or not; numbers choose among the commands given so far. */
const happening = fc.oneof(
  fc.record({ what: fc.constant('timer' as const) }),
  fc.record({
    what: fc.constantFrom(
      'succeeded' as const,
      'failed' as const,
      'token' as const,
      'token-failure' as const,
    ),
    which: fc.nat(3),
    value: fc.constantFrom(0, 1, 'text', null),
    after: fc.nat(2000),
  }),
  fc.record({ what: fc.constant('aborted' as const), rarely: fc.nat(20) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function eventOf(happened: Happening, execution: Execution, given: readonly Command[]): WorkflowEvent {
  if (happened.what === 'timer') return { type: 'timer', sequence: nextDue(execution)?.sequence ?? 0 };
  if (happened.what === 'aborted')
    return happened.rarely === 0 ? { type: 'aborted' } : { type: 'timer', sequence: -1 };
  const command = given.at(-1 - happened.which);
  const invocation = command?.invocation ?? 'none';
  const token = (command && 'token' in command ? command.token : null) ?? 'none';
  switch (happened.what) {
    case 'succeeded':
      return { type: 'task-succeeded', invocation, output: happened.value };
    case 'failed':
      return { type: 'task-failed', invocation, error: String(happened.value), cause: 'cause' };
    case 'token':
      return { type: 'task-token-success', token, output: happened.value };
    case 'token-failure':
      return { type: 'task-token-failure', token, error: 'Refused' };
  }
}

async function live(happenings: readonly Happening[], keep: Keeping): Promise<Step[]> {
  let now = began;
  let execution = keep(newExecution());
  const done: Step[] = [await step(story, execution, { type: 'started' }, now, 'start')];
  for (const [index, happened] of happenings.entries()) {
    execution = keep(done.at(-1)?.execution ?? execution);
    const due = nextDue(execution)?.at ?? now;
    if (happened.what === 'timer' && due > now) now = due;
    if ('after' in happened) now = new Date(Date.parse(now) + happened.after * 1000).toISOString();
    const event = eventOf(
      happened,
      execution,
      done.flatMap((one) => one.commands),
    );
    done.push(await step(story, execution, event, now, `seed ${index}`));
  }
  return done;
}

describe('an execution', () => {
  it('is the same whether it is stored and loaded after every step or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
        expect(await live(happenings, storedAndLoaded)).toEqual(await live(happenings, inMemory));
      }),
      { numRuns: 60 },
    );
  });

  it('numbers its history without gaps, and counts it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
        const steps = await live(happenings, inMemory);
        const ids = steps.flatMap((one) => one.history.map((event) => event.id));
        expect(ids).toEqual(ids.map((_, index) => index + 1));
        expect(steps.at(-1)?.execution.events).toBe(ids.length);
      }),
      { numRuns: 60 },
    );
  });

  it('while it runs always waits for an answer or a timer of its state, never for two timers of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
        for (const { execution } of await live(happenings, inMemory)) {
          const own = execution.timers.filter((timer) => timer.for !== 'execution-timeout');
          if (execution.status !== 'RUNNING') expect([execution.task, execution.timers]).toEqual([null, []]);
          else {
            expect(execution.task !== null || own.length === 1).toBe(true);
            expect(own.length).toBeLessThanOrEqual(1);
          }
          expect(execution.sequence).toBeGreaterThanOrEqual(
            Math.max(1, ...execution.timers.map((t) => t.sequence)),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is not changed by a step: the step gives a new one', async () => {
    const execution = newExecution();
    const before = structuredClone(execution);
    await step(story, execution, { type: 'started' }, began, 'seed');
    expect(execution).toEqual(before);
  });

  it('goes the same way for the same seed, and gives other identifiers for another', async () => {
    const [one, same, other] = await Promise.all(
      ['seed', 'seed', 'other'].map((seed) => step(story, newExecution(), { type: 'started' }, began, seed)),
    );
    expect(one).toEqual(same);
    expect(one?.commands[0]?.invocation).not.toBe(other?.commands[0]?.invocation);
  });

  it('comes back as the very same object when an event has no effect', async () => {
    const { execution } = await step(story, newExecution(), { type: 'started' }, began, 'seed');
    const late: WorkflowEvent = { type: 'task-succeeded', invocation: 'unknown', output: 1 };
    const done = await step(story, execution, late, began, 'seed');
    expect(done.execution).toBe(execution);
    expect([done.commands, done.history]).toEqual([[], []]);
  });

  it('can only be read back from what was stored', () => {
    expect(() => parseExecution({ ...newExecution(), surprise: 1 })).toThrow();
    expect(() => parseExecution({ ...newExecution(), status: 'LOST' })).toThrow();
  });

  it('fails with its 25,000th event, as a loop without end does', async () => {
    const endless = load({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'A' } },
    });
    const { execution, history, commands } = await step(
      endless,
      newExecution(endless),
      { type: 'started' },
      began,
      's',
    );
    expect([execution.status, execution.error, execution.events]).toEqual([
      'FAILED',
      'States.Runtime',
      25_000,
    ]);
    expect(history.at(-1)?.type).toBe('ExecutionFailed');
    expect(commands).toEqual([]);
  });

  it('may have 25,000 events if the last one ends it', async () => {
    // 12,499 states of two events each, between the first event and the last.
    const names = Array.from({ length: 12_499 }, (_, index) => `S${index}`);
    const long = load({
      QueryLanguage: 'JSONata',
      StartAt: 'S0',
      States: Object.fromEntries(
        names.map((name, index) => {
          const next = names[index + 1];
          return [name, next === undefined ? { Type: 'Succeed' } : { Type: 'Pass', Next: next }];
        }),
      ),
    });
    const { execution } = await step(long, newExecution(long), { type: 'started' }, began, 's');
    expect([execution.status, execution.events]).toEqual(['SUCCEEDED', 25_000]);
  });
});

describe('a task token', () => {
  async function parked(): Promise<{ execution: Execution; token: string }> {
    const first = await step(story, newExecution(), { type: 'started' }, began, 'one');
    const invocation = first.commands[0]?.invocation ?? '';
    const event: WorkflowEvent = { type: 'task-succeeded', invocation, output: 0 };
    const { execution, commands } = await step(story, first.execution, event, began, 'two');
    const command = commands[0];
    if (command?.type !== 'invoke-lambda' || command.token === null) throw new Error('no token was given');
    return { execution, token: command.token };
  }

  it('names its execution', async () => {
    const { token } = await parked();
    expect(executionOfToken(token)).toBe('arn:example:one');
    expect(executionOfToken('')).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(executionOfToken(text)).toBeUndefined();
      }),
    );
  });

  it('lives until its timeout, that instant excluded, or until it is used', async () => {
    const { execution, token } = await parked();
    expect(nextDue(execution)?.at).toBe('2022-11-01T08:16:41.000Z');
    expect(tokenIsLive(execution, token, '2022-11-01T08:16:40.999Z')).toBe(true);
    expect(tokenIsLive(execution, token, '2022-11-01T08:16:41Z')).toBe(false);
    expect(tokenIsLive(execution, `${token}x`, began)).toBe(false);
    const used = await step(
      story,
      execution,
      { type: 'task-token-success', token, output: 1 },
      began,
      'three',
    );
    expect(tokenIsLive(used.execution, token, began)).toBe(false);
  });
});

describe('timers', () => {
  const timer = (at: string, sequence: number) => ({ at, for: 'wait' as const, sequence, setAt: began });
  it('go by instant, and at one instant by sequence', () => {
    const timers = [timer('2022-11-02T00:00:00.000Z', 1), timer(began, 3), timer(began, 2)];
    expect(nextDue({ timers })?.sequence).toBe(2);
    expect(nextDue({ timers: [] })).toBeUndefined();
  });
});

describe('error names', () => {
  it.each<[string[], string, boolean]>([
    [['E'], 'E', true],
    [['E'], 'e', false],
    [['States.ALL'], 'E', true],
    [['States.ALL'], 'States.Timeout', true],
    [['States.ALL'], 'States.DataLimitExceeded', false],
    [['States.ALL'], 'States.Runtime', false],
    [['States.Runtime'], 'States.Runtime', false],
    [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
    [['States.TaskFailed'], 'E', true],
    [['States.TaskFailed'], 'States.Timeout', false],
    [['States.TaskFailed', 'States.Timeout'], 'States.Timeout', true],
  ])('%j for %s: %s', (errorEquals, error, matches) => {
    expect(errorMatches(errorEquals, error)).toBe(matches);
  });
});
