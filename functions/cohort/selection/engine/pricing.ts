import type { Problem } from '../problem.ts';
import type { Aims } from './aims.ts';
import type { Grouping } from './groups.ts';
import { type PanelModel, panelModel } from './model.ts';
import type { Solver } from './solver.ts';

/** The question "which admissible panel is the dearest at these prices", with the model built once. */
export class Pricing {
  readonly panel: PanelModel;
  readonly #solver: Solver;

  constructor(problem: Problem, solver: Solver, aims: Pick<Aims, 'requirement'>, grouping: Grouping) {
    this.#solver = solver;
    this.panel = panelModel(problem, grouping, aims.requirement, { kind: 'any' });
  }

  /** Sets the price of one person of each group as cost of the model's columns, scaled for the solver. */
  #setPrices(prices: readonly number[]): number {
    const { model, groupColumns } = this.panel;
    model.cost.fill(0);
    const scale = 1 / (Math.max(...prices.map(Math.abs)) || 1);
    for (const [group, price] of prices.entries()) {
      for (const column of groupColumns[group] ?? []) model.cost[column] = price * scale;
    }
    return scale;
  }

  /** The relaxation: an upper bound, its dual values, and whether its solution is a panel. */
  relaxed(prices: readonly number[]): {
    value: number;
    columns: Float64Array;
    duals: Float64Array;
    whole: boolean;
  } {
    const scale = this.#setPrices(prices);
    const { model } = this.panel;
    const found = this.#solver.maximise(model, false);
    if (found === null) throw new Error('There is no admissible panel.');
    const whole = model.whole.every((each, column) => {
      const value = found.columns[column] ?? 0;
      return !each || Math.abs(value - Math.round(value)) < 1e-6;
    });
    return {
      value: found.objective / scale,
      columns: found.columns,
      duals: found.rowDuals.map((dual) => dual / scale),
      whole,
    };
  }

  /** The dearest panel and an upper bound of its price that holds for all panels. */
  dearest(prices: readonly number[]): { value: number; seats: number[] } {
    const relaxed = this.relaxed(prices);
    if (relaxed.whole) return { value: relaxed.value, seats: this.seatsOf(relaxed.columns) };
    const scale = this.#setPrices(prices);
    const found = this.#solver.maximise(this.panel.model, true);
    if (found === null) throw new Error('There is no admissible panel.');
    return { value: Math.max(found.objective, found.bound) / scale, seats: this.seatsOf(found.columns) };
  }

  /** Seats of each group, from a solution in whole numbers. */
  seatsOf(columns: Float64Array): number[] {
    return this.panel.groupColumns.map((own) =>
      own.reduce((sum, column) => sum + Math.round(columns[column] ?? 0), 0),
    );
  }
}
