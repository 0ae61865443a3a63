import { addColumn, addRow, emptyModel, type LinearModel } from './linear-model.ts';
import type { Pricing } from './pricing.ts';
import type { Solver } from './solver.ts';

const NEAR = 1e-7;

/** The leximin chances where seats can be divided, and how they come about. */
export interface Relaxation {
  /** A point of the panel model with these chances. */
  readonly point: Float64Array;
  /** Chance of each person of a group: no lottery over panels is leximin-better. */
  readonly chances: readonly number[];
  /** Prices of the first stage, one person of each group: they prove the smallest open chance. */
  readonly prices: readonly number[];
}

/**
 * The leximin chances of the relaxation, in which seats can be divided. Every lottery over panels is a point of it, so
 * where a lottery has these chances it is the leximin lottery.
 *
 * @param sizes people in each group
 * @param settled chances that are settled already
 * @returns null where rounding makes the later stages contradict the earlier ones
 */
export function relaxedLeximin(
  pricing: Pricing,
  solver: Solver,
  sizes: readonly number[],
  settled: ReadonlyMap<number, number>,
): Relaxation | null {
  const { model: rules, groupColumns } = pricing.panel;
  const known = new Map(settled);
  let prices: number[] | null = null;
  let point: Float64Array | null = null;
  while (known.size < sizes.length) {
    const model = copyOf(rules);
    model.cost.fill(0);
    const chance = addColumn(model, 0, 2, { cost: 1, whole: false });
    const rows = sizes.map((size, group) => {
      const entries = (groupColumns[group] ?? []).map((column) => [column, 1 / size] as const);
      const at = known.get(group);
      return at === undefined
        ? addRow(model, 0, Number.POSITIVE_INFINITY, [...entries, [chance, -1]])
        : addRow(model, at - 1e-9, Number.POSITIVE_INFINITY, entries);
    });
    const found = solver.maximise(model, false);
    if (found === null) return null;
    point = found.columns.slice(0, rules.cost.length);
    const duals = rows.map((row) => Math.abs(found.rowDuals[row] ?? 0));
    prices ??= duals.map((dual, group) => dual / (sizes[group] ?? 1));
    const open = [...sizes.keys()].filter((group) => !known.has(group));
    const most = Math.max(...open.map((group) => duals[group] ?? 0));
    for (const group of open) {
      if ((duals[group] ?? 0) >= Math.min(1e-6, most)) known.set(group, found.columns[chance] ?? 0);
    }
  }
  if (point === null || prices === null) return null;
  return { point, prices, chances: sizes.map((_, group) => known.get(group) ?? 0) };
}

/**
 * Writes a point as a mixture of panels: a corner of the smallest face on which the point lies is taken off as far
 * as the rest stays within the rules, which puts the rest on a smaller face, and so on. It ends early where a face has
 * no panel.
 *
 * @yields seats of each group in the next panel
 */
export function* peel(pricing: Pricing, solver: Solver, start: Float64Array): Generator<number[]> {
  const { model } = pricing.panel;
  let point = start;
  let rest = 1;
  for (let step = 0; step < model.cost.length + model.rowLower.length && rest > 1e-9; step++) {
    const activity = activityOf(model, point);
    const face = faceOf(model, point, activity);
    let corner = cornerOf(solver, face, false);
    if (corner !== null && !isWhole(model, corner)) corner = cornerOf(solver, face, true);
    if (corner === null || !isWhole(model, corner)) break;
    const panel = corner.map((value, column) => (model.whole[column] ? Math.round(value) : value));
    yield pricing.seatsOf(panel);
    const part = Math.min(
      1,
      ...reach(point, panel, model.lower, model.upper),
      ...reach(activity, activityOf(model, panel), model.rowLower, model.rowUpper),
    );
    if (part >= 1 - 1e-9) break;
    point = point.map((value, column) => (value - part * (panel[column] ?? 0)) / (1 - part));
    rest *= 1 - part;
  }
}

