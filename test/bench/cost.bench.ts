import { type Measured as Counted, isScheduled, measure } from '../cost/measure.ts';
import type { Bench, Measured } from './bench.ts';

/** Rounds of growing size, such as `SIZES=4,16,200`, three or more; what an application takes is told from one to the next. */
const sizes = (process.env['SIZES'] ?? '4,16,64').split(',').map(Number);

const services = ['states', 'dynamodb', 'lambda', 'ses'] as const;
type Service = (typeof services)[number];

function callsOf({ calls }: Counted, wanted: Service): number {
  const counted = calls.filter(
    ({ service, function: name, operation }) =>
      service === wanted && !isScheduled(name) && (wanted !== 'states' || operation === 'StateTransition'),
  );
  return counted.reduce((sum, { count }) => sum + count, 0);
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Calls and transitions that one application more takes, in small rounds and in large ones. */
async function ofAnApplication(): Promise<Measured> {
  if (sizes.length < 3) throw new Error('three sizes or more tell whether the second step is as the first');
  const rounds: Counted[] = [];
  for (const size of sizes) rounds.push(await measure(size));
  const found: Record<string, number> = {};
  let most = 0;
  for (const service of services) {
    const each = rounds.slice(1).map((round, index) => {
      const before = rounds[index] ?? round;
      const calls = callsOf(round, service) - callsOf(before, service);
      return calls / (round.applications - before.applications);
    });
    for (const [index, calls] of each.entries()) {
      found[`${service} (${sizes[index]} to ${sizes[index + 1]})`] = rounded(calls);
      most = Math.max(most, Math.abs(calls / (each[0] ?? calls) - 1) * 100);
    }
  }
  return { ...found, 'largest difference (%)': rounded(most) };
}

export const benches: readonly Bench[] = [
  {
    name: 'calls and transitions that an application takes, whatever the size of its round',
    limits: { 'largest difference (%)': 5 },
    run: ofAnApplication,
  },
];
