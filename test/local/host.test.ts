import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { isAlive, startOf } from '../../infra/local/data/processes.ts';
import { resources } from './fixture.ts';
import { FixtureHost } from './hosts.ts';

const host = new FixtureHost('2022-10-01T08:00:00Z');
beforeAll(() => host.start(), 60_000);
afterAll(() => host.remove());

const echo = z.object({
  event: z.looseObject({
    version: z.string(),
    routeKey: z.string(),
    rawPath: z.string(),
    rawQueryString: z.string(),
    cookies: z.array(z.string()).optional(),
    headers: z.record(z.string(), z.string()),
    queryStringParameters: z.record(z.string(), z.string()).optional(),
    body: z.string().optional(),
    isBase64Encoded: z.boolean(),
    requestContext: z.looseObject({ http: z.looseObject({ method: z.string() }), timeEpoch: z.number() }),
  }),
  env: z.array(z.string()),
  date: z.string(),
  now: z.number(),
  iso: z.string(),
  is: z.boolean(),
});

describe('HTTP', () => {
  test('a request reaches its function in payload format 2.0', async () => {
    const answer = await host.fetch('/echo?a=1&a=2&b=%C3%A4', {
      headers: { Cookie: 'one=1; two=2', 'X-Any': 'Thing' },
    });
    const { event } = echo.parse(await answer.json());
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /echo',
      rawPath: '/echo',
      rawQueryString: 'a=1&a=2&b=%C3%A4',
      cookies: ['one=1', 'two=2'],
      queryStringParameters: { a: '1,2', b: 'ä' },
      isBase64Encoded: false,
    });
    expect(event.headers['x-any']).toBe('Thing');
    expect(event.headers['cookie']).toBeUndefined();
    expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2; Path=/']);
  });

  test('a form arrives in base64, JSON as text', async () => {
    const form = await host.fetch('/echo', { method: 'POST', body: new URLSearchParams({ name: 'Käthe' }) });
    const { event } = echo.parse(await form.json());
    expect(event.isBase64Encoded).toBe(true);
    expect(Buffer.from(event.body ?? '', 'base64').toString()).toBe('name=K%C3%A4the');
    const headers = { 'content-type': 'application/json' };
    const json = await host.fetch('/echo', { method: 'POST', body: '{"ä":1}', headers });
    expect(echo.parse(await json.json()).event).toMatchObject({ isBase64Encoded: false, body: '{"ä":1}' });
  });

  test('the most specific route wins, and $default takes the rest', async () => {
    expect(await host.json('/hello/Jan%20B')).toMatchObject({ parameters: { name: 'Jan B' } });
    expect(await host.json('/files/a/b')).toMatchObject({ parameters: { path: 'a/b' } });
    expect(await host.json('/elsewhere')).toMatchObject({ path: '/elsewhere', greeting: 'Hallo' });
  });

  test('HEAD is answered without a body, binary answers as they are', async () => {
    const head = await host.fetch('/echo', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const binary = await (await host.fetch('/binary')).arrayBuffer();
    expect([...new Uint8Array(binary)]).toEqual([0, 255, 1]);
  });

  test('what is too large is refused, what fails says so without details', async () => {
    const large = await host.fetch('/echo', { method: 'POST', body: 'x'.repeat(11 * 1024 * 1024) });
    expect(large.status).toBe(413);
    const fault = await host.fetch('/fault');
    expect(fault.status).toBe(500);
    expect(await fault.text()).not.toContain('broken');
    expect((await host.fetch('/%zz')).status).toBe(400);
  });

  test('requests run side by side', async () => {
    const started = performance.now();
    await Promise.all(Array.from({ length: 10 }, () => host.fetch('/slow')));
    expect(performance.now() - started).toBeLessThan(2500);
  });

  test('a function that takes longer than its time is cut off, and the next request finds a fresh one', async () => {
    expect((await host.fetch('/endless')).status).toBe(503);
    expect((await host.fetch('/hello/again')).status).toBe(200);
  });
});

describe('Functions', () => {
  test('have their own environment and nothing of the host', async () => {
    const { env } = echo.parse(await host.json('/echo'));
    expect(env).toContain('GREETING');
    expect(env).toContain('AWS_REGION');
    expect(env).not.toContain('PATH');
    expect(env).not.toContain('KOHORTE_DATA');
  });

  test('have a Date that follows the local clock, with and without new', async () => {
    await host.advance({ advanceTo: '2022-10-01T12:00:00Z' });
    const found = echo.parse(await host.json('/echo'));
    expect(found.iso).toMatch(/^2022-10-01T12:00:0/);
    expect(found.date).toMatch(/^Sat Oct 01 2022 12:00:0/);
    expect(found.now - Date.parse(found.iso)).toBeLessThan(50);
    expect(found.is).toBe(true);
  });

  test('may do what their role in the template allows and nothing else', async () => {
    expect((await host.fetch('/scan')).status).toBe(500);
    expect(host.output).toMatch(/not authorized to perform dynamodb:Scan/);
  });
});

