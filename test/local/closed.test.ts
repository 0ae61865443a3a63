import { rmSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSes } from '../../infra/local/ses/ses.ts';
import { FixtureHost } from './hosts.ts';
import { form, message, newDirectory, noon, settings } from './ses/support.ts';

const host = new FixtureHost('2022-10-01T08:00:00Z');
beforeAll(() => host.start(), 60_000);
afterAll(() => host.remove());

/** What the program answers to lines that are sent as they are. */
function raw(lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(host.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString();
    });
    socket.once('close', () => resolve(heard));
    socket.once('error', reject);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}

/** Whether somebody can be reached at an address. */
function reaches(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(host.port, address);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

describe('One machine is closed', () => {
  test('it is reached on the machine itself and by none of its addresses in a network', async () => {
    expect(await reaches('127.0.0.1')).toBe(true);
    const others = Object.values(networkInterfaces())
      .flatMap((it) => it ?? [])
      .filter(({ internal, scopeid }) => !internal && !scopeid);
    for (const { address } of others) expect([address, await reaches(address)]).toEqual([address, false]);
  });

  test('a reverse proxy that speaks HTTP/1.0 and says nothing of itself does not publish /_local', async () => {
    const head = (version: string) =>
      raw([`GET /_local/mails HTTP/${version}`, 'Host: localhost', 'Connection: close']);
    expect(await head('1.1')).toMatch(/^HTTP\/1.1 200 /);
    expect(await head('1.0')).toMatch(/^HTTP\/1.1 404 /);
  });

  test.skipIf(process.platform === 'win32')('nobody but its owner looks into the data', () => {
    expect((statSync(host.data).mode & 0o777).toString(8)).toBe('700');
  });

  test('who sends slowly keeps nobody waiting, neither a page nor the clock', async () => {
    const slow: Socket = connect(host.port, '127.0.0.1');
    slow.write('POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await host.fetch('/echo')).status).toBe(200);
    const moved = await host.fetch('/_local/clock', { method: 'POST', body: '{"advanceBy":"PT1M"}' });
    expect(moved.status).toBe(200);
    slow.destroy();
  });

  test.each(['/_local/rounds', '/_local/clock'])(
    'JSON that is nested too deeply is refused (%s)',
    async (path) => {
      const deep = '['.repeat(100_000) + ']'.repeat(100_000);
      for (const body of [deep, `{"file":${deep}}`]) {
        expect((await host.fetch(path, { method: 'POST', body })).status).toBe(400);
      }
    },
  );

  test('a mail whose file somebody took away is not found', async () => {
    const mails = await newDirectory();
    const ses = createSes({ directory: mails, now: () => noon, settings });
    await ses.handle(form(message({ Subject: 'Gone' })));
    const id = ses.list()[0]?.id ?? '';
    expect(await ses.raw(id)).toBeInstanceOf(Buffer);
    rmSync(join(mails, `${id}.eml`));
    expect(await ses.raw(id)).toBeUndefined();
    expect(await ses.attachment(id, 0)).toBeUndefined();
    await ses.stop();
  });
});
