import { check } from '../../functions/cohort/selection/check.ts';
import { drawPanel } from '../../functions/cohort/selection/engine/draw.ts';
import { askingOrder, cohortOrder } from '../../functions/cohort/selection/order.ts';
import { prepare, select } from '../../functions/cohort/selection/select.ts';
import type { Input, Method } from '../../functions/cohort/selection/types.ts';
import { brandenburg, published, withWishes } from '../cohort/selection/instances.ts';
import type { Bench, Measured } from './bench.ts';
import { significantlyBelow } from './binomial.ts';
import { compareThirdRound } from './selection-third-round.ts';

/** Loads and tests the solver, selects, and checks the result without the solver. */
async function selected(input: Input): Promise<Measured> {
  const result = await select(input, { text: 'bench', origin: 'bench' });
  const faults = check(input, result);
  if (faults.length > 0) throw new Error(faults.join(' '));
  const { status, smallestChance, certificate } = result;
  if (status !== 'optimal') throw new Error(`The status is ${status}.`);
  if (smallestChance === undefined || certificate === undefined) return { status };
  if (smallestChance < certificate.bound - 1e-6) throw new Error('The smallest chance is below its bound.');
  return {
    status,
    'smallest chance': smallestChance,
    'proven bound': certificate.bound,
    proof: certificate.proof,
    panels: result.portfolio?.length ?? 0,
  };
}

const instance = (method: Method, applicants: number, cohorts: number, seconds: number): Bench => ({
  name: `${method}, ${applicants} applicants for ${cohorts} × 16 seats, cap 1`,
  limits: { seconds, megabytes: 300 },
  run: () => selected(brandenburg(method, applicants, cohorts)),
});

/** The same, where each person's dates suit other cohorts: hardly two people are alike. */
const wishes = (method: Method, applicants: number, cohorts: number, seconds: number): Bench => ({
  name: `${method}, ${applicants} applicants with wishes of their own for ${cohorts} × 16 seats, cap 1`,
  limits: { seconds, megabytes: 300 },
  run: () => selected(withWishes(brandenburg(method, applicants, cohorts))),
});

const SEEDS = 1000;

/** How often the lottery takes each person, against half of the largest possible smallest chance. */
async function frequencies(): Promise<Measured> {
  const input = brandenburg('leximin', 400, 3);
  const { portfolio } = await prepare(input);
  const optimum = portfolio?.certificate.bound ?? 1;
  const { problem, solver, aims, input: frozen } = await prepare({ ...input, method: 'lottery' });
  const hits = problem.people.map(() => 0);
  for (let seed = 0; seed < SEEDS; seed++) {
    const text = `seed ${seed}`;
    const order = askingOrder(frozen, text).map(({ person }) => problem.index.get(person) ?? -1);
    const { panel } = drawPanel(problem, solver, aims, order, (person) =>
      cohortOrder(text, problem.people[person]?.id ?? '', problem.cohortIds).map((id) =>
        problem.cohortIds.indexOf(id),
      ),
    );
    for (const [person, cohort] of panel.entries()) if (cohort >= 0) hits[person] = (hits[person] ?? 0) + 1;
  }
  const low = hits.filter((count) => significantlyBelow(count, SEEDS, optimum / 2, 0.001 / hits.length));
  const rarest = Math.min(...hits) / SEEDS;
  if (low.length > 0) throw new Error(`${low.length} people are taken too rarely, down to ${rarest}.`);
  return {
    'leximin optimum': optimum,
    'rarest frequency': rarest,
    'people significantly below half': low.length,
  };
}

export const benches: readonly Bench[] = [
  instance('lottery', 400, 3, 2),
  instance('first-come', 400, 3, 2),
  instance('leximin', 400, 3, 5),
  instance('lottery', 3000, 10, 10),
  instance('leximin', 3000, 10, 60),
  wishes('lottery', 400, 3, 2),
  wishes('leximin', 400, 3, 5),
  wishes('lottery', 3000, 10, 10),
  {
    name: 'leximin, published instance of 2,000 people for 200 seats (reference: 1162 s)',
    limits: { seconds: 60, megabytes: 300 },
    run: () => selected(published()),
  },
  { name: `lottery, frequency of each of 400 people over ${SEEDS} seeds`, run: frequencies },
  {
    name: 'third round, 1,000 drawn cohorts against the real one',
    run: async () => {
      const { drawn, random, real } = await compareThirdRound(1000);
      const mean = (values: readonly number[]): number =>
        values.reduce((sum, value) => sum + value, 0) / values.length;
      return {
        'misplaced seats, drawn (mean)': Math.round(mean(drawn) * 100) / 100,
        'drawn (most)': Math.round(Math.max(...drawn) * 100) / 100,
        'random (mean)': Math.round(mean(random) * 100) / 100,
        real: Math.round(real * 100) / 100,
      };
    },
  },
];