describe('The calls below /_local', () => {
  test('are for this machine only', async () => {
    for (const headers of [
      { 'X-Forwarded-For': '192.0.2.1' },
      { Forwarded: 'for=192.0.2.1' },
      { Via: '1.1 p' },
    ]) {
      expect((await host.fetch('/_local/mails', { headers })).status).toBe(404);
    }
    expect((await host.fetch('/_local/mails')).status).toBe(200);
  });

  test('refuse what a page of another site sends', async () => {
    const headers = { Origin: 'https://elsewhere.example' };
    const body = JSON.stringify({ advanceBy: 'P1D' });
    expect((await host.fetch('/_local/clock', { method: 'POST', body, headers })).status).toBe(403);
  });

  test.each(['{}', '{"advanceBy":"7 days"}', '{"advanceTo":"2022-11-01"}', 'no JSON', '[]'])(
    'the clock refuses %s',
    async (body) => {
      const answer = await host.fetch('/_local/clock', { method: 'POST', body });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );

  test('a round file is handed to the function that makes rounds', async () => {
    const body = JSON.stringify({ id: '3' });
    const made = await host.fetch('/_local/rounds', { method: 'POST', body });
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({ event: { file: { id: '3' } } });
    const example = await host.fetch('/_local/rounds', { method: 'POST', body: '{"example":true}' });
    expect(await example.json()).toMatchObject({ event: { example: true } });
  });
});

describe('Another host', () => {
  test('with the same data is told that they are in use', async () => {
    const second = new FixtureHost('2022-10-01T08:00:00Z');
    const started = second.start(undefined, { KOHORTE_DATA: host.data });
    await expect(started).rejects.toThrow(/is in use by another running host/);
    await second.remove();
  });

  test('with the same port is told that it is in use', async () => {
    const second = new FixtureHost('2022-10-01T08:00:00Z');
    await expect(second.start(undefined, { PORT: String(host.port) })).rejects.toThrow(/Port \d+ is in use/);
    await second.remove();
  });
});

describe('The template', () => {
  test('with another route, environment or state is another program', { timeout: 60_000 }, async () => {
    const other = new FixtureHost('2022-10-01T08:00:00Z');
    const own = resources();
    for (const it of Object.values(own)) {
      if (it.Properties['RouteKey'] === 'ANY /hello/{name}')
        it.Properties['RouteKey'] = 'ANY /guten-tag/{name}';
    }
    own['Web'] = structuredClone(own['Web'] ?? { Type: '', Properties: {} });
    own['Web'].Properties['Environment'] = { Variables: { GREETING: 'Moin' } };
    own['Line'] = structuredClone(own['Line'] ?? { Type: '', Properties: {} });
    own['Line'].Properties['DefinitionString'] = JSON.stringify({
      QueryLanguage: 'JSONata',
      StartAt: 'Nothing to do',
      States: { 'Nothing to do': { Type: 'Succeed' } },
    });
    await other.start(own);
    expect(await other.json('/guten-tag/Jan')).toMatchObject({
      greeting: 'Moin',
      parameters: { name: 'Jan' },
    });
    expect(await other.json('/hello/Jan')).not.toMatchObject({ parameters: { name: 'Jan' } });
    await other.remove();
  });

  test('is refused where it holds what this machine does not know', async () => {
    const other = new FixtureHost('2022-10-01T08:00:00Z');
    const own = resources();
    own['Odd'] = { Type: 'AWS::SSM::Parameter', Properties: { Value: { 'Fn::ImportValue': 'x' } } };
    await expect(other.start(own)).rejects.toThrow(/Fn::ImportValue is not known/);
    await other.remove();
  });
});

test('a host that is ended stops its children and gives its data back', { timeout: 60_000 }, async () => {
  const other = new FixtureHost('2022-10-01T08:00:00Z');
  await other.start();
  const { pid } = other;
  expect(await other.end()).toBe(0);
  expect(startOf(pid)).toBeUndefined();
  expect(isAlive(pid)).toBe(false);
  expect(isAlive(process.pid)).toBe(true);
  expect(existsSync(join(other.data, 'host.lock'))).toBe(false);
  await other.remove();
});
