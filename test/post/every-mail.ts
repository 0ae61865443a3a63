import type { Application } from '../../functions/domain/application.ts';
import { factsOf, type Purpose, purposeSchema, type Recipient } from '../../functions/domain/mail.ts';
import { aRound } from '../support/records.ts';

/** Every mail of the programme as it leaves the house: each purpose once, and again where it can sound otherwise. */

export const at = '2022-10-06T06:00:00.000Z';
export const round = aRound({ cancelReason: 'Die Förderung ist leider ausgelaufen.' });

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

export const approver: Recipient = {
  role: 'approver',
  name: 'Referat Digitale Kommunen',
  email: 'referat@ministerium.example',
};
export const deputy: Recipient = {
  role: 'deputy',
  name: 'Dr. Ralf Ihde',
  email: 'ralf.ihde@ministerium.example',
  standsInFor: approver.email,
};

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

/** Mails whose words need more than a case and its round, or can sound otherwise. */
const special: readonly (readonly [string, Sample])[] = [
  ['confirm-address', { purpose: 'confirm-address', about: { status: 'unconfirmed' } }],
  [
    'confirm-address-again',
    { purpose: 'confirm-address', about: { status: 'unconfirmed' }, data: { again: 'yes' } },
  ],
  ['confirm-address-new', { purpose: 'confirm-address', data: { change: 'yes' } }],
  ['application-received', { purpose: 'application-received', about: { status: 'awaiting-endorsement' } }],
  ['endorsement-request-forwarded', { purpose: 'endorsement-request', data: { forwardedBy: 'Ines Rau' } }],
  ['review-request', { purpose: 'review-request', about: inReview }],
  ['review-request-deputy', { purpose: 'review-request', to: deputy, about: inReview }],
  ['review-reminder', { purpose: 'review-reminder', about: inReview }],
  ['review-escalation', { purpose: 'review-escalation', about: inReview }],
  ['review-list', { purpose: 'review-list', about: inReview }],
  ['query', { purpose: 'query', about: queried }],
  ['query-answered', { purpose: 'query-answered', about: answered }],
  ['query-unanswered', { purpose: 'query-answered', about: queried }],
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
  ['seat-offer-copy', { purpose: 'seat-offer-copy', about: { status: 'seat-offered', seat } }],
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
      data: {
        title: 'Offene Daten',
        starts: '2023-03-14T09:00:00.000Z',
        ends: '2023-03-14T15:00:00.000Z',
        place: 'Potsdam, Am Speicher 4',
      },
    },
  ],
  ['office-alert', { purpose: 'office-alert', data: { alert: 'undecided', count: '4' } }],
  [
    'office-digest',
    {
      purpose: 'office-digest',
      data: { 'status-in-review': '12', 'need-offer-ends': '2' },
    },
  ],
];

/** A case that has come all the way, so that there is something to say of everything. */
const concluded = { status: 'completed', seat: accepted, certificate } as const;

/** By name; the name of a purpose alone is its usual form, made of the table where that is enough. */
export const samples: ReadonlyMap<string, Sample> = new Map<string, Sample>([
  ...purposeSchema.options.map((purpose) => [purpose, { purpose, about: concluded }] as const),
  ...special,
]);

/** Whom a sample goes to: whom it names, or the first whom the table names for its purpose. */
export function roleOf({ purpose, to }: Sample): Recipient['role'] {
  return to?.role ?? factsOf(purpose).sent.to[0];
}
