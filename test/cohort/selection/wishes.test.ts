import { describe, expect, test, vi } from 'vitest';
import { check } from '../../../functions/cohort/selection/check.ts';
import { select } from '../../../functions/cohort/selection/select.ts';
import type { Input } from '../../../functions/cohort/selection/types.ts';
import { brandenburg, numbers, withWishes } from './instances.ts';

// Generous: the solver shares its processor with other tests.
vi.setConfig({ testTimeout: 120_000 });

const seed = { text: 'dice: 4 2 6 1 3', origin: 'dice' };

/** The same input with its people in another order. */
function shuffled(input: Input): Input {
  const random = numbers(5);
  const people = input.people
    .map((person) => ({ person, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ person }) => person);
  return { ...input, people };
}

describe('where each person’s dates suit other cohorts', () => {
  // Large enough that a part of the people is asked first.
  const input = withWishes(brandenburg('lottery', 900, 6));

  test('all seats are filled, everybody sits in a cohort that suits, and the result stands its check', async () => {
    const result = await select(input, seed);
    expect(check(input, result)).toEqual([]);
    expect(result.status).toBe('optimal');
    expect(result.cohorts.map(({ members }) => members.length)).toEqual([16, 16, 16, 16, 16, 16]);
  });

  test('which part is asked first does not show: rows in another order give the same result', async () => {
    const [one, other] = [await select(input, seed), await select(shuffled(input), seed)];
    expect(other.cohorts).toEqual(one.cohorts);
    expect(other.explanations).toEqual(one.explanations);
  });

  test('the only person whom a seat suits is found, also outside of the part that is asked first', async () => {
    const cohorts = Array.from({ length: 11 }, (_, index) => ({
      id: String.fromCharCode(97 + index),
      seats: 1,
    }));
    const people = Array.from({ length: 1000 }, (_, index) => {
      const suits = cohorts.map(({ id }) => id).filter((_id, at) => at < 10 && ((index + 1) >> at) % 2 === 1);
      return {
        id: `p${String(index).padStart(4, '0')}`,
        administrations: [],
        values: {},
        cohorts: index === 501 ? ['k'] : suits,
      };
    });
    const rare: Input = { ...input, dimensions: [], quotas: [], cap: null, cohorts, people };
    const result = await select(rare, seed);
    expect(result.status).toBe('optimal');
    expect(result.cohorts.at(-1)).toEqual({ id: 'k', seats: 1, members: ['p0501'] });
  });

  test('leximin still proves that no lottery does better', async () => {
    const leximin = withWishes(brandenburg('leximin', 150, 3, 8));
    const result = await select(leximin, seed);
    expect(check(leximin, result)).toEqual([]);
    expect(result.certificate?.proof).toBe('arithmetic');
    expect(result.smallestChance).toBeCloseTo(result.certificate?.bound ?? 0, 6);
  });
});
