import { describe, expect, it } from 'vitest';
import { callback, machine, problemsOf, task } from './machine.ts';

describe('an expression that uses anything else is refused when loaded', () => {
  it.each<[string, unknown, string]>([
    [
      'a Condition that is no expression',
      machine({ Type: 'Choice', Choices: [{ Condition: 'true', Next: 'A' }] }),
      'State "A": field Choices.0.Condition: must be an expression',
    ],
    [
      'text around an expression',
      machine({ Type: 'Pass', Output: 'id {% 1 %}', End: true }),
      'State "A": field Output mixes text with {% … %}',
    ],
    [
      'an expression that does not parse',
      machine({ Type: 'Pass', Output: '{% 1 + %}', End: true }),
      'State "A": field Output does not parse',
    ],
    ['$eval', machine({ Type: 'Pass', Output: '{% $eval("1") %}', End: true }), 'uses the function $eval'],
    [
      '$hash',
      machine({ Type: 'Pass', Output: '{% $hash("a", "MD5") %}', End: true }),
      'uses the function $hash',
    ],
    [
      '$shuffle',
      machine({ Type: 'Pass', Output: '{% $shuffle([1,2]) %}', End: true }),
      'uses the function $shuffle',
    ],
    [
      '$partition, handed on',
      machine({ Type: 'Pass', Output: '{% $map([1], $partition) %}', End: true }),
      'uses the function $partition',
    ],
    [
      'a seed for $random',
      machine({ Type: 'Pass', Output: '{% $random(1) %}', End: true }),
      'calls $random with more than 0',
    ],
    [
      'a picture for $toMillis',
      machine({ Type: 'Pass', Output: '{% $toMillis("1", "[D]") %}', End: true }),
      'calls $toMillis with more than 1',
    ],
    [
      'a part of $states',
      machine({ Type: 'Pass', Output: '{% $states.output %}', End: true }),
      'reads $states.output',
    ],
    [
      'all of $states',
      machine({ Type: 'Pass', Output: '{% $states %}', End: true }),
      'reads $states as a whole',
    ],
    [
      'all of the context',
      machine({ Type: 'Pass', Output: '{% $states.context %}', End: true }),
      'reads $states.context, which',
    ],
    [
      'a field of the context',
      machine({ Type: 'Pass', Output: '{% $states.context.Execution.RoleArn %}', End: true }),
      'reads $states.context.Execution.RoleArn',
    ],
    [
      'the result of a Pass',
      machine({ Type: 'Pass', Output: '{% $states.result %}', End: true }),
      'reads $states.result',
    ],
    [
      'the result in Arguments',
      machine({ ...task, Arguments: { FunctionName: '{% $states.result.f %}' } }),
      'field Arguments.FunctionName reads $states.result',
    ],
    [
      'the error output outside of Catch',
      machine({ ...task, Output: '{% $states.errorOutput %}' }),
      'reads $states.errorOutput',
    ],
    [
      'the result inside of Catch',
      machine({ ...task, Catch: [{ ErrorEquals: ['E'], Output: '{% $states.result %}', Next: 'A' }] }),
      'field Catch.0.Output reads $states.result',
    ],
    [
      'a token where there is none',
      machine({ ...task, Arguments: { FunctionName: '{% $states.context.Task.Token %}' } }),
      'reads $states.context.Task.Token',
    ],
    [
      'a token in Output',
      machine({ ...callback, Output: '{% $states.context.Task.Token %}' }),
      'reads $states.context.Task.Token',
    ],
    [
      'a bare name',
      machine({ Type: 'Pass', Output: '{% status %}', End: true }),
      'reads the bare name status',
    ],
    ['a bare $', machine({ Type: 'Pass', Output: '{% $.status %}', End: true }), 'reads $ at its top'],
    ['$$', machine({ Type: 'Pass', Output: '{% $$.status %}', End: true }), 'reads $$'],
    [
      'a variable named states',
      machine({ Type: 'Pass', Assign: { states: 1 }, End: true }),
      'would hide what $states means',
    ],
    [
      'a variable named like a function it lacks',
      machine({ Type: 'Pass', Assign: { hash: 1 }, End: true }),
      'would hide what $hash means',
    ],
    [
      'a call of what is a variable',
      machine({ Type: 'Pass', Assign: { count: 1 }, Output: '{% $count([1]) %}', End: true }),
      'State "A": field Output calls $count, which is a variable here',
    ],
    [
      'a variable that is no name',
      machine({ Type: 'Pass', Assign: { 'a b': 1 }, End: true }),
      'is no name for a variable',
    ],
  ])('%s', (_, definition, says) => {
    expect(problemsOf(definition).join('\n')).toContain(says);
  });
});
