/** A linear model in rows: row bounds ≤ Σ coefficient × column ≤ row bounds. */
export interface LinearModel {
  readonly cost: number[];
  readonly lower: number[];
  readonly upper: number[];
  readonly whole: boolean[];
  readonly rowLower: number[];
  readonly rowUpper: number[];
  readonly starts: number[];
  readonly indices: number[];
  readonly values: number[];
}

export interface Solution {
  readonly columns: Float64Array;
  readonly objective: number;
  /** What the objective cannot exceed: the proven bound of a whole-number model. */
  readonly bound: number;
  readonly rowDuals: Float64Array;
}

export function emptyModel(): LinearModel {
  return {
    cost: [],
    lower: [],
    upper: [],
    whole: [],
    rowLower: [],
    rowUpper: [],
    starts: [0],
    indices: [],
    values: [],
  };
}

/** Adds a column and returns its index. */
export function addColumn(
  model: LinearModel,
  lower: number,
  upper: number,
  options: { cost?: number; whole?: boolean } = {},
): number {
  model.cost.push(options.cost ?? 0);
  model.lower.push(lower);
  model.upper.push(upper);
  model.whole.push(options.whole ?? true);
  return model.cost.length - 1;
}

/** Adds a row and returns its index; columns must not repeat. */
export function addRow(
  model: LinearModel,
  lower: number,
  upper: number,
  entries: readonly (readonly [column: number, coefficient: number])[],
): number {
  for (const [column, coefficient] of entries) {
    model.indices.push(column);
    model.values.push(coefficient);
  }
  model.starts.push(model.indices.length);
  model.rowLower.push(lower);
  model.rowUpper.push(upper);
  return model.rowLower.length - 1;
}
