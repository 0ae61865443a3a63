import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { morningLists } from '../../functions/approval/list-rules.ts';
import { reviewStage } from '../../functions/approval/review-rules.ts';
import { type Decider, decide, decidingEnds } from '../../functions/approval/rules.ts';
import { tell } from '../../functions/approval/tell-rules.ts';
import { handOver, nameSubstitute, preferList } from '../../functions/domain/absence.ts';
import type { Application } from '../../functions/domain/application.ts';
import { approverOf, reviewRequests } from '../../functions/domain/approvers.ts';
import { balanceOf, effectOf } from '../../functions/domain/balance.ts';
import { intoReview } from '../../functions/domain/lifecycle.ts';
import type { MailOrder } from '../../functions/domain/mail.ts';
import { decideByOffice } from '../../functions/domain/office-decision.ts';
import {
  chainHead,
  checkProof,
  nextSeal,
  proofFile,
  type Seal,
  shownTo,
} from '../../functions/domain/proof.ts';
import { currentEdition, register } from '../../functions/domain/register/register.ts';
import type { Round } from '../../functions/domain/round.ts';
import { selectionDue } from '../../functions/domain/selection-time.ts';
import { entries } from '../support/ledger.ts';
import { anApplication, aRound } from '../support/records.ts';

const first = {
  name: 'Erstes Referat',
  email: 'erste@ministerium.example',
  shared: false,
  deputy: { name: 'Vera Tretung', email: 'vera@ministerium.example' },
};
const second = { name: 'Zweites Referat', email: 'zweite@ministerium.example', shared: false };
/** A Tuesday, in the morning. */
const tuesday = '2022-09-06T08:00:00.000Z';

function roundWith(file: Partial<Round['file']> = {}): Round {
  const round = aRound({ status: 'open' });
  return { ...round, file: { ...round.file, approvers: [first, second], ...file } };
}

function inReview(
  round: Round,
  changes: Partial<Application> = {},
): { application: Application; mails: readonly MailOrder[] } {
  const { seat: _seat, ...before } = anApplication({ status: 'awaiting-endorsement', ...changes });
  const { record, mails = [] } = intoReview(before, round, 'supervisor', tuesday);
  return { application: record, mails };
}

let drawn = 0;
function vote(
  application: Application,
  round: Round,
  by: { name: string; email: string },
  choice: 'approve' | 'reject' | 'query',
  at = tuesday,
  standsInFor?: string,
) {
  const approver = approverOf(round, standsInFor ?? by.email);
  if (approver === undefined) throw new Error('no such approver');
  const decider: Decider = {
    approver: approver.email,
    by: standsInFor === undefined ? 'approver' : 'deputy',
    recipient: {
      role: standsInFor === undefined ? 'approver' : 'deputy',
      ...by,
      ...(standsInFor === undefined ? {} : { standsInFor }),
    },
  };
  drawn += 1;
  const ballot = {
    choice,
    ...(choice === 'approve' ? {} : { reason: 'Warum?' }),
    version: application.version,
    shown: shownTo(application, round, approver),
  };
  const { answer, change } = decide(application, round, decider, ballot, `verdict-${drawn}`, at);
  return { answer, after: change?.record ?? application, mails: change?.mails ?? [] };
}

const list = (mails: readonly MailOrder[]): string[] =>
  mails.map(({ purpose, to }) => `${purpose} ${to.email}`);

/** When a stage does something by itself, and what: from its first look until it only waits for a wake. */
function days(application: Application, round: Round, mails: readonly MailOrder[]): string[] {
  const seen: string[] = [];
  let sent = [...mails];
  let now = tuesday;
  for (let pass = 0; pass < 12; pass++) {
    const { change, until } = reviewStage(application, round, entries(application, sent), now);
    for (const order of change?.mails ?? []) seen.push(`${now} ${order.purpose} ${order.to.email}`);
    sent = [...sent, ...(change?.mails ?? [])];
    if (until === undefined) return seen;
    now = until;
  }
  throw new Error('the stage never waits');
}

