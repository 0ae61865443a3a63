import { type ApplicationStatus, applicationStatuses } from '../../../functions/domain/application.ts';
import type { RoundStatus } from '../../../functions/domain/round.ts';
import { keys, overviewOf } from '../../../functions/platform/store/keys.ts';
import { anApplication } from '../../support/records.ts';

/** An application as the table of these tests holds it. */
export type Application = ReturnType<typeof anApplication>;

/** What the applications of a round are like: few have a seat. */
export const usual: readonly ApplicationStatus[] = [
  ...applicationStatuses.filter(
    (each) => !['erased', 'completed', 'not-completed', 'taking-part'].includes(each),
  ),
  ...Array.from({ length: 5 }, () => ['in-review', 'waiting-list', 'rejected'] as const).flat(),
];

/** When the office looks at a round in that state. */
export const days: Readonly<Partial<Record<RoundStatus, string>>> = {
  draft: '2022-08-24T09:30:00.000Z',
  open: '2022-09-20T09:30:00.000Z',
  closed: '2022-10-20T09:30:00.000Z',
  selected: '2022-10-26T09:30:00.000Z',
  running: '2022-11-17T09:30:00.000Z',
  finished: '2022-12-01T09:30:00.000Z',
  archived: '2023-01-10T09:30:00.000Z',
  cancelled: '2022-10-20T09:30:00.000Z',
};
/** The states in which the office looks at a round. */
export const roundStates = Object.keys(days) as (keyof typeof days)[];

/** A seat that was offered. */
export const seat = {
  cohort: 'a',
  number: 1,
  offeredAt: '2022-10-24T06:00:00.000Z',
  until: '2022-10-28T21:59:59.000Z',
};
const taken = { ...seat, acceptedAt: '2022-10-25T08:00:00.000Z' };
/** A decision that was told. */
export const told = {
  outcome: 'approve',
  by: 'referat@ministerium.example',
  at: '2022-09-20T08:00:00.000Z',
  toldAt: '2022-09-21T06:00:00.000Z',
} as const;

/** An application as it is in a state. */
export function inState(status: ApplicationStatus): Application {
  const { seat: _seat, ...bare } = anApplication({
    status,
    verdicts: [],
    applicant: {
      givenName: 'Änne-Katharina',
      familyName: 'Łukaszewska von der Mühle',
      email: 'aenne-katharina.lukaszewska-von-der-muehle@stadtverwaltung.cottbus.example',
      role: 'Sachgebietsleiterin Digitalisierung und Verwaltungsmodernisierung',
      phone: '+49 355 612 20 00',
    },
    history: [
      ['2022-09-10T08:00:00.000Z', 'applicant', 'application-sent'],
      ['2022-09-10T09:00:00.000Z', 'applicant', 'address-confirmed'],
      ['2022-09-12T07:12:00.000Z', 'supervisor', 'endorsed'],
      ['2022-09-12T07:12:00.000Z', 'supervisor', 'review-begun'],
      ['2022-09-20T08:00:00.000Z', 'approver', 'approved'],
      ['2022-09-21T06:00:00.000Z', 'date', 'decision-told'],
    ].map(([at = '', who = '', what = '']) => ({ at, who, what })),
  });
  const decided = { ...bare, decision: told };
  switch (status) {
    case 'queried':
      return {
        ...bare,
        query: {
          id: 'q',
          text: 'Wie viele Stellen hat Ihr Hauptamt?\nUnd seit wann?',
          approver: 'referat@ministerium.example',
          askedAt: '2022-10-19T08:00:00.000Z',
          until: '2022-10-26T21:59:59.000Z',
        },
      };
    case 'rejected':
      return {
        ...bare,
        decision: { ...told, outcome: 'reject', reason: 'Die Verwaltung nimmt schon teil.' },
      };
    case 'approved':
      return { ...bare, decision: told };
    case 'waiting-list':
    case 'list-closed':
      return { ...decided, waiting: { since: '2022-10-24T06:00:00.000Z', order: 3 } };
    case 'seat-offered':
    case 'declined':
    case 'expired':
      return { ...decided, seat };
    case 'accepted':
    case 'taking-part':
    case 'not-completed':
    case 'dropped-out':
      return { ...decided, seat: taken, attended: ['a1-1', 'a1-2'] };
    case 'completed':
      return {
        ...decided,
        seat: taken,
        attended: ['a1-1', 'a1-2', 'a2-1', 'a2-2', 'a3-1'],
        certificate: {
          id: 'abcdefghijklmnopqrstuv',
          number: 'SCM-2022-0001',
          issuedAt: '2022-11-30T07:00:00.000Z',
        },
      };
    default:
      return bare;
  }
}

/** When the office looks at an application in that state. */
export function dayOf(status: ApplicationStatus): { round: RoundStatus; at: string } {
  const round: RoundStatus = ['seat-offered', 'waiting-list', 'accepted', 'declined', 'expired'].includes(
    status,
  )
    ? 'selected'
    : status === 'taking-part' || status === 'dropped-out'
      ? 'running'
      : ['completed', 'not-completed', 'list-closed'].includes(status)
        ? 'finished'
        : 'closed';
  return { round, at: days[round] ?? '' };
}

/** The mails of a case: sent, owed, bounced. */
export function ledgerOf(application: Application): Record<string, unknown>[] {
  return (
    [
      [
        'confirm-address',
        '2022-09-10T08:00:00.000Z',
        { state: 'sent', deliveredAt: '2022-09-10T08:00:09.000Z' },
      ],
      ['application-received', '2022-09-10T09:00:00.000Z', { state: 'sent' }],
      ['approved', '2022-09-21T06:00:00.000Z', { state: 'sent', trouble: 'bounce' }],
      ['case-link', '2022-10-20T09:00:00.000Z', { state: 'owed' }],
    ] as const
  ).flatMap(([purpose, owedAt, more], index) => {
    const key = keys.mail(application.id, `${purpose}#${index}`);
    const email = application.applicant.email;
    const order = { purpose, to: { role: 'applicant', email }, occasion: `o${index}` };
    const entry = {
      ...key,
      kind: 'mail',
      round: application.round,
      application: application.id,
      order,
      owedAt,
      attempts: 1,
      oPk: overviewOf.address(email),
      oSk: owedAt,
      ...(more.state === 'sent' ? { sentAt: owedAt } : {}),
      ...more,
    };
    const tag = {
      ...keys.ledgerTag(`tag-${index}`),
      kind: 'ledger-tag',
      ledgerPk: key.pk,
      ledgerSk: key.sk,
      oPk: overviewOf.mailTrouble,
      oSk: owedAt,
    };
    return 'trouble' in more ? [entry, tag] : [entry];
  });
}
