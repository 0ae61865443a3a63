import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FixtureHost } from './hosts.ts';

const host = new FixtureHost('2022-10-01T08:00:00Z');
beforeAll(() => host.start(), 60_000);
afterAll(() => host.remove());

const moments = [0, 15, 40, 90, 180, 350, 600];
const names = moments.map((_, at) => `run-${at}`);

test('kill -9 of the host at any moment loses nothing that was answered', { timeout: 180_000 }, async () => {
  let before = await host.now();
  for (const [at, moment] of moments.entries()) {
    const until = new Date(Date.parse(before) + 86_400_000).toISOString();
    await host.run(names[at] ?? '', { until, seconds: 3600 });
    // The move is cut off somewhere on its way; nobody is told that it has ended.
    const move = host.advance({ advanceBy: 'P1DT30M' }).catch(() => undefined);
    await sleep(moment);
    await host.end('SIGKILL');
    await move;
    await host.start();
    const now = await host.now();
    expect(now >= before).toBe(true);
    before = now;
  }
  await host.advance({ advanceBy: 'P10D' });

  const executions = await host.executions();
  expect([...executions.keys()].sort()).toEqual(names);
  expect(new Set([...executions.values()].map((it) => it.status))).toEqual(new Set(['SUCCEEDED']));
  const notes = await host.notes();
  let ran = 0;
  for (const name of names) {
    const steps = notes.filter((it) => it.name === name).map((it) => it.step);
    expect([...new Set(steps)]).toEqual(['first', 'second', 'timeout']);
    ran += steps.length;
  }
  // Each step ran once; again only where a kill came between a function's work and the note of its end.
  expect(ran).toBeLessThanOrEqual(3 * names.length + moments.length);
});
