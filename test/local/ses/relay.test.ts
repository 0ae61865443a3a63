import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSes, type Ses } from '../../../infra/local/ses/ses.ts';
import { mailServer } from './mail-server.ts';
import { form, message, newDirectory, noon, settings } from './support.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function relaying(smtp: string | undefined, directory?: string): Promise<Ses> {
  return createSes({ directory: directory ?? (await newDirectory()), now: () => noon, settings, smtp });
}

const withSet = { ConfigurationSetName: 'Kohorte' };

describe('mail for a real server', () => {
  it('goes out once each, in order, as it was kept', async () => {
    const server = await mailServer();
    closing.push(server.close);
    const ses = await relaying(server.url);
    closing.push(() => ses.stop());
    for (const at of [1, 2, 3]) await ses.handle(form(message({ Subject: `Mail ${at}` })));
    await vi.waitFor(() => expect(server.received.length).toBe(3), 5000);
    await wait(50);
    expect(server.received.map((it) => /^Subject: (.*)$/m.exec(it.data)?.[1])).toEqual([
      'Mail 1',
      'Mail 2',
      'Mail 3',
    ]);
    expect(server.received[0]?.to).toEqual(['a@stadt.example']);
  });

  it('stays at home without a server, also what is sent before one is named', async () => {
    const directory = await newDirectory();
    const before = await relaying(undefined, directory);
    await before.handle(form(message({ Subject: 'at home' })));
    await before.stop();
    const server = await mailServer();
    closing.push(server.close);
    const ses = await relaying(server.url, directory);
    closing.push(() => ses.stop());
    await ses.handle(form(message({ Subject: 'out' })));
    await vi.waitFor(() => expect(server.received.length).toBe(1), 5000);
    expect(server.received[0]?.data).toContain('Subject: out');
  });

  it('waits while the server is away, over a restart, and is not sent again after it was taken', async () => {
    const directory = await newDirectory();
    const away = await mailServer();
    await away.close();
    const first = await relaying(away.url, directory);
    await first.handle(form(message()));
    await wait(100);
    await first.stop();
    const server = await mailServer(undefined, away.port);
    closing.push(server.close);
    const second = await relaying(server.url, directory);
    await vi.waitFor(() => expect(server.received.length).toBe(1), 5000);
    await second.stop();
    const third = await relaying(server.url, directory);
    closing.push(() => third.stop());
    await wait(200);
    expect(server.received.length).toBe(1);
  });

  it('is tried again when the server asks for it, and holds nothing else up', async () => {
    let refusals = 1;
    const server = await mailServer((line) =>
      line.includes('<slow@') && refusals-- > 0 ? '450 come again' : undefined,
    );
    closing.push(server.close);
    const ses = await relaying(server.url);
    closing.push(() => ses.stop());
    await ses.handle(form(message({ To: 'slow@stadt.example' })));
    await ses.handle(form(message({ To: 'fast@stadt.example' })));
    await vi.waitFor(() => expect(server.received.length).toBe(2), 8000);
    expect(server.received.map((it) => it.to[0])).toEqual(['fast@stadt.example', 'slow@stadt.example']);
  });

  it('bounces for the recipients whom the server refuses for good, and reaches the others', async () => {
    const server = await mailServer((line) => (line.includes('<gone@') ? '550 5.1.1 gone' : undefined));
    closing.push(server.close);
    const ses = await relaying(server.url);
    closing.push(() => ses.stop());
    await ses.handle(form(message({ To: 'gone@stadt.example, here@stadt.example' }), withSet));
    await ses.handle(form(message({ To: 'gone@stadt.example' }), withSet));
    const bounces = () =>
      ses.events
        .pending()
        .map((it) => JSON.parse(it.message))
        .filter((it) => it.eventType === 'Bounce');
    await vi.waitFor(() => expect(bounces().length).toBe(2), 5000);
    expect(server.received.map((it) => it.to)).toEqual([['here@stadt.example']]);
    expect(bounces()[0].bounce.bouncedRecipients).toMatchObject([
      { emailAddress: 'gone@stadt.example', diagnosticCode: '550 5.1.1 gone' },
    ]);
  });

  it('is never lost because the log-in is refused', async () => {
    let open = false;
    const server = await mailServer((line) => {
      if (line.startsWith('EHLO')) return '250-mail.example\r\n250 AUTH PLAIN';
      if (line.startsWith('AUTH')) return open ? '235 welcome' : '535 no';
      return undefined;
    });
    closing.push(server.close);
    const ses = await relaying(server.url.replace('smtp://', 'smtp://user:wrong@'));
    closing.push(() => ses.stop());
    await ses.handle(form(message()));
    await wait(200);
    open = true;
    await vi.waitFor(() => expect(server.received.length).toBe(1), 5000);
  });
});
