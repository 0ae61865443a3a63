import { byText } from './order.ts';
import type { Cohort, Quota } from './types.ts';

/** How much each value of a dimension weighs in the whole: administrations, inhabitants or people. */
export type Weights = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * The quotas that follow from shares: in each cohort every value gets share × seats, rounded down as minimum and
 * up as maximum ("within one seat of its target").
 *
 * @param weights whole numbers of zero or more for each dimension and value; rounding is exact because it is done
 *   on whole numbers
 * @throws RangeError if a weight is not a whole number of zero or more or all weights of a dimension are zero
 */
export function quotasFromShares(weights: Weights, cohorts: readonly Cohort[]): Quota[] {
  const quotas: Quota[] = [];
  for (const [dimension, values] of Object.entries(weights)) {
    const entries = Object.entries(values).sort(([a], [b]) => byText(a, b));
    for (const [value, weight] of entries) {
      if (!Number.isSafeInteger(weight) || weight < 0) {
        throw new RangeError(`The weight of ${dimension} ${value} is not a whole number of zero or more.`);
      }
    }
    const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
    if (total === 0) throw new RangeError(`All weights of ${dimension} are zero: there are no shares.`);
    for (const { id, seats } of cohorts) {
      for (const [value, weight] of entries) {
        const product = BigInt(weight) * BigInt(seats);
        const min = Number(product / BigInt(total));
        const exact = product % BigInt(total) === 0n;
        quotas.push({
          cohort: id,
          dimension,
          value,
          min,
          max: exact ? min : min + 1,
          target: (weight * seats) / total,
        });
      }
    }
  }
  return quotas;
}

/** Counts the values of rows, each with a weight: the weights of one dimension for `quotasFromShares`. */
export function weigh(
  dimensions: readonly string[],
  rows: readonly { values: Readonly<Record<string, string>>; weight: number }[],
): Record<string, Record<string, number>> {
  const weights: Record<string, Record<string, number>> = {};
  for (const dimension of dimensions) {
    const values: Record<string, number> = {};
    for (const row of rows) {
      const value = row.values[dimension];
      if (value !== undefined) values[value] = (values[value] ?? 0) + row.weight;
    }
    weights[dimension] = values;
  }
  return weights;
}
