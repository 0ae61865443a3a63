import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { FixtureHost } from '../hosts.ts';

const host = new FixtureHost('2022-10-01T08:00:00Z');
beforeAll(() => host.start(), 60_000);
afterAll(() => host.remove());

const shown = z.looseObject({ seed: z.number(), injected: z.record(z.string(), z.number()) });

async function disturb(body: unknown): Promise<Response> {
  return host.fetch('/_local/faults', { method: 'POST', body: JSON.stringify(body) });
}
async function faults() {
  return shown.parse(await host.json('/_local/faults'));
}
async function store(sk: string, kind: string): Promise<number> {
  const body = JSON.stringify({ sk, kind });
  const headers = { 'content-type': 'application/json' };
  return (await host.fetch('/item', { method: 'POST', body, headers })).status;
}
async function isStored(sk: string): Promise<boolean> {
  const items = z.array(z.looseObject({ sk: z.string() })).parse(await host.json('/_local/records'));
  return items.some((it) => it.sk === sk);
}
/** How often the deliverer has seen an item. */
async function seen(name: string): Promise<number> {
  return (await host.notes()).filter((it) => it.what === 'seen' && it.name === name).length;
}
async function settle(by = 'PT0S'): Promise<void> {
  await host.advance({ advanceBy: by });
}
const none = { seed: 1, ses: {}, dynamodb: {}, lambda: {}, states: {}, stream: {} };

describe('GET and POST /_local/faults', () => {
  test('show what goes wrong: nothing at first, with every field', async () => {
    expect(await faults()).toMatchObject({
      seed: 1,
      ses: { identity: 'verified', sandbox: false, paused: false, reject: 0 },
      dynamodb: { throttle: 0, conflict: 0, error: 0, reset: 0, resetAfter: 0, indexLagMs: 0 },
      lambda: { throttle: 0, kill: 0, twice: 0 },
      states: { throttle: 0, error: 0 },
      stream: { twice: 0, late: 0 },
    });
  });

  test('a part that is left out stays; {} in its place ends it', async () => {
    await disturb({ states: { throttle: 0.5 }, stream: { late: 0.25 } });
    await disturb({ stream: { twice: 0.5 } });
    expect(await faults()).toMatchObject({
      states: { throttle: 0.5 },
      stream: { twice: 0.5, late: 0 },
    });
    expect((await disturb({ stream: {} })).status).toBe(200);
    expect(await faults()).toMatchObject({ states: { throttle: 0.5 }, stream: { twice: 0 } });
    await disturb(none);
  });

  test.each([
    { body: { dynamodb: { throttle: 2 } }, says: 'dynamodb.throttle' },
    { body: { dynamodb: { throttle: 0.6, error: 0.6 } }, says: 'together are more than all calls' },
    { body: { ses: { identity: 'gone' } }, says: 'ses.identity' },
    { body: { s3: {} }, says: 's3' },
    { body: { seed: 'x' }, says: 'seed' },
    { body: 7, says: 'expected object' },
  ])('what cannot be taken is refused clearly and changes nothing: $body', async ({ body, says }) => {
    const before = await faults();
    const answer = await disturb(body);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(says);
    expect(await faults()).toEqual(before);
  });

  test('they are kept over a restart, and one seed gives the same faults again', async () => {
    await disturb({ seed: 5, dynamodb: { reset: 0.3, error: 0.3 } });
    const put = async () => {
      const heard: number[] = [];
      for (let at = 0; at < 12; at += 1) heard.push(await store(`s${at}`, 'other'));
      return heard;
    };
    const first = await put();
    expect(new Set(first)).toEqual(new Set([201, 500]));
    await disturb({ seed: 5 });
    expect(await put()).toEqual(first);
    await host.end();
    await host.start();
    expect(await faults()).toMatchObject({ seed: 5, dynamodb: { reset: 0.3, error: 0.3 } });
    expect(await put()).toEqual(first);
    await disturb({ seed: 6 });
    expect(await put()).not.toEqual(first);
    await disturb(none);
  });
});

