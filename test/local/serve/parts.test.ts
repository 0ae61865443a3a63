import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Database } from '../../../infra/local/data/database.ts';
import { Store } from '../../../infra/local/data/store.ts';
import { demandUse } from '../../../infra/local/data/use.ts';
import { FunctionLog } from '../../../infra/local/lambda/log.ts';
import { exampleHost, examplesOf } from '../../../infra/local/serve/examples.ts';
import { answerHealth, isWell } from '../../../infra/local/serve/health.ts';
import { serveSettings } from '../../../infra/local/serve/settings.ts';
import { originOf } from '../../../infra/local/web/forwarding.ts';

const directories: string[] = [];
function newDirectory(): string {
  const made = mkdtempSync(join(tmpdir(), 'kohorte-serve-'));
  directories.push(made);
  return made;
}
afterAll(() => {
  for (const it of directories) rmSync(it, { recursive: true, force: true });
});

describe('Where a request comes from', () => {
  const { trusts, baseUrl } = serveSettings({
    KOHORTE_BASE_URL: 'https://kohorte.stadt.test/',
    KOHORTE_SMTP: 'smtps://mail.stadt.test',
    KOHORTE_TRUSTED_PROXY: '127.0.0.1, 10.1.0.0/16, ::1',
  });
  const from = (
    peer: string,
    headers: Record<string, string>,
    believed: typeof trusts | undefined = trusts,
  ) => {
    const socket = new Socket();
    Object.defineProperty(socket, 'remoteAddress', { value: peer });
    const { source, headers: told } = originOf({ headers, socket }, believed);
    return [source, told['x-forwarded-for'], told['x-forwarded-proto']];
  };

  test('is what a trusted proxy says, along the chain of those that are trusted', () => {
    const headers = { 'x-forwarded-for': '203.0.113.9, 192.0.2.7, 10.1.2.3', 'x-forwarded-proto': 'https' };
    expect(from('127.0.0.1', headers)).toEqual(['192.0.2.7', '192.0.2.7, 10.1.2.3, 127.0.0.1', 'https']);
    expect(from('::ffff:127.0.0.1', headers)[0]).toBe('192.0.2.7');
    expect(from('::1', { 'x-forwarded-for': '2001:db8::7' })).toEqual([
      '2001:db8::7',
      '2001:db8::7, ::1',
      'http',
    ]);
  });

  test('is nobody else’s to say', () => {
    const headers = { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' };
    expect(from('198.51.100.4', headers)).toEqual(['198.51.100.4', '198.51.100.4', 'http']);
    expect(from('127.0.0.1', { 'x-forwarded-for': '"<script>"' })[0]).toBe('127.0.0.1');
  });

  test('without a proxy is the one who asks, with the chain as API Gateway passes it on', () => {
    const headers = { 'x-forwarded-for': '192.0.2.7' };
    const socket = new Socket();
    Object.defineProperty(socket, 'remoteAddress', { value: '127.0.0.1' });
    expect(originOf({ headers, socket })).toEqual({
      source: '127.0.0.1',
      headers: { 'x-forwarded-for': '192.0.2.7, 127.0.0.1', 'x-forwarded-proto': 'http' },
    });
  });

  test('and the public address has no slash at its end', () => {
    expect(baseUrl).toBe('https://kohorte.stadt.test');
  });
});

describe('Health', () => {
  const look = async (owedSince: string | undefined, ready = true, pausedSince?: string) => {
    const answer = await answerHealth({
      data: tmpdir(),
      ready: () => ready,
      oldestOwedMail: () => owedSince,
      mailPausedSince: async () => pausedSince,
    });
    return { status: answer.status, ...JSON.parse(answer.body.toString()) };
  };
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

  test('is good while mails wait for minutes, and bad after an hour', async () => {
    expect(await look(ago(600))).toMatchObject({ status: 200, oldestOwedMailSeconds: 600 });
    expect(await look(ago(3700))).toMatchObject({ status: 503, oldestOwedMailSeconds: 3700 });
  });

  test('is bad while sending pauses, and tells since when', async () => {
    const since = ago(60);
    expect(await look(undefined, true, since)).toMatchObject({ status: 503, mailPausedSince: since });
    expect(await look(undefined)).toMatchObject({ status: 200, mailPausedSince: null });
  });

  test('is bad while requests are not answered', async () => {
    expect(await look(undefined, false)).toMatchObject({ status: 503, ready: false });
  });

  test('is bad where the disk is nearly full', () => {
    const health = { ready: true, oldestOwedMailSeconds: null, mailPausedSince: null, lastBackupAt: null };
    expect(isWell({ ...health, diskFreeBytes: 300 * 1024 * 1024 })).toBe(true);
    expect(isWell({ ...health, diskFreeBytes: 200 * 1024 * 1024 })).toBe(false);
  });
});

describe('Examples', () => {
  test.each([
    'noreply@kohorte.example',
    'Programmbüro <noreply@kohorte.example>',
    'https://code.smart-city.example/kohorte',
    'kohorte.example',
    'buero@example.com',
    'nobody@nowhere.invalid',
  ])('%s is one', (text) => expect(exampleHost(text)).toBe(true));

  test.each(['buero@stadt.test', 'example.de', 'a@best-example.com', 'An example.', 'a@mail.example.de'])(
    '%s is none',
    (text) => expect(exampleHost(text)).toBe(false),
  );

  test('are found in the sender and in the settings that a function knows', () => {
    expect(examplesOf([{ environment: { SENDER: 'Büro <a@b.example>' } }])).toContain('Büro <a@b.example>');
    expect(examplesOf([{ environment: { SENDER: 'Büro <a@stadt.test>' } }])).toContain('office.email');
  });
});

describe('Data', () => {
  const storeIn = (directory: string) => {
    const database = new Database(join(directory, 'host.sqlite'));
    return { database, store: new Store(database) };
  };

  test('belong to the use they were made for', async () => {
    const { database, store } = storeIn(newDirectory());
    demandUse(store, 'real', 'here');
    demandUse(store, 'real', 'here');
    expect(() => demandUse(store, 'trial', 'here')).toThrow('here holds the data of real people');
    await database.close();
  });

  test('with a clock of their own were made to try things out', async () => {
    const { database, store } = storeIn(newDirectory());
    store.setFact('clock', '1664611200000');
    demandUse(store, 'trial', 'here');
    expect(() => demandUse(store, 'real', 'here')).toThrow('here holds what was tried out');
    await database.close();
  });
});

describe('The log of a function', () => {
  test('keeps three older files beside the one being written, none larger than allowed', () => {
    const directory = newDirectory();
    writeFileSync(join(directory, 'One.log'), `${'x'.repeat(990)}\n`);
    const log = new FunctionLog(directory, () => '2022-10-04T10:00:00.000Z', false, 1000);
    for (let at = 0; at < 60; at += 1) log.write('One', 'host', `line ${at}`);
    const files = readdirSync(directory).sort();
    expect(files).toEqual(['One.1.log', 'One.2.log', 'One.3.log', 'One.log']);
    for (const file of files) expect(statSync(join(directory, file)).size).toBeLessThanOrEqual(1000);
    const text = ['One.3.log', 'One.2.log', 'One.1.log', 'One.log'].map((file) =>
      readFileSync(join(directory, file), 'utf8'),
    );
    const told = [...text.join('').matchAll(/line (\d+)/g)].map((match) => Number(match[1]));
    expect(told.at(-1)).toBe(59);
    expect(told).toEqual(Array.from(told, (_, at) => 60 - told.length + at));
  });
});
