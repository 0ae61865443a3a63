import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toApplicant, toOffice, toSupervisor } from '../../functions/domain/lifecycle.ts';
import {
  type MailOrder,
  mailNeeds,
  needOf,
  type Purpose,
  readLedgerEntry,
} from '../../functions/domain/mail.ts';
import { type MailPause, mailPause } from '../../functions/platform/owed/mail-pause.ts';
import { keys, overviewOf } from '../../functions/platform/store/keys.ts';
import { type MailSubject, owe } from '../../functions/platform/store/outbox.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { handler as sweep } from '../../functions/platform/sweep.ts';
import { handler } from '../../functions/post/send.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';
import { refusal } from './refusal.ts';

const table = tableInMemory();
const ses = mockClient(SESClient);
const round = aRound();
const unconfirmed = anApplication({ id: 'dW5jb25maXJtZWQwMDAwMDA', status: 'unconfirmed' });
const takesPart = anApplication();
const offered = anApplication({
  id: 'b2ZmZXJlZDAwMDAwMDAwMDA',
  status: 'seat-offered',
  seat: { cohort: 'a', number: 2, offeredAt: '2022-10-31T07:00:00.000Z', until: '2022-11-02T22:59:59.000Z' },
});

let sent: string[];
let identity: 'verified' | 'lapsed';

/** Brings to the post office what is new in the outbox, as the stream does, until nothing is new. */
async function stream(size = 5): Promise<void> {
  for (let fresh = table.takeStream(); fresh.length > 0; fresh = table.takeStream()) {
    for (let from = 0; from < fresh.length; from += size) {
      const Records = fresh
        .slice(from, from + size)
        .map((item) => ({ dynamodb: { SequenceNumber: item.sk, NewImage: marshall(item) } }));
      const answer = await handler({ Records } as unknown as Parameters<typeof handler>[0]);
      expect(answer).toEqual({ batchItemFailures: [] });
    }
  }
}

async function order(mail: Omit<MailOrder, 'occasion'>, about: MailSubject): Promise<void> {
  const at = new Date().toISOString();
  await transact(owe({ ...mail, occasion: at }, about, at));
}

const about = (application: { id: string }): MailSubject => ({ round: '3', application: application.id });
const minutes = (count: number) => vi.setSystemTime(Date.now() + count * 60_000);
const pause = async (): Promise<MailPause> => {
  const found = await mailPause();
  if (found === undefined) throw new Error('sending does not pause');
  return found;
};
const ledger = () => table.ofKind('mail').map((item) => readLedgerEntry(item));

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2022-10-31T07:00:00.000Z'), toFake: ['Date'] });
  table.clear();
  ses.reset();
  sent = [];
  identity = 'lapsed';
  ses.on(SendRawEmailCommand).callsFake(({ RawMessage }) => {
    if (identity === 'lapsed')
      throw refusal(
        'MessageRejected',
        'Email address is not verified. The following identities failed the check',
      );
    const text = Buffer.from(RawMessage.Data).toString('utf8');
    sent.push(/X-Kohorte-Purpose: (\S+)/.exec(text)?.[1] ?? '');
    expect(text).not.toContain('X-Kohorte-Delivery');
    return { MessageId: String(sent.length) };
  });
  process.env['BASE_URL'] = 'https://kohorte.example';
  process.env['SENDER'] = 'Programmbüro <noreply@kohorte.example>';
  for (const record of [round, unconfirmed, takesPart, offered]) table.put(record);
});
afterEach(() => vi.useRealTimers());

