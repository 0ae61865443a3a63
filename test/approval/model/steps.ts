import fc from 'fast-check';
import type { Verdict } from '../../../functions/domain/application.ts';

/** Whose mailboxes these are. */
export const mail = { ministry: 'ministerium.example' } as const;
/** The approvers that a setting takes from. */
export const people = ['erste', 'zweite', 'dritte'].map((name) => ({
  name: `Referat ${name}`,
  email: `${name}@${mail.ministry}`,
  shared: false,
  deputy: { name: `Vertretung ${name}`, email: `vertretung.${name}@${mail.ministry}` },
}));

/** What can happen to an application in review. */
export type Step =
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
/** What happens, in its usual proportions. */
export const step: fc.Arbitrary<Step> = fc.oneof(
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

/** Who may decide, and how many must. */
export const setting = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  needed: fc.integer({ min: 1, max: 3 }),
  order: fc.constantFrom('any', 'serial'),
  /** Nobody stands in, each has a deputy of their own, or the approvers stand in for each other. */
  deputies: fc.constantFrom('none', 'own', 'own', 'each-other'),
  /** The second approver is the applicant's supervisor, or the first one's deputy is. */
  involved: fc.constantFrom('nobody', 'nobody', 'approver', 'deputy'),
});
export type Setting = typeof setting extends fc.Arbitrary<infer Value> ? Value : never;
