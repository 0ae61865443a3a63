import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintWorkflow } from '../../infra/workflow/lint.ts';

type States = Record<string, Record<string, unknown>>;

/** A small workflow that has nothing wrong with it, for each test to break in one way. */
function good(): { States: States } & Record<string, unknown> {
  return {
    Comment: 'A case is looked at until it is done.',
    QueryLanguage: 'JSONata',
    StartAt: 'Look',
    States: {
      Look: {
        Comment: 'Does what is due.',
        Type: 'Task',
        Resource: `arn:\${Partition}:states:::lambda:invoke`,
        Arguments: { FunctionName: `\${LookArn}`, Payload: { id: '{% $states.input.id %}' } },
        Assign: { status: '{% $states.result.Payload.status %}', wait: '{% $states.result.Payload.wait %}' },
        Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'] }, { ErrorEquals: ['States.ALL'] }],
        Output: '{% $states.input %}',
        Next: 'Done?',
      },
      'Done?': {
        Comment: 'Goes by the status.',
        Type: 'Choice',
        Choices: [{ Condition: '{% $status = "done" %}', Next: 'Done' }],
        Default: 'Park',
      },
      Park: {
        Comment: 'Waits for an answer or its date.',
        Type: 'Task',
        Resource: `arn:\${Partition}:states:::lambda:invoke.waitForTaskToken`,
        Arguments: { FunctionName: `\${ParkArn}`, Payload: { token: '{% $states.context.Task.Token %}' } },
        TimeoutSeconds: '{% $wait %}',
        Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'] }],
        Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.input %}', Next: 'Look' }],
        Output: '{% $states.input %}',
        Next: 'Look',
      },
      Done: { Comment: 'It is done.', Type: 'Succeed', Output: { status: '{% $status %}' } },
    },
  };
}

/** The good workflow with some fields of some states replaced (undefined takes a field away). */
function broken(changes: States, top: Record<string, unknown> = {}): unknown {
  const definition = good();
  for (const [name, fields] of Object.entries(changes))
    definition.States[name] = { ...definition.States[name], ...fields };
  const workflow: unknown = JSON.parse(JSON.stringify({ ...definition, ...top }));
  return workflow;
}

const wait = { Comment: 'Waits.', Type: 'Wait', Next: 'Look' };
const pass = { Comment: 'Passes.', Type: 'Pass' };

