import { describe, expect, test, vi } from 'vitest';
import { check } from '../../../functions/cohort/selection/check.ts';
import { select } from '../../../functions/cohort/selection/select.ts';
import type { Input, Person } from '../../../functions/cohort/selection/types.ts';

// Generous: the solver shares its processor with other tests.
vi.setConfig({ testTimeout: 120_000 });

const seed = { text: 'dice 4 2 6 1', origin: 'dice' };

const person = (id: string, administration: string, size: string, more: Partial<Person> = {}): Person => ({
  id,
  administrations: [administration],
  values: { size },
  ...more,
});

const input = (people: Person[], seats: number, more: Partial<Input> = {}): Input => ({
  method: 'lottery',
  dimensions: ['size'],
  people,
  cohorts: [{ id: 'a', seats }],
  quotas: [],
  cap: 1,
  capScope: 'programme',
  pins: [],
  exclusions: [],
  ...more,
});

const line = (value: string, min: number, max: number) => ({
  cohort: 'a',
  dimension: 'size',
  value,
  min,
  max,
});

describe('what cannot be kept is named, with the smallest change that mends it', () => {
  test('too few administrations for the cap: seats against cap, fewer seats or a higher cap', async () => {
    const people = ['A', 'A', 'B', 'B', 'C'].map((key, index) => person(`p${index}`, key, 'small'));
    const given = input(people, 4);
    const result = await select(given, seed);
    expect(result.status).toBe('infeasible');
    expect(result.cohorts[0]?.members).toHaveLength(3);
    expect(result.violations).toHaveLength(1);
    const [found] = result.violations ?? [];
    expect(found?.lines).toEqual([
      { kind: 'seats', cohort: 'a', seats: 4 },
      { kind: 'cap', cap: 1, scope: 'programme' },
    ]);
    expect(found?.change).toEqual([{ line: { kind: 'seats', cohort: 'a', seats: 4 }, to: 3 }]);
    expect(found?.alternatives).toEqual([{ line: { kind: 'cap', cap: 1, scope: 'programme' }, to: 2 }]);
    expect(found?.text.de).toContain('höchstens 1 je Verwaltung');
    expect(found?.text.en).toContain('at most 2 per administration instead of');
    expect(check(given, result)).toEqual([]);
  });

  test('minima that sum to more than the seats: both minima and the seats', async () => {
    const people = Array.from({ length: 12 }, (_, index) =>
      person(`p${index}`, `A${index}`, index % 2 ? 'small' : 'large'),
    );
    const result = await select(
      input(people, 4, { quotas: [line('large', 3, 4), line('small', 2, 4)] }),
      seed,
    );
    expect(result.status).toBe('infeasible');
    const [found, ...others] = result.violations ?? [];
    expect(others).toEqual([]);
    expect(found?.lines.map(({ kind }) => kind)).toEqual(['min', 'seats', 'min']);
    // One seat less for the large group, which bears it more easily than the small one.
    expect(found?.change).toEqual([
      { line: { kind: 'min', cohort: 'a', dimension: 'size', value: 'large', bound: 3 }, to: 2 },
    ]);
  });

  test('maxima that leave seats over', async () => {
    const people = Array.from({ length: 8 }, (_, index) =>
      person(`p${index}`, `A${index}`, index % 2 ? 'small' : 'large'),
    );
    const result = await select(
      input(people, 4, { quotas: [line('large', 0, 1), line('small', 0, 2)] }),
      seed,
    );
    expect(result.cohorts[0]?.members).toHaveLength(4);
    expect(result.violations?.[0]?.lines.map(({ kind }) => kind)).toEqual(['max', 'seats', 'max']);
  });

  test('a group that nobody belongs to', async () => {
    const people = Array.from({ length: 4 }, (_, index) => person(`p${index}`, `A${index}`, 'large'));
    const result = await select(input(people, 2, { quotas: [line('small', 1, 1)] }), seed);
    expect(result.violations).toEqual([
      expect.objectContaining({
        lines: [{ kind: 'min', cohort: 'a', dimension: 'size', value: 'small', bound: 1 }],
        change: [expect.objectContaining({ to: 0 })],
      }),
    ]);
  });

  test('pins that break the cap: the pins and the cap, without one pin or with a higher cap', async () => {
    const people = [person('p1', 'A', 'small'), person('p2', 'A', 'small'), person('p3', 'B', 'small')];
    const given = input(people, 2, { pins: [{ person: 'p1' }, { person: 'p2' }] });
    const result = await select(given, seed);
    expect(result.status).toBe('infeasible');
    const [found] = result.violations ?? [];
    expect(found?.lines.map(({ kind }) => kind).sort()).toEqual(['cap', 'pin', 'pin']);
    expect(found?.change).toEqual([{ line: expect.objectContaining({ kind: 'pin' }), to: null }]);
    expect(found?.alternatives).toEqual([{ line: expect.objectContaining({ kind: 'cap' }), to: 2 }]);
    expect(check(given, result)).toEqual([]);
  });

  test('a pin of somebody who is excluded, or to a cohort that does not suit', async () => {
    const people = [
      person('p1', 'A', 'small'),
      person('p2', 'B', 'small', { cohorts: [] }),
      person('p3', 'C', 'small'),
    ];
    const given = input(people, 1, {
      pins: [{ person: 'p1' }, { person: 'p2', cohort: 'a' }],
      exclusions: ['p1'],
    });
    const result = await select(given, seed);
    expect(result.cohorts[0]?.members).toEqual(['p3']);
    expect(result.violations?.map(({ lines }) => lines.map(({ kind }) => kind))).toEqual([
      ['pin', 'exclusion'],
      ['pin'],
    ]);
  });

  test('a result that hides what it misses does not stand the check', async () => {
    const given = input([person('p1', 'A', 'small')], 2);
    const result = await select(given, seed);
    const { violations, ...hidden } = result;
    expect(violations).toHaveLength(1);
    expect(check(given, { ...hidden, status: 'optimal' })).toEqual([
      'Missed and not told: seats a.',
      'The status is not optimal.',
    ]);
  });
});

describe('a joint place', () => {
  const joint = person('joint', 'A', 'large', { administrations: ['A', 'B'] });

  test('counts for both administrations in the cap', async () => {
    const given = input([joint, person('p2', 'B', 'large')], 2, { pins: [{ person: 'joint' }] });
    expect((await select(given, seed)).cohorts[0]?.members).toEqual(['joint']);
  });

  test('counts once, with the values of the first, in the quotas', async () => {
    const given = input([joint, person('p2', 'C', 'small')], 2, {
      quotas: [line('large', 1, 1), line('small', 1, 1)],
    });
    const result = await select(given, seed);
    expect(result.status).toBe('optimal');
    expect(result.counts['a']?.['size']).toEqual({ large: 1, small: 1 });
  });
});
