import { readFileSync } from 'node:fs';
import { readTable } from '../../../functions/cohort/selection/command/csv.ts';
import { quotasFromShares, weigh } from '../../../functions/cohort/selection/targets.ts';
import type { Cohort, Input, Method, Person } from '../../../functions/cohort/selection/types.ts';

/** Dimensions of the third round. */
export const DIMENSIONS = ['size_class', 'planning_region'] as const;

export interface Administration {
  readonly key: string;
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
  readonly population: number;
  readonly lat: number;
  readonly lon: number;
}

const DATA = new URL('../../../functions/domain/register/data/2024-12-31/', import.meta.url);

/** The 193 administrations of Brandenburg. */
export function administrations(): Administration[] {
  const name = 'administrations.csv';
  return readTable(name, readFileSync(new URL(name, DATA))).rows.map(({ values }) => ({
    key: values.get('administration') ?? '',
    name: values.get('name') ?? '',
    values: Object.fromEntries(DIMENSIONS.map((each) => [each, values.get(each) ?? ''])),
    population: Number(values.get('population')),
    lat: Number(values.get('lat')),
    lon: Number(values.get('lon')),
  }));
}

/** Repeatable numbers in [0, 1), so that an instance is the same every time. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export function cohortsOf(count: number, seats: number): Cohort[] {
  return Array.from({ length: count }, (_, index) => ({ id: String.fromCharCode(97 + index), seats }));
}

/** Applicants from administrations of Brandenburg drawn at random; shares are those of the 193 administrations. */
export function brandenburg(method: Method, applicants: number, cohorts: number, seats = 16): Input {
  const register = administrations();
  const random = numbers(applicants);
  const people = Array.from({ length: applicants }, (_, index): Person => {
    const from = register[Math.floor(random() * register.length)];
    return {
      id: `p${index}`,
      administrations: [from?.key ?? ''],
      values: from?.values ?? {},
      confirmedAt: new Date(Date.UTC(2022, 8, 5) + Math.floor(random() * 30 * 86_400_000)).toISOString(),
    };
  });
  const weights = weigh(
    DIMENSIONS,
    register.map(({ values }) => ({ values, weight: 1 })),
  );
  const groups = cohortsOf(cohorts, seats);
  return {
    method,
    dimensions: DIMENSIONS,
    people,
    cohorts: groups,
    quotas: quotasFromShares(weights, groups),
    cap: 1,
    capScope: 'programme',
    pins: [],
    exclusions: [],
  };
}

/** The same people, each with cohorts of their own that suit: about half of them, so that hardly two are alike. */
export function withWishes(input: Input): Input {
  const random = numbers(77);
  const people = input.people.map((person): Person => {
    const cohorts = input.cohorts.map(({ id }) => id).filter(() => random() < 0.5);
    return cohorts.length === 0 ? person : { ...person, cohorts };
  });
  return { ...input, people };
}

/**
 * The large published instance (Flanigan et al., Nature 2021, methods): 2,000 people, 200 seats, two features with at
 * least 99 of each value; one woman is conservative, all other women are liberal and all men conservative. The optimum
 * is 10.0 %.
 */
export function published(): Input {
  const people = Array.from({ length: 2000 }, (_, index): Person => {
    const values = {
      gender: index < 1000 ? 'female' : 'male',
      leaning: index >= 1 && index < 1000 ? 'liberal' : 'conservative',
    };
    return { id: `q${index}`, administrations: [], values };
  });
  const lines = { gender: ['female', 'male'], leaning: ['liberal', 'conservative'] };
  return {
    method: 'leximin',
    dimensions: ['gender', 'leaning'],
    people,
    cohorts: [{ id: 'a', seats: 200 }],
    quotas: Object.entries(lines).flatMap(([dimension, values]) =>
      values.map((value) => ({ cohort: 'a', dimension, value, min: 99, max: 200 })),
    ),
    cap: null,
    capScope: 'programme',
    pins: [],
    exclusions: [],
  };
}
