import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { next } from '../../../functions/cohort/selection/next.ts';
import { reserve } from '../../../functions/cohort/selection/reserve.ts';
import { select } from '../../../functions/cohort/selection/select.ts';
import type { Input, Person, Result, Seat } from '../../../functions/cohort/selection/types.ts';
import { inputs } from './arbitrary.ts';

// Generous: the solver shares its processor with other tests.
vi.setConfig({ testTimeout: 120_000 });

const seed = { text: 'beacon', origin: 'beacon' };
const seatsOf = ({ cohorts }: Result): Seat[] =>
  cohorts.flatMap(({ id, members }) => members.map((person) => ({ person, cohort: id })));

const person = (id: string, administration: string, size: string): Person => ({
  id,
  administrations: [administration],
  values: { size },
});

const small: Input = {
  method: 'first-come',
  dimensions: ['size'],
  people: [
    ['p1', 'A', 'large'],
    ['p2', 'B', 'small'],
    ['p3', 'C', 'large'],
    ['p4', 'B', 'small'],
    ['p5', 'D', 'small'],
  ].map(([id = '', key = '', size = ''], index) => ({
    ...person(id, key, size),
    confirmedAt: `2022-10-01T10:0${index}:00.000Z`,
  })),
  cohorts: [{ id: 'a', seats: 2 }],
  quotas: ['large', 'small'].map((value) => ({ cohort: 'a', dimension: 'size', value, min: 1, max: 1 })),
  cap: 1,
  capScope: 'programme',
  pins: [],
  exclusions: [],
};

describe('a seat that falls free', () => {
  const seated = [{ person: 'p1', cohort: 'a' }];

  test('goes to the first in the order who keeps the quotas and the cap', async () => {
    // p3 is earlier but large; p4 is of the administration of p2, which has no seat any more.
    const { offers, deviation } = await next(small, seed.text, { seated, gone: ['p2'] });
    expect(offers).toEqual([expect.objectContaining({ person: 'p4', cohort: 'a', position: 2 })]);
    expect(deviation).toBe(0);
  });

  test('is not offered again to whom it was offered, nor while it is held', async () => {
    expect((await next(small, seed.text, { seated, gone: ['p2', 'p4'] })).offers[0]?.person).toBe('p5');
    const held = [...seated, { person: 'p4', cohort: 'a' }];
    expect((await next(small, seed.text, { seated: held, gone: ['p2'] })).offers).toEqual([]);
  });

  test('goes to the least added deviation where nobody keeps the quotas', async () => {
    const { offers, deviation } = await next(small, seed.text, { seated, gone: ['p2', 'p4', 'p5'] });
    expect(offers[0]?.person).toBe('p3');
    expect(deviation).toBeGreaterThan(0);
  });

  test('stays empty once its cohort has begun', async () => {
    expect((await next(small, seed.text, { seated, gone: ['p2'], closed: ['a'] })).offers).toEqual([]);
  });

  test('goes to those approved late only after all others', async () => {
    const late = [person('p0', 'E', 'small')];
    const first = await next(small, seed.text, { seated, gone: ['p2'], late });
    expect(first.offers[0]?.person).toBe('p4');
    const last = await next(small, seed.text, { seated, gone: ['p2', 'p4', 'p5'], late });
    expect(last.offers[0]?.person).toBe('p0');
  });

  test('whoever withdraws, everyone else keeps the seat and nobody gets two', async () => {
    await fc.assert(
      fc.asyncProperty(inputs('lottery', 8), fc.nat(), async (input, which) => {
        const before = seatsOf(await select(input, seed));
        const leaving = before[which % Math.max(1, before.length)];
        if (leaving === undefined) return;
        const left = before.filter((seat) => seat !== leaving);
        const { offers } = await next(input, seed.text, { seated: left, gone: [leaving.person] });
        const after = [...left, ...offers.map(({ person: id, cohort }) => ({ person: id, cohort }))];
        expect(new Set(after.map((seat) => seat.person)).size).toBe(after.length);
        expect(offers.map((offer) => offer.person)).not.toContain(leaving.person);
        for (const { id, seats } of input.cohorts) {
          expect(after.filter(({ cohort }) => cohort === id).length).toBeLessThanOrEqual(seats);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a thin reserve', () => {
  test('is warned of where too few could take over a seat', () => {
    const seated = [
      { person: 'p1', cohort: 'a' },
      { person: 'p2', cohort: 'a' },
    ];
    const rows = reserve(small, { seated, gone: [] });
    // For p1 only p3 is left; for p2 there are p4 and p5.
    expect(rows.map(({ value, waiting, thin }) => [value, waiting, thin])).toEqual([
      ['large', 1, true],
      ['small', 2, false],
    ]);
  });
});
