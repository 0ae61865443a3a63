import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assets } from '../../functions/platform/page/assets.ts';
import { paths } from '../../functions/platform/page/generated/paths.ts';
import { openBrowser, openView, type View } from './browser.ts';
import { axeProblems, htmlProblems, scrollsSideways } from './checks.ts';
import { samplePages } from './samples/pages.tsx';
import { sampleLetters, sampleSite } from './samples/site.ts';
import { serve } from './serve.ts';

const kindOf = (name: string) => (sampleLetters.has(name) ? 'letter' : 'page');

const views: View[] = [
  { width: 320, scheme: 'light', scripts: false },
  { width: 320, scheme: 'dark', scripts: true },
  { width: 1280, scheme: 'light', scripts: true },
  { width: 1280, scheme: 'dark', scripts: false },
];

describe('the look of pages and letters', () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    [browser, site] = await Promise.all([openBrowser(), serve(sampleSite)]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it.each(views)(
    'is accessible and fits at $width px, $scheme, scripts: $scripts',
    async (view) => {
      const foreign: string[] = [];
      const found: string[] = [];
      // axe itself is a script, so pages without scripts are checked by their own means only.
      const context = await openView(browser, view, {
        origin: site.origin,
        onForeignRequest: (url) => foreign.push(url),
      });
      const page = await context.newPage();
      page.on('console', (message) => {
        if (message.type() === 'error') found.push(`console: ${message.text()}`);
      });
      for (const name of sampleSite.pages.keys()) {
        await page.goto(`${site.origin}/${name}`);
        if (view.scripts !== false)
          found.push(...(await axeProblems(page, kindOf(name))).map((problem) => `${name}: ${problem}`));
        if (await scrollsSideways(page)) found.push(`${name}: scrolls sideways`);
      }
      await context.close();
      expect(found).toEqual([]);
      expect(foreign).toEqual([]);
    },
    120_000,
  );

  it.each([...samplePages, ...sampleLetters])('writes valid HTML: %s', async (name, html) => {
    expect(await htmlProblems(html, kindOf(name))).toEqual([]);
  });

  it('leads the eye of a screen reader to the errors first', async () => {
    for (const scripts of [true, false]) {
      const context = await openView(browser, { width: 390, scheme: 'light', scripts });
      const page = await context.newPage();
      await page.goto(`${site.origin}/bewerbung-fehler`);
      await expect
        .poll(() => page.locator('.k-errors').evaluate((element) => element === document.activeElement))
        .toBe(true);
      await page.locator('.k-errors a').nth(1).click();
      expect(
        await page
          .locator('#feld-applicant-givenName')
          .evaluate((element) => element === document.activeElement),
      ).toBe(true);
      await context.close();
    }
  }, 60_000);

  it('costs a first visit less than 60 KB of HTML and style sheet', () => {
    const style = assets.get(paths.style)?.body.byteLength ?? Number.NaN;
    for (const html of samplePages.values()) expect(style + gzipSync(html).byteLength).toBeLessThan(60_000);
  });
});
