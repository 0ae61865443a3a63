// Runs all test/bench/*.bench.ts (or those whose names contain an argument), each measurement in its own process,
// prints a table and writes reports/bench.json. Ends with 1 where a limit is not kept or a claim does not hold.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Measured } from './bench.ts';

interface Outcome {
  readonly file: string;
  readonly name: string;
  readonly measured: Measured;
  readonly limits: Readonly<Record<string, number>>;
  readonly holds: boolean;
}

const here = new URL('.', import.meta.url);
const root = new URL('../../', here);

async function benchesOf(file: string): Promise<readonly Bench[]> {
  const module: { benches: readonly Bench[] } = await import(new URL(file, here).href);
  return module.benches;
}

/** The child's side: one measurement, told as a line of JSON. */
async function measure(file: string, name: string): Promise<void> {
  const bench = (await benchesOf(file)).find((each) => each.name === name);
  if (bench === undefined) throw new Error(`There is no ${name} in ${file}.`);
  const begun = performance.now();
  let found: Measured;
  try {
    found = await bench.run();
  } catch (error) {
    found = { failed: error instanceof Error ? error.message : String(error) };
  }
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const measured: Measured = {
    seconds: round((performance.now() - begun) / 1000),
    'cpu seconds': round((userCPUTime + systemCPUTime) / 1e6),
    megabytes: Math.round(maxRSS / 1024),
    ...found,
  };
  console.log(`\n${JSON.stringify(measured)}`);
}

const round = (value: number): number => Math.round(value * 100) / 100;

function inOwnProcess(file: string, bench: Bench): Outcome {
  const script = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, [script, '--measure', file, bench.name], {
    encoding: 'utf8',
    cwd: fileURLToPath(root),
    maxBuffer: 1e8,
  });
  const last = child.stdout.trim().split('\n').at(-1) ?? '';
  let measured: Measured;
  try {
    measured = JSON.parse(last);
  } catch {
    measured = { failed: child.stderr.slice(-500) || `ended with ${child.status ?? child.signal}` };
  }
  const limits = bench.limits ?? {};
  const kept = Object.entries(limits).every(([what, most]) => Number(measured[what]) <= most);
  return { file, name: bench.name, measured, limits, holds: kept && !('failed' in measured) };
}

function row({ name, measured, limits, holds }: Outcome): string[] {
  const told = Object.entries(measured).map(([what, value]) => {
    const most = limits[what];
    return `${what} ${value}${most === undefined ? '' : ` (at most ${most})`}`;
  });
  return [holds ? 'ok' : 'NO', name, told.join(', ')];
}

async function main(wanted: readonly string[]): Promise<void> {
  const files = readdirSync(here)
    .filter((file) => file.endsWith('.bench.ts'))
    .sort();
  const outcomes: Outcome[] = [];
  for (const file of files) {
    for (const bench of await benchesOf(file)) {
      const label = `${basename(file, '.bench.ts')}: ${bench.name}`;
      if (wanted.length > 0 && !wanted.some((word) => label.includes(word))) continue;
      const outcome = inOwnProcess(file, bench);
      outcomes.push(outcome);
      const [state = '', , told = ''] = row(outcome);
      console.log(`${state.padEnd(3)} ${label}\n      ${told}`);
    }
  }
  mkdirSync(new URL('reports/', root), { recursive: true });
  const report = { node: process.version, platform: `${process.platform} ${process.arch}`, outcomes };
  writeFileSync(new URL('reports/bench.json', root), `${JSON.stringify(report, null, 2)}\n`);
  const broken = outcomes.filter(({ holds }) => !holds).length;
  console.log(
    `\n${outcomes.length} measured, ${broken} not within their limits; reports/bench.json has the numbers.`,
  );
  process.exitCode = broken === 0 ? 0 : 1;
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--measure') await measure(rest[0] ?? '', rest[1] ?? '');
else await main(first === undefined ? [] : [first, ...rest]);
