import { describe, expect, it } from 'vitest';
import { handOver, nameSubstitute, preferList } from '../../../functions/approval/rules/absence.ts';
import { morningLists } from '../../../functions/approval/rules/list-rules.ts';
import { reviewRequests } from '../../../functions/domain/approvers.ts';
import { days, first, inReview, list, roundWith, second, tuesday, vote } from './voting.ts';

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
