import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openView, widths } from '../browser/browser.ts';
import { axeProblems, htmlProblems, scrollsSideways } from '../browser/checks.ts';
import { aMinistry, fillIn, linkIn, type Ministry, who } from './ministry.ts';

/** The ministry's pages over real HTTP, so that a browser can open them. */
async function serve(ministry: Ministry): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const { status, headers, body } = await ministry.visit(
        request.url ?? '/',
        request.method === 'POST' ? { form } : { method: request.method ?? 'GET' },
      );
      const binary = request.url?.endsWith('.woff2') === true;
      response.writeHead(status, headers).end(body, binary ? 'latin1' : 'utf8');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return { server, origin: `http://127.0.0.1:${address.port}` };
}

describe('the ministry’s pages in a browser', () => {
  let ministry: Ministry;
  let browser: Browser;
  let server: Server;
  let origin: string;
  const pages = new Map<string, string>();

  beforeAll(async () => {
    ministry = await aMinistry({ applications: 4 });
    browser = await openBrowser();
    ({ server, origin } = await serve(ministry));
    const links = (await ministry.mails()).map(linkIn);
    const [open = '', decided = '', queried = ''] = links;
    await fillIn(ministry, decided, { decision: 'approve', note: 'passt', ...who });
    await fillIn(ministry, queried, { decision: 'query', reason: 'Wer vertritt Sie?', ...who });
    await fillIn(ministry, open, { action: 'list' }, 'action');
    const list = (await ministry.mails()).find(({ purpose }) => purpose === 'review-list');
    for (const language of ['de', 'en']) {
      pages.set(`open ${language}`, `${open}?lang=${language}`);
      pages.set(`decided ${language}`, `${decided}?lang=${language}`);
      pages.set(`queried ${language}`, `${queried}?lang=${language}`);
      pages.set(`list ${language}`, `${linkIn(list)}?lang=${language}`);
    }
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.close();
    ministry.close();
  });

  it('are valid, accessible, and never scroll sideways', async () => {
    for (const [name, path] of pages) {
      expect({ name, problems: await htmlProblems((await ministry.visit(path)).body) }).toEqual({
        name,
        problems: [],
      });
      // Phones are looked at in German and dark, desks in English and light; both at the narrowest width.
      for (const width of name.endsWith('de') ? [widths[0], widths[1]] : [widths[2]]) {
        const context = await openView(browser, { width, scheme: width === 390 ? 'dark' : 'light' });
        const page = await context.newPage();
        await page.goto(`${origin}${path}`);
        for (const details of await page.locator('summary').all()) await details.click();
        const axe = width === 320 ? [] : await axeProblems(page);
        expect({ name, width, axe, sideways: await scrollsSideways(page) }).toEqual({
          name,
          width,
          axe: [],
          sideways: false,
        });
        await context.close();
      }
    }
  }, 180_000);

  it('can be worked by keyboard alone: mark, confirm, send', async () => {
    const context = await openView(browser, { width: 1280, scheme: 'light', scripts: false });
    const page = await context.newPage();
    await page.goto(`${origin}${pages.get('list de') ?? ''}`);
    await page.locator('input[name=mark]').first().focus();
    await page.keyboard.press('Space');
    await page.locator('input[name=name]').focus();
    await page.keyboard.type('Ines Probst');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Referentin');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    // The address stays the same: the answer is what is waited for.
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.keyboard.press('Enter');
    await answered;
    const heading = page.locator('h1', { hasText: '1 von 1 Entscheidungen aufgezeichnet' });
    await heading.waitFor();
    expect(await heading.count()).toBe(1);
    await context.close();
  }, 60_000);
});
