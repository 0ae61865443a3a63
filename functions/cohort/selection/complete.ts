import { deal, type Panel } from './deal.ts';
import { type Grouping, groupPeople, type State } from './groups.ts';
import { type Aim, panelModel, type Requirement } from './model.ts';
import type { Problem } from './problem.ts';
import type { Solver } from './solver.ts';

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;

/**
 * Looks for a panel that fulfils the requirement and everything that the state has already settled.
 *
 * The relaxation is asked first, which changes no answer: where it has no solution there is no panel, and where its
 * solution is whole it is a panel. Every panel found is checked without the solver before it is used.
 *
 * @returns the panel, or null where none exists
 */
export function complete(
  problem: Problem,
  solver: Solver,
  state: State,
  requirement: Requirement,
): Panel | null {
  const grouping = groupPeople(problem, state, false);
  const { model, read } = panelModel(problem, grouping, requirement, { kind: 'any' });
  const relaxed = solver.maximise(model, false);
  if (relaxed === null) return null;
  const whole = model.whole.every((each, column) => !each || isWhole(relaxed.columns[column] ?? 0));
  const found = whole ? relaxed : solver.maximise(model, true);
  if (found === null) return null;
  const panel = deal(problem, grouping, read(found.columns));
  const fault = faultOf(problem, state, requirement, panel);
  if (fault !== null) throw new Error(`The solver's panel breaks a rule: ${fault}.`);
  return panel;
}

/** Solves for the best panel of an aim: the optimum as a whole number, or null where there is no panel at all. */
export function best(
  problem: Problem,
  solver: Solver,
  state: State,
  requirement: Requirement,
  kind: Exclude<Aim['kind'], 'prices' | 'any'>,
): number | null {
  const grouping: Grouping = groupPeople(problem, state, false);
  const { model } = panelModel(problem, grouping, requirement, { kind });
  const solution = solver.maximise(model, true);
  return solution === null ? null : Math.round(solution.objective);
}

/** Members of a cohort with a feature, those already seated included: count[cohort][feature]. */
export function countFeatures(problem: Problem, panel: Panel): number[][] {
  const counts = problem.seatedWith.map((row) => [...row]);
  for (const [index, cohort] of panel.entries()) {
    const row = counts[cohort];
    if (row === undefined) continue;
    for (const feature of problem.people[index]?.features ?? []) row[feature] = (row[feature] ?? 0) + 1;
  }
  return counts;
}

/** The weighted sum by which counts miss the quotas; whole, 0 where all are kept. */
export function violationOf(problem: Problem, counts: readonly (readonly number[])[]): number {
  let sum = 0;
  for (const quota of problem.quotas) {
    const count = counts[quota.cohort]?.[quota.feature] ?? 0;
    sum += quota.weight * Math.max(0, quota.min - count, count - quota.max);
  }
  return sum;
}

/** The first rule that a panel breaks, in words for the developer, or null. Uses no solver. */
export function faultOf(
  problem: Problem,
  state: State,
  requirement: Requirement,
  panel: Panel,
): string | null {
  const seats = problem.seats.map(() => 0);
  const scopes = problem.capScope === 'cohort' ? problem.cohortIds.length : 1;
  const used = new Map<number, number>();
  const totals = new Map<number, number>();
  let filled = 0;
  let pins = 0;
  for (const [index, person] of problem.people.entries()) {
    const cohort = panel[index] ?? -1;
    if (cohort < 0) {
      if (state.must[index]) return `${person.id} is left out`;
      continue;
    }
    if (!state.allowed[index]?.includes(cohort)) return `${person.id} is in a cohort that does not suit`;
    filled++;
    seats[cohort] = (seats[cohort] ?? 0) + 1;
    if (state.pinned?.[index]) pins++;
    const origin = state.origin?.[index] ?? -1;
    totals.set(origin, (totals.get(origin) ?? 0) + 1);
    for (const administration of person.administrations) {
      const key = administration * scopes + (scopes === 1 ? 0 : cohort);
      used.set(key, (used.get(key) ?? 0) + 1);
    }
  }
  for (const [cohort, count] of seats.entries()) {
    if (count > (problem.seats[cohort] ?? 0)) return `cohort ${problem.cohortIds[cohort]} is overfull`;
  }
  for (const [cohort, fill] of (requirement.fill ?? []).entries()) {
    if (fill && seats[cohort] !== problem.seats[cohort])
      return `cohort ${problem.cohortIds[cohort]} is not full`;
  }
  if (problem.capLeft !== null) {
    for (const [key, count] of used) {
      const cap = problem.capLeft[Math.floor(key / scopes)]?.[key % scopes] ?? 0;
      if (count > cap) return `${problem.administrationIds[Math.floor(key / scopes)]} exceeds its cap`;
    }
  }
  if (requirement.seats !== null && filled !== requirement.seats) return `${filled} seats are filled`;
  if (requirement.pins !== null && pins < requirement.pins) return `${pins} pins hold`;
  if (requirement.violation !== null) {
    const missed = violationOf(problem, countFeatures(problem, panel));
    if (missed > requirement.violation) return `the quotas are missed by ${missed}`;
  }
  for (const [origin, total] of (requirement.totals ?? []).entries()) {
    if ((totals.get(origin) ?? 0) !== total) return `group ${origin} has ${totals.get(origin) ?? 0} seats`;
  }
  return null;
}
