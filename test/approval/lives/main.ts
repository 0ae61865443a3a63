import { setTimeout as pause } from 'node:timers/promises';
import { Host, roundFile } from '../../program/host.ts';
import { Chance } from './chance.ts';
import { Life } from './life.ts';
import type { Tally } from './steps.ts';

/**
 * Random lives of decisions against the whole program, over HTTP and mail alone: decisions, changes, repeats, stale
 * pages, two people at the same instant, scanners, questions answered and not, corrections, absences handed over and
 * taken back, deputies asked after five working days, and the clock.
 * `node test/approval/lives/main.ts [LIVES] [STEPS] [SEED]`.
 */
const [lives = 50, steps = 50, seed = 1] = process.argv.slice(2).map(Number);

const host = await Host.fresh('2022-09-06T09:00:00+02:00');
// Stopped from outside, it leaves no host behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void host.stop().then(() => process.exit(1)));
}

/** The third round, moved so far that its window stays open for all the days that pass. */
function longRound(): Record<string, unknown> {
  const file = JSON.stringify(roundFile());
  const later = file
    .replaceAll('2022-11-', '2023-07-')
    .replaceAll('2022-12-', '2023-08-')
    .replaceAll(/(2023-0[78]-\d\dT[\d:]+)\+01:00/g, '$1+02:00');
  return {
    ...JSON.parse(later),
    applications: { opens: '2022-09-05T00:00:00+02:00', closes: '2023-06-16T23:59:59+02:00' },
    decisionsDue: '2023-06-23T23:59:59+02:00',
  };
}

const tally: Tally = new Map();
const started = performance.now();
try {
  await host.createRound(longRound());
  for (let number = 0; number < lives; number++) {
    const life = await Life.begin(host, new Chance(seed * 1_000 + number), tally, number);
    // In every third life a week passes in which nobody decides, at its beginning or in its middle.
    const weeks = number % 3 === 0 ? [number % 2 === 0 ? 0 : Math.floor(steps / 2)] : [];
    console.log(await life.live(steps, weeks));
  }
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.log(
    `${lives} lives of ${steps} steps (seed ${seed}) in ${minutes} minutes: nothing lost, nothing doubled.`,
  );
  for (const [what, count] of [...tally].sort(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`${count} × ${what}`);
} finally {
  await host.stop();
  await pause(100);
}
