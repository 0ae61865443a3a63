import { describe, expect, it } from 'vitest';
import { reviewStage } from '../../../functions/approval/rules/review-rules.ts';
import { tell } from '../../../functions/approval/rules/tell-rules.ts';
import { decidingEnds } from '../../../functions/approval/rules.ts';
import { selectionDue } from '../../../functions/domain/selection-time.ts';
import { decideByOffice } from '../../../functions/office/case/office-decision.ts';
import { entries } from '../../support/ledger.ts';
import { days, first, inReview, list, roundWith, second, tuesday, vote } from './voting.ts';

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

  it('nobody whom a supervisor’s request was forwarded to, the last and those before', () => {
    const round = roundWith({ approvers: [first] });
    const involved = { name: 'V', email: first.email.toUpperCase() };
    for (const endorser of [involved, { name: 'X', email: 'x@amt.example', earlier: [first.email] }]) {
      const { application, mails } = inReview(round, { endorser });
      expect(list(mails)).toEqual([`review-request ${first.deputy.email}`]);
      expect(vote(application, round, first, 'approve').answer).toBe('conflict-of-interest');
      expect(vote(application, round, first, 'reject').after.verdicts).toEqual([]);
    }
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
