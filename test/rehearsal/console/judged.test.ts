import { expect, it } from 'vitest';
import type { Application } from '../../../functions/domain/application.ts';
import { plusDuration } from '../../../functions/domain/calendar.ts';
import { currentEdition, register } from '../../../functions/domain/register/register.ts';
import { type Round, sessionsOf } from '../../../functions/domain/round.ts';
import { inventApplicants } from '../../../functions/rehearsal/play/people.ts';
import { type Rehearsal, rehearse } from '../../../functions/rehearsal/play/rehearse.ts';
import type { InboxMail } from '../../program/host.ts';
import { aRound } from '../../support/records.ts';
import { moment } from '../berlin.ts';
import { type ApplicationBody, roundFileSchema } from '../inputs.ts';
import { compare } from '../judge/compare.ts';
import type { Act } from '../people/acts.ts';
import { plan } from '../plan/plan.ts';

/** The mails as the local inbox would list them. */
function inbox({ mails }: Rehearsal): InboxMail[] {
  return mails.map(({ id, at, order, application, letter }) => ({
    id,
    sentAt: at,
    purpose: order.purpose,
    case: application?.reference ?? null,
    from: '',
    to: [order.to.email, ...(order.cc ?? [])],
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    attachments: [],
    delivery: 'sent',
  }));
}

/** What people did in one case, read from its history. */
function actsOf(application: Application): Act[] {
  const { reference, applicant, supervisor, history, verdicts } = application;
  const base = { case: reference, who: applicant.email };
  const lines = history.flatMap(({ at: instant, what, who }): Act[] => {
    const at = moment(instant);
    switch (what) {
      case 'address-confirmed':
        return [{ ...base, at, kind: 'confirm' }];
      case 'endorsed':
        return [{ ...base, at, kind: 'endorse', who: supervisor?.email ?? '' }];
      case 'endorsement-refused':
        return [{ ...base, at, kind: 'refuse', who: supervisor?.email ?? '' }];
      case 'answered':
        return [{ ...base, at, kind: 'answer-query' }];
      case 'accepted':
        return [{ ...base, at, kind: 'accept' }];
      case 'declined':
        return [{ ...base, at, kind: 'decline' }];
      case 'withdrawn':
        return who === 'applicant' ? [{ ...base, at, kind: 'withdraw' }] : [];
      case 'substituted': {
        const name = `${applicant.givenName} ${applicant.familyName}`;
        return [{ ...base, at, kind: 'substitute', name, email: applicant.email }];
      }
      default:
        return [];
    }
  });
  const decisions = verdicts.map(({ at, approver, by, choice, email }): Act => {
    const insteadOf = by === 'deputy' ? { insteadOf: approver } : {};
    return { case: reference, at: moment(at), who: email ?? approver, kind: 'decide', choice, ...insteadOf };
  });
  return [...lines, ...decisions];
}

/** Everything that the invented people did in a rehearsal, as the simulated people of the other rehearsal note it. */
function actsIn(
  { startedAt, round, applications }: Rehearsal,
  people: ReturnType<typeof inventApplicants>,
): Act[] {
  const file = roundFileSchema.parse(round.file);
  const made: Act = { at: moment(startedAt), who: '', kind: 'make-round', round: round.id, file };
  const sent = [...people]
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ at, body }, index): Act => {
      const reference = `SCM-${round.id}-${String(index + 1).padStart(4, '0')}`;
      const id = applications.find((each) => each.reference === reference)?.id ?? '';
      return {
        at: moment(at),
        who: '',
        kind: 'apply',
        round: round.id,
        case: reference,
        id,
        body: body as ApplicationBody,
      };
    });
  const marks = sessionsOf(round.file).map(({ id, ends, cohort }): Act => {
    const there = applications.filter(
      ({ seat, attended }) => seat?.cohort === cohort && attended?.includes(id),
    );
    const at = moment(plusDuration(ends, 'PT10M'));
    return {
      at,
      who: '',
      kind: 'mark',
      round: round.id,
      session: id,
      present: there.map(({ reference }) => reference),
    };
  });
  const office = round.history
    .filter(({ what }) => what === 'selection-confirmed')
    .map(
      ({ at }): Act => ({
        at: moment(at),
        who: '',
        kind: 'office',
        round: round.id,
        what: { act: 'confirm-selection', at, round: round.id },
      }),
    );
  return [made, ...sent, ...applications.flatMap(actsOf), ...marks, ...office].sort((a, b) => a.at - b.at);
}

const draft = aRound({ status: 'draft', history: [] });
const deputy = { name: 'Vertretung', email: 'vertretung@ministerium.example' };
const shapes: readonly [string, Partial<Round['file']>][] = [
  [
    'with a deputy, an endorsement and a result that the office confirms',
    { approvers: draft.file.approvers.map((each) => ({ ...each, deputy })) },
  ],
  [
    'whose result takes effect by itself, without endorsement',
    { endorsement: false, selection: { ...draft.file.selection, confirm: false } },
  ],
  ['in which nobody decides', { approvers: [] }],
];

it.each(shapes)(
  'each mail of the rehearsal of a round %s is one that the contract asks for, at its time, and none is missing',
  async (_name, changes) => {
    process.env['BASE_URL'] = 'https://programm.example';
    const round = { ...draft, file: { ...draft.file, ...changes } };
    const edition = register(currentEdition);
    if (edition === undefined) throw new Error('there is no register');
    const rehearsal = await rehearse(round, '2022-09-01T06:00:00.000Z');
    expect(rehearsal.fault).toBeUndefined();
    const mails = inbox(rehearsal);
    const made = plan(
      actsIn(rehearsal, inventApplicants(round.file, edition)),
      mails,
      moment(rehearsal.endedAt),
    );
    const faults = compare(made.mails, mails)
      .filter(({ verdict }) => verdict !== 'as-planned')
      .map(({ verdict, purpose, person, case: of, planned, sent }) =>
        [
          verdict,
          purpose,
          person,
          of,
          planned?.at === undefined ? '' : new Date(planned.at).toISOString(),
          sent?.sentAt ?? '',
        ].join(' '),
      );
    expect(faults).toEqual([]);
    expect(made.doubts).toEqual([]);
  },
  120_000,
);
