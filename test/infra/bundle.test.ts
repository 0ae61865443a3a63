import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Bundles, bundleFunctions } from '../../infra/bundle.ts';
import { functions } from '../../infra/functions.ts';

// Outside of the project, so that no bundle finds a package beside itself.
const directory = mkdtempSync(join(tmpdir(), 'kohorte-bundle-'));
let bundles: Bundles;

beforeAll(async () => {
  bundles = await bundleFunctions(functions, join(directory, 'one'));
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const digests = (made: Bundles) =>
  [...made].map(([name, path]) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(path, 'index.mjs')))
      .digest('hex'),
  ]);

describe('the code of the functions', () => {
  it('is one file each, under its function, with the solver beside where there is one', () => {
    expect([...bundles.keys()]).toEqual(functions.map(({ name }) => name));
    for (const path of bundles.values()) {
      const solves = readFileSync(join(path, 'index.mjs'), 'utf8').includes('highs.wasm');
      expect(readdirSync(path)).toEqual(solves ? ['highs.wasm', 'index.mjs'] : ['index.mjs']);
    }
  });

  it('loads where nothing else is installed, and has a handler', () => {
    const script = `
      const found = {};
      for (const path of process.argv.slice(1)) {
        const module = await import(path);
        found[path] = typeof module.handler;
      }
      console.log(JSON.stringify(found));`;
    const files = [...bundles.values()].map((path) => join(path, 'index.mjs'));
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script, ...files], {
      cwd: directory,
      encoding: 'utf8',
      env: {
        AWS_REGION: 'eu-central-1',
        TABLE_NAME: 'table',
        BASE_URL: 'https://schulung.example',
        SENDER: 'Programmbüro <noreply@schulung.example>',
        CONFIGURATION_SET: 'set',
        APPLICATION_WORKFLOW_ARN: 'arn:application',
        ROUND_WORKFLOW_ARN: 'arn:round',
      },
    });
    expect(z.record(z.string(), z.string()).parse(JSON.parse(output))).toEqual(
      Object.fromEntries(files.map((file) => [file, 'function'])),
    );
  }, 120_000);

  it('is the same from the same sources, byte for byte', async () => {
    const some = functions.filter(({ entry }) => /^(platform|certificate)\//.test(entry));
    expect(some.length).toBeGreaterThan(3);
    const [first, second] = await Promise.all(
      ['first', 'second'].map((name) => bundleFunctions(some, join(directory, name))),
    );
    if (first === undefined || second === undefined) throw new Error('nothing was bundled');
    expect(digests(second)).toEqual(digests(first));
  }, 120_000);

  it('fits well into what Lambda loads quickly', () => {
    const sizes = [...bundles].map(([name, path]) => [name, statSync(join(path, 'index.mjs')).size] as const);
    expect(sizes.filter(([, size]) => size > 4_000_000)).toEqual([]);
  });

  it('is refused where the file of a function is missing', async () => {
    const [first] = functions;
    if (first === undefined) throw new Error('no functions');
    const missing = { ...first, entry: 'application/nowhere' };
    await expect(bundleFunctions([missing], join(directory, 'three'))).rejects.toThrow(
      'functions/application/nowhere.ts',
    );
  });
});
