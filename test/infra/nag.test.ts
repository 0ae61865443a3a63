import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { makeApp } from '../../infra/app.ts';
import { bundlePlaceholders } from '../../infra/bundle.ts';
import { functions } from '../../infra/functions.ts';
import { KohorteStack } from '../../infra/stack/kohorte-stack.ts';
import { checkByNag, nagExceptions } from '../../infra/stack/nag.ts';

const report = z.object({
  pluginReports: z.array(z.object({ violations: z.array(z.object({ ruleName: z.string() })) })),
});

/** The rules that the template breaks, with the exceptions given. */
function broken(exceptions: typeof nagExceptions): string[] {
  const directory = mkdtempSync(join(tmpdir(), 'kohorte-nag-'));
  try {
    const outdir = join(directory, 'out');
    const app = makeApp({
      region: 'eu-central-1',
      outdir,
      checks: false,
      bundles: bundlePlaceholders(functions, join(directory, 'bundle')),
    });
    const stack = app.node.findChild('Kohorte');
    if (!(stack instanceof KohorteStack)) throw new Error('no stack');
    checkByNag(stack, exceptions);
    try {
      app.synth();
    } catch (error) {
      if (!String(error).includes('ValidationFailed')) throw error;
    }
    const { pluginReports } = report.parse(
      JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')),
    );
    return pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName)).sort();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

describe('the rules AwsSolutions and Serverless', { timeout: 60_000 }, () => {
  it('leave nothing open', () => {
    expect(broken(nagExceptions)).toEqual([]);
  });

  it('have no exception that is not needed, and each says why', () => {
    for (const { reason } of nagExceptions) expect(reason.length).toBeGreaterThan(20);
    const listed = [...new Set(nagExceptions.map(({ id }) => id))].sort();
    expect(listed).toEqual(broken([]));
  });
});
