import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

const comparisonSchema = z.object({
  good: z.boolean(),
  mails: z.array(z.object({ purpose: z.string(), times: z.number(), verdict: z.string() })),
  certificates: z.array(z.object({ faults: z.array(z.string()) })),
  surprises: z.array(z.string()),
  usage: z.object({ priceUsd: z.number() }),
});

describe('the rehearsal of the third round, by its command', () => {
  const report = mkdtempSync(join(tmpdir(), 'kohorte-report-'));
  let status: number | null = null;
  let output = '';

  beforeAll(async () => {
    const command = spawn(process.execPath, ['test/rehearsal/main.ts', '--report', report], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, VITEST: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [command.stdout, command.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    status = await new Promise((done) => command.once('exit', done));
  }, 1_200_000);
  afterAll(() => rmSync(report, { recursive: true, force: true }));

  it('ends well, with a line for each stage', () => {
    expect(status, output).toBe(0);
    for (const stage of ['Das Ministerium entscheidet', 'Auswahl', 'Die Schulung beginnt', 'Zertifikate']) {
      expect(output).toContain(stage);
    }
  });

  it('ends with 16 certificates that verify, and with every mail as planned', () => {
    const comparison = comparisonSchema.parse(
      JSON.parse(readFileSync(join(report, 'comparison.json'), 'utf8')),
    );
    expect(comparison.certificates.map(({ faults }) => faults)).toEqual(Array.from({ length: 16 }, () => []));
    expect(comparison.mails.filter(({ verdict }) => verdict !== 'as-planned')).toEqual([]);
    expect(comparison.mails.filter(({ purpose }) => purpose === 'module-reminder')).toHaveLength(160);
    expect(comparison.usage.priceUsd).toBeGreaterThan(0);
  });

  it('writes a report that leads to each mail and each certificate', () => {
    const index = readFileSync(join(report, 'index.html'), 'utf8');
    const mails = readdirSync(join(report, 'mails')).filter((name) => name.endsWith('.html'));
    for (const name of mails) expect(index).toContain(`mails/${name}`);
    expect(readdirSync(join(report, 'certificates'))).toHaveLength(16);
    expect(index).toContain('role="img"');
    expect(index).not.toContain('<script');
  });
});
