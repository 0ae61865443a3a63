import * as fc from 'fast-check';
import {
  type Command,
  type Definition,
  type Execution,
  load,
  nextDue,
  type Step,
  start,
  step,
  type WorkflowEvent,
} from '../../../infra/local/workflow/index.ts';
import type { Keeping } from './case.ts';

/** When the executions of these tests begin. */
export const began = '2022-11-01T08:00:00.000Z';

/** A stage, a wait for an answer, a decision, and round again: the shape of our workflows. */
export const story = load({
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

/** An execution that has not begun, of the story or another definition. */
export function newExecution(definition: Definition = story): Execution {
  const given = {
    id: 'arn:example:one',
    name: 'one',
    input: { id: 'a1' },
    stateMachine: { id: 'm', name: 'm' },
  };
  return start(definition, given, began);
}

/** What can happen to an execution, whether it fits or not; numbers choose among the commands given so far. */
export const happening = fc.oneof(
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

export async function live(happenings: readonly Happening[], keep: Keeping): Promise<Step[]> {
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
