import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officePages } from '../../../functions/office/pages.ts';
import { previewPage } from '../../../functions/office/selection/preview-page.tsx';
import type { Page } from '../../../functions/office/shared/visit.ts';
import { settings } from '../../../functions/platform/settings.ts';
import { keys } from '../../../functions/platform/store/keys.ts';
import { rehearsalPages } from '../../../functions/rehearsal/desk.ts';
import { functions } from '../../../infra/functions.ts';
import { anApplication, aRound } from '../../support/records.ts';
import { csrfIn, openDesk } from '../desk.ts';

/** The pages of each function behind /buero, as the table of access has them. */
const pagesOf: Readonly<Record<string, readonly Page[]>> = {
  OfficeDesk: officePages,
  OfficePreview: [previewPage],
  RehearsalDesk: rehearsalPages,
};
const everyPage = Object.values(pagesOf).flat();

describe('the doors of the office', () => {
  let desk: ReturnType<typeof openDesk>;
  beforeEach(() => {
    desk = openDesk();
  });
  afterEach(() => desk.close());

  /** Puts a second round beside the desk's, with an application of its own. */
  function secondRound(): string {
    const id = 'ZweiterDurchgang123456';
    desk.table.put({ ...aRound({ ...keys.round('4'), id: '4', status: 'closed' }) });
    desk.table.put({ pk: 'ROUNDS', sk: 'ROUND#4', kind: 'round-listed' });
    desk.table.put({
      ...anApplication({
        ...keys.application('4', id),
        id,
        round: '4',
        status: 'in-review',
        reference: 'SCM-4-0001',
      }),
      oPk: 'ROUND#4',
    });
    return id;
  }

  it('lead to no function whose pages are not in the table of access', () => {
    const behind = functions.filter(({ routes = [] }) => routes.some((route) => route.startsWith('/buero')));
    expect(behind.map(({ name }) => name).sort()).toEqual(Object.keys(pagesOf).sort());
  });

  it('lead to no case of one round through another, by any page, read or sent', async () => {
    const other = secondRound();
    const cookie = await desk.signedIn('office');
    const csrf = csrfIn(await desk.visit('/buero/abmelden', { cookie }));
    const before = desk.table.snapshot();
    const ofCases = everyPage.filter(({ path }) => path.includes('{id}'));
    expect(ofCases.length).toBeGreaterThan(10);
    for (const { path, GET, POST } of ofCases) {
      for (const [round, id] of [
        ['3', other],
        ['4', desk.application.id],
        ['3', `${desk.application.id}x`],
        ['5', other],
      ] as const) {
        const address = path.replace('{round}', round).replace('{id}', id);
        if (GET !== undefined)
          expect([address, (await desk.visit(address, { cookie })).status]).toEqual([address, 404]);
        if (POST === undefined) continue;
        const form = { csrf, confirm: 'yes', note: 'x', answer: 'accept', decision: 'approve', text: 'x' };
        expect([address, (await desk.visit(address, { cookie, form })).status]).toEqual([address, 404]);
      }
    }
    expect(desk.table.snapshot()).toBe(before);
  });

  it('lead to no round, session, mail or secret that is not there', async () => {
    const cookie = await desk.signedIn('office');
    const unknown = {
      '{round}': '9',
      '{id}': 'x',
      '{session}': 'z9-9',
      '{tag}': 'x',
      '{secret}': 'x',
      '{mail}': 'x',
    };
    for (const { path, GET } of everyPage) {
      if (GET === undefined || !path.includes('{')) continue;
      const address = Object.entries(unknown).reduce((all, [name, value]) => all.replace(name, value), path);
      expect([address, (await desk.visit(address, { cookie })).status]).toEqual([address, 404]);
    }
    // A session that was cancelled meanwhile: the page says so, and there is nothing to send.
    const session = await desk.visit('/buero/durchgang/3/termin/z9-9', { cookie });
    expect(String(session.body)).not.toContain('name="csrf"');
  });

  it('show what somebody needs in order to take part to the office alone', async () => {
    settings.access.auditors.push('pruefung@programm.example');
    try {
      desk.table.put({ ...keys.needs('3', desk.application.id), kind: 'needs', text: 'Gebärdensprache' });
      const path = `/buero/vorgang/3/${desk.application.id}`;
      const seen = async (role: 'office' | 'auditor') =>
        String((await desk.visit(path, { cookie: await desk.signedIn(role) })).body);
      expect(await seen('office')).toContain('Gebärdensprache');
      const auditor = await seen('auditor');
      expect(auditor).toContain(desk.application.reference);
      expect(auditor).not.toContain('Gebärdensprache');
    } finally {
      settings.access.auditors.pop();
    }
  });

  it('are shut to a path that no page has, and to other methods, also for who is signed in', async () => {
    const cookie = await desk.signedIn('office');
    for (const path of [
      '/buero/',
      '/buero/durchgang',
      '/buero/vorgang/3',
      '/buero/..',
      '/buero/durchgang/3/%2e%2e',
    ]) {
      expect([path, (await desk.visit(path, { cookie })).status]).toEqual([path, 404]);
    }
    expect((await desk.visit('/buero', { cookie, form: { csrf: 'x' } })).status).toBe(405);
  });
});
