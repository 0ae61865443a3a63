import { expect, it, vi } from 'vitest';
import { handler } from '../../functions/attendance/sessions.ts';
import { DynamodbTable } from '../../functions/platform/store/dynamodb-table.ts';
import { mostWrites } from '../../functions/platform/store/port.ts';
import { aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

const now = '2022-11-08T08:00:00.000Z';

it('three hundred attendance requests that fall due at one instant are all owed, each once, a hundred writes at a time', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
  const table = tableInMemory();
  const round = aRound();
  const trainers = Array.from({ length: 300 }, (_, n) => ({
    name: 'Team',
    email: `team-${n}@programm.example`,
  }));
  const cohorts = round.file.cohorts.map((cohort) => ({ ...cohort, trainers }));
  table.put({ ...round, file: { ...round.file, cohorts } });
  const event = { round: '3', generation: 1, startedAt: now };
  expect(await handler(event)).toMatchObject({ status: 'running' });
  const owed = table.ofKind('mail').map(({ sk }) => sk);
  expect([owed.length, new Set(owed).size]).toEqual([300, 300]);
  expect(table.ofKind('outbox').filter(({ type }) => type === 'mail')).toHaveLength(300);
  const sizes = vi.mocked(DynamodbTable.prototype.transact).mock.calls.map(([writes]) => writes.length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(mostWrites);
  await handler(event);
  expect(table.ofKind('mail')).toHaveLength(300);
  vi.useRealTimers();
});
