import type { Problem } from '../problem.ts';
import type { Pin } from '../types.ts';
import { best, complete } from './complete.ts';
import type { Panel } from './deal.ts';
import { openState, type State } from './groups.ts';
import type { Requirement } from './model.ts';
import type { Solver } from './solver.ts';

/** The aims in their order, settled: what every admissible panel fulfils. */
export interface Aims {
  /** Pins are settled in it where all of them hold; everything else is open. */
  readonly state: State;
  readonly requirement: Requirement;
  /** One admissible panel. */
  readonly panel: Panel;
}

/**
 * Settles the first two aims: the hard rules with as many seats filled as possible, and among these panels the
 * smallest weighted violation of the quotas. What remains is the set of admissible panels among which chance, time
 * or leximin choose.
 *
 * Pins are hard. Where they contradict the cap, the seats or each other, as many of them as possible hold, and which
 * ones is left to the later aims and the order.
 */
export function settleAims(problem: Problem, solver: Solver, pins: readonly Pin[]): Aims {
  const { state, held } = settlePins(problem, solver, pins);
  const capacity = problem.seats.reduce((sum, seats) => sum + seats, 0);
  // Mostly everything can be had; then one question is enough.
  const ideal: Requirement = { pins: held, seats: capacity, violation: 0 };
  const all = complete(problem, solver, state, ideal);
  if (all !== null) return { state, requirement: ideal, panel: all };

  const seats = best(problem, solver, state, { pins: held, seats: null, violation: null }, 'seats') ?? 0;
  const missed = best(problem, solver, state, { pins: held, seats, violation: null }, 'violation');
  const requirement: Requirement = { pins: held, seats, violation: -(missed ?? 0) };
  const panel = complete(problem, solver, state, requirement);
  if (panel === null) throw new Error('The solver does not find the panel that it promised.');
  return { state, requirement, panel };
}

/**
 * The state in which every pin holds that could hold by itself: not of somebody excluded, and not to a cohort that
 * does not suit.
 */
export function pinnedState(problem: Problem, pins: readonly Pin[]): State {
  const open = openState(problem);
  const allowed = [...open.allowed];
  const must = [...open.must];
  for (const { person, cohort } of pins) {
    const index = problem.index.get(person) ?? -1;
    const at = cohort === undefined ? -1 : problem.cohortIds.indexOf(cohort);
    const own = (allowed[index] ?? []).filter((each) => cohort === undefined || each === at);
    if (own.length === 0) continue;
    allowed[index] = own;
    must[index] = true;
  }
  return { allowed, must };
}

/** The state with the pins in it; `held` is how many of them hold where not all can, else null. */
function settlePins(
  problem: Problem,
  solver: Solver,
  pins: readonly Pin[],
): { state: State; held: number | null } {
  const set = pinnedState(problem, pins);
  if (!set.must.includes(true)) return { state: set, held: null };
  const free: Requirement = { pins: null, seats: null, violation: null };
  if (complete(problem, solver, set, free) !== null) return { state: set, held: null };
  const some: State = { allowed: set.allowed, must: set.must.map(() => false), pinned: set.must };
  return { state: some, held: best(problem, solver, some, free, 'pins') ?? 0 };
}
