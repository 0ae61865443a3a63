import { type ParsedMail, simpleParser } from 'mailparser';
import type { Application } from '../../functions/domain/application.ts';
import { toApplicant, toOffice, toSupervisor } from '../../functions/domain/lifecycle.ts';
import {
  type LedgerEntry,
  linkOf,
  type Purpose,
  purposes,
  type Recipient,
} from '../../functions/domain/mail.ts';
import type { Language } from '../../functions/domain/text.ts';
import { composeMessage } from '../../functions/platform/letter/message.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { compose } from '../../functions/post/message/compose.ts';
import { anApplication, aRound } from '../support/records.ts';

/** Every mail of the programme as it leaves the house: each purpose once, and again where it can sound otherwise. */

const at = '2022-10-06T06:00:00.000Z';
const round = aRound({ cancelReason: 'Die Förderung ist leider ausgelaufen.' });

/** A verdict of the ministry whose mailbox several people read. */
export const verdict: Application['verdicts'][number] = {
  id: 'verdict-1',
  approver: 'referat@ministerium.example',
  by: 'approver',
  choice: 'reject',
  at: '2022-10-05T09:12:00.000Z',
  version: 1,
  shown: 'hash',
  email: 'referat@ministerium.example',
  name: 'Rita Probst',
  function: 'Referentin',
  reason: 'Die Stelle ist nur bis November 2022 besetzt.',
};

const seat = {
  cohort: 'a',
  number: 1,
  offeredAt: '2022-10-17T06:00:00.000Z',
  until: '2022-10-24T21:59:59.000Z',
};
const accepted = { ...seat, acceptedAt: '2022-10-18T07:00:00.000Z' };
const certificate = { id: 'Xq3vPz1L0aB9cD8eF7gH6i', number: 'SCM-3-Z-0007', issuedAt: at };
const decision = {
  outcome: 'reject',
  by: 'referat@ministerium.example',
  at: verdict.at,
  reason: 'Die Stelle ist nur bis November 2022 besetzt.',
} as const;
const takenBack = { at, who: 'supervisor', what: 'endorsement-taken-back', words: 'Krankheitswelle im Amt.' };

/** A kind of mail: what it is for, to whom it goes, and the record it is about. */
type Sample = {
  readonly purpose: Purpose;
  readonly about?: Partial<Application>;
  readonly to?: Recipient;
  readonly cc?: readonly string[];
  readonly data?: Readonly<Record<string, string>>;
};

const approver: Recipient = {
  role: 'approver',
  name: 'Referat Digitale Kommunen',
  email: 'referat@ministerium.example',
};
const deputy: Recipient = {
  role: 'deputy',
  name: 'Dr. Ralf Ihde',
  email: 'ralf.ihde@ministerium.example',
  standsInFor: approver.email,
};
const supervisor = toSupervisor(anApplication()) ?? approver;
const inReview = { status: 'in-review', reviewSince: '2022-09-28T08:00:00.000Z' } as const;
const queried = {
  ...inReview,
  status: 'queried',
  query: {
    id: 'q',
    text: 'Können Sie an allen Terminen dabei sein?',
    approver: approver.email,
    askedAt: '2022-10-05T09:00:00.000Z',
    until: '2022-10-12T21:59:59.000Z',
  },
} as const;
const answered = {
  ...inReview,
  query: { ...queried.query, answer: 'Ja, an allen sechs.', answeredAt: '2022-10-06T05:00:00.000Z' },
} as const;
const ended = { purpose: 'withdrawn', cc: ['uwe.noack@cottbus.example'] } as const;

