import type { Problem } from '../problem.ts';
import { type Reason, reasonOf } from '../words/reason.ts';
import type { Aims } from './aims.ts';
import type { Panel } from './deal.ts';
import { Search } from './search.ts';
import type { Solver } from './solver.ts';

export interface Drawing {
  readonly panel: Panel;
  readonly reasons: ReadonlyMap<number, Reason>;
}

/**
 * Asks people in order: each is taken if a completion to an admissible panel exists with all who were taken before.
 * Then, again in order, each gets the first cohort in the own order for which a completion exists. The result
 * depends on the order alone, not on which completion was found.
 *
 * @param order indices of people
 * @param cohortsOf the person's cohorts in the order in which they are offered
 */
export function drawPanel(
  problem: Problem,
  solver: Solver,
  aims: Pick<Aims, 'state' | 'requirement' | 'panel'>,
  order: readonly number[],
  cohortsOf: (person: number) => readonly number[],
): Drawing {
  const search = new Search(problem, solver, aims);
  const reasons = new Map<number, Reason>();
  for (const person of order) {
    if ((search.state.allowed[person] ?? []).length === 0 || search.state.must[person]) continue;
    if (!search.tryToTake(person)) {
      reasons.set(person, reasonOf(problem, search.state, person));
      search.state.allowed[person] = [];
    }
  }
  for (const person of order) {
    const allowed = search.state.allowed[person] ?? [];
    if (!search.state.must[person] || allowed.length < 2) continue;
    for (const cohort of cohortsOf(person)) {
      if (allowed.includes(cohort) && search.tryToPlace(person, cohort)) break;
    }
  }
  return { panel: search.witness, reasons };
}
