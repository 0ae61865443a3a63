import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callback, machine, problemsOf, task } from './machine.ts';

describe('a definition that uses anything else is refused when loaded', () => {
  it.each<[string, unknown, string]>([
    ['JSONPath', { StartAt: 'A', States: { A: task } }, 'Field QueryLanguage'],
    ['another query language', machine(task, { QueryLanguage: 'JSONPath' }), 'Field QueryLanguage'],
    ['an unknown field at the top', machine(task, { Version: '1.0' }), 'Field Version is not supported'],
    ['Map', machine({ Type: 'Map', End: true }), 'State "A": field Type: the type "Map" is not supported'],
    [
      'Parallel',
      machine({ Type: 'Parallel', End: true }),
      'State "A": field Type: the type "Parallel" is not',
    ],
    ['a state without a type', machine({ End: true }), 'State "A": field Type'],
    [
      'a heartbeat',
      machine({ ...task, HeartbeatSeconds: 5 }),
      'State "A": field HeartbeatSeconds is not supported',
    ],
    ['a path', machine({ ...task, ResultPath: '$.x' }), 'State "A": field ResultPath is not supported'],
    ['Parameters', machine({ ...task, Parameters: {} }), 'State "A": field Parameters is not supported'],
    ['Credentials', machine({ ...task, Credentials: {} }), 'State "A": field Credentials is not supported'],
    [
      'Result of a Pass',
      machine({ Type: 'Pass', Result: 1, End: true }),
      'State "A": field Result is not supported',
    ],
    [
      'Next of a Choice',
      machine({ Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'A' }], Next: 'A' }),
      'State "A": field Next is not supported',
    ],
    [
      'a comparison of JSONPath',
      machine({ Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true, Next: 'A' }] }),
      'State "A": field Choices.0.Variable is not supported',
    ],
    [
      'Assign of a Succeed',
      machine({ Type: 'Succeed', Assign: {} }),
      'State "A": field Assign is not supported',
    ],
    [
      'an integration',
      machine({ ...task, Resource: 'arn:aws:states:::sqs:sendMessage' }),
      'State "A": field Resource: is not a supported integration',
    ],
    [
      'a function as resource',
      machine({ ...task, Resource: 'arn:aws:lambda:eu-central-1:000000000000:function:f' }),
      'State "A": field Resource: is not a supported',
    ],
    [
      'waiting for an execution',
      machine({ ...task, Resource: 'arn:aws:states:::states:startExecution.sync:2' }),
      'State "A": field Resource',
    ],
    [
      'an unknown argument',
      machine({ ...task, Arguments: { FunctionName: 'f', Qualifier: '1' } }),
      'State "A": field Arguments.Qualifier is not supported',
    ],
    [
      'arguments of the other integration',
      machine({ ...task, Arguments: { StateMachineArn: 'x' } }),
      'State "A": field Arguments does not fit the Resource',
    ],
    [
      'a retry field',
      machine({ ...task, Retry: [{ ErrorEquals: ['E'], Jitter: 1 }] }),
      'State "A": field Retry.0.Jitter is not supported',
    ],
    [
      'States.ALL beside others',
      machine({ ...task, Retry: [{ ErrorEquals: ['States.ALL', 'E'] }] }),
      'States.ALL stands alone',
    ],
    [
      'States.ALL before others',
      machine({
        ...task,
        Catch: [
          { ErrorEquals: ['States.ALL'], Next: 'A' },
          { ErrorEquals: ['E'], Next: 'A' },
        ],
      }),
      'States.ALL stands alone',
    ],
    [
      'a state that is missing',
      machine({ Type: 'Pass', Next: 'B' }),
      'State "A": there is no state "B" to go to',
    ],
    ['a start that is missing', machine(task, { StartAt: 'B' }), 'Field StartAt: there is no state "B"'],
    [
      'a catch that leads nowhere',
      machine({ ...task, Catch: [{ ErrorEquals: ['E'], Next: 'B' }] }),
      'there is no state "B"',
    ],
    ['neither Next nor End', machine({ Type: 'Pass' }), 'State "A": needs either Next or End'],
    ['both Next and End', machine({ ...task, Next: 'A' }), 'State "A": needs either Next or End'],
    ['a Wait without an end', machine({ Type: 'Wait', End: true }), 'needs either Seconds or Timestamp'],
    [
      'a Wait with two ends',
      machine({ Type: 'Wait', Seconds: 1, Timestamp: '2022-11-01T08:00:00Z', End: true }),
      'needs either Seconds or Timestamp',
    ],
    [
      'a Timestamp without a zone',
      machine({ Type: 'Wait', Timestamp: '2022-11-01T08:00:00', End: true }),
      'State "A": field Timestamp',
    ],
    ['a timeout of zero', machine({ ...task, TimeoutSeconds: 0 }), 'State "A": field TimeoutSeconds'],
    ['no object at all', 'text', 'The definition'],
  ])('%s', (_, definition, says) => {
    expect(problemsOf(definition).join('\n')).toContain(says);
  });

  it('tells all problems at once, each with its place', () => {
    const definition = machine({ ...task, InputPath: '$' }, { Version: '1.0' });
    expect(problemsOf(definition)).toEqual([
      'State "A": field InputPath is not supported',
      'Field Version is not supported',
    ]);
  });

  const known = new Set(
    (
      'Comment Type Next End Assign Output Arguments Resource TimeoutSeconds Retry Catch Choices Default Seconds ' +
      'Timestamp Error Cause'
    ).split(' '),
  );
  const states = [
    task,
    callback,
    { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'A' }] },
    { Type: 'Wait', Seconds: 1, End: true },
    { Type: 'Pass', End: true },
    { Type: 'Succeed' },
    { Type: 'Fail' },
  ];

  it('any unknown field of any state', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.string({ minLength: 1 }).filter((name) => !known.has(name) && name !== '__proto__'),
        fc.jsonValue(),
        (state, field, value) => {
          expect(problemsOf(machine(state))).toEqual([]);
          expect(problemsOf(machine({ ...state, [field]: value }))).toContain(
            `State "A": field ${field} is not supported`,
          );
        },
      ),
    );
  });

  it('any unknown type of state', () => {
    const types = new Set(states.map((state) => state.Type));
    fc.assert(
      fc.property(
        fc.string().filter((type) => !types.has(type)),
        (type) => {
          expect(problemsOf(machine({ Type: type, End: true }))).toHaveLength(1);
        },
      ),
    );
  });
});