describe('a workflow file', () => {
  it('may be good', () => {
    expect(lintWorkflow('good', good())).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['a state without a Comment', broken({ Park: { Comment: undefined } }), 'State "Park": has no Comment'],
    ['a state with an empty Comment', broken({ Park: { Comment: ' ' } }), 'State "Park": has no Comment'],
    ['a workflow without a Comment', broken({}, { Comment: undefined }), 'has no Comment'],
    ['what asl-validator finds', broken({ Done: { Type: 'Pass' } }), 'MISSING_TERMINAL_STATE'],
    [
      'a callback without a timeout',
      broken({ Park: { TimeoutSeconds: undefined } }),
      'State "Park": is a callback without TimeoutSeconds',
    ],
    [
      'a callback without its token',
      broken({ Park: { Arguments: { FunctionName: `\${ParkArn}` } } }),
      'State "Park": is a callback that does not pass $states.context.Task.Token',
    ],
    [
      'a heartbeat',
      broken({ Park: { HeartbeatSeconds: 60 } }),
      'State "Park": field HeartbeatSeconds is not supported',
    ],
    [
      'States.ALL before the last place',
      broken({ Look: { Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] } }),
      'State "Look": field Retry: States.ALL stands alone',
    ],
    [
      'States.ALL beside others',
      broken({ Park: { Catch: [{ ErrorEquals: ['E', 'States.ALL'], Next: 'Look' }] } }),
      'State "Park": field Catch: States.ALL stands alone',
    ],
    [
      'a callback retried after its timeout',
      broken({ Park: { Retry: [{ ErrorEquals: ['States.Timeout'] }] } }),
      'State "Park": is a callback that is retried after its timeout (States.Timeout)',
    ],
    [
      'a callback retried after anything',
      broken({ Park: { Retry: [{ ErrorEquals: ['States.ALL'] }] } }),
      'State "Park": is a callback that is retried after its timeout (States.ALL)',
    ],
    [
      'a callback retried after failures and timeouts',
      broken({ Park: { Retry: [{ ErrorEquals: ['States.TaskFailed', 'States.Timeout'] }] } }),
      'State "Park": is a callback that is retried after its timeout (States.TaskFailed, States.Timeout)',
    ],
    [
      'a callback whose timeout fails the execution',
      broken({ Park: { Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Look' }] } }),
      'State "Park": is a callback whose timeout nothing catches',
    ],
    [
      'a variable that nothing assigns',
      broken({ Done: { Output: '{% $reason %}' } }),
      'State "Done": field Output reads $reason, which not every way to it has assigned',
    ],
    [
      'a variable read by the very state that assigns it',
      broken({ Look: { Output: '{% $status %}' } }),
      'State "Look": field Output reads $status',
    ],
    [
      'a variable that only one of two ways assigns',
      broken({
        Park: {
          Assign: { answer: '{% $states.result %}' },
          Next: 'Tell',
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Tell' }],
        },
        Tell: { ...pass, Output: '{% $answer %}', Next: 'Look' },
      }),
      'State "Tell": field Output reads $answer',
    ],
    [
      'a variable named like a function, read before it is assigned',
      broken({
        Done: { Type: 'Pass', Assign: { count: 1 }, Output: '{% $count %}', End: true },
      }),
      'State "Done": field Output reads $count',
    ],
    [
      'a variable that only the Default assigns',
      broken({ 'Done?': { Assign: { late: true } }, Done: { Output: '{% $late %}' } }),
      'State "Done": field Output reads $late',
    ],
    [
      'a state that cannot be reached',
      broken({ Lost: { ...pass, Next: 'Look' } }),
      'State "Lost": cannot be reached',
    ],
    [
      'a state that leads to no end',
      broken({ 'Done?': { Default: 'Ever' }, Ever: { ...wait, Seconds: 5, Next: 'Ever' } }),
      'State "Ever": no end can be reached from it',
    ],
    [
      'a loop that does nothing',
      broken({ 'Done?': { Default: 'Idle' }, Idle: { ...pass, Next: 'Done?' } }),
      'State "Idle": is in a loop that neither waits nor does anything',
    ],
    [
      'an expression that does not parse',
      broken({ Done: { Output: { status: '{% $status & %}' } } }),
      'State "Done": field Output.status does not parse',
    ],
    ['JSONPath', broken({ Done: { InputPath: '$.x' } }), 'State "Done": field InputPath is not supported'],
    ['JSONPath throughout', broken({}, { QueryLanguage: 'JSONPath' }), 'Field QueryLanguage'],
    [
      'a literal partition',
      broken({ Look: { Resource: 'arn:aws:states:::lambda:invoke' } }),
      '"arn:aws:states:::lambda:invoke" names a partition',
    ],
    [
      'a literal function',
      broken({ Look: { Arguments: { FunctionName: 'look' } } }),
      'State "Look": names its target; write a placeholder',
    ],
    [
      'an unknown placeholder',
      broken({ Look: { Arguments: { FunctionName: `\${Look}` } } }),
      `\${Look} is neither \${Partition} nor a placeholder like \${ParkArn}`,
    ],
    [
      'a wait for more than a year',
      broken({ Park: { Next: 'Rest' }, Rest: { ...wait, Seconds: 31_536_001 } }),
      'State "Rest": waits for longer than a year',
    ],
    [
      'a timeout after more than a year',
      broken({ Park: { TimeoutSeconds: 40_000_000 } }),
      'State "Park": waits for longer than a year',
    ],
    ['no workflow at all', 'text', 'The definition'],
  ])('is told of %s', (_, definition, problem) => {
    expect(lintWorkflow('bad', definition).join('\n')).toContain(`bad: ${problem}`);
  });

  it('may read a variable that every way assigns', () => {
    const told = broken({
      Park: {
        Assign: { answer: '{% $states.result %}' },
        Next: 'Tell',
        Catch: [{ ErrorEquals: ['States.Timeout'], Assign: { answer: 'none' }, Next: 'Tell' }],
      },
      Tell: { ...pass, Output: '{% $answer %}', Next: 'Look' },
    });
    expect(lintWorkflow('good', told)).toEqual([]);
  });

  const folder = new URL('../../workflows/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.asl.json'));
  it('of the product is told of nothing', () => {
    for (const file of files)
      expect(lintWorkflow(file, JSON.parse(readFileSync(new URL(file, folder), 'utf8')))).toEqual([]);
  });
});
