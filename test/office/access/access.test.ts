import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.hoisted(() => {
  process.env['PROGRAMME'] = JSON.stringify({ access: { auditors: ['pruefung@programm.example'] } });
});

import { officePages } from '../../../functions/office/pages.ts';
import { previewPage } from '../../../functions/office/selection/preview-page.tsx';
import type { Endpoint } from '../../../functions/office/shared/visit.ts';
import { rehearsalPages } from '../../../functions/rehearsal/desk.ts';
import { csrfIn, openDesk } from '../desk.ts';
import { accessTable } from './access-table.ts';

type Method = 'GET' | 'POST';
const everyPage = [...officePages, previewPage, ...rehearsalPages];
const endpoints = everyPage.flatMap((page) =>
  (['GET', 'POST'] as const).flatMap((method): [string, Method, Endpoint['for'], string][] => {
    const endpoint = page[method];
    return endpoint === undefined ? [] : [[`${method} ${page.path}`, method, endpoint.for, page.path]];
  }),
);

describe('who may do what in the office', () => {
  let desk: ReturnType<typeof openDesk>;
  beforeEach(() => {
    desk = openDesk();
  });
  afterEach(() => desk.close());

  const address = (path: string): string =>
    path
      .replace('{round}', '3')
      .replace('{id}', desk.application.id)
      .replace('{session}', 'a1-1')
      .replace('{tag}', 'none')
      .replace('{mail}', 'none')
      .replace('{secret}', 'A'.repeat(43));
  /** A session's own token, from a page that both roles may see. */
  const tokenOf = async (cookie: string): Promise<string> =>
    csrfIn(await desk.visit('/buero/abmelden', { cookie }));

  it.each(endpoints)('%s: allowed and refused as the table says', async (_name, method, level, path) => {
    for (const role of ['none', 'auditor', 'office'] as const) {
      const cookie = role === 'none' ? undefined : await desk.signedIn(role);
      const csrf = cookie === undefined ? '' : await tokenOf(cookie);
      const answer = await desk.visit(address(path), {
        ...(cookie === undefined ? {} : { cookie }),
        ...(method === 'POST' ? { form: { csrf } } : {}),
      });
      const toSignIn = answer.status === 303 && answer.headers?.['location'] === '/buero/anmelden';
      const refused = answer.status === 403 || toSignIn;
      const allowed = level === 'anyone' || (role !== 'none' && (level === 'signed-in' || role === 'office'));
      expect(`${role} ${refused ? 'refused' : 'allowed'}`).toBe(`${role} ${allowed ? 'allowed' : 'refused'}`);
    }
  });

  it.each(endpoints.filter(([, method, level]) => method === 'POST' && level !== 'anyone'))(
    '%s: refused without the session’s own token, or from another site',
    async (_name, _method, _level, path) => {
      const cookie = await desk.signedIn('office');
      const other = await tokenOf(await desk.signedIn('office'));
      const own = await tokenOf(cookie);
      const before = JSON.stringify(desk.table.all());
      for (const form of [
        { confirm: 'yes' },
        { csrf: '', confirm: 'yes' },
        { csrf: other, confirm: 'yes' },
      ]) {
        expect((await desk.visit(address(path), { cookie, form })).status).toBe(403);
      }
      for (const headers of [{ origin: 'https://other.example' }, { 'sec-fetch-site': 'cross-site' }]) {
        expect(
          (await desk.visit(address(path), { cookie, form: { csrf: own, confirm: 'yes' }, headers })).status,
        ).toBe(403);
      }
      expect(JSON.stringify(desk.table.all())).toBe(before);
    },
  );

  it('a GET of any page changes nothing that is kept', async () => {
    const cookie = await desk.signedIn('office');
    const before = JSON.stringify(desk.table.all());
    for (const [, method, , path] of endpoints) {
      if (method === 'GET') await desk.visit(address(path), { cookie });
    }
    expect(JSON.stringify(desk.table.all())).toBe(before);
  });

  it('a form that is sent as it came changes nothing', async () => {
    const cookie = await desk.signedIn('office');
    const csrf = await tokenOf(cookie);
    const before = JSON.stringify(desk.table.all());
    for (const [, method, level, path] of endpoints) {
      if (method === 'POST' && level !== 'anyone')
        await desk.visit(address(path), { cookie, form: { csrf } });
    }
    expect(JSON.stringify(desk.table.all())).toBe(before);
  });

  it('a case is not found under another round, nor an unknown one anywhere', async () => {
    const cookie = await desk.signedIn('office');
    for (const path of [
      `/buero/vorgang/4/${desk.application.id}`,
      '/buero/vorgang/3/unknown',
      '/buero/durchgang/4',
    ]) {
      expect((await desk.visit(path, { cookie })).status).toBe(404);
    }
  });

  it('docs/access.md says what is so', () => {
    const document = readFileSync(new URL('../../../docs/access.md', import.meta.url), 'utf8');
    expect(document).toContain(accessTable(everyPage));
  });
});
