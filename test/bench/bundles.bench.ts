import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { bundleFunctions } from '../../infra/bundle.ts';
import { functions } from '../../infra/functions.ts';
import type { Bench, Measured } from './bench.ts';

/** Each function is loaded so often, each time by a process of its own; the one in the middle counts. */
const times = 7;

/** What a function finds when it is loaded: a region and keys, as on Lambda, and nothing of this machine. */
const environment = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  TABLE_NAME: 'Kohorte',
  BASE_URL: 'https://kohorte.example',
  SENDER: 'kohorte@kohorte.example',
};

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

type Loaded = { readonly milliseconds: number; readonly processorMilliseconds: number };

const loadedSchema = z.object({ milliseconds: z.number(), processorMilliseconds: z.number() });

/**
 * Loads a bundle in a new process.
 * @returns how long that took inside of it, and how long a processor was busy with it: what else the machine does adds
 *   less to that
 */
function load(file: string): Loaded {
  const script = `const begun = performance.now();
    const used = process.cpuUsage();
    await import(${JSON.stringify(pathToFileURL(file).href)});
    const { user, system } = process.cpuUsage(used);
    console.log(JSON.stringify({
      milliseconds: performance.now() - begun,
      processorMilliseconds: (user + system) / 1000,
    }));
    process.exit();`;
  const told = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: environment,
  });
  return loadedSchema.parse(JSON.parse(told.trim().split('\n').at(-1) ?? ''));
}

/** How large every function is and how long it takes to load: what a cold start adds to somebody's waiting. */
async function bundles(): Promise<Measured> {
  const directory = mkdtempSync(join(tmpdir(), 'kohorte-bundles-'));
  try {
    const made = [...(await bundleFunctions(functions, directory))].map(([name, path]) => ({
      name,
      file: join(path, 'index.mjs'),
      loaded: [] as Loaded[],
    }));
    // Round by round, so that what else the machine does falls on all functions alike.
    for (let time = 0; time < times; time += 1) {
      for (const { file, loaded } of made) loaded.push(load(file));
    }
    const measured = made.map(({ name, file, loaded }) => ({
      name,
      kilobytes: statSync(file).size / 1000,
      milliseconds: middle(loaded.map((each) => each.milliseconds)),
      processorMilliseconds: middle(loaded.map((each) => each.processorMilliseconds)),
    }));
    const one = (value: number): number => Math.round(value * 10) / 10;
    return {
      'median kilobytes': one(middle(measured.map(({ kilobytes }) => kilobytes))),
      'median import ms': one(middle(measured.map(({ milliseconds }) => milliseconds))),
      'median processor ms': one(middle(measured.map(({ processorMilliseconds }) => processorMilliseconds))),
      ...Object.fromEntries(
        measured.map(({ name, kilobytes, milliseconds, processorMilliseconds }) => [
          name,
          `${one(kilobytes)} kB in ${one(milliseconds)} ms (processor ${one(processorMilliseconds)} ms)`,
        ]),
      ),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

export const benches: readonly Bench[] = [
  { name: 'size and import time of all functions', limits: { 'median kilobytes': 500 }, run: bundles },
];
