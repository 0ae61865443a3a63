import { expect, it, vi } from 'vitest';
import { checkProof, proofFile, readSeal } from '../../functions/approval/rules/proof.ts';
import { handler } from '../../functions/approval/tell.ts';
import { readApplication } from '../../functions/domain/application.ts';
import { readRound } from '../../functions/domain/round.ts';
import { DynamodbTable } from '../../functions/platform/store/dynamodb-table.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { refuseTooMuch } from '../../functions/platform/store/refusal.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';
import { first, inReview, roundWith, vote } from './rules/voting.ts';

/** Eight in the morning in Berlin, on a working day. */
const morning = '2022-10-17T06:00:00.000Z';
const many = 11_000;
/** Each was decided by so many people. */
const deciders = 3;
const selection = {
  state: 'effective',
  at: '2022-10-14T06:00:00.000Z',
  seed: 'seed',
  seedOrigin: 'lottery',
  inputHash: 'hash',
} as const;

it(`the decisions on ${many} applications by ${deciders} people each are sealed in one chain, in transactions that the table takes`, async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(morning) });
  const table = tableInMemory();
  const { application } = inReview(roundWith(), { id: 'a', reference: 'SCM-3-0001' });
  const [verdict] = vote(application, roundWith(), first, 'approve', '2022-09-08T08:00:00.000Z').after
    .verdicts;
  if (verdict === undefined) throw new Error('nobody decided');
  table.put(aRound({ status: 'selected', selection }));
  for (let n = 0; n < many; n += 1) {
    const id = `case-${String(n).padStart(17, '0')}`;
    const verdicts = Array.from({ length: deciders }, (_, by) => ({ ...verdict, id: `verdict-${n}-${by}` }));
    table.put({ ...anApplication({ id, ...keys.application('3', id), verdicts }) });
  }
  const event = { round: '3', generation: 1, startedAt: morning };
  await handler(event);
  await handler(event);
  const seals = table.ofKind('seal').map((item) => readSeal(item));
  const applications = table.ofKind('application').map((item) => readApplication(item));
  const round = readRound(table.get(keys.round('3')) ?? {});
  expect(checkProof(proofFile(round, applications, seals, morning))).toMatchObject({
    checked: many * deciders,
    unsealed: 0,
    problems: [],
  });
  for (const [writes] of vi.mocked(DynamodbTable.prototype.transact).mock.calls) refuseTooMuch(writes);
  vi.useRealTimers();
});
