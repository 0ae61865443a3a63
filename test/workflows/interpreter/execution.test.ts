import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load, parseExecution, step, type WorkflowEvent } from '../../../infra/local/workflow/index.ts';
import { inMemory, storedAndLoaded } from './case.ts';
import { began, happening, live, newExecution, story } from './story.ts';

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
