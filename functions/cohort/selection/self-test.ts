import { addColumn, addRow, emptyModel, type LinearModel } from './solver.ts';

/** The largest set of points of AG(3,3) without a line has 9 points (R. C. Bose, 1947). */
export const SELF_TEST_OPTIMUM = 9;

/**
 * A small but hard model with a known optimum: choose as many of the 27 points of the affine space of dimension 3
 * over the field of 3 elements as possible, never all 3 points of one of its 117 lines. The relaxation promises 18,
 * and the symmetry defeats simple pruning, so that faults in cuts, presolve or symmetry handling show.
 */
export function capSetModel(): LinearModel {
  const model = emptyModel();
  const points = 27;
  for (let point = 0; point < points; point++) addColumn(model, 0, 1, { cost: 1 });
  const digits = (point: number): number[] => [point % 3, Math.floor(point / 3) % 3, Math.floor(point / 9)];
  for (let a = 0; a < points; a++) {
    for (let b = a + 1; b < points; b++) {
      const [p, q] = [digits(a), digits(b)];
      // Three points are a line where each coordinate adds up to a multiple of 3.
      const c = p.reduce((sum, digit, i) => sum + ((6 - digit - (q[i] ?? 0)) % 3) * 3 ** i, 0);
      if (c > b)
        addRow(model, 0, 2, [
          [a, 1],
          [b, 1],
          [c, 1],
        ]);
    }
  }
  return model;
}