describe('who is asked', () => {
  it('all at once, or one after the other', () => {
    const round = roundWith({ approvalsNeeded: 2 });
    expect(list(inReview(round).mails)).toEqual([
      `review-request ${first.email}`,
      `review-request ${second.email}`,
    ]);
    const serial = roundWith({ approvalsNeeded: 2, approvalOrder: 'serial' });
    const { application, mails } = inReview(serial);
    expect(list(mails)).toEqual([`review-request ${first.email}`]);
    expect(vote(application, serial, second, 'approve').answer).toBe('not-yet-asked');
    const one = vote(application, serial, first, 'approve');
    expect(one.after.status).toBe('in-review');
    expect(list(one.mails)).toEqual([`decision-receipt ${first.email}`, `review-request ${second.email}`]);
    expect(vote(one.after, serial, second, 'approve').after.status).toBe('approved');
  });

  it('whoever stands in, where the approver is the supervisor; nobody else is involved then', () => {
    const round = roundWith({ approvers: [first] });
    const supervisor = { givenName: 'E', familyName: 'R', email: first.email };
    const { application, mails } = inReview(round, { supervisor });
    expect(list(mails)).toEqual([`review-request ${first.deputy.email}`]);
    expect(vote(application, round, first, 'approve').answer).toBe('conflict-of-interest');
    expect(vote(application, round, first.deputy, 'approve', tuesday, first.email).after.status).toBe(
      'approved',
    );
  });

  it('the office at once, where everybody is involved', () => {
    const round = roundWith({ approvers: [second] });
    const { application, mails } = inReview(round, {
      supervisor: { givenName: 'Z', familyName: 'R', email: second.email },
    });
    expect(mails).toEqual([]);
    expect(list(reviewStage(application, round, [], tuesday).change?.mails ?? [])).toEqual([
      'office-alert buero@programm.example',
    ]);
  });

  it('an approver who was named later', () => {
    const before = roundWith({ approvers: [first] });
    const { application, mails } = inReview(before);
    const after = roundWith({ approvers: [second] });
    const stage = reviewStage(application, after, entries(application, mails), '2022-09-06T10:00:00.000Z');
    expect(list(stage.change?.mails ?? [])).toEqual([`review-request ${second.email}`]);
  });
});

describe('how many decide', () => {
  it('one rejection rejects, whatever others say', () => {
    const round = roundWith({ approvalsNeeded: 2 });
    const one = vote(inReview(round).application, round, first, 'approve');
    expect(one.after.status).toBe('in-review');
    const two = vote(one.after, round, second, 'reject');
    expect(two.after).toMatchObject({
      status: 'rejected',
      decision: { outcome: 'reject', reason: 'Warum?' },
    });
  });

  it('two approvals come from two people, also where approvers stand in for each other', () => {
    const round = roundWith({
      approvalsNeeded: 2,
      approvers: [
        { ...first, deputy: second },
        { ...second, deputy: first },
      ],
    });
    const one = vote(inReview(round).application, round, first, 'approve');
    expect(vote(one.after, round, first, 'approve', tuesday, second.email).answer).toBe('counted-already');
    expect(vote(one.after, round, second, 'approve', tuesday, first.email).answer).toBe('same-again');
    expect(vote(one.after, round, second, 'reject', tuesday, first.email).answer).toBe('decided-by-another');
    expect(vote(one.after, round, second, 'approve').after.status).toBe('approved');
  });

  it('another approver’s different answer is refused, the same is welcome', () => {
    const round = roundWith();
    const one = vote(inReview(round).application, round, first, 'approve');
    expect(vote(one.after, round, second, 'reject').answer).toBe('decided-by-another');
    expect(vote(one.after, round, second, 'approve').answer).toBe('same-again');
    expect(one.after.verdicts).toHaveLength(1);
  });

  it('a deputy does not overrule the approver, the approver may overrule the deputy', () => {
    const round = roundWith({ approvers: [first] });
    const { application } = inReview(round);
    const byApprover = vote(application, round, first, 'approve');
    expect(vote(byApprover.after, round, first.deputy, 'reject', tuesday, first.email).answer).toBe(
      'decided-by-another',
    );
    const byDeputy = vote(application, round, first.deputy, 'approve', tuesday, first.email);
    expect(list(byDeputy.mails)).toEqual([
      `decision-receipt ${first.deputy.email}`,
      `decision-receipt ${first.email}`,
    ]);
    expect(vote(byDeputy.after, round, first, 'reject').after.status).toBe('rejected');
  });
});

