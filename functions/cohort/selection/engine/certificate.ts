import type { Problem } from '../problem.ts';
import type { Certificate, Multipliers } from '../types.ts';
import type { Aims } from './aims.ts';
import type { Grouping } from './groups.ts';
import type { Pricing } from './pricing.ts';

/**
 * Makes the proof that no lottery does better than `chance`, by arithmetic where the relaxation is tight enough.
 *
 * @param prices price of one person of each group; over all people they add up to 1
 */
export function certify(
  problem: Problem,
  aims: Aims,
  grouping: Grouping,
  pricing: Pricing,
  prices: readonly number[],
  chance: number,
): Certificate {
  const capacity = problem.seats.reduce((sum, seats) => sum + seats, 0);
  const { pins, seats, violation } = aims.requirement;
  if (pins === null && seats === capacity && violation === 0) {
    const { duals } = pricing.relaxed(prices);
    const personal = pricesOfPeople(problem, grouping.groups, prices);
    // Solvers differ in the sign of dual values; either reading is a valid proof, one of them a useful one.
    const readings = [1, -1].map((sign) => {
      const multipliers = multipliersOf(problem, grouping, pricing, duals, sign);
      return { multipliers, bound: provenBound(problem, aims, personal, multipliers) };
    });
    const better = readings.reduce((a, b) => (b.bound < a.bound ? b : a));
    if (better.bound <= chance + 1e-6) {
      return { smallestChance: chance, prices, proof: 'arithmetic', ...better };
    }
  }
  return { smallestChance: chance, bound: pricing.dearest(prices).value, prices, proof: 'solver' };
}

/** The price of each person, scaled so that all of them add up to 1. */
export function pricesOfPeople(
  problem: Pick<Problem, 'people'>,
  groups: readonly { readonly people: readonly number[] }[],
  prices: readonly number[],
): Float64Array {
  const personal = new Float64Array(problem.people.length);
  let sum = 0;
  for (const [index, { people }] of groups.entries()) {
    for (const person of people) personal[person] = prices[index] ?? 0;
    sum += (prices[index] ?? 0) * people.length;
  }
  return personal.map((price) => price / (sum || 1));
}

function multipliersOf(
  problem: Problem,
  grouping: Grouping,
  pricing: Pricing,
  duals: Float64Array,
  sign: number,
): Multipliers {
  const { rows } = pricing.panel;
  const dual = (row: number | undefined): number => (row === undefined ? 0 : sign * (duals[row] ?? 0));
  const quotas = Array<number>(problem.quotas.length).fill(0);
  for (const [place, quota] of problem.quotas.entries()) quotas[quota.index] = dual(rows.quotas[place]);
  const caps = grouping.classes.flatMap(({ administrations }, index) =>
    administrations.flatMap((administration) =>
      (rows.classes[index] ?? []).flatMap((row, cohort) => {
        const value = Math.max(0, dual(row));
        const id = problem.administrationIds[administration] ?? '';
        if (value === 0) return [];
        const where = problem.capScope === 'cohort' ? { cohort: problem.cohortIds[cohort] ?? '' } : {};
        return [{ administration: id, ...where, value }];
      }),
    ),
  );
  return { seats: rows.seats.map(dual), quotas, caps };
}

/**
 * The largest price that a panel can have, by weak duality, in additions alone. Each member pays for a seat of the
 * cohort, for the quota lines it counts for and for its administrations' places under the cap; what its price exceeds
 * that by is added to the bound once for each person. So the bound holds whatever the multipliers are.
 */
export function provenBound(
  problem: Problem,
  aims: Pick<Aims, 'state'>,
  personal: Float64Array,
  multipliers: Multipliers,
): number {
  let bound = 0;
  for (const [cohort, price] of multipliers.seats.entries()) bound += price * (problem.seats[cohort] ?? 0);
  const lines = problem.cohortIds.map(() => problem.features.map(() => 0));
  for (const quota of problem.quotas) {
    const price = multipliers.quotas[quota.index] ?? 0;
    bound += price * (price > 0 ? quota.max : quota.min);
    const row = lines[quota.cohort];
    if (row) row[quota.feature] = (row[quota.feature] ?? 0) + price;
  }
  const administration = new Map(problem.administrationIds.map((id, index) => [id, index]));
  const caps = problem.administrationIds.map(() => problem.cohortIds.map(() => 0));
  for (const { administration: id, cohort, value } of multipliers.caps) {
    const index = administration.get(id) ?? -1;
    const at = cohort === undefined ? -1 : problem.cohortIds.indexOf(cohort);
    bound += value * (problem.capLeft?.[index]?.[Math.max(0, at)] ?? 0);
    const row = caps[index] ?? [];
    for (const each of problem.cohortIds.keys())
      if (at < 0 || at === each) row[each] = (row[each] ?? 0) + value;
  }
  for (const [index, person] of problem.people.entries()) {
    const allowed = aims.state.allowed[index] ?? [];
    if (allowed.length === 0) continue;
    const excess = allowed.map((cohort) => {
      let paid = multipliers.seats[cohort] ?? 0;
      for (const feature of person.features) paid += lines[cohort]?.[feature] ?? 0;
      for (const each of person.administrations) paid += caps[each]?.[cohort] ?? 0;
      return (personal[index] ?? 0) - paid;
    });
    const most = Math.max(...excess);
    bound += aims.state.must[index] ? most : Math.max(0, most);
  }
  return bound;
}

/**
 * Checks a certificate without a solver: prices are not negative, and the bound follows from the multipliers.
 * @param problem of a run in which every seat is filled and every quota kept
 * @returns the proven bound of the smallest chance, or null where the certificate's proof is the solver's word
 */
export function checkCertificate(
  problem: Problem,
  aims: Pick<Aims, 'state'>,
  groups: readonly { readonly people: readonly number[] }[],
  certificate: Certificate,
): number | null {
  if (certificate.proof !== 'arithmetic' || certificate.multipliers === undefined) return null;
  if (certificate.prices.some((price) => price < 0)) return null;
  if (certificate.multipliers.caps.some(({ value }) => value < 0)) return null;
  const personal = pricesOfPeople(problem, groups, certificate.prices);
  return provenBound(problem, aims, personal, certificate.multipliers);
}
