import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type Verdicted } from '../../functions/approval/rules.ts';
import { handOver, nameSubstitute, takeBack } from '../../functions/domain/absence.ts';
import type { Verdict } from '../../functions/domain/application.ts';
import { approverOf } from '../../functions/domain/approvers.ts';
import {
  addDays,
  addDaysToDate,
  berlinDate,
  nextMorning,
  plusDuration,
} from '../../functions/domain/calendar.ts';
import { decideByOffice } from '../../functions/domain/office-decision.ts';
import {
  chainBeginning,
  checkProof,
  nextSeal,
  proofFile,
  type Seal,
  shownTo,
} from '../../functions/domain/proof.ts';
import type { Round } from '../../functions/domain/round.ts';
import { type SentLink, World } from './world.ts';

/** How often; `MODEL_RUNS=2000` for the long run. */
const runs = Number(process.env['MODEL_RUNS'] ?? '150');
const steps = 50;

const start = '2022-09-07T08:30:00.000Z';
const mail = { ministry: 'ministerium.example' } as const;
const people = ['erste', 'zweite', 'dritte'].map((name) => ({
  name: `Referat ${name}`,
  email: `${name}@${mail.ministry}`,
  shared: false,
  deputy: { name: `Vertretung ${name}`, email: `vertretung.${name}@${mail.ministry}` },
}));

type Step =
  | { readonly do: 'open'; readonly link: number }
  | {
      readonly do: 'decide';
      readonly page: number;
      readonly choice: Verdict['choice'];
      readonly words: number;
      readonly lost: 'none' | 'request' | 'answer';
    }
  | { readonly do: 'repeat' }
  | { readonly do: 'correct' | 'answer' | 'withdraw' | 'fresh-link' | 'lose-wakes' | 'sweep' }
  | { readonly do: 'hand-over' | 'take-back' | 'substitute' | 'no-substitute'; readonly slot: number }
  | { readonly do: 'office'; readonly outcome: 'approve' | 'reject' }
  | { readonly do: 'wait'; readonly hours: number };

const index = fc.nat({ max: 40 });
const slot = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('open'), link: index }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('decide'),
      page: index,
      choice: fc.constantFrom('approve', 'approve', 'reject', 'query'),
      words: fc.nat({ max: 1 }),
      lost: fc.constantFrom('none', 'none', 'none', 'request', 'answer'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('repeat') }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('wait'), hours: fc.constantFrom(1, 1, 5, 14, 24, 72, 200) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('correct', 'answer', 'fresh-link', 'lose-wakes', 'sweep') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('hand-over', 'hand-over', 'take-back', 'substitute', 'no-substitute'),
      slot,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ do: fc.constant('withdraw') }),
      fc.record({ do: fc.constant('office'), outcome: fc.constantFrom('approve', 'reject') }),
    ),
  },
) as fc.Arbitrary<Step>;

const setting = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  needed: fc.integer({ min: 1, max: 3 }),
  order: fc.constantFrom('any', 'serial'),
  /** Nobody stands in, each has a deputy of their own, or the approvers stand in for each other. */
  deputies: fc.constantFrom('none', 'own', 'own', 'each-other'),
  /** The second approver is the applicant's supervisor, or the first one's deputy is. */
  involved: fc.constantFrom('nobody', 'nobody', 'approver', 'deputy'),
});
type Setting = typeof setting extends fc.Arbitrary<infer Value> ? Value : never;

type OpenPage = {
  readonly link: SentLink;
  readonly shown: string;
  readonly version: number;
  readonly mine: string | undefined;
  readonly asked: string;
};

/** What ought to be, kept in the plainest way that can be thought of: who said what last, and what was told. */
class Oracle {
  votes = new Map<
    string,
    { choice: 'approve' | 'reject'; by: 'approver' | 'deputy'; email: string; reason: string; id: string }
  >();
  query: { text: string; by: string } | undefined;
  queries = 0;
  version = 1;
  state: 'in-review' | 'queried' | 'approved' | 'rejected' | 'withdrawn' = 'in-review';
  decidedAt: string | undefined;
  told = false;
  byOffice = false;
  counted = 0;
}

