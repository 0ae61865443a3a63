import type { Problem } from '../problem.ts';
import type { Certificate, Panel } from '../types.ts';
import type { Aims } from './aims.ts';
import { certify } from './certificate.ts';
import { complete } from './complete.ts';
import type { Panel as Placement } from './deal.ts';
import { type EqualPeople, groupPeople, type State } from './groups.ts';
import { addColumn, addRow, emptyModel } from './linear-model.ts';
import { Pricing } from './pricing.ts';
import { peel, relaxedLeximin } from './relaxation.ts';
import type { Solver } from './solver.ts';

/** Weights of a portfolio add up to this, so that drawing from it needs no fractions. */
export const PORTFOLIO_TOTAL = 1e12;

export interface Portfolio {
  readonly groups: readonly EqualPeople[];
  readonly panels: readonly Panel[];
  /** Chance of each person of a group. */
  readonly chances: readonly number[];
  readonly certificate: Certificate;
}

// Differences below this are rounding of the solver, whose tolerance is a tenth of it.
const EPSILON = 1e-8;

/**
 * The lottery over admissible panels that gives the smallest chance its largest possible value, then the second
 * smallest, and so on (leximin), for groups of equal people.
 *
 * Column generation: with the panels known so far a linear model maximises the smallest chance that is still open;
 * its dual values are prices of people; the dearest admissible panel at these prices either proves that no lottery
 * does better, or is a panel worth adding. Then the groups that hold the optimum down are settled, and the next
 * smallest chance is raised.
 *
 * It begins with panels into which the leximin point of the relaxation can be taken apart. Where these reach its
 * chances, which is usual, nothing is left to do, as no lottery has better ones than the relaxation.
 */
export function leximin(problem: Problem, solver: Solver, aims: Aims): Portfolio {
  const grouping = groupPeople(problem, aims.state, true);
  const { groups } = grouping;
  const sizes = groups.map(({ people }) => people.length);
  const pricing = new Pricing(problem, solver, aims, grouping);
  const columns = new Map<string, readonly number[]>();
  const add = (seats: readonly number[]): boolean => {
    const key = seats.join(',');
    if (columns.has(key)) return false;
    columns.set(key, seats);
    return true;
  };
  add(countGroups(groups, aims.panel));
  const settled = new Map<number, number>();
  // Who is in no admissible panel at all has no chance; everybody else is in one of the columns from here on. The panel
  // with most of those who are in none so far adds as many as there can be; where it has none of them, nobody is left.
  const missing = new Set(groups.keys());
  const cover = (seats: readonly number[]): void => {
    for (const group of missing) if ((seats[group] ?? 0) > 0) missing.delete(group);
  };
  cover(countGroups(groups, aims.panel));
  while (missing.size > 0) {
    const dearest = pricing.dearest(groups.map((_, group) => (missing.has(group) ? 1 : 0)));
    if (dearest.value < 0.5) break;
    add(dearest.seats);
    cover(dearest.seats);
  }
  for (const group of missing) settled.set(group, 0);
  let certificate: Certificate | null = null;
  if (settled.size > 0) {
    const [first] = settled.keys();
    const prices = groups.map((_, index) => (index === first ? 1 / (sizes[index] ?? 1) : 0));
    certificate = certify(problem, aims, grouping, pricing, prices, 0);
  }
  const finish = (weights: readonly number[], proof: Certificate): Portfolio => {
    const panels = wholeWeights([...columns.values()], weights);
    const chances = sizes.map((size, group) => {
      const seats = panels.reduce((sum, panel) => sum + panel.weight * (panel.seats[group] ?? 0), 0);
      return seats / PORTFOLIO_TOTAL / size;
    });
    return { groups, panels, chances, certificate: { ...proof, smallestChance: Math.min(...chances) } };
  };
  const relaxed = relaxedLeximin(pricing, solver, sizes, settled);
  if (relaxed !== null) {
    const weights = mixture(peel(pricing, solver, relaxed.point), add, () =>
      weightsFor(solver, sizes, [...columns.values()], relaxed.chances),
    );
    if (weights !== null) {
      const smallest = Math.min(...relaxed.chances);
      return finish(
        weights,
        certificate ?? certify(problem, aims, grouping, pricing, relaxed.prices, smallest),
      );
    }
  }

  let weights: number[] = [];
  while (settled.size < groups.length) {
    const stage = solveStage(solver, sizes, [...columns.values()], settled);
    const dearest = pricing.dearest(stage.prices);
    const fixed = [...settled].reduce(
      (sum, [g, at]) => sum + (stage.prices[g] ?? 0) * at * (sizes[g] ?? 0),
      0,
    );
    if (dearest.value - fixed > stage.chance + EPSILON && add(dearest.seats)) continue;
    certificate ??= certify(problem, aims, grouping, pricing, stage.prices, stage.chance);
    weights = stage.weights;
    const open = groups.flatMap((_, group) => (settled.has(group) ? [] : [group]));
    const share = (group: number): number => (stage.prices[group] ?? 0) * (sizes[group] ?? 0);
    const most = Math.max(...open.map(share));
    for (const group of open) {
      if (share(group) > Math.min(1e-6, most / 2)) settled.set(group, Math.max(0, stage.chance));
    }
  }
  if (weights.length === 0) weights = [1];
  if (certificate === null) throw new Error('There is nobody to choose from.');
  return finish(weights, certificate);
}

