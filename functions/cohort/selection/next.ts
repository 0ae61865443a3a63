import { settleAims } from './engine/aims.ts';
import { countFeatures, violationOf } from './engine/complete.ts';
import { drawPanel } from './engine/draw.ts';
import { loadSolver } from './engine/solver.ts';
import { canonical } from './freeze.ts';
import { askingOrder, cohortOrder } from './order.ts';
import { compile } from './problem.ts';
import type { Input, Person, Seat, Text } from './types.ts';

/** Where a round stands after its selection. */
export interface Standing {
  /** Seats that are offered, accepted or taken: they stay, whatever happens. */
  readonly seated: readonly Seat[];
  /** People who are not asked (again): withdrew, declined, let the offer expire. */
  readonly gone: readonly string[];
  /** Approved after the selection, in the order of joining: at the end of the waiting list. */
  readonly late?: readonly Person[];
  /** Cohorts that have begun: their free seats are no longer offered. */
  readonly closed?: readonly string[];
}

export interface Offer {
  readonly person: string;
  readonly cohort: string;
  /** Place among those who were still waiting; 1 is the next in the order. */
  readonly position: number;
  readonly text: Text;
}

export interface Offers {
  readonly offers: readonly Offer[];
  /** Seats by which the cohorts, with the offers, miss their quotas, in thousandths and weighted; 0: all are kept. */
  readonly deviation: number;
}

/**
 * The waiting list: fills the free seats from those who are left, in the order and with the seed of the selection.
 * Everyone seated stays. As many seats as possible are filled, the quotas are kept or missed by as little as
 * possible, and among the people with whom that can be done the first in the order are offered seats.
 *
 * Calling it again with the same standing gives the same offers; a seat counts as held as soon as it is in `seated`.
 *
 * @param input the frozen input of the selection
 * @param seed the text of its seed
 */
export async function next(input: Input, seed: string, standing: Standing): Promise<Offers> {
  const late = standing.late ?? [];
  const known = new Set(input.people.map(({ id }) => id));
  const added = late.filter(({ id }) => !known.has(id));
  const closed = new Set(standing.closed ?? []);
  const all = canonical({
    ...input,
    pins: [],
    people: [...input.people, ...added],
    exclusions: [...input.exclusions, ...standing.gone],
  });
  const compiled = compile(all, standing.seated);
  const problem = {
    ...compiled,
    seats: compiled.seats.map((free, cohort) => (closed.has(compiled.cohortIds[cohort] ?? '') ? 0 : free)),
  };
  const first = askingOrder(input, seed).map(({ person }) => person);
  const order = [...first, ...added.map(({ id }) => id)].map((id) => problem.index.get(id) ?? -1);
  const waiting = order.filter((person) => (problem.people[person]?.suits.length ?? 0) > 0);
  const solver = await loadSolver();
  const aims = settleAims(problem, solver, []);
  const { panel } = drawPanel(problem, solver, aims, order, (person) =>
    cohortOrder(seed, problem.people[person]?.id ?? '', problem.cohortIds).map((id) =>
      problem.cohortIds.indexOf(id),
    ),
  );
  const offers = waiting.flatMap((person, index): Offer[] => {
    const cohort = problem.cohortIds[panel[person] ?? -1];
    if (cohort === undefined) return [];
    const position = index + 1;
    const passed = position - 1;
    return [
      {
        person: problem.people[person]?.id ?? '',
        cohort,
        position,
        text: {
          de: `Nachgerückt in Gruppe ${cohort}: Stelle ${position} der Warteliste${passed > 0 ? '; die Stellen davor passen nicht zu den Vorgaben der freien Plätze' : ''}.`,
          en: `Moved up into cohort ${cohort}: position ${position} of the waiting list${passed > 0 ? '; those before do not fit the rules for the free seats' : ''}.`,
        },
      },
    ];
  });
  return { offers, deviation: violationOf(problem, countFeatures(problem, panel)) };
}
