import type { Highs, Model as NativeModel, SymbolDisposable } from 'highs';
import loadHighs from 'highs';
import type { LinearModel, Solution } from './linear-model.ts';
import { knownModels } from './self-test.ts';

export interface Solver {
  /** Name and version of the solver library. */
  readonly version: string;
  /**
   * Maximises the model's cost.
   * @param whole false solves the relaxation, in which every column may be a fraction
   * @returns the optimum, or null where no solution exists
   * @throws Error where the solver ends otherwise (unbounded, numerical trouble): never a wrong answer silently
   */
  maximise(model: LinearModel, whole: boolean): Solution | null;
}

// Everything that could change an answer is pinned, and nothing depends on the speed of the machine: no time limit
// (the library has none unless one is set), one thread (it is built so), a fixed seed, and a model in whole numbers
// counts as solved only when no gap is left.
const OPTIONS = {
  output_flag: false,
  random_seed: 0,
  presolve: 'choose',
  mip_rel_gap: 0,
  mip_abs_gap: 1e-9,
  mip_feasibility_tolerance: 1e-7,
  primal_feasibility_tolerance: 1e-9,
  dual_feasibility_tolerance: 1e-9,
} as const;

function run(highs: Highs, model: LinearModel, whole: boolean): Solution | null {
  const columns = model.cost.length;
  const rows = model.rowLower.length;
  const infinite = (value: number): number =>
    value === Number.POSITIVE_INFINITY
      ? highs.infinity
      : value === Number.NEGATIVE_INFINITY
        ? -highs.infinity
        : value;
  // The library does not solve a model without columns; every row is then 0.
  if (columns === 0) {
    const holds = model.rowLower.every((low, row) => low <= 0 && (model.rowUpper[row] ?? 0) >= 0);
    const none = new Float64Array(0);
    return holds ? { columns: none, objective: 0, bound: 0, rowDuals: new Float64Array(rows) } : null;
  }
  let native: SymbolDisposable<NativeModel> | undefined;
  try {
    native = highs.createModel({
      numCols: columns,
      numRows: rows,
      sense: highs.constants.objectiveSense.maximize,
      colCost: model.cost,
      colLower: model.lower.map(infinite),
      colUpper: model.upper.map(infinite),
      rowLower: model.rowLower.map(infinite),
      rowUpper: model.rowUpper.map(infinite),
      matrix: {
        format: 'csr',
        numRows: rows,
        numCols: columns,
        starts: model.starts,
        indices: model.indices,
        values: model.values,
      },
      ...(whole ? { integrality: Int32Array.from(model.whole, (each) => (each ? 1 : 0)) } : {}),
    });
    native.options.set(OPTIONS);
    native.run();
    const status = native.getModelStatus();
    const known = highs.constants.modelStatus;
    // Unbounded cannot be: all columns of our models are bounded. So "unbounded or infeasible" is infeasible.
    if (status === known.infeasible || status === known.unboundedOrInfeasible) return null;
    if (status !== known.optimal) {
      throw new Error(`The solver ended with status ${status}.`);
    }
    const solution = native.getSolution();
    const objective = native.getObjectiveValue();
    return {
      columns: solution.colValue,
      objective,
      bound: whole ? Number(native.info.get('mip_dual_bound')) : objective,
      rowDuals: solution.rowDual,
    };
  } finally {
    native?.dispose();
  }
}

let shared: Promise<Solver> | undefined;

/**
 * Solves models whose optima are known.
 * @throws Error if the solver gets one wrong: then nothing may be selected with it
 */
export function testSolver(solver: Solver): void {
  for (const { name, model, optimum } of knownModels()) {
    const found = solver.maximise(model, true)?.objective;
    if (found === undefined || Math.abs(found - optimum) > 1e-6) {
      throw new Error(
        `${solver.version} fails its self-test "${name}": ${found ?? 'no solution'} instead of ${optimum}. Nothing is selected with it.`,
      );
    }
  }
}

// The library declares its loader as a member of a CommonJS module, while its ES module exports it as default.
const isLoader = (value: unknown): value is typeof loadHighs.default => typeof value === 'function';

async function start(): Promise<Solver> {
  if (!isLoader(loadHighs)) throw new Error('The solver library has no loader.');
  const highs = await loadHighs();
  const solver: Solver = {
    version: `highs ${highs.version.string}`,
    maximise: (model, whole) => run(highs, model, whole),
  };
  testSolver(solver);
  return solver;
}

/**
 * The one solver of this process: loaded and tested at the first call, shared by all later ones. Its file
 * highs.wasm must lie beside the code that is running (in a bundle: beside index.mjs).
 * @throws Error if it gives a wrong answer on a model whose optimum is known
 */
export function loadSolver(): Promise<Solver> {
  shared ??= start();
  return shared;
}
