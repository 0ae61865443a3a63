import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUsage } from '../../../infra/local/usage/usage.ts';

async function newFile(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'kohorte-usage-')), 'usage.sqlite');
}

describe('what AWS would have been asked for', () => {
  it('is counted by service, operation and function, over restarts', async () => {
    const file = await newFile();
    const first = createUsage(file);
    first.count('dynamodb', 'GetItem', 'case');
    first.count('dynamodb', 'GetItem', 'case');
    first.count('ses', 'SendRawEmail', 'post');
    first.stop();
    const second = createUsage(file);
    second.count('dynamodb', 'GetItem', 'case');
    expect(second.report().calls).toEqual([
      { service: 'dynamodb', operation: 'GetItem', function: 'case', count: 3 },
      { service: 'ses', operation: 'SendRawEmail', function: 'post', count: 1 },
    ]);
    second.stop();
  });

  it('costs what the price list says', async () => {
    const usage = createUsage(await newFile());
    for (let at = 0; at < 1000; at += 1) {
      usage.count('states', 'StateTransition');
      usage.count('ses', 'SendRawEmail', 'post', 2);
      usage.count('apigateway', 'Request', 'apply');
      usage.count('dynamodb', 'TransactWriteItems', 'apply', 12);
      usage.invoked('apply', 1024, 100);
      usage.count('states', 'SendTaskSuccess', 'deliver');
    }
    const { priceUsd, costs } = usage.report();
    // transitions, mails, requests, write units, invocations, 100 GB-seconds
    expect(priceUsd).toBeCloseTo(0.025 + 0.2 + 0.0012 + 0.00915 + 0.0002 + 0.00133334, 5);
    expect(costs.every((it) => it.source.startsWith('https://aws.amazon.com/'))).toBe(true);
    expect(usage.report().calls.find((it) => it.operation === 'SendTaskSuccess')?.count).toBe(1000);
    usage.stop();
  });

  it('adds up however the calls are mixed', async () => {
    const call = fc.record({
      service: fc.constantFrom('dynamodb', 'states', 'other'),
      operation: fc.constantFrom('Query', 'StateTransition'),
      name: fc.constantFrom('', 'a', 'b'),
    });
    const file = await newFile();
    let total = 0;
    fc.assert(
      fc.property(fc.array(call), (calls) => {
        const usage = createUsage(file);
        for (const it of calls) usage.count(it.service, it.operation, it.name);
        total += calls.length;
        const counted = usage.report().calls.reduce((sum, it) => sum + it.count, 0);
        usage.stop();
        expect(counted).toBe(total);
      }),
      { numRuns: 25 },
    );
  });

  it('survives a kill but for the last second', async () => {
    const file = await newFile();
    const script = `
      import { createUsage } from ${JSON.stringify(join(process.cwd(), 'infra/local/usage/usage.ts'))};
      const usage = createUsage(${JSON.stringify(file)});
      for (let at = 0; at < 500; at += 1) usage.count('dynamodb', 'Query', 'a');
      setTimeout(() => { usage.count('dynamodb', 'Query', 'a'); console.log('counted'); }, 1300);
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'pipe' });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const usage = createUsage(file);
    expect(usage.report().calls[0]?.count).toBeGreaterThanOrEqual(500);
    usage.stop();
  });
});
