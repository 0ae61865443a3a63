import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assets } from '../../functions/platform/page/assets.ts';
import { paths } from '../../functions/platform/page/generated/paths.ts';
import { openBrowser, openView, type View } from './browser.ts';
import { axeProblems, htmlProblems, scrollsSideways } from './checks.ts';
import { serve } from './serve.ts';

/*
 * Every page of some rooms in every state. `npm test` looks at each in some of six views, which together hold each
 * pair of language, light, width and scripts. `PAGES=all` looks at each in all of them, and `PICTURES=FOLDER` writes
 * pictures (of those whose name holds `ONLY`): `PICTURES=pictures npx vitest run test/application/pages.test.ts`.
 */

type Language = 'de' | 'en';
type Seen = View & { readonly language: Language };

const all: readonly Seen[] = (['de', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((scheme) =>
    [320, 1280].flatMap((width) => [true, false].map((scripts) => ({ language, scheme, width, scripts }))),
  ),
);

const pairs: readonly Seen[] = [
  { language: 'de', scheme: 'light', width: 320, scripts: true },
  { language: 'en', scheme: 'dark', width: 1280, scripts: true },
  { language: 'de', scheme: 'dark', width: 1280, scripts: false },
  { language: 'en', scheme: 'light', width: 320, scripts: false },
  { language: 'de', scheme: 'dark', width: 320, scripts: true },
  { language: 'en', scheme: 'light', width: 1280, scripts: true },
];

const views = process.env['PAGES'] === 'all' ? all : pairs;
const pictures = process.env['PICTURES'];
const only = process.env['ONLY'] ?? '';

/**
 * Describes the pages of some rooms.
 * @param title what they are
 * @param everyState makes every page in every state in a language: name and HTML
 * @param least so many there are in both languages together, so that none gets lost
 */
export function describePages(
  title: string,
  everyState: (language: Language) => Promise<ReadonlyMap<string, string>>,
  least: number,
): void {
  describe(title, () => {
    const states = new Map<string, string>();
    let browser: Browser;
    let site: Awaited<ReturnType<typeof serve>>;
    const namesOf = (language: Language): string[] =>
      [...states.keys()].filter((name) => name.startsWith(`${language}-`));

    beforeAll(async () => {
      for (const language of ['de', 'en'] as const) {
        for (const [name, html] of await everyState(language)) states.set(`${language}-${name}`, html);
      }
      browser = await openBrowser();
      site = await serve({ pages: states, files: assets });
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      await site?.close();
    });

    it('are many', () => {
      expect(states.size).toBeGreaterThanOrEqual(least);
    });

    it('are valid HTML', async () => {
      const found: string[] = [];
      for (const [name, html] of states) {
        found.push(...(await htmlProblems(html)).map((problem) => `${name}: ${problem}`));
      }
      expect(found).toEqual([]);
    }, 120_000);

    it.each(views.map((view, row) => [row, view] as const))(
      'are accessible, fit, and ask no other host (view %i: %o)',
      async (row, view) => {
        const found: string[] = [];
        const context = await openView(browser, view, {
          origin: site.origin,
          onForeignRequest: (url) => found.push(`asks ${url}`),
        });
        const page = await context.newPage();
        page.on('console', (message) => {
          if (message.type() === 'error') found.push(`console: ${message.text()}`);
        });
        for (const [index, name] of namesOf(view.language).entries()) {
          if (views !== all && (index + row) % 3 !== 0) continue;
          await page.goto(`${site.origin}/${name}`);
          // What is folded away is looked at as well.
          await page.evaluate(() => {
            for (const details of document.querySelectorAll('details')) details.open = true;
          });
          if (view.scripts !== false) {
            found.push(...(await axeProblems(page)).map((problem) => `${name}: ${problem}`));
          }
          if (await scrollsSideways(page)) found.push(`${name}: scrolls sideways`);
        }
        await context.close();
        expect(found).toEqual([]);
      },
      600_000,
    );

    it('fit at 400 % zoom without sideways scrolling', async () => {
      // 1280 pixels at 400 % are 320 wide and a quarter as high.
      const context = await browser.newContext({
        viewport: { width: 320, height: 256 },
        deviceScaleFactor: 4,
      });
      const page = await context.newPage();
      const found: string[] = [];
      for (const name of namesOf('de')) {
        await page.goto(`${site.origin}/${name}`);
        if (await scrollsSideways(page)) found.push(name);
      }
      await context.close();
      expect(found).toEqual([]);
    }, 120_000);

    it('cost a first visit less than 60 KB of HTML and style sheet', () => {
      const style = assets.get(paths.style)?.body.byteLength ?? Number.NaN;
      for (const [name, html] of states) {
        expect(style + gzipSync(html).byteLength, name).toBeLessThan(60_000);
      }
    });

    const takePictures = async (folder: string) => {
      mkdirSync(folder, { recursive: true });
      for (const scheme of ['light', 'dark'] as const) {
        for (const width of [390, 1280]) {
          const context = await openView(browser, { width, scheme });
          const page = await context.newPage();
          for (const name of [...states.keys()].filter((each) => each.includes(only))) {
            await page.goto(`${site.origin}/${name}`);
            await page.evaluate(() => document.fonts.ready);
            await page.screenshot({ path: join(folder, `${name}-${scheme}-${width}.png`), fullPage: true });
          }
          await context.close();
        }
      }
    };
    // Only on request: pictures are for looking at, and check nothing.
    if (pictures !== undefined) it('are pictured', () => takePictures(pictures), 1_200_000);
  });
}