/** By name; the name of a purpose alone is its usual form. */
export const samples: ReadonlyMap<string, Sample> = new Map<string, Sample>([
  ['confirm-address', { purpose: 'confirm-address', about: { status: 'unconfirmed' } }],
  [
    'confirm-address-again',
    { purpose: 'confirm-address', about: { status: 'unconfirmed' }, data: { again: 'yes' } },
  ],
  ['confirm-address-new', { purpose: 'confirm-address', data: { change: 'yes' } }],
  ['application-received', { purpose: 'application-received', about: { status: 'awaiting-endorsement' } }],
  ['endorsement-request', { purpose: 'endorsement-request', to: supervisor }],
  [
    'endorsement-request-forwarded',
    { purpose: 'endorsement-request', to: supervisor, data: { forwardedBy: 'Ines Rau' } },
  ],
  ['supervisor-notice', { purpose: 'supervisor-notice', to: supervisor }],
  ['review-request', { purpose: 'review-request', to: approver, about: inReview }],
  ['review-request-deputy', { purpose: 'review-request', to: deputy, about: inReview }],
  ['review-reminder', { purpose: 'review-reminder', to: approver, about: inReview }],
  ['review-escalation', { purpose: 'review-escalation', to: deputy, about: inReview }],
  ['review-list', { purpose: 'review-list', to: approver, about: inReview }],
  ['query', { purpose: 'query', about: queried }],
  ['query-answered', { purpose: 'query-answered', to: approver, about: answered }],
  ['query-unanswered', { purpose: 'query-answered', to: approver, about: queried }],
  [
    'approved',
    { purpose: 'approved', about: { status: 'approved', decision: { ...decision, outcome: 'approve' } } },
  ],
  ['rejected', { purpose: 'rejected', about: { status: 'rejected', decision } }],
  [
    'rejected-by-administration',
    { purpose: 'rejected', about: { status: 'rejected', decision: { ...decision, by: 'supervisor' } } },
  ],
  ['seat-offer', { purpose: 'seat-offer', about: { status: 'seat-offered', seat } }],
  [
    'seat-offer-copy',
    { purpose: 'seat-offer-copy', to: supervisor, about: { status: 'seat-offered', seat } },
  ],
  ['seat-offer-reminder', { purpose: 'seat-offer-reminder', about: { status: 'seat-offered', seat } }],
  ['waiting-list', { purpose: 'waiting-list', about: { status: 'waiting-list' } }],
  ['seat-confirmed', { purpose: 'seat-confirmed', about: { status: 'accepted', seat: accepted } }],
  [
    'seat-confirmed-substitute',
    {
      purpose: 'seat-confirmed',
      about: { status: 'accepted', seat: accepted },
      data: { by: 'substituted', name: 'Ines Rau' },
    },
  ],
  ['calendar-invitation', { purpose: 'calendar-invitation', about: { status: 'accepted', seat: accepted } }],
  ['seat-expired', { purpose: 'seat-expired', about: { status: 'expired', seat } }],
  [
    'module-reminder',
    { purpose: 'module-reminder', about: { status: 'accepted', seat: accepted }, data: { module: '2' } },
  ],
  [
    'attendance-request',
    {
      purpose: 'attendance-request',
      to: { role: 'trainer', name: 'Schulungsteam', email: 'training@programm.example' },
      data: { cohort: 'a', session: 'a1-1' },
    },
  ],
  [
    'session-moved',
    {
      purpose: 'session-moved',
      about: { status: 'accepted', seat: accepted },
      data: { session: 'a1-2', reason: 'Die Referentin ist erkrankt.' },
    },
  ],
  [
    'session-cancelled',
    {
      purpose: 'session-cancelled',
      about: { status: 'accepted', seat: accepted },
      data: {
        session: 'a1-2',
        title: 'Modul 1: Grundlagen der digitalen Kommune',
        starts: '2022-11-09T08:00:00.000Z',
        ends: '2022-11-09T12:00:00.000Z',
      },
    },
  ],
  ['attendance-warning', { purpose: 'attendance-warning', about: { status: 'taking-part', seat: accepted } }],
  ['waiting-list-closed', { purpose: 'waiting-list-closed', about: { status: 'list-closed' } }],
  ['certificate', { purpose: 'certificate', about: { status: 'completed', seat: accepted, certificate } }],
  [
    'alumni-invitation',
    { purpose: 'alumni-invitation', about: { status: 'completed', seat: accepted, certificate } },
  ],
  [
    'participation-confirmation',
    {
      purpose: 'participation-confirmation',
      about: { status: 'not-completed', seat: accepted, attended: ['a1-1', 'a1-2', 'a2-1'] },
      data: { document: 'doc' },
    },
  ],
  [
    'participation-confirmation-never-there',
    {
      purpose: 'participation-confirmation',
      about: { status: 'not-completed', seat: accepted, attended: [] },
    },
  ],
  [
    'decision-receipt',
    {
      purpose: 'decision-receipt',
      to: approver,
      about: { status: 'rejected', decision, verdicts: [verdict] },
      data: { verdict: verdict.id },
    },
  ],
  [
    'decision-receipt-deputy',
    {
      purpose: 'decision-receipt',
      to: deputy,
      about: { status: 'rejected', decision, verdicts: [verdict] },
      data: { verdict: verdict.id },
    },
  ],
  ['withdrawn', { ...ended, about: { status: 'withdrawn' }, data: { by: 'applicant' } }],
  [
    'withdrawn-by-administration',
    { ...ended, about: { status: 'withdrawn', history: [takenBack] }, data: { by: 'supervisor' } },
  ],
  [
    'withdrawn-dropped-out',
    { ...ended, about: { status: 'dropped-out', seat: accepted }, data: { by: 'applicant' } },
  ],
  [
    'withdrawn-substituted',
    {
      ...ended,
      about: { status: 'accepted', seat: accepted },
      data: { by: 'substituted', name: 'Ines Rau' },
    },
  ],
  ['round-cancelled', { purpose: 'round-cancelled', about: { status: 'accepted', seat: accepted } }],
  [
    'alumni-workshop',
    {
      purpose: 'alumni-workshop',
      to: { role: 'graduate', name: 'Änne Łukaszewska', email: 'aenne.lukaszewska@cottbus.example' },
      data: {
        title: 'Offene Daten',
        starts: '2023-03-14T09:00:00.000Z',
        ends: '2023-03-14T15:00:00.000Z',
        place: 'Potsdam, Am Speicher 4',
      },
    },
  ],
  ['case-link', { purpose: 'case-link' }],
  [
    'office-alert',
    { purpose: 'office-alert', to: toOffice(round), data: { alert: 'undecided', count: '4' } },
  ],
  [
    'office-digest',
    {
      purpose: 'office-digest',
      to: toOffice(round),
      data: { 'status-in-review': '12', 'need-offer-ends': '2' },
    },
  ],
  ['sign-in', { purpose: 'sign-in', to: toOffice(round) }],
]);

