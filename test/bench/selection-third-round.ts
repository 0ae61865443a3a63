// Compares the 16 administrations of the third round with cohorts that the lottery would have drawn, had all 193
// applied. Run by itself it writes docs/selection-third-round.svg and prints the table for docs/selection.md.
import { writeFileSync } from 'node:fs';
import { drawPanel } from '../../functions/cohort/selection/engine/draw.ts';
import { askingOrder } from '../../functions/cohort/selection/order.ts';
import { prepare } from '../../functions/cohort/selection/select.ts';
import { quotasFromShares, weigh } from '../../functions/cohort/selection/targets.ts';
import type { Input } from '../../functions/cohort/selection/types.ts';
import { type Administration, administrations, DIMENSIONS } from '../cohort/selection/instances.ts';

/** Who took part (press release of the ministry, November 2022). */
const REAL = [
  ...['120690020', '120520000', '120600052', '120630080', '120620140', '120530000', '120670144', '120710160'],
  ...['120690306', '120610316', '120600181', '120730452', '120630252', '120610433', '120700424', '120610572'],
];
const SEATS = 16;

/** Counts of each value, by dimension. */
type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

export interface Comparison {
  /** Seats that would have to change hands for the Land's structure, in each drawn cohort. */
  readonly drawn: readonly number[];
  /** The same for 16 administrations drawn without quotas. */
  readonly random: readonly number[];
  readonly real: number;
  readonly targets: Counts;
  readonly realCounts: Counts;
  readonly drawnMeans: Counts;
  readonly randomMeans: Counts;
}

const countsOf = (members: readonly Administration[]): Counts =>
  weigh(
    DIMENSIONS,
    members.map(({ values }) => ({ values, weight: 1 })),
  );

/** Half of the absolute deviations from the targets, over both dimensions: seats in the wrong place. */
function distance(counts: Counts, targets: Counts): number {
  let sum = 0;
  for (const [dimension, values] of Object.entries(targets)) {
    for (const [value, target] of Object.entries(values)) {
      sum += Math.abs((counts[dimension]?.[value] ?? 0) - target) / 2;
    }
  }
  return sum;
}

function meanOf(all: readonly Counts[], like: Counts): Counts {
  return Object.fromEntries(
    Object.entries(like).map(([dimension, values]) => [
      dimension,
      Object.fromEntries(
        Object.keys(values).map((value) => [
          value,
          all.reduce((sum, counts) => sum + (counts[dimension]?.[value] ?? 0), 0) / all.length,
        ]),
      ),
    ]),
  );
}

/** Draws `draws` cohorts by the lottery, and as many without quotas. */
export async function compareThirdRound(draws: number): Promise<Comparison> {
  const register = administrations();
  const weights = weigh(
    DIMENSIONS,
    register.map(({ values }) => ({ values, weight: 1 })),
  );
  const targets: Counts = Object.fromEntries(
    Object.entries(weights).map(([dimension, values]) => [
      dimension,
      Object.fromEntries(Object.entries(values).map(([value, n]) => [value, (n * SEATS) / register.length])),
    ]),
  );
  const cohorts = [{ id: 'a', seats: SEATS }];
  const input: Input = {
    method: 'lottery',
    dimensions: DIMENSIONS,
    people: register.map(({ key, values }) => ({ id: key, administrations: [key], values })),
    cohorts,
    quotas: quotasFromShares(weights, cohorts),
    cap: 1,
    capScope: 'programme',
    pins: [],
    exclusions: [],
  };
  const { problem, solver, aims, input: frozen } = await prepare(input);
  const byKey = new Map(register.map((each) => [each.key, each]));
  const of = (keys: readonly string[]): Counts => countsOf(keys.flatMap((key) => byKey.get(key) ?? []));
  const drawnCounts: Counts[] = [];
  const randomCounts: Counts[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const order = askingOrder(frozen, `round 3, draw ${draw}`).map(({ person }) => person);
    const indices = order.map((id) => problem.index.get(id) ?? -1);
    const { panel } = drawPanel(problem, solver, aims, indices, () => [0]);
    drawnCounts.push(of(order.filter((id) => (panel[problem.index.get(id) ?? -1] ?? -1) === 0)));
    randomCounts.push(of(order.slice(0, SEATS)));
  }
  const realCounts = of(REAL);
  return {
    drawn: drawnCounts.map((counts) => distance(counts, targets)),
    random: randomCounts.map((counts) => distance(counts, targets)),
    real: distance(realCounts, targets),
    targets,
    realCounts,
    drawnMeans: meanOf(drawnCounts, targets),
    randomMeans: meanOf(randomCounts, targets),
  };
}

