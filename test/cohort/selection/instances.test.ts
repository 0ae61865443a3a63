import { describe, expect, test, vi } from 'vitest';
import { check } from '../../../functions/cohort/selection/check.ts';
import { loadSolver, type Solver, testSolver } from '../../../functions/cohort/selection/engine/solver.ts';
import { drawFrom, prepare } from '../../../functions/cohort/selection/select.ts';
import { brandenburg, published } from './instances.ts';

// Generous: the solver shares its processor with other tests.
vi.setConfig({ testTimeout: 120_000 });

const seed = (text: string) => ({ text, origin: 'test' });

describe('400 applicants for 3 cohorts of 16, one seat per administration', () => {
  test('with the lottery every count is within one seat of its target', async () => {
    const input = brandenburg('lottery', 400, 3);
    const result = drawFrom(await prepare(input), seed('a'));
    expect(result.status).toBe('optimal');
    expect(check(input, result)).toEqual([]);
    for (const { cohort, dimension, value, target } of input.quotas) {
      const count = result.counts[cohort]?.[dimension]?.[value] ?? 0;
      expect(Math.abs(count - (target ?? 0))).toBeLessThan(1);
    }
  });

  test('with leximin the smallest chance is the proven optimum, and no chance of the lottery is below half of it', async () => {
    const input = brandenburg('leximin', 400, 3);
    const fair = await prepare(input);
    const result = drawFrom(fair, seed('a'));
    expect(check(input, result)).toEqual([]);
    expect(result.certificate?.proof).toBe('arithmetic');
    expect(result.smallestChance).toBeCloseTo(result.certificate?.bound ?? 0, 6);

    const lottery = await prepare({ ...input, method: 'lottery' });
    const groupOf = new Map(
      result.groups?.flatMap(({ people }, index) => people.map((id) => [id, index] as const)),
    );
    const hits = new Map<number, number>();
    const draws = 40;
    for (let draw = 0; draw < draws; draw++) {
      for (const { members } of drawFrom(lottery, seed(`s${draw}`)).cohorts) {
        for (const member of members) {
          const group = groupOf.get(member) ?? -1;
          hits.set(group, (hits.get(group) ?? 0) + 1);
        }
      }
    }
    // Equal people are counted together, which needs fewer draws; the bench looks at each person by itself.
    for (const [group, { people }] of (result.groups ?? []).entries()) {
      const expected = people.length * draws * ((result.smallestChance ?? 0) / 2);
      expect(hits.get(group) ?? 0).toBeGreaterThan(expected - 4 * Math.sqrt(expected));
    }
  });
});

test('the published instance of 2,000 people and 200 seats has the optimum 10.0 %', async () => {
  const { portfolio } = await prepare(published());
  expect(portfolio?.certificate.smallestChance).toBeCloseTo(0.1, 8);
  expect(portfolio?.certificate.bound).toBeCloseTo(0.1, 8);
  expect(portfolio?.certificate.proof).toBe('arithmetic');
});

describe('the proofs', () => {
  test('a certificate for a better bound than it proves does not stand the check', async () => {
    const input = { ...brandenburg('leximin', 60, 1), cohorts: [{ id: 'a', seats: 16 }] };
    const result = drawFrom(await prepare(input), seed('a'));
    const { certificate } = result;
    if (certificate === undefined) throw new Error('There is no certificate.');
    const claimed = { ...result, certificate: { ...certificate, bound: certificate.bound - 0.01 } };
    expect(check(input, result)).toEqual([]);
    expect(check(input, claimed)).toEqual(['The certificate does not prove its bound.']);
    const prices = certificate.prices.map((price, index) => (index === 0 ? price + 0.5 : price));
    expect(check(input, { ...result, certificate: { ...certificate, prices } })).not.toEqual([]);
  });

  test('a solver with a wrong optimum is refused', async () => {
    const solver = await loadSolver();
    const wrong: Solver = {
      version: 'wrong 1',
      maximise: (model, whole) => {
        const found = solver.maximise(model, whole);
        return found === null ? null : { ...found, objective: found.objective - 1 };
      },
    };
    expect(() => testSolver(solver)).not.toThrow();
    expect(() => testSolver(wrong)).toThrow('Nothing is selected with it');
  });
});