describe('when', () => {
  it('the approver is reminded after three working days, the deputy asked after five, the office told after seven', () => {
    const round = roundWith({ approvers: [first] });
    const { application, mails } = inReview(round);
    expect(days(application, round, mails)).toEqual([
      `2022-09-09T06:00:00.000Z review-reminder ${first.email}`,
      `2022-09-13T06:00:00.000Z review-escalation ${first.deputy.email}`,
      '2022-09-15T06:00:00.000Z office-alert buero@programm.example',
    ]);
  });

  it('a query ends on the evening of the fifth working day, and the clock goes on where it stood', () => {
    const round = roundWith({ approvers: [first] });
    const { application, mails } = inReview(round);
    const asked = vote(application, round, first, 'query');
    expect(asked.after.query?.until).toBe('2022-09-13T21:59:59.000Z');
    const early = reviewStage(asked.after, round, [], '2022-09-13T21:59:58.999Z');
    expect(early).toEqual({ until: '2022-09-13T21:59:59.000Z' });
    const ended = reviewStage(asked.after, round, [], '2022-09-13T21:59:59.000Z').change?.record;
    expect(ended).toMatchObject({ status: 'in-review', reviewPaused: 5 });
    if (ended === undefined) throw new Error('the query never ended');
    expect(days(ended, round, [...mails, ...asked.mails]).slice(0, 2)).toEqual([
      `2022-09-14T06:00:00.000Z query-answered ${first.email}`,
      `2022-09-16T06:00:00.000Z review-reminder ${first.email}`,
    ]);
  });

  it('a decision is told at the next morning of a working day, not a moment before', () => {
    const round = roundWith();
    const friday = '2022-09-30T13:00:00.000Z';
    const { after } = vote(inReview(round).application, round, first, 'approve', friday);
    // Monday is a holiday: 3 October.
    expect(tell(after, false, '2022-10-04T05:59:59.999Z').change).toBeUndefined();
    const told = tell(after, false, '2022-10-04T06:00:00.000Z').change;
    expect(list(told?.mails ?? [])).toEqual(['approved aenne.lukaszewska@cottbus.example']);
    if (told === undefined) throw new Error('it was not told');
    expect(tell(told.record, false, '2022-10-05T06:00:00.000Z').change).toBeUndefined();
    expect(vote(told.record, round, first, 'reject', '2022-10-04T06:00:00.000Z').answer).toBe('already-told');
    // Where the selection tells the result along with it, the approval alone is left out; a rejection never is.
    expect(tell(after, true, '2022-10-04T06:00:00.000Z').change?.mails).toEqual([]);
  });

  it('no link decides once the cohort that begins last has begun', () => {
    const round = roundWith();
    const { application } = inReview(round);
    expect(vote(application, round, first, 'approve', decidingEnds(round)).answer).toBe('expired');
  });

  it('the selection waits for the morning after the last decision, also where one was changed', () => {
    const round = { ...roundWith(), status: 'closed', closedAt: '2022-10-04T21:59:59.000Z' } as const;
    const { application } = inReview(round);
    expect(selectionDue(round, [application])).toBeUndefined();
    const one = vote(application, round, first, 'approve', '2022-10-05T10:00:00.000Z');
    expect(selectionDue(round, [one.after])).toBe('2022-10-06T06:00:00.000Z');
    const two = vote(one.after, round, first, 'reject', '2022-10-06T05:00:00.000Z');
    expect(selectionDue(round, [two.after])).toBe('2022-10-06T06:00:00.000Z');
    const three = vote(one.after, round, first, 'reject', '2022-10-06T06:00:01.000Z');
    expect(selectionDue(round, [three.after])).toBe('2022-10-07T06:00:00.000Z');
  });
});

