import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { FixtureHost } from './hosts.ts';

const host = new FixtureHost('2022-10-01T08:00:00Z');
beforeAll(() => host.start(), 60_000);
afterAll(() => host.remove());

const steps = async (name: string) =>
  (await host.notes()).filter((it) => it.what === 'task' && it.name === name).map((it) => [it.step, it.at]);

describe('Advancing the clock', () => {
  test('goes through every timer in order, each once, at its very instant', async () => {
    await host.run('c', { until: '2022-12-24T17:00:00Z', seconds: 3600 });
    await host.run('a', { until: '2022-11-01T08:00:00Z', seconds: 86_400 });
    // Timers that fall due together fire in the order in which they were set: a waits before b begins.
    await host.advance({ advanceTo: '2000-01-01T00:00:00Z' });
    await host.run('b', { until: '2022-11-01T08:00:00Z', seconds: 60 });
    const { now, fired } = await host.advance({ advanceBy: 'P100D' });
    expect(now).toMatch(/^2023-01-09T09:0/);
    // Three waits, three timeouts, and the sweep of each of a hundred nights.
    expect(fired).toBe(106);
    const notes = (await host.notes()).filter((it) => it.what === 'task' && it.step !== 'first');
    const order = notes
      .map((it) => `${it.name} ${it.step} ${it.at}`)
      .sort((x, y) => x.slice(-24).localeCompare(y.slice(-24)));
    expect(order).toEqual([
      'a second 2022-11-01T08:00:00.000Z',
      'b second 2022-11-01T08:00:00.000Z',
      'b timeout 2022-11-01T08:01:00.000Z',
      'a timeout 2022-11-02T08:00:00.000Z',
      'c second 2022-12-24T17:00:00.000Z',
      'c timeout 2022-12-24T18:00:00.000Z',
    ]);
    const executions = await host.executions();
    expect([...executions.values()].map((it) => [it.status, it.case])).toEqual([
      ['SUCCEEDED', 'c'],
      ['SUCCEEDED', 'a'],
      ['SUCCEEDED', 'b'],
    ]);
  });

  test('keeps to the clocks of Berlin on both weekends of their change', async () => {
    const sweeps = (await host.notes())
      .filter((it) => it.what === 'sweep')
      .map((it) => it.at)
      .sort();
    expect(sweeps).toHaveLength(100);
    // 03:00 in Berlin is 01:00 UTC until 29 October, and 02:00 UTC from the 30th on.
    expect(sweeps).toContain('2022-10-29T01:00:00.000Z');
    expect(sweeps).toContain('2022-10-30T02:00:00.000Z');
    await host.advance({ advanceTo: '2023-03-28T12:00:00+02:00' });
    const spring = (await host.notes())
      .filter((it) => it.what === 'sweep' && it.at > '2023-03-25')
      .map((it) => it.at)
      .sort();
    expect(spring.map((it) => it.slice(5, 13))).toEqual(['03-25T02', '03-26T01', '03-27T01', '03-28T01']);
  });

  test('counts days by the calendar in Berlin', async () => {
    const from = await host.now();
    const { now } = await host.advance({ advanceBy: 'P215D' });
    expect(Date.parse(now) - Date.parse(from)).toBeGreaterThanOrEqual(215 * 86_400_000);
    const berlin = (at: string) =>
      new Date(at).toLocaleTimeString('de', { timeZone: 'Europe/Berlin' }).slice(0, 5);
    expect(berlin(now)).toBe(berlin(from));
  });

  test('to a past instant does nothing', async () => {
    const before = await host.now();
    const { now, fired } = await host.advance({ advanceTo: '2022-01-01T00:00:00Z' });
    expect(fired).toBe(0);
    expect(now >= before).toBe(true);
  });

  test('one call after the other, where several come at once', async () => {
    const from = await host.now();
    const all = await Promise.all([1, 2, 3].map(() => host.advance({ advanceBy: 'PT1H' })));
    const hours = all.map((it) => (Date.parse(it.now) - Date.parse(from)) / 3_600_000).sort((a, b) => a - b);
    expect(hours.map(Math.floor)).toEqual([1, 2, 3]);
  });
});

describe('A task token', () => {
  test('wakes its execution through the table and its stream, and after that no more', async () => {
    const until = await host.now();
    await host.run('woken', { until, seconds: 1_000_000 });
    await host.advance({ advanceBy: 'PT1S' });
    expect((await host.executions()).get('woken')).toMatchObject({ status: 'RUNNING', state: 'Parked' });
    await host.fetch('/wake', { method: 'POST', body: 'woken', headers: { 'content-type': 'text/plain' } });
    await host.fetch('/wake', { method: 'POST', body: 'woken', headers: { 'content-type': 'text/plain' } });
    await host.advance({ advanceBy: 'PT0S' });
    expect((await host.executions()).get('woken')?.status).toBe('SUCCEEDED');
    expect((await steps('woken')).map(([step]) => step)).toEqual(['first', 'second', 'woken']);
  });

  test('is harmless at its deadline: the instant itself is too late', async () => {
    await host.run('late', { until: await host.now(), seconds: 100 });
    await host.advance({ advanceBy: 'PT100S' });
    await host.fetch('/wake', { method: 'POST', body: 'late', headers: { 'content-type': 'text/plain' } });
    await host.advance({ advanceBy: 'PT5S' });
    expect((await steps('late')).map(([step]) => step)).toEqual(['first', 'second', 'timeout']);
  });
});

describe('An execution', () => {
  test('is started once for a name, however often it is asked for', async () => {
    const until = await host.now();
    await Promise.all([1, 2, 3].map(() => host.run('once', { until, seconds: 1 })));
    await host.advance({ advanceBy: 'PT1M' });
    await host.run('once', { until, seconds: 1 });
    await host.advance({ advanceBy: 'PT1M' });
    expect((await steps('once')).map(([step]) => step)).toEqual(['first', 'second', 'timeout']);
  });
});

describe('The table’s stream', () => {
  test('gives a record up after its retries, keeps it, and goes on', async () => {
    const write = (sk: string, kind: string) =>
      host.fetch('/item', {
        method: 'POST',
        body: JSON.stringify({ sk, kind }),
        headers: { 'content-type': 'application/json' },
      });
    await write('one', 'seen');
    await write('two', 'poison');
    await write('three', 'seen');
    await host.advance({ advanceBy: 'PT5M' });
    const seen = (await host.notes()).filter((it) => it.what === 'seen').map((it) => it.name);
    expect(seen).toEqual(['one', 'three']);
    const letters = z
      .array(z.object({ source: z.string(), body: z.string() }))
      .parse(await host.json('/_local/dead-letters'));
    expect(letters.filter((it) => it.source === 'Mapping').map((it) => it.body.includes('two'))).toEqual([
      true,
    ]);
  });
});

test('timers fire in real time, too', async () => {
  const until = new Date(Date.parse(await host.now()) + 700).toISOString();
  await host.run('real', { until, seconds: 1 });
  const status = async () => (await host.executions()).get('real')?.status;
  await expect.poll(status, { timeout: 15_000 }).toBe('SUCCEEDED');
});
