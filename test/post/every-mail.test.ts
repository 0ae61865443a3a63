import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedMail } from 'mailparser';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openView } from '../browser/browser.ts';
import { axeProblems, htmlProblems, scrollsSideways } from '../browser/checks.ts';
import { serve } from '../browser/serve.ts';
import { composed } from './composed.ts';
import { samples } from './every-mail.ts';

/* `PICTURES=FOLDER` writes pictures and the plain texts of all mails (of those whose name holds `ONLY`). */
const pictures = process.env['PICTURES'];
const only = process.env['ONLY'] ?? '';
const htmlOf = (mail: ParsedMail): string => (typeof mail.html === 'string' ? mail.html : '');

describe('every mail, as its reader sees it', () => {
  const mails = new Map<string, ParsedMail>();
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    process.env['BASE_URL'] = 'https://programm.example';
    process.env['SENDER'] = 'Programm <programm@programm.example>';
    for (const language of ['de', 'en'] as const) {
      for (const name of samples.keys())
        mails.set(`brief-${language}-${name}`, await composed(name, language));
    }
    browser = await openBrowser();
    const pages = new Map([...mails].map(([name, mail]) => [name, htmlOf(mail)]));
    site = await serve({ pages, files: new Map() });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  it('is valid HTML and says the same in plain text', async () => {
    for (const [name, mail] of mails) {
      const html = htmlOf(mail);
      expect({ name, problems: await htmlProblems(html, 'letter') }).toEqual({ name, problems: [] });
      const plain = (mail.text ?? '').replaceAll(/\s+/g, '');
      const [, greeting = ''] = /(Guten Tag[^,<]*|Good day[^,<]*|Dear[^,<]*|Hello[^,<]*)/.exec(html) ?? [];
      expect(plain).toContain(greeting.replaceAll(/\s+/g, ''));
      for (const [link] of html.matchAll(/https:\/\/programm\.example\/[a-z]+\/[\w-]{43}/g))
        expect(plain).toContain(link);
    }
  });

  it('is accessible and fits a phone, light and dark', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const context = await openView(browser, { width: 390, scheme });
      const page = await context.newPage();
      // German ones in the light, English ones in the dark.
      const names = [...mails.keys()].filter((name) =>
        name.startsWith(scheme === 'light' ? 'brief-de' : 'brief-en'),
      );
      for (const [index, name] of names.entries()) {
        await page.goto(`${site.origin}/${name}`);
        // All mails stand in one frame, so a part of them stands for all before axe; the width is each one's own.
        const axe = index % 4 === 0 ? await axeProblems(page, 'letter') : [];
        expect({ name, axe, sideways: await scrollsSideways(page) }).toEqual({
          name,
          axe: [],
          sideways: false,
        });
      }
      await context.close();
    }
  }, 180_000);

  const takePictures = async (folder: string) => {
    mkdirSync(folder, { recursive: true });
    for (const width of [390, 700]) {
      const context = await openView(browser, { width, scheme: 'light' });
      const page = await context.newPage();
      for (const [name, mail] of [...mails].filter(([each]) => each.includes(only))) {
        await page.goto(`${site.origin}/${name}`);
        await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
        writeFileSync(join(folder, `${name}.txt`), `${mail.subject}\n\n${mail.text}`);
      }
      await context.close();
    }
  };
  // Only on request: pictures are for looking at, and check nothing.
  if (pictures !== undefined) it('is pictured', () => takePictures(pictures), 600_000);
});
