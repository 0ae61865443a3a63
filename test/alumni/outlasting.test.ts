import { beforeEach, expect, test } from 'vitest';
import type { Alumnus } from '../../functions/alumni/membership/alumnus.ts';
import { handler } from '../../functions/alumni/membership.ts';
import { erased } from '../../functions/domain/lifecycle.ts';
import { type LedgerEntry, readLedgerEntry } from '../../functions/domain/mail.ts';
import { invitations } from '../../functions/office/workshop/workshop.ts';
import { eraseMails, ownWrites } from '../../functions/platform/store/erasure.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { owe } from '../../functions/platform/store/outbox.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { gather, recordsOf, SharedReads } from '../../functions/post/message/gather.ts';
import { writeLetter } from '../../functions/post/message/write-letter.ts';
import { ask } from '../support/http.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

const table = tableInMemory();
const graduate = anApplication({ status: 'completed', alumniSince: '2022-11-24T09:00:00.000Z' });
const later = '2025-06-01T08:00:00.000Z';
const member: Alumnus = {
  ...keys.alumnus(graduate.id),
  kind: 'alumnus',
  application: graduate.id,
  round: '3',
  name: 'Änne Łukaszewska',
  email: graduate.applicant.email,
  administrations: ['Stadt Cottbus'],
  language: 'en',
  supervisor: { name: 'Uwe Noack', email: 'uwe.noack@cottbus.example' },
  joinedAt: '2022-11-24T09:00:00.000Z',
};
const workshop = { id: 'w', title: 'Sensors', starts: '2025-07-01T08:00:00.000Z', place: 'Cottbus' };

beforeEach(async () => {
  process.env['BASE_URL'] = 'https://programm.example';
  table.clear();
  table.put(aRound());
  table.put(graduate);
  table.put(member);
  // The period of retention is over: what is left of the application is its state.
  await eraseMails(graduate);
  await transact(await ownWrites(graduate, later, 'date'));
  table.put(erased(graduate, 'date', later));
});

/** The invitations as they are owed. */
async function owed(): Promise<LedgerEntry[]> {
  for (const { round, application, order } of invitations([member], workshop)) {
    await transact(owe(order, { round, application }, later));
  }
  return table.ofKind('mail').map((item) => readLedgerEntry(item));
}

/** What a mail is made from, its link working; undefined where its person was erased. */
async function gathered(entry: LedgerEntry) {
  const records = await recordsOf(entry, new SharedReads());
  if (records.isErased) return undefined;
  const parts = await gather(entry, records, later);
  await transact(parts.linkWrites);
  return parts;
}

test('who is in the network stays in it when the application is erased at its date, not when they have it erased', async () => {
  expect(table.get(keys.alumnus(graduate.id))).toBeDefined();
  await transact(await ownWrites(graduate, later));
  expect(table.get(keys.alumnus(graduate.id))).toBeUndefined();
});

test('a workshop is still announced to the member and the supervisor, in the member’s language', async () => {
  const letters = await Promise.all((await owed()).map((entry) => gathered(entry)));
  const worded = letters.map((parts) => (parts === undefined ? undefined : writeLetter(parts)));
  expect(worded.map((mail) => mail?.rendered.subject)).toEqual([
    'Invitation to the workshop: Sensors',
    'Invitation to the workshop: Sensors',
  ]);
  expect(worded[0]?.rendered.text).toContain('https://programm.example/alumni/');
});

test('nothing else is mailed to whom was erased', async () => {
  const [entry] = await owed();
  if (entry === undefined) throw new Error('nothing is owed');
  expect(await gathered({ ...entry, order: { ...entry.order, purpose: 'case-link' } })).toBeUndefined();
});

test('by the link of that mail the member leaves, and what was mailed since goes along', async () => {
  const [entry] = await owed();
  const parts = entry === undefined ? undefined : await gathered(entry);
  const form = { action: 'leave' };
  const { status } = await ask(handler, '/alumni/{token}', { token: parts?.secret ?? '' }, { form });
  expect(status).toBe(200);
  expect(table.get(keys.alumnus(graduate.id))).toBeUndefined();
  for (const address of [graduate.applicant.email, 'uwe.noack@cottbus.example']) {
    expect(table.snapshot()).not.toContain(address);
  }
});