/** Purposes that no sample has; empty, so that whoever adds a purpose adds what it looks like. */
export const withoutSample: readonly string[] = Object.keys(purposes).filter((name) => !samples.has(name));

/** Composes a sample as the post office does, and reads it as a mail program does. */
export async function composed(
  name: string,
  language: Language,
  changes: Partial<Application> = {},
): Promise<ParsedMail> {
  const sample = samples.get(name);
  if (sample === undefined) throw new Error(`there is no sample ${name}`);
  const application = anApplication({ ...sample.about, ...changes, language });
  const order: LedgerEntry['order'] = {
    purpose: sample.purpose,
    to: sample.to ?? toApplicant(application),
    ...(sample.cc === undefined ? {} : { cc: [...sample.cc] }),
    occasion: 'sample',
    version: 1,
    ...(sample.data === undefined ? {} : { data: { ...sample.data } }),
  };
  const message = await compose({
    entry: {
      ...keys.mail(application.id, `${name}#sample`),
      kind: 'mail',
      state: 'owed',
      round: round.id,
      application: application.id,
      order,
      owedAt: at,
      attempts: 0,
    },
    application,
    round,
    applications: [application],
    counted: [application],
    secret: linkOf(sample.purpose) === undefined ? undefined : 'Vq3yXw0m8t2kLr9fJd7sHbNcEaPuGiZo5x1TgYlWvRk',
    again: false,
    at,
    documents: async () => new TextEncoder().encode('%PDF-1.7'),
  });
  return simpleParser(Buffer.from(await composeMessage(message)));
}
