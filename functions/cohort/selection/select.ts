import { type Aims, settleAims } from './engine/aims.ts';
import { findViolations } from './engine/conflicts.ts';
import type { Panel as Placement } from './engine/deal.ts';
import { drawPanel } from './engine/draw.ts';
import { aimsOfPanel, leximin, PORTFOLIO_TOTAL, type Portfolio } from './engine/leximin.ts';
import { loadSolver, type Solver } from './engine/solver.ts';
import { freeze } from './freeze.ts';
import { askingOrder, cohortOrder, drawNumber } from './order.ts';
import { compile, type Problem } from './problem.ts';
import type { Drawn, Input, Result, Seed } from './types.ts';
import { validate } from './validate.ts';
import { explainAll } from './words/explain.ts';
import type { Reason } from './words/reason.ts';
import { countTable, deviationTable, targetTable } from './words/tables.ts';

/** Raised whenever the same input and seed could give another result than before. */
export const ENGINE_VERSION = 'kohorte-selection 2';

/** A frozen input with everything that does not depend on the seed, for drawing from it many times. */
export interface Prepared {
  readonly input: Input;
  readonly hash: string;
  readonly problem: Problem;
  readonly solver: Solver;
  readonly aims: Aims;
  /** Of leximin, where there is anybody to choose from. */
  readonly portfolio?: Portfolio;
}

/**
 * Checks and freezes an input and does all work that the seed has no part in.
 * @throws InputError if the input contradicts itself in form (a result always exists otherwise)
 */
export async function prepare(given: Input): Promise<Prepared> {
  validate(given);
  const { input, hash } = freeze(given);
  const solver = await loadSolver();
  const problem = compile(input);
  const aims = settleAims(problem, solver, input.pins);
  const anybody = aims.state.allowed.some((cohorts) => cohorts.length > 0);
  if (input.method !== 'leximin' || !anybody) return { input, hash, problem, solver, aims };
  return { input, hash, problem, solver, aims, portfolio: leximin(problem, solver, aims) };
}

/** Draws from a prepared input; pure: the same seed gives the same result. */
export function drawFrom(prepared: Prepared, seed: Seed): Result {
  const { input, hash, problem, solver, aims, portfolio } = prepared;
  const order = askingOrder(input, seed.text);
  const indices = order.map(({ person }) => problem.index.get(person) ?? -1);
  const chosen = portfolio === undefined ? aims : drawnPanel(problem, solver, aims, portfolio, seed);
  const offers = (person: number): number[] =>
    cohortOrder(seed.text, problem.people[person]?.id ?? '', problem.cohortIds).map((id) =>
      problem.cohortIds.indexOf(id),
    );
  const { panel, reasons } = drawPanel(problem, solver, chosen, indices, offers);

  const cohorts = membersOf(input, order, problem, panel);
  const counts = countTable(input, cohorts);
  const targets = targetTable(input);
  const violations = findViolations(input, problem, solver, panel);
  const chances = portfolio === undefined ? undefined : chancesOf(problem, portfolio);
  const explanations = explainAll({
    input,
    problem,
    order,
    cohortOf: new Map(cohorts.flatMap(({ id, members }) => members.map((member) => [member, id] as const))),
    counts,
    targets,
    reasons: chances === undefined ? reasons : reasonsOfChance(problem, chances, panel),
    chances,
  });
  return {
    version: `${ENGINE_VERSION}, ${solver.version}`,
    method: input.method,
    inputHash: hash,
    seed,
    status: violations.length === 0 ? 'optimal' : 'infeasible',
    cohorts,
    order,
    counts,
    targets,
    deviation: deviationTable(counts, targets),
    ...(violations.length === 0 ? {} : { violations }),
    ...(portfolio === undefined || chances === undefined
      ? {}
      : {
          chances,
          smallestChance: portfolio.certificate.smallestChance,
          certificate: portfolio.certificate,
          groups: portfolio.groups.map(({ people }, index) => ({
            people: people.flatMap((person) => problem.people[person]?.id ?? []),
            chance: portfolio.chances[index] ?? 0,
          })),
          portfolio: portfolio.panels,
        }),
    explanations,
  };
}

/**
 * Chooses who takes part.
 *
 * @param input people, quotas, seats and rules; the order of its rows never matters
 * @param seed the chance, which must not have existed when the input was frozen
 * @returns the selection with everything needed to explain and check it; status `infeasible` where seats stay empty,
 *   a quota is missed or a pin cannot hold, and then the least violating selection
 * @throws InputError if the input contradicts itself in form
 */
export async function select(input: Input, seed: Seed): Promise<Result> {
  return drawFrom(await prepare(input), seed);
}

function drawnPanel(problem: Problem, solver: Solver, aims: Aims, portfolio: Portfolio, seed: Seed): Aims {
  let ticket = drawNumber(seed.text, 'panel', PORTFOLIO_TOTAL);
  const panel = portfolio.panels.find(({ weight }) => {
    ticket -= weight;
    return ticket < 0;
  });
  if (panel === undefined) throw new Error('The portfolio is empty.');
  return aimsOfPanel(problem, solver, aims, portfolio.groups, panel);
}

function membersOf(
  input: Input,
  order: readonly Drawn[],
  problem: Problem,
  panel: Placement,
): { id: string; seats: number; members: string[] }[] {
  return input.cohorts.map(({ id, seats }, cohort) => ({
    id,
    seats,
    members: order.flatMap(({ person }) =>
      panel[problem.index.get(person) ?? -1] === cohort ? [person] : [],
    ),
  }));
}

function chancesOf(problem: Problem, portfolio: Portfolio): Record<string, number> {
  const entries = portfolio.groups.flatMap(({ people }, group) =>
    people.map((person) => [problem.people[person]?.id ?? '', portfolio.chances[group] ?? 0] as const),
  );
  return Object.fromEntries(entries);
}

function reasonsOfChance(
  problem: Problem,
  chances: Readonly<Record<string, number>>,
  panel: Placement,
): Map<number, Reason> {
  const reasons = new Map<number, Reason>();
  for (const [index, person] of problem.people.entries()) {
    const chance = chances[person.id];
    if ((panel[index] ?? -1) >= 0 || chance === undefined) continue;
    reasons.set(index, chance === 0 ? { kind: 'impossible' } : { kind: 'other-panel', chance });
  }
  return reasons;
}
