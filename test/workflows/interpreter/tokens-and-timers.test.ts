import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorMatches } from '../../../infra/local/workflow/failure.ts';
import {
  type Execution,
  executionOfToken,
  nextDue,
  step,
  tokenIsLive,
  type WorkflowEvent,
} from '../../../infra/local/workflow/index.ts';
import { began, newExecution, story } from './story.ts';

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