describe('while SES takes no mail of this sender', () => {
  const supervisor = toSupervisor(takesPart) ?? toApplicant(takesPart);
  /** What is owed within the three days, and whether it is still wanted after them. */
  const owed: [Omit<MailOrder, 'occasion'>, MailSubject, 'wanted' | 'passed'][] = [
    // The module begins on the 8th.
    [
      { purpose: 'module-reminder', to: toApplicant(takesPart), data: { module: '1' } },
      about(takesPart),
      'wanted',
    ],
    [{ purpose: 'supervisor-notice', to: supervisor }, about(takesPart), 'wanted'],
    [{ purpose: 'seat-offer-reminder', to: toApplicant(offered) }, about(offered), 'passed'],
    [{ purpose: 'review-request', to: toOffice(round), version: 1 }, about(takesPart), 'passed'],
    [
      { purpose: 'attendance-request', to: toOffice(round), data: { session: 'a1-1' } },
      { round: '3' },
      'wanted',
    ],
    [{ purpose: 'sign-in', to: toOffice(round) }, {}, 'passed'],
    [{ purpose: 'confirm-address', to: toApplicant(unconfirmed) }, about(unconfirmed), 'wanted'],
    [{ purpose: 'case-link', to: toApplicant(takesPart) }, about(takesPart), 'wanted'],
    [
      {
        purpose: 'session-moved',
        to: toApplicant(takesPart),
        data: {
          session: 'a1-1',
          starts: '2022-11-01T08:00:00.000Z',
          ends: '2022-11-01T12:00:00.000Z',
          title: 'Grundlagen',
        },
      },
      about(takesPart),
      'passed',
    ],
  ];
  const rank = (purpose: string) => mailNeeds.indexOf(needOf(purpose as Purpose));

  it('nothing is lost in three days: all arrives afterwards, what is needed most first, none twice, and what has passed is left out and listed', async () => {
    for (const [mail, subject] of owed) {
      await order(mail, subject);
      await stream();
      minutes(1);
    }
    expect(table.ofKind('outbox')).toHaveLength(owed.length);
    for (let hour = 0; hour < 72; hour += 1) {
      minutes(60);
      await sweep(undefined);
      await stream();
    }
    // Not each mail at each hour: one tries, at growing intervals.
    expect(ses.commandCalls(SendRawEmailCommand).length).toBeLessThan(30);
    expect(new Set(ledger().map(({ state }) => state))).toEqual(new Set(['owed', 'failed']));
    expect(await pause()).toMatchObject({ reason: 'identity', since: '2022-10-31T07:00:00.000Z' });
    expect(sent).toEqual([]);

    identity = 'verified';
    for (let hour = 0; hour < 7; hour += 1) {
      minutes(60);
      await sweep(undefined);
      await stream();
    }
    const wanted = owed.filter(([, , fate]) => fate === 'wanted').map(([{ purpose }]) => purpose);
    expect([...sent].sort()).toEqual([...wanted].sort());
    expect(sent.map(rank)).toEqual(sent.map(rank).sort());
    const passed = owed.filter(([, , fate]) => fate === 'passed').map(([{ purpose }]) => purpose);
    const leftOut = ledger().filter(({ trouble }) => trouble === 'passed');
    expect(leftOut.map((entry) => entry.order.purpose).sort()).toEqual([...passed].sort());
    const listed = table.ofKind('ledger-tag').filter(({ oPk }) => oPk === overviewOf.mailTrouble);
    expect(listed.map(({ ledgerSk }) => ledgerSk).sort()).toEqual(leftOut.map(({ sk }) => sk).sort());
    expect(table.ofKind('outbox')).toEqual([]);
    expect(await mailPause()).toBeUndefined();
  });

  it('stands as a problem, in words, with how many mails wait, until it is over', async () => {
    for (const [mail, subject] of owed) await order(mail, subject);
    await stream();
    minutes(60);
    await sweep(undefined);
    expect(table.get(keys.problem('mail-paused'))).toMatchObject({
      kind: 'problem',
      problem: 'mail-paused',
      since: '2022-10-31T07:00:00.000Z',
      count: owed.length,
      sentence: { de: expect.stringContaining('Keine E-Mail ist verloren'), en: expect.any(String) },
    });
  });

  it.each([
    ['AccountSendingPausedException', 'Email sending is disabled', 400, 'account'],
    ['MailFromDomainNotVerifiedException', 'not verified', 400, 'identity'],
    ['ConfigurationSetDoesNotExistException', 'no such set', 400, 'configuration'],
    ['ConfigurationSetSendingPausedException', 'paused', 400, 'configuration'],
    ['Throttling', 'Daily message quota exceeded.', 454, 'quota'],
    ['AccessDenied', 'not authorized', 403, 'access'],
    ['MessageRejected', 'Something new', 400, 'unknown'],
  ])('%s (%s) keeps the mail owed and is told as its reason', async (name, words, status, reason) => {
    ses.on(SendRawEmailCommand).rejects(refusal(name, words, status));
    await order({ purpose: 'case-link', to: toApplicant(takesPart) }, about(takesPart));
    await stream();
    expect(ledger()).toMatchObject([{ state: 'owed' }]);
    expect(await pause()).toMatchObject({ reason });
  });

  it('a mail that alone is refused in unknown words does not stop the others for ever', async () => {
    identity = 'verified';
    const strange = {
      ...unconfirmed,
      applicant: { ...unconfirmed.applicant, email: 'strange@stadt.example' },
    };
    table.put(strange);
    ses.on(SendRawEmailCommand).callsFake(({ RawMessage, Destinations }) => {
      if (Destinations[0] === 'strange@stadt.example') throw refusal('MessageRejected', 'Something new');
      sent.push(/X-Kohorte-Purpose: (\S+)/.exec(Buffer.from(RawMessage.Data).toString('utf8'))?.[1] ?? '');
      return { MessageId: 'x' };
    });
    await order({ purpose: 'confirm-address', to: toApplicant(strange) }, about(strange));
    await stream();
    for (let hour = 0; hour < 40; hour += 1) {
      minutes(60);
      if (hour === 3) await order({ purpose: 'supervisor-notice', to: supervisor }, about(takesPart));
      await stream();
      await sweep(undefined);
      await stream();
    }
    expect(sent).toEqual(['supervisor-notice']);
    expect(ledger().find(({ order: { purpose } }) => purpose === 'confirm-address')).toMatchObject({
      state: 'failed',
      trouble: 'refused',
    });
    expect(await mailPause()).toBeUndefined();
  });
});

