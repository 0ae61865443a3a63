import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officePages } from '../../../functions/office/pages.ts';
import { previewPage } from '../../../functions/office/selection/preview-page.tsx';
import { htmlProblems } from '../../browser/checks.ts';
import { csrfIn, openDesk } from '../desk.ts';

describe('the pages of the office', () => {
  let desk: ReturnType<typeof openDesk>;
  beforeEach(() => {
    desk = openDesk();
  });
  afterEach(() => desk.close());

  const address = (path: string): string =>
    path.replace('{round}', '3').replace('{id}', desk.application.id).replace('{session}', 'a1-1');
  const shown = [...officePages, previewPage].filter(
    ({ path }) => !/\.(csv|xlsx|json)$|\{secret\}|\{tag\}|anwesenheit/.test(path),
  );

  it.each(shown.map(({ path }) => path))(
    '%s is valid HTML in both languages, and after errors',
    async (path) => {
      const cookie = await desk.signedIn('office');
      const csrf = csrfIn(await desk.visit('/buero/abmelden', { cookie }));
      const isForm =
        shown.find((page) => page.path === path)?.POST !== undefined && path !== '/buero/anmelden';
      const answers = [
        await desk.visit(address(path), { cookie }),
        await desk.visit(`${address(path)}?lang=en`, { cookie }),
        ...(isForm ? [await desk.visit(address(path), { cookie, form: { csrf } })] : []),
      ];
      for (const { body, status } of answers) {
        if (status !== 303) expect(await htmlProblems(String(body))).toEqual([]);
      }
    },
  );
});
