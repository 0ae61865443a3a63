import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handOver, nameSubstitute, takeBack } from '../../../functions/approval/rules/absence.ts';
import { shownTo } from '../../../functions/approval/rules/proof.ts';
import { decide, type Verdicted } from '../../../functions/approval/rules.ts';
import type { Verdict } from '../../../functions/domain/application.ts';
import { approverOf } from '../../../functions/domain/approvers.ts';
import {
  addDays,
  addDaysToDate,
  berlinDate,
  nextMorning,
  plusDuration,
} from '../../../functions/domain/calendar.ts';
import type { Round } from '../../../functions/domain/round.ts';
import { decideByOffice } from '../../../functions/office/case/office-decision.ts';
import { checkEnds } from './ends.ts';
import { type OpenPage, Oracle, slotOf } from './oracle.ts';
import { mail, people, type Setting, type Step, setting, step } from './steps.ts';
import { World } from './world.ts';

/** How often; `MODEL_RUNS=2000` for the long run. */
const runs = Number(process.env['MODEL_RUNS'] ?? '150');
const steps = 50;

const start = '2022-09-07T08:30:00.000Z';
function play(chosen: Setting, plan: readonly Step[]): void {
  const { count, needed, order, deputies, involved } = chosen;
  const approvers = people.slice(0, count).map(({ deputy, ...rest }, at) => {
    const other = people[(at + 1) % count];
    if (deputies === 'none' || (deputies === 'each-other' && other?.email === rest.email)) return rest;
    return { ...rest, deputy: deputies === 'own' || other === undefined ? deputy : other };
  });
  const conflict =
    involved === 'approver'
      ? people[1]?.email
      : involved === 'deputy'
        ? people[0]?.deputy.email
        : 'chefin@amt.example';
  const file: Partial<Round['file']> = { approvers, approvalsNeeded: needed, approvalOrder: order };
  const world = new World(
    file,
    { supervisor: { givenName: 'Ute', familyName: 'Amt', email: conflict ?? '' } },
    start,
  );
  const oracle = new Oracle(world, chosen, approvers, conflict);
  const pages: OpenPage[] = [];
  let last: { page: OpenPage; choice: Verdict['choice']; reason: string } | undefined;
  let drawn = 0;

  const send = (
    page: OpenPage,
    choice: Verdict['choice'],
    reason: string,
    lost: 'none' | 'request' | 'answer',
  ): void => {
    if (lost === 'request') return;
    const { link } = page;
    const want = oracle.expected(page, choice, reason);
    const before = world.application;
    drawn += 1;
    const id = `verdict-${drawn}`;
    const { answer, change } = decide(
      before,
      world.round,
      {
        approver: slotOf(link),
        by: link.person.role === 'deputy' ? 'deputy' : 'approver',
        recipient: link.person,
        link: link.mail,
        until: addDays(link.at, 90),
      },
      {
        choice,
        ...(reason === '' ? {} : { reason }),
        shown: page.shown,
        version: link.version ?? page.version,
      },
      id,
      world.now,
    );
    const kind = (said: Verdicted): string =>
      said === 'recorded' || said === 'changed' ? 'counts' : said === 'same-again' ? 'welcome' : 'refused';
    expect({ answer: kind(answer), said: answer }).toEqual({ answer: want, said: answer });
    expect(change === undefined).toBe(want !== 'counts');
    if (change === undefined) return;
    const receipts = (change.mails ?? [])
      .filter(({ purpose }) => purpose === 'decision-receipt')
      .map(({ to }) => to.email);
    expect(receipts).toContain(link.person.email);
    if (link.person.role === 'deputy' && slotOf(link) !== conflict) expect(receipts).toContain(slotOf(link));
    expect(receipts).not.toContain(conflict);
    world.save(change);
    oracle.counted += 1;
    oracle.told = false;
    if (choice === 'query') {
      oracle.votes.delete(slotOf(link));
      oracle.state = 'queried';
      oracle.query = { text: reason, by: slotOf(link) };
      oracle.decidedAt = undefined;
      return;
    }
    oracle.votes.set(slotOf(link), {
      choice,
      by: link.person.role === 'deputy' ? 'deputy' : 'approver',
      email: link.person.email,
      reason,
      id,
    });
    oracle.state = oracle.outcome();
    oracle.decidedAt = oracle.state === 'in-review' ? undefined : world.now;
  };

  const act = (each: Step): void => {
    switch (each.do) {
      case 'open': {
        const link = world.links[each.link % Math.max(1, world.links.length)];
        const approver = link === undefined ? undefined : approverOf(world.round, slotOf(link));
        if (link === undefined || approver === undefined) return;
        pages.push({
          link,
          shown: shownTo(world.application, world.round, approver),
          version: world.application.version,
          mine: oracle.votes.get(slotOf(link))?.id,
          asked: JSON.stringify(world.application.query ?? null),
        });
        return;
      }
      case 'decide': {
        const page = pages[pages.length - 1 - (each.page % Math.max(1, Math.min(4, pages.length)))];
        if (page === undefined) return;
        const reason = each.choice === 'approve' ? '' : `Worte ${each.words}`;
        last = { page, choice: each.choice, reason };
        send(page, each.choice, reason, each.lost);
        return;
      }
      case 'repeat':
        // Who hears no answer sends the form again.
        if (last !== undefined) send(last.page, last.choice, last.reason, 'none');
        return;
      case 'correct':
        if (!world.correct(`Motivation ${drawn}`)) return;
        oracle.version += 1;
        oracle.votes.clear();
        oracle.state = 'in-review';
        oracle.told = false;
        oracle.byOffice = false;
        oracle.decidedAt = undefined;
        return;
      case 'answer':
        if (world.answer('Ja.')) oracle.state = 'in-review';
        return;
      case 'withdraw':
        if (world.withdraw()) oracle.state = 'withdrawn';
        return;
      case 'fresh-link':
        world.freshLink();
        return;
      case 'lose-wakes':
        world.losesWakes = true;
        return;
      case 'sweep':
        world.losesWakes = false;
        world.sweep();
        return;
      case 'hand-over': {
        const until = addDaysToDate(berlinDate(world.now), 4);
        const { change } = handOver(world.round, approvers[each.slot % count]?.email ?? '', until, world.now);
        if (change !== undefined && world.mails.every(({ at }) => at !== world.now)) world.saveRound(change);
        return;
      }
      case 'take-back': {
        const { change } = takeBack(world.round, approvers[each.slot % count]?.email ?? '', world.now);
        if (change !== undefined) world.saveRound(change);
        return;
      }
      case 'substitute':
      case 'no-substitute': {
        // A change of who may decide between two verdicts would change what is needed: only while nothing stands.
        if (oracle.votes.size > 0) return;
        const person =
          each.do === 'substitute'
            ? { name: 'Ersatz', email: `ersatz${each.slot}@${mail.ministry}` }
            : undefined;
        const { change } = nameSubstitute(
          world.round,
          approvers[each.slot % count]?.email ?? '',
          person,
          world.now,
        );
        if (change !== undefined && world.mails.every(({ at }) => at !== world.now)) world.saveRound(change);
        return;
      }
      case 'office': {
        drawn += 1;
        const office = { name: 'Jette Lindow', email: 'buero@programm.example', reason: `Grund ${drawn}` };
        const { change } = decideByOffice(
          world.application,
          each.outcome,
          office,
          `verdict-${drawn}`,
          world.now,
        );
        if (change === undefined) return;
        world.save(change);
        oracle.counted += 1;
        oracle.state = each.outcome === 'approve' ? 'approved' : 'rejected';
        oracle.byOffice = true;
        oracle.told = false;
        oracle.decidedAt = world.now;
        return;
      }
      case 'wait': {
        world.advanceTo(plusDuration(world.now, `PT${each.hours}H`));
        if (
          oracle.state === 'queried' &&
          world.now >= (world.application.query?.until ?? '9') &&
          world.lostWakes === 0
        ) {
          oracle.state = 'in-review';
        }
        if ((oracle.state === 'approved' || oracle.state === 'rejected') && oracle.decidedAt !== undefined) {
          oracle.told = world.now >= nextMorning(oracle.decidedAt);
        }
      }
    }
  };

  let seen = { verdicts: 0, history: 0, mails: 0 };
  for (const each of plan) {
    act(each);
    const { application } = world;
    // The record says what ought to be.
    const late =
      oracle.state === 'queried' &&
      application.status === 'in-review' &&
      application.query?.expiredAt !== undefined;
    if (late) oracle.state = 'in-review';
    if (oracle.state === 'in-review' && application.status === 'queried' && world.lostWakes > 0)
      oracle.state = 'queried';
    expect({ status: application.status, told: application.decision?.toldAt !== undefined }).toEqual({
      status: oracle.state,
      told: oracle.told,
    });
    // Nothing that was said is lost, and nothing counts twice.
    expect(application.verdicts).toHaveLength(oracle.counted);
    expect(application.verdicts.length).toBeGreaterThanOrEqual(seen.verdicts);
    expect(application.history.length).toBeGreaterThanOrEqual(seen.history);
    // Who is asked to decide may decide, and it is their turn.
    for (const { order: asking } of world.mails.slice(seen.mails)) {
      if (!['review-request', 'review-reminder', 'review-escalation'].includes(asking.purpose)) continue;
      if (asking.occasion.startsWith('new-link')) continue;
      expect(asking.to.email).not.toBe(conflict);
      const asked = (asking.to.role === 'deputy' ? asking.to.standsInFor : asking.to.email) ?? '';
      if (oracle.state === 'in-review') expect(oracle.turn(asked) || oracle.votes.has(asked)).toBe(true);
    }
    seen = {
      verdicts: application.verdicts.length,
      history: application.history.length,
      mails: world.mails.length,
    };
    expect(new Set(application.verdicts.map(({ id }) => id)).size).toBe(oracle.counted);
    // Nobody who is involved decided, and approvals come from different people.
    expect(application.verdicts.map(({ email }) => email)).not.toContain(conflict);
    const voters = [...oracle.votes.values()].map(({ email }) => email);
    expect(new Set(voters).size).toBe(voters.length);
  }

  checkEnds(world, oracle);
}

describe('approving, whatever happens in between', () => {
  it(`says what ought to be in ${runs} lives of ${steps} steps`, () => {
    fc.assert(fc.property(setting, fc.array(step, { minLength: steps, maxLength: steps }), play), {
      numRuns: runs,
    });
  }, 600_000);
});
