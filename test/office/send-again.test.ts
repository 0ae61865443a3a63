import { afterEach, beforeEach, expect, it } from 'vitest';
import { toApplicant, toOffice } from '../../functions/domain/lifecycle.ts';
import { readLedgerEntry } from '../../functions/domain/mail.ts';
import { keepPaused } from '../../functions/platform/owed/mail-pause.ts';
import { type MailSubject, owe } from '../../functions/platform/store/outbox.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { troubleListed } from '../../functions/post/sending/ledger.ts';
import { csrfIn, openDesk } from './desk.ts';

let desk: ReturnType<typeof openDesk>;
beforeEach(() => {
  desk = openDesk();
});
afterEach(() => desk.close());

/** A mail that was owed at some time and came to no good. */
async function failed(
  order: Parameters<typeof owe>[0],
  about: MailSubject,
  at: string,
  trouble: string,
): Promise<void> {
  await transact(owe(order, about, at));
  const entry = desk.table.ofKind('mail').find(({ state, owedAt }) => state === 'owed' && owedAt === at);
  if (entry === undefined) throw new Error('nothing is owed');
  desk.table.put({ ...entry, state: 'failed', trouble });
  await transact([troubleListed({ pk: entry.pk, sk: entry.sk }, at)]);
}

it('the office sends again all that was refused since a day, once, with a line in the history of the case', async () => {
  const { application, round, table } = desk;
  const about = { round: '3', application: application.id };
  const to = toApplicant(application);
  await failed({ purpose: 'case-link', to, occasion: 'early' }, about, '2022-10-01T08:00:00.000Z', 'refused');
  await failed({ purpose: 'case-link', to, occasion: 'late' }, about, '2022-10-18T08:00:00.000Z', 'refused');
  await failed({ purpose: 'withdrawn', to, occasion: 'gone' }, about, '2022-10-18T09:00:00.000Z', 'passed');
  await failed(
    { purpose: 'office-alert', to: toOffice(round), occasion: 'a' },
    { round: '3' },
    '2022-10-18T10:00:00.000Z',
    'faulty',
  );
  const cookie = await desk.signedIn('office');
  const page = await desk.visit('/buero/mails/erneut', { cookie });
  const form = { csrf: csrfIn(page), since: '2022-10-10', confirm: 'yes' };
  const unconfirmed = await desk.visit('/buero/mails/erneut', { cookie, form: { ...form, confirm: '' } });
  expect(unconfirmed.status).toBe(422);
  await desk.visit('/buero/mails/erneut', { cookie, form });
  await desk.visit('/buero/mails/erneut', { cookie, form });
  const again = table
    .ofKind('mail')
    .map((item) => readLedgerEntry(item))
    .filter(({ order }) => order.occasion.includes('-again-'));
  expect(again.map(({ order, state }) => [order.purpose, order.occasion.split('-')[0], state])).toEqual([
    ['case-link', 'late', 'owed'],
    ['office-alert', 'a', 'owed'],
  ]);
  const [{ history } = { history: [] }] = table.ofKind('application').map((item) => ({
    history: item['history'],
  }));
  expect(history).toMatchObject([{ who: 'office', what: 'sent-again' }]);
});

it('the first page says in words that sending pauses, since when, and how many mails wait', async () => {
  await keepPaused({
    since: '2022-10-19T07:00:00.000Z',
    count: 12,
    reason: 'identity',
    probeAt: '2022-10-20T12:00:00.000Z',
    waited: 300_000,
  });
  const body = String((await desk.visit('/buero', { cookie: await desk.signedIn('office') })).body);
  expect(body).toContain('Der Mailversand steht');
  expect(body).toContain('Keine E-Mail ist verloren');
  expect(body).toContain('es warten: 12');
});
