import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Host } from '../../program/host.ts';

const officeSchema = z.object({ id: z.string(), office: z.object({ email: z.string() }) });
const file: unknown = JSON.parse(
  readFileSync(new URL('../../program/round-3.json', import.meta.url), 'utf8'),
);
const { id, office } = officeSchema.parse(file);

/** The program as it runs, with the rights that each function has there. */
describe('a rehearsal in the program', () => {
  let host: Host;
  let cookie = '';
  beforeAll(async () => {
    host = await Host.fresh('2022-08-22T09:00:00+02:00');
    await host.createRound(file);
    const form = (fields: Record<string, string>) => ({
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual' as const,
    });
    await fetch(`${host.origin}/buero/anmelden`, form({ email: office.email }));
    const link = /http:\S+\/buero\/anmeldung\/\S+/.exec((await host.mail('sign-in')).text)?.[0] ?? '';
    const signedIn = await fetch(link, form({ confirm: 'yes' }));
    cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  }, 120_000);
  afterAll(() => host.stop());

  it('shows every mail, stores nothing and sends nothing', async () => {
    const before = await host.json('/_local/records');
    const response = await fetch(`${host.origin}/buero/durchgang/${id}/probe/ergebnis`, {
      headers: { cookie },
    });
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('Nichts davon wurde verschickt.');
    expect(page).not.toContain('stehen geblieben');
    const mail = /probe\/mail\/[0-9a-f]{16}/.exec(page)?.[0] ?? '';
    const shown = await fetch(`${host.origin}/buero/durchgang/${id}/${mail}`, { headers: { cookie } });
    expect(await shown.text()).toContain('Links und Codes führen in der Probe zu keiner Seite.');
    await host.settle();
    expect(await host.json('/_local/records')).toEqual(before);
    expect((await host.mails()).map(({ purpose }) => purpose)).toEqual(['sign-in']);
    const usage = await host.json<{ calls: { service: string; operation: string; function: string }[] }>(
      '/_local/usage',
    );
    // Invoked, it reads the round and who asks, and nothing else.
    const asked = usage.calls.filter((call) => call.function.endsWith('RehearsalDesk'));
    expect(new Set(asked.map(({ operation }) => operation))).toEqual(new Set(['Invoke', 'GetItem']));
  }, 120_000);
});
