import * as fc from 'fast-check';
import { quotasFromShares, weigh } from '../../../functions/cohort/selection/targets.ts';
import type { Input, Method, Person, Pin, Quota } from '../../../functions/cohort/selection/types.ts';

const SIZES = ['large', 'small'];
const REGIONS = ['north', 'south', 'west'];

/** Small inputs with everything that can meet: joint places, suits, pins, exclusions, quotas that may contradict. */
export function inputs(method: Method, most = 6): fc.Arbitrary<Input> {
  const administration = fc.constantFrom('A', 'B', 'C', 'D');
  return fc
    .record({
      cohorts: fc.array(fc.constantFrom(2, 1, 3, 0), { minLength: 1, maxLength: 2 }),
      people: fc.array(
        fc.record({
          administrations: fc.oneof(
            { weight: 2, arbitrary: fc.tuple(administration) },
            { weight: 1, arbitrary: fc.uniqueArray(administration, { minLength: 0, maxLength: 2 }) },
          ),
          size: fc.constantFrom(...SIZES),
          region: fc.constantFrom(...REGIONS),
          suits: fc.option(fc.subarray(['a', 'b']), { nil: undefined, freq: 2 }),
          minute: fc.integer({ min: 0, max: 5 }),
          preferred: fc.boolean(),
          mark: fc.constantFrom(
            'none',
            'none',
            'none',
            'none',
            'none',
            'none',
            'none',
            'pin',
            'pin a',
            'exclude',
          ),
        }),
        { minLength: 2, maxLength: most, size: 'max' },
      ),
      cap: fc.constantFrom(1, 1, 2, null),
      capScope: fc.constantFrom('programme' as const, 'cohort' as const),
      tight: fc.constantFrom(true, true, false),
      lines: fc.array(fc.tuple(fc.constantFrom(0, 0, 1, 2), fc.constantFrom(2, 1, 0)), {
        minLength: 5,
        maxLength: 5,
      }),
    })
    .map(({ cohorts: seats, people: drafts, cap, capScope, lines, tight }): Input => {
      const cohorts = seats.map((each, index) => ({ id: ['a', 'b'][index] ?? '', seats: each }));
      const ids = cohorts.map(({ id }) => id);
      const people = drafts.map(
        (draft, index): Person => ({
          id: `p${index}`,
          administrations: draft.administrations,
          values: { size: draft.size, region: draft.region },
          ...(draft.suits === undefined ? {} : { cohorts: draft.suits.filter((id) => ids.includes(id)) }),
          confirmedAt: `2022-10-01T10:0${draft.minute}:00.000Z`,
          ...(draft.preferred ? { preferred: true } : {}),
        }),
      );
      const values = [...SIZES.map((each) => ['size', each]), ...REGIONS.map((each) => ['region', each])];
      const loose = ids.flatMap((cohort) =>
        values.map(([dimension = '', value = ''], index): Quota => {
          const [min, more] = lines[index] ?? [0, 3];
          return { cohort, dimension, value, min, max: min + more };
        }),
      );
      // Shares of the people themselves leave little room, but mostly some.
      const rows = people.map((person) => ({ values: person.values, weight: 1 }));
      const quotas = tight ? quotasFromShares(weigh(['size', 'region'], rows), cohorts) : loose;
      const pins = drafts.flatMap((draft, index): Pin[] => {
        if (draft.mark === 'pin') return [{ person: `p${index}` }];
        return draft.mark === 'pin a' ? [{ person: `p${index}`, cohort: 'a' }] : [];
      });
      return {
        method,
        dimensions: ['size', 'region'],
        people,
        cohorts,
        quotas,
        cap,
        capScope,
        pins,
        exclusions: drafts.flatMap((draft, index) => (draft.mark === 'exclude' ? [`p${index}`] : [])),
      };
    });
}

/** The same input with its rows in another order. */
export function shuffled(input: Input): fc.Arbitrary<Input> {
  const mixed = <T>(rows: readonly T[]): fc.Arbitrary<T[]> =>
    fc.shuffledSubarray([...rows], { minLength: rows.length, maxLength: rows.length });
  return fc
    .tuple(
      mixed(input.people),
      mixed(input.quotas),
      mixed(input.cohorts),
      mixed(input.dimensions),
      mixed(input.pins),
    )
    .map(([people, quotas, cohorts, dimensions, pins]) => ({
      ...input,
      people,
      quotas,
      cohorts,
      dimensions,
      pins,
    }));
}
