import { check } from './check.ts';
import { complete } from './engine/complete.ts';
import { PORTFOLIO_TOTAL, type Portfolio } from './engine/leximin.ts';
import { canonicalJson, freeze } from './freeze.ts';
import { exportSchema } from './schema.ts';
import { drawFrom, ENGINE_VERSION, type Prepared, prepare } from './select.ts';
import type { Input, Result } from './types.ts';

/** A result with the input it belongs to: all that is needed to compute it again. See docs/selection.md. */
export interface Export extends Result {
  readonly format: 'kohorte-selection/1';
  readonly input: Input;
}

export function toExport(input: Input, result: Result): Export {
  return { format: 'kohorte-selection/1', ...result, input: freeze(input).input };
}

/** How a verification ended; `faults` says in English what is wrong. */
export interface Verification {
  readonly reproduced: boolean;
  readonly faults: readonly string[];
}

/**
 * Computes a result again from its export and compares everything, then checks it without the solver.
 *
 * An export of another version may have been drawn from another portfolio of equal worth: then the portfolio in the
 * file is used, after each of its panels was found admissible and its certificate valid.
 *
 * @param content parsed JSON of an export
 */
export async function verify(content: unknown): Promise<Verification> {
  const parsed = exportSchema.safeParse(content);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'The file'}: ${message}`,
    );
    return { reproduced: false, faults };
  }
  const { data } = parsed;
  const { hash } = freeze(data.input);
  const portfolio = data.input.method === 'leximin' ? data.portfolio : undefined;
  // Preparing a lottery settles the aims and leaves the portfolio to be filled in.
  const settled = await prepare({ ...data.input, method: portfolio ? 'lottery' : data.input.method });
  const sameVersion = data.version === `${ENGINE_VERSION}, ${settled.solver.version}`;
  let prepared: Prepared = { ...settled, input: { ...settled.input, method: data.input.method }, hash };
  if (portfolio !== undefined) {
    if (sameVersion) prepared = await prepare(data.input);
    else {
      const given = givenPortfolio(settled, data);
      if (typeof given === 'string') return { reproduced: false, faults: [given] };
      prepared = { ...prepared, portfolio: given };
    }
  }
  const again = drawFrom(prepared, data.seed);
  const computed = JSON.parse(JSON.stringify(toExport(data.input, again))) as Record<string, unknown>;
  const stored: Record<string, unknown> = { ...data };
  const names = [...new Set([...Object.keys(computed), ...Object.keys(stored)])].sort();
  const different = names.filter(
    (name) =>
      (sameVersion || name !== 'version') &&
      canonicalJson(computed[name] ?? null) !== canonicalJson(stored[name] ?? null),
  );
  const faults = [
    ...different.map((name) => `"${name}" is not what the input and the seed give.`),
    ...check(data.input, again).map((fault) => `The check of the computed result: ${fault}`),
  ];
  return { reproduced: faults.length === 0, faults };
}

function givenPortfolio(prepared: Prepared, data: ReturnType<typeof exportSchema.parse>): Portfolio | string {
  const { problem, solver, aims } = prepared;
  const { groups = [], portfolio = [], certificate } = data;
  if (certificate === undefined) return 'The portfolio in the file cannot be checked.';
  const indexed = groups.map(({ people }) => ({
    cell: -1,
    classes: [],
    people: people.map((id) => problem.index.get(id) ?? -1),
  }));
  const origin = problem.people.map(() => -1);
  for (const [index, { people }] of indexed.entries()) for (const person of people) origin[person] = index;
  for (const { seats } of portfolio) {
    const requirement = { ...aims.requirement, totals: seats };
    if (complete(problem, solver, { ...aims.state, origin }, requirement) === null) {
      return 'The portfolio has a panel that is not admissible.';
    }
  }
  const chances = groups.map(({ people }, index) => {
    const seats = portfolio.reduce((sum, panel) => sum + panel.weight * (panel.seats[index] ?? 0), 0);
    return seats / PORTFOLIO_TOTAL / people.length;
  });
  return { groups: indexed, panels: portfolio, chances, certificate };
}
