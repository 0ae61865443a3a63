import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { assets } from '../../functions/platform/page/assets.ts';
import { alumniSamples } from '../alumni/samples.ts';
import { openBrowser, openView, type View } from '../browser/browser.ts';
import { axeProblems, htmlProblems, scrollsSideways } from '../browser/checks.ts';
import { serve } from '../browser/serve.ts';
import { certificateSamples } from './samples.ts';

const pages = new Map([...certificateSamples, ...alumniSamples]);
const views: View[] = [
  { width: 320, scheme: 'dark', scripts: true },
  { width: 1280, scheme: 'light', scripts: true },
];

let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve({ pages, files: assets })]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

// Each page in one of the views, in turn: a picture of all states at half the time.
test.each(views.map((view, turn) => ({ ...view, turn })))(
  'the pages of certificates and of the alumni are accessible and fit at $width px, $scheme',
  async ({ turn, ...view }) => {
    const context = await openView(browser, view);
    const tab = await context.newPage();
    const found: string[] = [];
    for (const name of [...pages.keys()].filter((_, index) => index % views.length === turn)) {
      await tab.goto(`${site.origin}/${name}`);
      found.push(...(await axeProblems(tab)).map((problem) => `${name}: ${problem}`));
      if (await scrollsSideways(tab)) found.push(`${name}: scrolls sideways`);
    }
    await context.close();
    expect(found).toEqual([]);
  },
  120_000,
);

test.each([...pages])('writes valid HTML: %s', async (_, html) => {
  expect(await htmlProblems(html)).toEqual([]);
});
