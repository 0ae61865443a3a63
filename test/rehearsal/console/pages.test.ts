import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlProblems } from '../../browser/checks.ts';
import { openDesk } from '../../office/desk.ts';

const root = '/buero/durchgang/3/probe';

describe('the pages of a rehearsal', () => {
  const desk = openDesk();
  let cookie = '';
  let before = '';
  beforeAll(async () => {
    cookie = await desk.signedIn('office');
    before = desk.table.snapshot();
  });
  afterAll(() => desk.close());

  const see = async (below = '') => {
    const { status, body, headers } = await desk.visit(`${root}${below}`, { cookie });
    return { status, body: String(body), headers };
  };

  it('say first what a rehearsal is, and run it when asked', async () => {
    const intro = await see();
    expect(intro.body).toContain(`${root}/ergebnis`);
    expect(intro.body).toContain('Niemand erhält dabei Post');
    expect(await htmlProblems(intro.body)).toEqual([]);
  });

  it('show every mail of the round under its day', async () => {
    const { status, body } = await see('/ergebnis');
    expect(status).toBe(200);
    expect(body).toContain('Montag, 5. September 2022');
    expect(body).toContain('Quittung der Entscheidung');
    expect(await htmlProblems(body)).toEqual([]);
  });

  it('show the mails of one part, of one case, or that there is none', async () => {
    const trainers = (await see('/ergebnis?fuer=trainer')).body;
    expect(trainers).toContain('Abfrage der Anwesenheit');
    expect(trainers).not.toContain('Quittung der Entscheidung');
    const one = (await see('/ergebnis?vorgang=SCM-3-0002')).body;
    expect(one).toContain('mail/');
    expect(one.match(/SCM-3-0003\)/g)).toBeNull();
    expect((await see('/ergebnis?vorgang=SCM-3-9999')).body).toContain('Hier gibt es keine E-Mails.');
  });

  it('show a mail in its words, and as a mailbox shows it in a page without rights', async () => {
    const list = (await see('/ergebnis?fuer=trainer')).body;
    const id = /mail\/([0-9a-f]{16})/.exec(list)?.[1] ?? '';
    const mail = await see(`/mail/${id}`);
    expect(mail.body).toContain('Guten Tag');
    expect(mail.body).toContain('nur-eine-probe-kein-echter-link');
    expect(await htmlProblems(mail.body)).toEqual([]);
    const designed = await see(`/mail/${id}/gestaltet`);
    expect(designed.status).toBe(200);
    expect(designed.headers?.['content-security-policy']).toMatch(/^default-src 'none';.*; sandbox$/);
    expect((await see('/mail/0123456789abcdef')).status).toBe(404);
  });

  it('speak English, too', async () => {
    expect((await see('/ergebnis?lang=en')).body).toContain('Receipt of the decision');
  });

  it('leave every record as it was', async () => {
    await see('/ergebnis');
    expect(desk.table.snapshot()).toBe(before);
  });
});