function play({ count, needed, order, deputies, involved }: Setting, plan: readonly Step[]): void {
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
  const oracle = new Oracle();
  const pages: OpenPage[] = [];
  let last: { page: OpenPage; choice: Verdict['choice']; reason: string } | undefined;
  let drawn = 0;

  const slotOf = (link: SentLink): string =>
    (link.person.role === 'deputy' ? link.person.standsInFor : link.person.email) ?? '';
  const isNamed = (link: SentLink): boolean =>
    link.person.role === 'approver' || world.deputies(slotOf(link)).includes(link.person.email);
  const able = (email: string): boolean =>
    email !== conflict || world.deputies(email).some((each) => each !== conflict);
  const ables = (): string[] => approvers.map(({ email }) => email).filter(able);
  const outcome = (): 'approved' | 'rejected' | 'in-review' => {
    const said = [...oracle.votes.values()].map(({ choice }) => choice);
    if (said.includes('reject')) return 'rejected';
    return said.length >= Math.max(1, Math.min(needed, ables().length)) ? 'approved' : 'in-review';
  };
  const turn = (email: string): boolean => {
    if (order === 'any') return true;
    for (const each of ables()) {
      if (each === email) return true;
      if (oracle.votes.get(each)?.choice !== 'approve') return false;
    }
    return false;
  };

  /** Whether a ballot ought to count, and if not whether it ought to be welcome all the same. */
  const expected = (
    page: OpenPage,
    choice: Verdict['choice'],
    reason: string,
  ): 'counts' | 'welcome' | 'refused' => {
    const { link } = page;
    const mySlot = slotOf(link);
    const vote = oracle.votes.get(mySlot);
    if (oracle.state === 'withdrawn' || !isNamed(link) || link.person.email === conflict) return 'refused';
    if ((link.version ?? page.version) !== oracle.version) return 'refused';
    if (oracle.state === 'queried')
      return choice === 'query' && oracle.query?.text === reason ? 'welcome' : 'refused';
    const closed = oracle.told || oracle.byOffice;
    const agrees =
      (oracle.state === 'approved' ? 'approve' : oracle.state === 'rejected' ? 'reject' : vote?.choice) ===
      choice;
    if (oracle.state !== 'in-review' && (closed || vote === undefined)) return agrees ? 'welcome' : 'refused';
    if (vote?.by === 'approver' && link.person.role === 'deputy') {
      return (oracle.state === 'in-review' ? vote.choice === choice : agrees) ? 'welcome' : 'refused';
    }
    if (!turn(mySlot)) return 'refused';
    const elsewhere = [...oracle.votes].some(
      ([other, { email }]) => other !== mySlot && email === link.person.email,
    );
    if (elsewhere) return 'refused';
    if (vote?.choice === choice && vote.reason === reason) return 'welcome';
    const stale = page.mine !== vote?.id || page.asked !== JSON.stringify(world.application.query ?? null);
    return stale ? 'refused' : 'counts';
  };

  const send = (
    page: OpenPage,
    choice: Verdict['choice'],
    reason: string,
    lost: 'none' | 'request' | 'answer',
  ): void => {
    if (lost === 'request') return;
    const { link } = page;
    const want = expected(page, choice, reason);
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
    oracle.state = outcome();
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
      if (oracle.state === 'in-review') expect(turn(asked) || oracle.votes.has(asked)).toBe(true);
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

  // A decision is told once, not before its morning, and as it was then.
  const tellings = world.mails.filter(
    ({ order: { purpose } }) => purpose === 'approved' || purpose === 'rejected',
  );
  expect(new Set(tellings.map(({ order: { occasion } }) => occasion)).size).toBe(tellings.length);
  for (const {
    at,
    order: { occasion },
  } of tellings)
    expect(at).toBe(nextMorning(occasion));

  // Sealed, exported and checked: the proof fits, and one changed word breaks it.
  const seal = nextSeal(world.round.id, [world.application], [], world.now);
  const seals: Seal[] = seal === undefined ? [] : [{ pk: 'ROUND#3', sk: 'SEAL#0001', ...seal }];
  const proof = proofFile(world.round, [world.application], seals, world.now);
  expect(checkProof(proof).problems).toEqual([]);
  if (oracle.counted === 0) expect(checkProof(proof).head).toBe(chainBeginning(world.round.id));
  const [entry] = proof.entries;
  if (entry?.verdict !== undefined) {
    const forged = {
      ...proof,
      entries: [{ ...entry, verdict: { ...entry.verdict, reason: 'gefälscht' } }, ...proof.entries.slice(1)],
    };
    expect(checkProof(forged).problems).not.toEqual([]);
  }

  // Left alone, an application doesn't lie unseen: whoever is late is reminded, and then the office hears of it.
  world.losesWakes = false;
  world.sweep();
  world.advanceTo(plusDuration(world.now, 'P30D'));
  if (world.application.status === 'in-review') {
    const alerts = world.mails.filter(
      ({ order: { purpose, version } }) =>
        purpose === 'office-alert' && version === world.application.version,
    );
    expect(alerts.length).toBeGreaterThan(0);
  }
}

describe('approving, whatever happens in between', () => {
  it(`says what ought to be in ${runs} lives of ${steps} steps`, () => {
    fc.assert(fc.property(setting, fc.array(step, { minLength: steps, maxLength: steps }), play), {
      numRuns: runs,
    });
  }, 600_000);
});