it('a pause ends without a mail where the occasions of all that waited have passed', async () => {
  await order({ purpose: 'sign-in', to: toOffice(round) }, {});
  await stream();
  expect(await pause()).toMatchObject({ reason: 'identity' });
  for (let hour = 0; hour < 3; hour += 1) {
    minutes(60);
    await sweep(undefined);
    await stream();
  }
  expect(table.ofKind('outbox')).toEqual([]);
  expect(await mailPause()).toBeUndefined();
});

describe('a message of the outbox that is of no use', () => {
  it('and a mail that cannot be made, hold up nobody and end with the office', async () => {
    identity = 'verified';
    const at = new Date().toISOString();
    const item = { kind: 'outbox', channel: 'mail', at };
    await transact([
      { create: { ...keys.outbox(`${at}#poison`), ...item, type: 'letter' } },
      {
        create: {
          ...keys.outbox(`${at}#points`),
          ...item,
          type: 'mail',
          ledger: keys.mail('y', 'broken'),
        },
      },
    ]);
    table.put({ ...keys.mail('y', 'broken'), kind: 'mail-of-another-time', state: 'owed' });
    await order(
      { purpose: 'seat-offer', to: toApplicant({ ...offered, id: 'gone' }) },
      { round: '3', application: 'gone' },
    );
    await order({ purpose: 'case-link', to: toApplicant(takesPart) }, about(takesPart));
    await stream();
    expect(sent).toEqual(['case-link']);
    for (let hour = 0; hour < 5; hour += 1) {
      minutes(60);
      await sweep(undefined);
      await stream();
    }
    expect(table.ofKind('outbox')).toEqual([]);
    expect(table.ofKind('problem')).toMatchObject([
      { problem: 'outbox-set-aside', count: 1 },
      { problem: 'outbox-set-aside', count: 1 },
    ]);
    expect(ledger().find(({ order: { purpose } }) => purpose === 'seat-offer')).toMatchObject({
      state: 'failed',
      trouble: 'faulty',
    });
  });
});