/**
 * Adds panels until they can be mixed, which is often long before the last one. It looks seldom, as looking costs as much
 * as some panels.
 */
function mixture(
  panels: Iterable<readonly number[]>,
  add: (seats: readonly number[]) => void,
  weigh: () => number[] | null,
): number[] | null {
  let [count, look] = [0, 48];
  for (const seats of panels) {
    add(seats);
    count++;
    if (count < look) continue;
    const weights = weigh();
    if (weights !== null) return weights;
    look = Math.ceil(count * 1.25);
  }
  return weigh();
}

/** Seats of each group in a panel of people. */
export function countGroups(groups: readonly EqualPeople[], panel: Placement): number[] {
  return groups.map(({ people }) =>
    people.reduce((sum, person) => sum + ((panel[person] ?? -1) >= 0 ? 1 : 0), 0),
  );
}

/** Weights with which the panels reach the chances, as closely as can be; null where that is not close enough. */
function weightsFor(
  solver: Solver,
  sizes: readonly number[],
  columns: readonly (readonly number[])[],
  chances: readonly number[],
): number[] | null {
  const model = emptyModel();
  const lambdas = columns.map(() => addColumn(model, 0, 1, { whole: false }));
  const missing = addColumn(model, 0, 1, { cost: -1, whole: false });
  for (const [group, size] of sizes.entries()) {
    const entries = columns.flatMap((seats, column) => {
      const count = seats[group] ?? 0;
      return count === 0 ? [] : [[lambdas[column] ?? 0, count / size] as const];
    });
    addRow(model, chances[group] ?? 0, Number.POSITIVE_INFINITY, [...entries, [missing, 1]]);
  }
  addRow(
    model,
    1,
    1,
    lambdas.map((column) => [column, 1]),
  );
  const found = solver.maximise(model, false);
  if (found === null || (found.columns[missing] ?? 1) > EPSILON) return null;
  return lambdas.map((column) => Math.max(0, found.columns[column] ?? 0));
}

interface Stage {
  readonly chance: number;
  readonly weights: number[];
  /** Price of one person of each group; those of open groups add up to 1 over their people. */
  readonly prices: number[];
}

function solveStage(
  solver: Solver,
  sizes: readonly number[],
  columns: readonly (readonly number[])[],
  settled: ReadonlyMap<number, number>,
): Stage {
  // Settled chances are optima that the solver rounded, so they may miss each other by its tolerance.
  for (const room of [1e-10, 1e-9, 1e-8, 1e-7, 1e-6]) {
    const stage = tryStage(solver, sizes, columns, settled, room);
    if (stage !== null) return stage;
  }
  throw new Error('The portfolio of panels cannot be weighted.');
}

function tryStage(
  solver: Solver,
  sizes: readonly number[],
  columns: readonly (readonly number[])[],
  settled: ReadonlyMap<number, number>,
  room: number,
): Stage | null {
  const model = emptyModel();
  const lambdas = columns.map(() => addColumn(model, 0, 1, { whole: false }));
  // No bound of 1 here: it would take the dual values from the groups.
  const chance = addColumn(model, 0, 2, { cost: 1, whole: false });
  const rows = sizes.map((size, group) => {
    const entries = columns.flatMap((seats, column) => {
      const count = seats[group] ?? 0;
      return count === 0 ? [] : [[lambdas[column] ?? 0, count / size] as const];
    });
    const at = settled.get(group);
    return at === undefined
      ? addRow(model, 0, Number.POSITIVE_INFINITY, [...entries, [chance, -1]])
      : addRow(model, at - room, Number.POSITIVE_INFINITY, entries);
  });
  addRow(
    model,
    1,
    1,
    lambdas.map((column) => [column, 1]),
  );
  const solution = solver.maximise(model, false);
  if (solution === null) return null;
  const duals = rows.map((row) => Math.abs(solution.rowDuals[row] ?? 0));
  const total = duals.reduce((sum, dual, group) => sum + (settled.has(group) ? 0 : dual), 0) || 1;
  return {
    chance: solution.columns[chance] ?? 0,
    weights: lambdas.map((column) => Math.max(0, solution.columns[column] ?? 0)),
    prices: duals.map((dual, group) => dual / total / (sizes[group] ?? 1)),
  };
}

function wholeWeights(columns: readonly (readonly number[])[], weights: readonly number[]): Panel[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const panels = columns
    .map((seats, index) => ({ seats, weight: Math.floor(((weights[index] ?? 0) / sum) * PORTFOLIO_TOTAL) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const rest = PORTFOLIO_TOTAL - panels.reduce((total, { weight }) => total + weight, 0);
  return panels.map((panel, index) => (index === 0 ? { ...panel, weight: panel.weight + rest } : panel));
}

/** The people of a panel of the portfolio are found like in a lottery in which each group has its seats. */
export function aimsOfPanel(
  problem: Problem,
  solver: Solver,
  aims: Aims,
  groups: readonly EqualPeople[],
  panel: Panel,
): Aims {
  const origin = problem.people.map(() => -1);
  for (const [index, group] of groups.entries()) for (const person of group.people) origin[person] = index;
  const state: State = { ...aims.state, origin };
  const requirement = { ...aims.requirement, totals: panel.seats };
  const witness = complete(problem, solver, state, requirement);
  if (witness === null) throw new Error('A panel of the portfolio cannot be filled with people.');
  return { ...aims, state, requirement, panel: witness };
}
