import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Write } from '../../functions/platform/store/port.ts';
import { manyApplications, roundOfCohorts } from '../office/selection/samples.ts';
import { tableInMemory } from '../support/table.ts';

const written: Write[][] = [];
let refused = 0;

vi.mock(import('../../functions/platform/store/table.ts'), async (original) => {
  const table = await original();
  return {
    ...table,
    transact: async (writes: readonly Write[]): Promise<void> => {
      try {
        await table.transact(writes);
        written.push([...writes]);
      } catch (error) {
        refused += 1;
        throw error;
      }
    },
  };
});

import { handler } from '../../functions/cohort/select.ts';
import { loadRound } from '../../functions/platform/store/records.ts';

describe('the morning of the selection', () => {
  beforeEach(() => {
    written.length = 0;
    refused = 0;
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2022-10-17T06:00:00.000Z') });
  });
  afterEach(() => vi.useRealTimers());

  it('records the frozen candidates in a write of its own, before there is a seed, and stands in its own way nowhere', async () => {
    const table = tableInMemory();
    const round = roundOfCohorts(['a', 'b'], { status: 'closed', closedAt: '2022-10-04T21:59:59.000Z' });
    table.put({ ...round });
    for (const each of manyApplications(40)) table.put({ ...each });
    const { generation } = round;
    const event = { round: '3', generation, startedAt: '2022-09-01T08:00:00.000Z' };
    const answer = await handler(event);
    expect(answer.idle).toBe(true);
    expect(refused).toBe(0);
    const selected = await loadRound('3');
    expect(selected?.selection?.state).toBe('proposed');
    expect(selected?.revision).toBe(round.revision + 2);
    const rounds = written.flatMap((writes) =>
      writes.flatMap((write) => ('replace' in write && write.replace.sk === 'ROUND' ? [write.replace] : [])),
    );
    expect(rounds.map((record) => ['frozen' in record, 'selection' in record])).toEqual([
      [true, false],
      [true, true],
    ]);
    // A run that was repeated finds its work done.
    expect((await handler(event)).idle).toBe(true);
    expect((await loadRound('3'))?.revision).toBe(round.revision + 2);
  });
});
