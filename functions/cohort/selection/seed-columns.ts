import type { Pricing } from './leximin.ts';
import type { Solver } from './solver.ts';

/** Panels to begin with. */
export function seedColumns(
  _pricing: Pricing,
  _solver: Solver,
  _sizes: readonly number[],
  _settled: ReadonlyMap<number, number>,
): number[][] {
  return [];
}
