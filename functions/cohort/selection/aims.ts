import { best, complete } from './complete.ts';
import type { Panel } from './deal.ts';
import { openState, type State } from './groups.ts';
import type { Requirement } from './model.ts';
import type { Problem } from './problem.ts';
import type { Solver } from './solver.ts';
import type { Pin } from './types.ts';

/** The aims in their order, settled: what every admissible panel fulfils. */
export interface Aims {
  /** Pins that hold are settled in it; everything else is open. */
  readonly state: State;
  readonly requirement: Requirement;
  /** Indices into the input's pins that cannot hold. */
  readonly missedPins: readonly number[];
  /** One admissible panel. */
  readonly panel: Panel;
}

/**
 * Settles the first two aims: the hard rules with as many seats filled as possible, and among these panels the
 * smallest weighted violation of the quotas. What remains is the set of admissible panels among which chance, time
 * or leximin choose.
 *
 * Pins are hard. Where they contradict the cap, the seats or each other, as many as possible hold; which of them is
 * settled in the asking order.
 *
 * @param order indices of people, first asked first; matters only where pins contradict each other
 */
export function settleAims(
  problem: Problem,
  solver: Solver,
  pins: readonly Pin[],
  order: readonly number[],
): Aims {
  const { state, missedPins } = settlePins(problem, solver, pins, order);
  const capacity = problem.seats.reduce((sum, seats) => sum + seats, 0);
  // Mostly everything can be had; then one question is enough.
  const ideal: Requirement = { pins: null, seats: capacity, violation: 0 };
  const all = complete(problem, solver, state, ideal);
  if (all !== null) return { state, requirement: ideal, missedPins, panel: all };

  const seats = best(problem, solver, state, { pins: null, seats: null, violation: null }, 'seats') ?? 0;
  const missed = best(problem, solver, state, { pins: null, seats, violation: null }, 'violation');
  const requirement: Requirement = { pins: null, seats, violation: -(missed ?? 0) };
  const panel = complete(problem, solver, state, requirement);
  if (panel === null) throw new Error('The solver does not find the panel that it promised.');
  return { state, requirement, missedPins, panel };
}

function settlePins(
  problem: Problem,
  solver: Solver,
  pins: readonly Pin[],
  order: readonly number[],
): { state: State; missedPins: number[] } {
  const open = openState(problem);
  if (pins.length === 0) return { state: open, missedPins: [] };
  const wanted = pins.map(({ person, cohort }) => {
    const index = problem.index.get(person) ?? -1;
    const at = cohort === undefined ? -1 : problem.cohortIds.indexOf(cohort);
    const suits = open.allowed[index] ?? [];
    return { index, allowed: cohort === undefined ? suits : suits.filter((each) => each === at) };
  });
  const rank = new Map(order.map((person, place) => [person, place]));
  const places = wanted
    .map((_, place) => place)
    .sort((a, b) => (rank.get(wanted[a]?.index ?? -1) ?? 0) - (rank.get(wanted[b]?.index ?? -1) ?? 0));

  const withPins = (held: ReadonlySet<number>, maybe: ReadonlySet<number>): State => {
    const allowed = [...open.allowed];
    const must = [...open.must];
    const pinned = open.must.map(() => false);
    for (const [place, { index, allowed: own }] of wanted.entries()) {
      if (!held.has(place) && !maybe.has(place)) continue;
      allowed[index] = own;
      if (held.has(place)) must[index] = true;
      else pinned[index] = true;
    }
    return { allowed, must, pinned };
  };
  const possible = new Set(places.filter((place) => (wanted[place]?.allowed.length ?? 0) > 0));
  const free: Requirement = { pins: null, seats: null, violation: null };
  let held = new Set(possible);
  if (complete(problem, solver, withPins(held, new Set()), free) === null) {
    const most = best(problem, solver, withPins(new Set(), possible), free, 'pins') ?? 0;
    held = new Set();
    const maybe = new Set(possible);
    for (const place of places) {
      if (!maybe.delete(place)) continue;
      const trial = new Set([...held, place]);
      const needed = { ...free, pins: most - trial.size };
      if (complete(problem, solver, withPins(trial, maybe), needed) !== null) held = trial;
    }
  }
  const { allowed, must } = withPins(held, new Set());
  return {
    state: { allowed, must },
    missedPins: places.filter((place) => !held.has(place)).sort((a, b) => a - b),
  };
}