function copyOf(model: LinearModel): LinearModel {
  return {
    cost: [...model.cost],
    lower: [...model.lower],
    upper: [...model.upper],
    whole: [...model.whole],
    rowLower: [...model.rowLower],
    rowUpper: [...model.rowUpper],
    starts: [...model.starts],
    indices: [...model.indices],
    values: [...model.values],
  };
}

function activityOf(model: LinearModel, point: Float64Array): Float64Array {
  return Float64Array.from(model.rowLower, (_, row) => {
    let sum = 0;
    for (let at = model.starts[row] ?? 0; at < (model.starts[row + 1] ?? 0); at++) {
      sum += (model.values[at] ?? 0) * (point[model.indices[at] ?? 0] ?? 0);
    }
    return sum;
  });
}

/** The model with every bound that the point reaches made an equation. */
function faceOf(model: LinearModel, point: Float64Array, activity: Float64Array): LinearModel {
  const close = (bound: number, value: number): boolean => Math.abs(bound - value) < NEAR;
  const squeeze = (lower: readonly number[], upper: readonly number[], values: Float64Array) => ({
    lower: lower.map((low, i) => (close(upper[i] ?? 0, values[i] ?? 0) ? (upper[i] ?? 0) : low)),
    upper: upper.map((high, i) => (close(lower[i] ?? 0, values[i] ?? 0) ? (lower[i] ?? 0) : high)),
  });
  const columns = squeeze(model.lower, model.upper, point);
  const rows = squeeze(model.rowLower, model.rowUpper, activity);
  return {
    ...model,
    cost: [...point],
    lower: columns.lower,
    upper: columns.upper,
    rowLower: rows.lower,
    rowUpper: rows.upper,
  };
}

/**
 * The dearest point of a face. Most columns of a face are fixed, and few rows are left without them; the solver is given
 * what is open, which is much less to hand over many times.
 */
function cornerOf(solver: Solver, face: LinearModel, whole: boolean): Float64Array | null {
  const point = Float64Array.from(face.lower);
  const open = emptyModel();
  const place = face.cost.map((cost, column) => {
    const lower = face.lower[column] ?? 0;
    const upper = face.upper[column] ?? 0;
    return lower < upper ? addColumn(open, lower, upper, { cost, whole: face.whole[column] ?? true }) : -1;
  });
  for (const [row, low] of face.rowLower.entries()) {
    let settled = 0;
    const entries: [number, number][] = [];
    for (let at = face.starts[row] ?? 0; at < (face.starts[row + 1] ?? 0); at++) {
      const column = face.indices[at] ?? 0;
      const value = face.values[at] ?? 0;
      const index = place[column] ?? -1;
      if (index < 0) settled += value * (point[column] ?? 0);
      else entries.push([index, value]);
    }
    if (entries.length > 0) addRow(open, low - settled, (face.rowUpper[row] ?? 0) - settled, entries);
  }
  const found = solver.maximise(open, whole);
  if (found === null) return null;
  for (const [column, index] of place.entries()) if (index >= 0) point[column] = found.columns[index] ?? 0;
  return point;
}

function isWhole(model: LinearModel, columns: Float64Array): boolean {
  return model.whole.every((whole, column) => {
    const value = columns[column] ?? 0;
    return !whole || Math.abs(value - Math.round(value)) < 1e-6;
  });
}

/** How much of a panel can be taken off before each of the values would leave its bounds. */
function* reach(
  values: Float64Array,
  panel: Float64Array,
  lower: readonly number[],
  upper: readonly number[],
): Generator<number> {
  for (const [i, value] of values.entries()) {
    const low = lower[i] ?? 0;
    const high = upper[i] ?? 0;
    const taken = panel[i] ?? 0;
    if (taken > low + NEAR) yield Math.max(0, value - low) / (taken - low);
    if (taken < high - NEAR && high !== Number.POSITIVE_INFINITY) {
      yield Math.max(0, high - value) / (high - taken);
    }
  }
}
