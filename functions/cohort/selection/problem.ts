import type { CapScope, Input, Seat } from './types.ts';

/** A quota line in numbers. */
export interface IndexedQuota {
  readonly index: number;
  readonly cohort: number;
  readonly feature: number;
  readonly min: number;
  readonly max: number;
  /** Cost of each seat outside the line, in thousandths of a seat. */
  readonly weight: number;
}

export interface IndexedPerson {
  readonly id: string;
  /** Indices of the person's dimension values for which there is any quota line. */
  readonly features: readonly number[];
  /** Indices of the cohorts that suit. */
  readonly suits: readonly number[];
  /** Indices of the administrations that the cap counts. */
  readonly administrations: readonly number[];
}

/**
 * An input with numbers in place of names, and with the seats that are already held taken off: what is left to
 * decide.
 */
export interface Problem {
  readonly people: readonly IndexedPerson[];
  readonly index: ReadonlyMap<string, number>;
  readonly cohortIds: readonly string[];
  /** Free seats of each cohort. */
  readonly seats: readonly number[];
  readonly quotas: readonly IndexedQuota[];
  readonly features: readonly { readonly dimension: string; readonly value: string }[];
  /** Members already seated in each cohort with each feature: seatedWith[cohort][feature]. */
  readonly seatedWith: readonly (readonly number[])[];
  readonly administrationIds: readonly string[];
  readonly capScope: CapScope;
  /** Places left under the cap: for each administration one number a cohort, or one for the programme; or no cap. */
  readonly capLeft: readonly (readonly number[])[] | null;
}

/**
 * What a seat outside a quota line costs, in thousandths: a seat, and up to as much again the smaller the group
 * is. So first the number of misplaced seats counts, and among equally many the small groups are spared.
 */
export function quotaWeight(target: number): number {
  return 1000 + Math.round(1000 / (1 + target));
}

/**
 * @param input canonical
 * @param seated seats that are held and stay as they are, even where they break a rule
 */
export function compile(input: Input, seated: readonly Seat[] = []): Problem {
  const cohortIds = input.cohorts.map(({ id }) => id);
  const cohortIndex = new Map(cohortIds.map((id, index) => [id, index]));
  const featureIndex = new Map<string, number>();
  const features: { dimension: string; value: string }[] = [];
  const quotas: IndexedQuota[] = [];
  for (const [index, { cohort, dimension, value, min, max, target }] of input.quotas.entries()) {
    const key = JSON.stringify([dimension, value]);
    let feature = featureIndex.get(key);
    if (feature === undefined) {
      feature = features.push({ dimension, value }) - 1;
      featureIndex.set(key, feature);
    }
    const at = cohortIndex.get(cohort);
    if (at === undefined) throw new RangeError(`There is no cohort ${cohort}.`);
    const weight = quotaWeight(target ?? (min + max) / 2);
    quotas.push({ index, cohort: at, feature, min, max, weight });
  }
  const administrationIds: string[] = [];
  const administrationIndex = new Map<string, number>();
  const excluded = new Set(input.exclusions);
  const cohortOf = new Map(seated.map(({ person, cohort }) => [person, cohortIndex.get(cohort) ?? -1]));
  const everyCohort = cohortIds.map((_, index) => index);

  const people = input.people.map((person): IndexedPerson => {
    const administrations = person.administrations.map((id) => {
      const known = administrationIndex.get(id);
      if (known !== undefined) return known;
      const index = administrationIds.push(id) - 1;
      administrationIndex.set(id, index);
      return index;
    });
    const out = excluded.has(person.id) || cohortOf.has(person.id);
    const suits = person.cohorts?.flatMap((id) => cohortIndex.get(id) ?? []) ?? everyCohort;
    return {
      id: person.id,
      features: Object.entries(person.values).flatMap(
        ([dimension, value]) => featureIndex.get(JSON.stringify([dimension, value])) ?? [],
      ),
      suits: out ? [] : suits,
      administrations,
    };
  });

  const seats = input.cohorts.map((cohort) => cohort.seats);
  const seatedWith = cohortIds.map(() => features.map(() => 0));
  const scopes = input.capScope === 'cohort' ? cohortIds.length : 1;
  const cap = input.cap;
  const capLeft = cap === null ? null : administrationIds.map(() => Array<number>(scopes).fill(cap));
  for (const person of people) {
    const cohort = cohortOf.get(person.id);
    if (cohort === undefined || cohort < 0) continue;
    seats[cohort] = Math.max(0, (seats[cohort] ?? 0) - 1);
    const row = seatedWith[cohort] ?? [];
    for (const feature of person.features) row[feature] = (row[feature] ?? 0) + 1;
    for (const administration of person.administrations) {
      const left = capLeft?.[administration];
      const scope = input.capScope === 'cohort' ? cohort : 0;
      if (left) left[scope] = Math.max(0, (left[scope] ?? 0) - 1);
    }
  }
  return {
    people,
    index: new Map(people.map((person, index) => [person.id, index])),
    cohortIds,
    seats,
    quotas,
    features,
    seatedWith,
    administrationIds,
    capScope: input.capScope,
    capLeft,
  };
}
