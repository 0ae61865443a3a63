import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Application } from '../../functions/domain/application.ts';
import { handler } from '../../functions/platform/ended.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

const application = anApplication({ generation: 2 });

/** The event of an execution that has ended. */
const ended = (input: object, status = 'ABORTED') => ({
  source: 'aws.states',
  detail: { name: 'x', status, input: JSON.stringify(input) },
});
const ofCase = (generation: number) =>
  ended({ round: '3', application: application.id, case: application.reference, generation });

describe('an execution that has ended', () => {
  let table: ReturnType<typeof tableInMemory>;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2022-11-08T08:00:00.000Z') });
    table = tableInMemory();
    table.put(aRound({ generation: 4 }));
    table.put({ ...application });
    return () => vi.useRealTimers();
  });
  const stuck = () => table.ofKind('stuck').map(({ reference }) => reference);
  const alerts = () => table.ofKind('mail').filter(({ sk }) => sk.includes('office-alert'));

  it('while its case waits for something: the office sees it at once, and is told once, however often it is said', async () => {
    await handler(ofCase(2));
    await handler(ofCase(2));
    expect(stuck()).toEqual([application.reference]);
    expect(alerts()).toHaveLength(1);
  });

  it('while its round waits for something is seen as well', async () => {
    await handler(ended({ round: '3', case: 'round-3', generation: 4 }, 'TIMED_OUT'));
    expect(stuck()).toEqual(['round-3']);
  });

  it('and that another one has taken the place of is nobody’s concern', async () => {
    await handler(ofCase(1));
    await handler(ended({ round: '3', case: 'round-3', generation: 3 }));
    expect(stuck()).toEqual([]);
    expect(alerts()).toEqual([]);
  });

  it.each<Partial<Application>>([{ status: 'withdrawn' }, { status: 'erased' }, { status: 'declined' }])(
    'with its case is nobody’s concern: %o',
    async (end) => {
      table.put({ ...application, ...end });
      await handler(ofCase(2));
      expect(stuck()).toEqual([]);
    },
  );

  it('of a case or a round that is gone, or was archived, is nobody’s concern', async () => {
    await handler(ended({ round: 'gone', case: 'round-gone', generation: 1 }));
    await handler(ended({ round: '3', application: 'gone', case: 'x', generation: 1 }));
    table.put(aRound({ status: 'archived', generation: 4 }));
    await handler(ofCase(2));
    expect(stuck()).toEqual([]);
  });

  it('by a fault that was noted already is told of no second time', async () => {
    table.put({
      pk: 'STUCK',
      sk: application.id,
      kind: 'stuck',
      round: '3',
      reference: application.reference,
    });
    await handler(ofCase(2));
    expect(alerts()).toEqual([]);
  });
});