describe('absence and lists', () => {
  const morning = '2022-09-07T06:00:00.000Z';

  it('one list in the morning instead of many mails', () => {
    const { change } = preferList(roundWith({ approvers: [first] }), first.email.toUpperCase(), true);
    if (change === undefined) throw new Error('nothing changed');
    const round = change.record;
    const { application, mails } = inReview(round);
    expect(mails).toEqual([]);
    expect(days(application, round, [])[0]).toContain('review-escalation');
    expect(list(morningLists([application], round, new Set(), morning).mails)).toEqual([
      `review-list ${first.email}`,
    ]);
    expect(
      morningLists([application], round, new Set([`list-2022-09-07 ${first.email}`]), morning).mails,
    ).toEqual([]);
    expect(morningLists([application], round, new Set(), tuesday).mails).toEqual([]);
    expect(morningLists([], round, new Set(), morning).mails).toEqual([]);
  });

  it('the deputy is asked until the evening of the last day, and the approver hears on the morning after', () => {
    const { change } = handOver(roundWith({ approvers: [first] }), first.email, '2022-09-09', tuesday);
    if (change === undefined) throw new Error('nothing was handed over');
    const round = change.record;
    const { application } = inReview(round);
    expect(list(reviewRequests(application, round, '2022-09-09T21:59:58.999Z'))).toEqual([
      `review-request ${first.deputy.email}`,
    ]);
    expect(list(reviewRequests(application, round, '2022-09-09T21:59:59.000Z'))).toEqual([
      `review-request ${first.email}`,
    ]);
    const monday = morningLists([application], round, new Set(), '2022-09-12T06:00:00.000Z');
    expect(list(monday.mails)).toEqual([`review-list ${first.email}`]);
    expect(monday.record?.arrangements?.[first.email]?.absence).toBeUndefined();
  });

  it('cannot be handed over without a deputy, nor for a day that is over or far away', () => {
    const round = roundWith();
    expect(handOver(round, second.email, '2022-09-09', tuesday).answer).toBe('no-deputy');
    for (const until of ['2022-09-05', '2023-01-01', '9.9.2022', '']) {
      expect(handOver(round, first.email, until, tuesday).answer).toBe('bad-date');
    }
  });

  it('the office names a substitute for both, but nobody who is an approver already', () => {
    const round = roundWith();
    const person = { name: 'Olga Ersatz', email: 'olga@ministerium.example' };
    expect(nameSubstitute(round, first.email, { name: 'Z', email: second.email }, tuesday).answer).toBe(
      'is-approver',
    );
    const { change } = nameSubstitute(round, first.email, person, tuesday);
    if (change === undefined) throw new Error('nobody was named');
    expect(list(change.mails ?? [])).toEqual([`review-list ${person.email}`]);
    const { application } = inReview(round);
    expect(vote(application, round, person, 'approve', tuesday, first.email).answer).toBe('no-approver');
    expect(
      vote(application, change.record, person, 'approve', tuesday, first.email).after.verdicts[0],
    ).toMatchObject({ by: 'deputy', name: person.name, approver: first.email });
  });
});

describe('the office', () => {
  const office = {
    name: 'Jette Lindow',
    email: 'buero@programm.example',
    reason: 'Das Ministerium hat angerufen.',
  };

  it('changes what was told, with a reason, and the applicant is told again', () => {
    const round = roundWith();
    const { after } = vote(inReview(round).application, round, first, 'reject');
    const told = tell(after, false, '2022-09-07T06:00:00.000Z').change?.record;
    if (told === undefined) throw new Error('it was not told');
    expect(decideByOffice(told, 'approve', { ...office, reason: ' ' }, 'o', tuesday).answer).toBe(
      'reason-missing',
    );
    const { answer, change } = decideByOffice(told, 'approve', office, 'o', '2022-09-07T09:00:00.000Z');
    expect(answer).toBe('changed');
    expect(change).toMatchObject({
      restart: true,
      record: { status: 'approved', decision: { by: 'office' } },
    });
    if (change === undefined) throw new Error('nothing changed');
    expect(vote(change.record, round, first, 'reject').answer).toBe('already-told');
    expect(list(tell(change.record, false, '2022-09-08T06:00:00.000Z').change?.mails ?? [])).toHaveLength(1);
  });
});

