import { addColumn, addRow, emptyModel, type LinearModel } from './linear-model.ts';

/** A model and the optimum that a sound solver finds. */
export interface KnownModel {
  readonly name: string;
  readonly model: LinearModel;
  readonly optimum: number;
}

/** Models whose optima are known by proof, so that a wrong build of the solver is noticed before it selects. */
export function knownModels(): KnownModel[] {
  return [capSet(), stuffing()];
}

/**
 * Hard for its size: of the 27 points of the affine space of dimension 3 over the field of 3 elements choose as
 * many as possible, never all 3 points of one of its 117 lines. The largest such set has 9 points (R. C. Bose, 1947).
 * Five points that belong to one such set, {0, 1, 3, 9, 10, 12, 22, 23, 25}, are fixed, which leaves the optimum and
 * makes the proof of it short enough for every start.
 */
function capSet(): KnownModel {
  const model = emptyModel();
  const points = 27;
  for (let point = 0; point < points; point++) {
    addColumn(model, [0, 1, 3, 9, 10].includes(point) ? 1 : 0, 1, { cost: 1 });
  }
  const digits = (point: number): number[] => [point % 3, Math.floor(point / 3) % 3, Math.floor(point / 9)];
  for (let a = 0; a < points; a++) {
    for (let b = a + 1; b < points; b++) {
      const [p, q] = [digits(a), digits(b)];
      // Three points are a line where each coordinate adds up to a multiple of 3.
      const c = p.reduce((sum, digit, i) => sum + ((6 - digit - (q[i] ?? 0)) % 3) * 3 ** i, 0);
      const line = [a, b, c].map((point) => [point, 1] as const);
      if (c > b) addRow(model, 0, 2, line);
    }
  }
  return { name: 'cap set', model, optimum: 9 };
}

/**
 * Small, but HiGHS 1.14.0 calls 35 its optimum: of a part at 3 and whole parts at 5 at least 6.5 are needed; the
 * cheapest is the part alone, 19.5. (Its presolve counted whole columns as if they could be fractions.)
 */
function stuffing(): KnownModel {
  const model = emptyModel();
  const part = addColumn(model, 0, 9, { cost: -3, whole: false });
  const wholes = addColumn(model, 0, 9, { cost: -5 });
  addRow(model, 6.5, Number.POSITIVE_INFINITY, [
    [part, 1],
    [wholes, 1],
  ]);
  return { name: 'stuffing', model, optimum: -19.5 };
}
