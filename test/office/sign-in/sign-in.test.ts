import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cookieOf, csrfIn, noon, openDesk } from '../desk.ts';

describe('signing in to the office', () => {
  let desk: ReturnType<typeof openDesk>;
  beforeEach(() => {
    desk = openDesk();
  });
  afterEach(() => desk.close());

  const signInMails = () => desk.table.ofKind('mail').length;

  it('answers every address alike, and mails listed ones alone', async () => {
    const known = await desk.visit('/buero/anmelden', { form: { email: 'buero@programm.example' } });
    expect(signInMails()).toBe(1);
    const unknown = await desk.visit('/buero/anmelden', { form: { email: 'fremd@programm.example' } });
    expect(signInMails()).toBe(1);
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
  });

  it('takes the form as browsers send it from our own page, and refuses it from another site', async () => {
    const form = { email: 'buero@programm.example' };
    const send = async (headers: Record<string, string>) =>
      (await desk.visit('/buero/anmelden', { form, headers })).status;
    // Our pages tell nobody where somebody comes from, so that browsers name no origin.
    expect(await send({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await send({ origin: 'https://programm.example' })).toBe(200);
    expect(await send({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await send({ origin: 'https://other.example' })).toBe(403);
  });

  it('stops mailing an address that asks too often', async () => {
    for (let count = 0; count < 9; count++) {
      await desk.visit('/buero/anmelden', { form: { email: 'buero@programm.example' } });
    }
    expect(signInMails()).toBe(5);
  });

  it('a link signs in once: opening it does nothing, using it again explains itself', async () => {
    const link = await desk.link();
    expect((await desk.visit(link)).status).toBe(200);
    expect((await desk.visit(link, { form: {} })).status).toBe(422);
    const used = await desk.visit(link, { form: { confirm: 'yes' } });
    expect(used.status).toBe(303);
    expect(used.cookies?.[0]).toMatch(
      /^__Host-kohorte=[\w-]{43}; Path=\/; .*Secure; HttpOnly; SameSite=Lax$/,
    );
    expect((await desk.visit('/buero', { cookie: cookieOf(used) })).status).toBe(200);
    const again = await desk.visit(link, { form: { confirm: 'yes' } });
    expect(again.status).toBe(410);
    expect(again.cookies).toBeUndefined();
    expect((await desk.visit(link)).status).toBe(410);
  });

  it('of two who use one link at the same instant, one is in', async () => {
    const link = await desk.link();
    const both = await Promise.all([1, 2].map(() => desk.visit(link, { form: { confirm: 'yes' } })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
  });

  it('an overdue link, a guessed one, and one of somebody who is not listed do not sign in', async () => {
    const overdue = await desk.link('buero@programm.example', noon);
    expect((await desk.visit(overdue, { form: { confirm: 'yes' } })).status).toBe(410);
    const stranger = await desk.link('fremd@programm.example');
    expect((await desk.visit(stranger, { form: { confirm: 'yes' } })).status).toBe(410);
    const guessed = await desk.visit(`/buero/anmeldung/${'x'.repeat(43)}`, { form: { confirm: 'yes' } });
    expect(guessed.status).toBe(404);
  });

  it('a cookie that was planted before is not the session afterwards', async () => {
    const planted = `__Host-kohorte=${'P'.repeat(43)}`;
    const used = await desk.visit(await desk.link(), { cookie: planted, form: { confirm: 'yes' } });
    expect(cookieOf(used)).not.toBe(planted);
    expect((await desk.visit('/buero', { cookie: planted })).status).toBe(303);
  });

  it('signing out ends this session, or all of the person', async () => {
    const [here, there] = [await desk.signedIn('office'), await desk.signedIn('office')];
    const page = await desk.visit('/buero/abmelden', { cookie: here });
    expect((await desk.visit('/buero/abmelden', { cookie: here, form: { csrf: csrfIn(page) } })).status).toBe(
      422,
    );
    await desk.visit('/buero/abmelden', { cookie: here, form: { csrf: csrfIn(page), where: 'here' } });
    expect((await desk.visit('/buero', { cookie: here })).status).toBe(303);
    expect((await desk.visit('/buero', { cookie: there })).status).toBe(200);
    const other = await desk.signedIn('office');
    const csrf = csrfIn(await desk.visit('/buero/abmelden', { cookie: other }));
    await desk.visit('/buero/abmelden', { cookie: other, form: { csrf, where: 'everywhere' } });
    expect((await desk.visit('/buero', { cookie: there })).status).toBe(303);
  });

  it('a session ends after twelve hours, and at once when the address is no longer listed', async () => {
    const cookie = await desk.signedIn('office');
    vi.setSystemTime(new Date('2022-10-20T21:59:59.000Z'));
    expect((await desk.visit('/buero', { cookie })).status).toBe(200);
    desk.table.put({
      ...desk.round,
      file: { ...desk.round.file, office: { name: 'Neu', email: 'neu@programm.example' } },
    });
    expect((await desk.visit('/buero', { cookie })).status).toBe(303);
    desk.table.put({ ...desk.round });
    vi.setSystemTime(new Date('2022-10-20T22:00:00.000Z'));
    expect((await desk.visit('/buero', { cookie })).status).toBe(303);
  });
});