describe('the balance', () => {
  const edition = register(currentEdition);
  if (edition === undefined) throw new Error('there is no register');

  it('adds up: targets to the seats, counts to the applications', () => {
    const keys = edition.administrations.map(({ key }) => key);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            key: fc.constantFrom(...keys),
            status: fc.constantFrom('approved', 'in-review', 'rejected', 'withdrawn'),
          }),
          { maxLength: 30 },
        ),
        (drawnCases) => {
          const all = drawnCases.map(({ key, status }, at) =>
            anApplication({ id: String(at), administrations: [key], status }),
          );
          for (const { rows } of balanceOf(roundWith(), edition, all, '0')) {
            const sum = (of: (row: (typeof rows)[number]) => number): number =>
              rows.reduce((total, row) => total + of(row), 0);
            expect(sum(({ target }) => target)).toBeCloseTo(16, 6);
            expect(sum(({ approved }) => approved)).toBe(
              all.filter(({ id, status }) => id !== '0' && status === 'approved').length,
            );
            expect(sum(({ open }) => open)).toBe(
              all.filter(({ id, status }) => id !== '0' && status === 'in-review').length,
            );
            expect(rows.filter(({ here }) => here)).toHaveLength(all.length === 0 ? 0 : 1);
          }
        },
      ),
    );
  });

  it('says whether one more is wanted, enough or above its share', () => {
    const row = { value: 'Kleinstadt', open: 0, here: true };
    expect(effectOf({ ...row, target: 2.2, approved: 1 })).toBe('wanted');
    expect(effectOf({ ...row, target: 2.2, approved: 2 })).toBe('enough');
    expect(effectOf({ ...row, target: 2.2, approved: 3 })).toBe('above');
  });
});

describe('the proof', () => {
  function sealed(): { round: Round; applications: Application[]; seals: Seal[] } {
    const round = roundWith();
    const applications = ['a', 'b', 'c'].map((id, at) => {
      const { application } = inReview(round, { id, reference: `SCM-3-000${at + 1}` });
      return vote(
        application,
        round,
        first,
        at === 1 ? 'reject' : 'approve',
        `2022-09-0${8 - at}T08:00:00.000Z`,
      ).after;
    });
    const seals: Seal[] = [];
    for (const known of [applications.slice(0, 2), applications]) {
      const next = nextSeal(round.id, known, seals, tuesday);
      if (next !== undefined) seals.push({ pk: 'ROUND#3', sk: `SEAL#${next.number}`, ...next });
    }
    return { round, applications, seals };
  }

  it('chains every verdict in the order in which it was given, and goes on with what comes later', () => {
    const { round, applications, seals } = sealed();
    expect(seals.map(({ entries: chained }) => chained.map(({ application }) => application))).toEqual([
      ['b', 'a'],
      ['c'],
    ]);
    expect(nextSeal(round.id, applications, seals, tuesday)).toBeUndefined();
    expect(checkProof(proofFile(round, applications, seals, tuesday))).toMatchObject({
      checked: 3,
      erased: 0,
      unsealed: 0,
      problems: [],
      head: chainHead(round.id, seals),
    });
  });

  it('still fits where somebody was erased, and breaks with every change of what was sealed', () => {
    const { round, applications, seals } = sealed();
    const erased = applications.map((each) => (each.id === 'a' ? { ...each, verdicts: [] } : each));
    expect(checkProof(proofFile(round, erased, seals, tuesday))).toMatchObject({
      checked: 2,
      erased: 1,
      problems: [],
    });
    const file = proofFile(round, applications, seals, tuesday);
    const changed = [
      { ...file, entries: file.entries.slice(1) },
      { ...file, entries: [...file.entries].reverse() },
      { ...file, seals: file.seals.slice(1) },
      ...file.entries.flatMap((entry, at) =>
        entry.verdict === undefined
          ? []
          : [
              { choice: 'reject' as const },
              { at: '2022-09-05T08:00:00.000Z' },
              { name: 'jemand anderes' },
              { shown: '0'.repeat(64) },
              { version: 2 },
            ].map((forged) => ({
              ...file,
              entries: file.entries.map((each, index) =>
                index === at && each.verdict !== undefined
                  ? {
                      ...each,
                      verdict: {
                        ...each.verdict,
                        ...forged,
                        ...(each.verdict.choice === 'reject' && 'choice' in forged
                          ? { choice: 'approve' as const }
                          : {}),
                      },
                    }
                  : each,
              ),
            })),
      ),
    ];
    for (const forged of changed) expect(checkProof(forged).problems).not.toEqual([]);
  });
});
