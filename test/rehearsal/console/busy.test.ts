import { afterAll, expect, it } from 'vitest';
import { assets } from '../../../functions/platform/page/assets.ts';
import { openBrowser, openView } from '../../browser/browser.ts';
import { axeProblems, scrollsSideways } from '../../browser/checks.ts';
import { serve } from '../../browser/serve.ts';
import { openDesk } from '../../office/desk.ts';

const opened: { close(): Promise<void> }[] = [];
afterAll(async () => {
  for (const each of opened.reverse()) await each.close();
});

it('a rehearsal that takes some seconds says so, to the eye and to the ear, and on a phone', async () => {
  const desk = openDesk();
  const cookie = await desk.signedIn('office');
  const { body } = await desk.visit('/buero/durchgang/3/probe', { cookie });
  desk.close();
  const site = await serve({ pages: new Map([['probe', String(body)]]), files: new Map(assets) });
  const browser = await openBrowser();
  opened.push(site, browser);
  const context = await openView(browser, { width: 390, scheme: 'light' }, { origin: site.origin });
  const page = await context.newPage();
  await page.goto(`${site.origin}/probe`);
  // Stays on the page, as somebody who waits for the next one does.
  await page.evaluate(() => document.addEventListener('click', (event) => event.preventDefault()));
  await page.getByRole('link', { name: 'Jetzt proben' }).click();
  await expect.poll(() => page.getByRole('status').textContent()).toContain('Die Probe läuft.');
  expect(await axeProblems(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
}, 120_000);