describe('DynamoDB', () => {
  test.each([
    { fault: 'reset', stored: false },
    { fault: 'resetAfter', stored: true },
    { fault: 'throttle', stored: false },
    { fault: 'conflict', stored: false },
    { fault: 'error', stored: false },
  ])('$fault: the function hears an error, and the item is stored: $stored', async ({ fault, stored }) => {
    await disturb({ dynamodb: { [fault]: 1 } });
    expect(await store(`by ${fault}`, 'other')).toBe(500);
    await disturb(none);
    expect(await isStored(`by ${fault}`)).toBe(stored);
  });

  test('a connection that ends is a socket error to the client', async () => {
    const before = host.output.length;
    await disturb({ dynamodb: { reset: 1 } });
    await store('x', 'other');
    await disturb(none);
    expect(host.output.slice(before)).toContain('Error in Web: socket hang up');
  });

  test("the host's own reading and writing meet nothing", async () => {
    await disturb({ dynamodb: { error: 1 } });
    expect(await isStored('by resetAfter')).toBe(true);
    await disturb(none);
  });
});

describe('Lambda', () => {
  test('throttled, the interface answers 503', async () => {
    await disturb({ lambda: { throttle: 1 } });
    expect((await host.fetch('/hello/x')).status).toBe(503);
    await disturb(none);
    expect((await host.fetch('/hello/x')).status).toBe(200);
  });

  test('left in the middle, it answers nothing, and what it wrote is there', async () => {
    await disturb({ lambda: { kill: 1 } });
    expect(await store('by kill', 'other')).toBe(500);
    await disturb(none);
    expect(await isStored('by kill')).toBe(true);
    expect(await store('after it', 'other')).toBe(201);
  });

  test('a throttled batch waits, and none of its tries is used up', async () => {
    await disturb({ lambda: { throttle: 0.95 }, seed: 3 });
    while ((await store('patient', 'seen')) !== 201);
    await settle('PT2M');
    await disturb(none);
    await settle('PT2M');
    expect(await seen('patient')).toBe(1);
    expect(await host.json('/_local/dead-letters')).toEqual([]);
  });

  test('a batch is run twice', async () => {
    await disturb({ lambda: { twice: 1 } });
    await store('doubled', 'seen');
    await settle();
    await disturb(none);
    expect(await seen('doubled')).toBe(2);
  });
});

describe('The stream', () => {
  test('brings a batch again', async () => {
    await disturb({ stream: { twice: 1 } });
    await store('again', 'seen');
    await settle();
    await disturb(none);
    expect(await seen('again')).toBe(2);
  });

  test('brings a batch late, by the local clock', async () => {
    await disturb({ stream: { late: 1 } });
    await store('late', 'seen');
    await settle();
    expect(await seen('late')).toBe(0);
    await disturb(none);
    await settle('PT1M');
    expect(await seen('late')).toBe(1);
  });
});

describe('Step Functions', () => {
  test('throttled, it starts nothing, and starts it later', async () => {
    await disturb({ states: { throttle: 1 } });
    await host.run('throttled', { until: '2022-10-01T08:00:00Z', seconds: 60 });
    await settle();
    expect((await host.executions()).has('throttled')).toBe(false);
    await disturb(none);
    await settle('PT5M');
    expect((await host.executions()).get('throttled')?.status).toBe('SUCCEEDED');
  });
});

test('the page for people says what is disturbed, and ends it', async () => {
  const page = async () => (await host.fetch('/_local?lang=en')).text();
  expect(await page()).not.toContain('Disturbed on demand');
  await disturb({ stream: { twice: 0.5 } });
  expect(await page()).toContain('Disturbed on demand: stream.');
  const ended = await host.fetch('/_local/page/faults', {
    method: 'POST',
    body: new URLSearchParams({ lang: 'en' }),
  });
  expect([ended.status, ended.headers.get('location')]).toEqual([303, '/_local?done=faults&lang=en']);
  expect(await faults()).toMatchObject({ stream: { twice: 0 } });
});

test('GET /_local/problems names what was given up, in both languages', async () => {
  expect(await host.json('/_local/problems')).toEqual([]);
  await store('poisoned', 'poison');
  await settle('PT1H');
  const problem = { kind: 'dead-letters', count: 1, since: expect.stringMatching(/^2022-10-/) };
  expect(await host.json('/_local/problems')).toEqual([
    { ...problem, sentence: expect.stringContaining('Ein Ereignis') },
  ]);
  expect(await host.json('/_local/problems?lang=en')).toEqual([
    { ...problem, sentence: expect.stringContaining('One event') },
  ]);
});
