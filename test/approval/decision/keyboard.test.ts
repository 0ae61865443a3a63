import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openView } from '../../browser/browser.ts';
import { aMinistry, fillIn, linkIn, type Ministry } from '../ministry.ts';

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

describe('the list of the ministry', () => {
  let ministry: Ministry;
  let browser: Browser;
  let server: Server;
  let origin: string;
  let list: string;

  beforeAll(async () => {
    ministry = await aMinistry({ applications: 2 });
    browser = await openBrowser();
    ({ server, origin } = await serve(ministry));
    const [open = ''] = (await ministry.mails()).map(linkIn);
    await fillIn(ministry, open, { action: 'list' }, 'action');
    list = linkIn((await ministry.mails()).find(({ purpose }) => purpose === 'review-list'));
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    server.close();
    ministry.close();
  });

  it('can be worked by keyboard alone, without scripts: mark, confirm, send', async () => {
    const context = await openView(browser, { width: 1280, scheme: 'light', scripts: false });
    const page = await context.newPage();
    await page.goto(`${origin}${list}`);
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
