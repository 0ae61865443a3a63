import type { Problem } from '../problem.ts';
import { deal, type Panel } from './deal.ts';
import { type Grouping, groupPeople, type State } from './groups.ts';
import { type Aim, panelModel, type Requirement } from './model.ts';
import type { Solver } from './solver.ts';

const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) < 1e-6;

/**
 * Looks for a panel that fulfils the requirement and everything that the state has already settled.
 *
 * The relaxation is asked first, which changes no answer: where it has no solution there is no panel, and where its
 * solution is whole it is a panel. Where people differ so much that the model is large, a part of them is asked first,
 * which changes no answer either: a panel of some is a panel of all. Every panel found is checked without the solver
 * before it is used.
 *
 * @param near a panel that fulfils almost all of it: its members are in the part that is asked first
 * @returns the panel, or null where none exists
 */
export function complete(
  problem: Problem,
  solver: Solver,
  state: State,
  requirement: Requirement,
  near: Panel | null = null,
): Panel | null {
  const grouping = groupPeople(problem, state, false);
  const columns = grouping.cells.reduce((sum, { allowed }) => sum + allowed.length, 0);
  if (columns > MANY_COLUMNS && (requirement.totals === undefined || near !== null)) {
    const part = { ...state, allowed: allowedPart(problem, state, near) };
    const panel = panelOf(problem, solver, part, requirement, groupPeople(problem, part, false), false);
    if (panel !== null) return panel;
  }
  return panelOf(problem, solver, state, requirement, grouping, true);
}

/** From so many columns on a part of the people is asked first. */
const MANY_COLUMNS = 1500;
/** So many people of each kind are in that part beside those of the panel that is near, and without such a panel. */
const OF_EACH_KIND = { near: 8, alone: 32 };

/** Leaves open people of each kind (features and group) evenly spread over all of that kind, and closes the others. */
function allowedPart(problem: Problem, state: State, near: Panel | null): (readonly number[])[] {
  const kinds = new Map<string, number[]>();
  const kept = problem.people.map((person, index) => {
    if (state.must[index] || state.pinned?.[index] || (near?.[index] ?? -1) >= 0) return true;
    if ((state.allowed[index] ?? []).length > 0) {
      const kind = `${person.features.join(',')}|${state.origin?.[index] ?? -1}`;
      const members = kinds.get(kind);
      if (members === undefined) kinds.set(kind, [index]);
      else members.push(index);
    }
    return false;
  });
  for (const members of kinds.values()) {
    const count = Math.min(near === null ? OF_EACH_KIND.alone : OF_EACH_KIND.near, members.length);
    for (let each = 0; each < count; each++) {
      kept[members[Math.floor((each * members.length) / count)] ?? -1] = true;
    }
  }
  return state.allowed.map((allowed, index) => (kept[index] ? allowed : []));
}

function panelOf(
  problem: Problem,
  solver: Solver,
  state: State,
  requirement: Requirement,
  grouping: Grouping,
  relaxedFirst: boolean,
): Panel | null {
  const { model, read } = panelModel(problem, grouping, requirement, { kind: 'any' });
  const relaxed = relaxedFirst ? solver.maximise(model, false) : undefined;
  if (relaxed === null) return null;
  const isPanel =
    relaxed && model.whole.every((each, column) => !each || isWhole(relaxed.columns[column] ?? 0));
  const found = isPanel ? relaxed : solver.maximise(model, true);
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