/** The table of docs/selection.md. */
function table({ targets, realCounts, drawnMeans, randomMeans, drawn, random, real }: Comparison): string {
  const number = (value: number | undefined): string => (value ?? 0).toFixed(2);
  const rows = Object.entries(targets).flatMap(([dimension, values]) =>
    Object.entries(values).map(([value, target]) =>
      [
        dimension,
        value,
        number(target),
        `${realCounts[dimension]?.[value] ?? 0}`,
        number(drawnMeans[dimension]?.[value]),
        number(randomMeans[dimension]?.[value]),
      ].join(' | '),
    ),
  );
  const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
  const at = (values: readonly number[], share: number): string =>
    number(sorted(values)[Math.min(values.length - 1, Math.floor(share * values.length))]);
  const span = (values: readonly number[]): string =>
    `${at(values, 0)} / ${at(values, 0.5)} / ${at(values, 1)}`;
  return [
    '| dimension | value | target | third round | drawn, mean | without quotas, mean |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    `| misplaced seats | least / median / most | 0 | ${number(real)} | ${span(drawn)} | ${span(random)} |`,
  ].join('\n');
}

/** A histogram of the distances, readable without colour and with a description for those who do not see it. */
function picture({ drawn, random, real }: Comparison): string {
  const [width, height, left, bottom, top] = [760, 360, 60, 300, 30];
  const most = Math.ceil(Math.max(...random, real) + 0.5);
  const bins = most * 2;
  const histogram = (values: readonly number[]): number[] => {
    const counts = Array<number>(bins).fill(0);
    for (const value of values) {
      const bin = Math.min(bins - 1, Math.floor(value * 2));
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    return counts;
  };
  const [withQuotas, without] = [histogram(drawn), histogram(random)];
  const highest = Math.max(...withQuotas, ...without);
  const x = (value: number): number => left + (value / most) * (width - left - 20);
  const y = (count: number): number => bottom - (count / highest) * (bottom - top);
  const bars = (counts: readonly number[], style: string, shift: number, share: number): string =>
    counts
      .map((count, bin) => {
        const from = x(bin / 2) + shift;
        const wide = (x(0.5) - x(0)) * share;
        return count === 0
          ? ''
          : `<rect x="${from.toFixed(1)}" y="${y(count).toFixed(1)}" width="${wide.toFixed(1)}" height="${(bottom - y(count)).toFixed(1)}" ${style}/>`;
      })
      .join('');
  const half = (x(0.5) - x(0)) / 2;
  const ticks = Array.from({ length: most + 1 }, (_, value) => value)
    .map(
      (value) => `<text x="${x(value).toFixed(1)}" y="${bottom + 18}" text-anchor="middle">${value}</text>`,
    )
    .join('');
  const marks = [0, 0.5, 1]
    .map((share) => Math.round(share * highest))
    .map(
      (count) => `<text x="${left - 8}" y="${(y(count) + 4).toFixed(1)}" text-anchor="end">${count}</text>`,
    )
    .join('');
  const mean = (values: readonly number[]): string =>
    (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(1);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t d" font-family="sans-serif" font-size="13">
<title id="t">Misplaced seats: third round, drawn cohorts, random cohorts</title>
<desc id="d">Histogram of ${drawn.length} cohorts of 16 drawn with quotas (${mean(drawn)} misplaced seats on average) and ${random.length} drawn without (${mean(random)}); the real third round has ${real.toFixed(1)}.</desc>
<rect width="${width}" height="${height}" fill="#ffffff"/>
<defs><pattern id="p" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#e8e8e8"/><line x1="0" y1="0" x2="0" y2="6" stroke="#555555" stroke-width="2"/></pattern></defs>
${bars(withQuotas, 'fill="#004f80"', 0, 0.48)}
${bars(without, 'fill="url(#p)" stroke="#555555"', half, 0.48)}
<line x1="${left}" y1="${bottom}" x2="${width - 20}" y2="${bottom}" stroke="#000000"/>
${ticks}
${marks}
<line x1="${x(real).toFixed(1)}" y1="${top}" x2="${x(real).toFixed(1)}" y2="${bottom}" stroke="#b00020" stroke-width="3" stroke-dasharray="7 4"/>
<text x="${(x(real) + 6).toFixed(1)}" y="${top + 12}" fill="#b00020">third round: ${real.toFixed(1)}</text>
<text x="${width / 2}" y="${bottom + 40}" text-anchor="middle">seats that would have to change hands, both dimensions together</text>
<text x="14" y="${top - 12}">cohorts</text>
<rect x="330" y="${top + 30}" width="14" height="14" fill="#004f80"/><text x="350" y="${top + 42}">drawn with quotas</text>
<rect x="330" y="${top + 52}" width="14" height="14" fill="url(#p)" stroke="#555555"/><text x="350" y="${top + 64}">drawn without quotas</text>
</svg>
`;
}

if (import.meta.main) {
  const comparison = await compareThirdRound(1000);
  writeFileSync(new URL('../../docs/selection-third-round.svg', import.meta.url), picture(comparison));
  console.log(table(comparison));
}
