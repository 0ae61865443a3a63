import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { check } from '../../../functions/cohort/selection/check.ts';
import { loadSolver } from '../../../functions/cohort/selection/engine/solver.ts';
import { drawOrder } from '../../../functions/cohort/selection/order.ts';
import { drawFrom, prepare, select } from '../../../functions/cohort/selection/select.ts';
import type { Input, Result } from '../../../functions/cohort/selection/types.ts';
import { inputs, shuffled } from './arbitrary.ts';
import { admissible, bestSmallestChance, lotteryByTrying, type Placement } from './reference.ts';

// Generous: the solver shares its processor with other tests.
vi.setConfig({ testTimeout: 120_000 });

const placementOf = (result: Result): Placement =>
  new Map(result.cohorts.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
const sorted = (placement: Placement): [string, string][] => [...placement].sort();
const seed = (text: string) => ({ text, origin: 'test' });

describe('the selection, compared with trying out every possibility', () => {
  test('the lottery takes each next person if a completion exists', async () => {
    await fc.assert(
      fc.asyncProperty(inputs('lottery', 7), fc.string(), async (input, text) => {
        const result = await select(input, seed(text));
        expect(sorted(placementOf(result))).toEqual(sorted(lotteryByTrying(input, text)));
      }),
      { numRuns: 150 },
    );
  });

  test('first-come does the same by time of confirmation', async () => {
    await fc.assert(
      fc.asyncProperty(inputs('first-come'), fc.string(), async (input, text) => {
        const result = await select(input, seed(text));
        expect(sorted(placementOf(result))).toEqual(sorted(lotteryByTrying(input, text)));
      }),
      { numRuns: 30 },
    );
  });

  test('leximin gives the smallest chance its largest possible value, and draws an admissible panel', async () => {
    const solver = await loadSolver();
    await fc.assert(
      fc.asyncProperty(inputs('leximin', 5), fc.string(), async (input, text) => {
        const result = await select(input, seed(text));
        const found = sorted(placementOf(result));
        if (result.chances === undefined) return;
        expect(admissible(input).map(sorted)).toContainEqual(found);
        const possible = Object.values(result.chances).filter((chance) => chance > 0);
        expect(Math.min(1, ...possible)).toBeCloseTo(bestSmallestChance(input, solver), 6);
      }),
      { numRuns: 50 },
    );
  });
});

describe('every selection', () => {
  for (const method of ['lottery', 'first-come', 'leximin'] as const) {
    test(`${method}: caps, quotas, seats, pins and counts stand the check without solver`, async () => {
      await fc.assert(
        fc.asyncProperty(inputs(method, 9), fc.string(), async (input, text) => {
          expect(check(input, await select(input, seed(text)))).toEqual([]);
        }),
        { numRuns: 25 },
      );
    });

    test(`${method}: shuffling the rows changes nothing`, async () => {
      const pairs = inputs(method, 8).chain((input) => fc.tuple(fc.constant(input), shuffled(input)));
      await fc.assert(
        fc.asyncProperty(pairs, async ([one, other]) => {
          expect(await select(other, seed('s'))).toEqual(await select(one, seed('s')));
        }),
        { numRuns: 20 },
      );
    });
  }

  test('making exactly the changes that the violations name leaves nothing violated', async () => {
    await fc.assert(
      fc.asyncProperty(inputs('lottery', 8), async (input) => {
        const result = await select(input, seed('s'));
        const mended = mend(input, result);
        expect((await select(mended, seed('s'))).status).toBe('optimal');
      }),
      { numRuns: 40 },
    );
  });

  test('the same frequencies come out for people who are equal', async () => {
    const equal: Input = {
      method: 'leximin',
      dimensions: ['size'],
      people: ['u', 'v', 'w', 'x', 'y', 'z'].map((id, index) => ({
        id,
        administrations: [index < 2 ? 'A' : id],
        values: { size: index < 3 ? 'large' : 'small' },
      })),
      cohorts: [{ id: 'a', seats: 2 }],
      quotas: [
        { cohort: 'a', dimension: 'size', value: 'large', min: 1, max: 1 },
        { cohort: 'a', dimension: 'size', value: 'small', min: 1, max: 1 },
      ],
      cap: 1,
      capScope: 'programme',
      pins: [],
      exclusions: [],
    };
    const prepared = await prepare(equal);
    const hits = new Map<string, number>();
    const draws = 600;
    for (let draw = 0; draw < draws; draw++) {
      for (const member of drawFrom(prepared, seed(`s${draw}`)).cohorts.flatMap(({ members }) => members)) {
        hits.set(member, (hits.get(member) ?? 0) + 1);
      }
    }
    // A third each: 200 ± 5 standard deviations of 11.5.
    for (const { id } of equal.people) expect(Math.abs((hits.get(id) ?? 0) - 200)).toBeLessThan(58);
  });
});

describe('the draw number', () => {
  test('belongs to the person: who withdraws and applies again has the same one', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1 }),
        fc.nat(),
        fc.string(),
        (ids, which, text) => {
          const people = ids.map((id) => ({ id }));
          const back = people[which % people.length] ?? { id: '' };
          const again = [...people.filter((each) => each !== back), { ...back }];
          expect(drawOrder(text, again)).toEqual(drawOrder(text, people));
        },
      ),
    );
  });

  test('is HMAC-SHA-256 of the person under the seed', () => {
    // Test case 2 of RFC 4231.
    const [drawn] = drawOrder('Jefe', [{ id: 'what do ya want for nothing?' }]);
    expect(drawn?.draw).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });
});

/** The input with the changes that the violations of its result name. */
function mend(input: Input, result: Result): Input {
  let mended = input;
  for (const { line, to } of (result.violations ?? []).flatMap(({ change }) => change)) {
    if (line.kind === 'seats') {
      const cohorts = mended.cohorts.map((each) =>
        each.id === line.cohort ? { ...each, seats: to ?? 0 } : each,
      );
      mended = { ...mended, cohorts };
    } else if (line.kind === 'pin') {
      mended = { ...mended, pins: mended.pins.filter(({ person }) => person !== line.person) };
    } else if (line.kind === 'min' || line.kind === 'max') {
      const quotas = mended.quotas.map((each) =>
        each.cohort === line.cohort && each.dimension === line.dimension && each.value === line.value
          ? { ...each, [line.kind]: to }
          : each,
      );
      mended = { ...mended, quotas };
    }
  }
  return mended;
}
