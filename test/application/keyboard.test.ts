import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openView } from '../browser/browser.ts';
import { aHouse } from './house.ts';

/** Serves the house to a browser. */
async function listen(house: ReturnType<typeof aHouse>): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const part of request) body += String(part);
      const seen = await house.visit(request.url ?? '/', {
        ...(request.method === 'POST' ? { form: new URLSearchParams(body) } : {}),
        headers: { 'accept-encoding': 'identity' },
      });
      response.writeHead(seen.status, seen.headers);
      const text = /^text|json|javascript/.test(seen.headers['content-type'] ?? '');
      response.end(text ? seen.body : Buffer.from(seen.body, 'latin1'));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return { server, origin: `http://127.0.0.1:${address.port}` };
}

/** A busy machine takes its time; what is wrong stays wrong. */
const patient = { timeout: 15_000 };

describe('by keyboard alone', () => {
  let house: ReturnType<typeof aHouse>;
  let browser: Browser;
  let site: Awaited<ReturnType<typeof listen>>;

  beforeAll(async () => {
    house = aHouse();
    [browser, site] = await Promise.all([openBrowser(), listen(house)]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    site?.server.closeAllConnections();
    site?.server.close();
    house.close();
  });

  it.each([true, false])(
    'an application is sent, its mistakes mended on the way (scripts: %s)',
    async (scripts) => {
      const before = house.applications().length;
      house.at(`2022-09-06T0${7 + before}:00:00.000Z`);
      const context = await openView(browser, { width: 1280, scheme: 'light', scripts });
      const page = await context.newPage();
      await page.goto(`${site.origin}/bewerbung/3`);
      const { keyboard } = page;
      /** Goes on with the tab key until the field (or button) of that name has the focus. */
      const to = async (name: RegExp): Promise<void> => {
        for (let n = 0; n < 60; n++) {
          await keyboard.press('Tab');
          const focused = await page.evaluate(() => {
            const { activeElement } = document;
            const label = activeElement?.id
              ? document.querySelector(`label[for="${activeElement.id}"]`)
              : null;
            return (label ?? activeElement)?.textContent ?? '';
          });
          if (name.test(focused)) return;
        }
        throw new Error(`the tab key does not lead to ${String(name)}`);
      };
      const type = async (name: RegExp, text: string): Promise<void> => {
        await to(name);
        await keyboard.type(text);
      };
      await to(/^Bei welcher Verwaltung/);
      if (scripts) {
        await keyboard.type('Borkheide');
        await keyboard.press('ArrowDown');
        await keyboard.press('Enter');
      } else {
        const chosen = () => page.locator('#feld-administrations').inputValue();
        await keyboard.type('Amt');
        for (let n = 0; n < 60 && (await chosen()) !== '120695904'; n++) await keyboard.press('ArrowDown');
      }
      await type(/^Vorname/, 'Änne');
      await type(/^Nachname/, 'Łukaszewska');
      await type(/^Dienstliche E-Mail/, 'aenne');
      await type(/^Ihre Funktion/, 'Leiterin Hauptamt');
      await to(/^Ich leite die Verwaltung/);
      await keyboard.press('Space');
      await type(/^Warum möchten Sie/, 'Ich möchte Daten nutzbar machen.');
      await to(/zur Kenntnis genommen/);
      await keyboard.press('Space');
      await to(/^Weiter: Angaben prüfen/);
      await Promise.all([page.waitForLoadState('load'), keyboard.press('Enter')]);

      // The summary of mistakes has the focus; its link leads to the field.
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.className ?? ''), patient)
        .toContain('k-errors');
      await keyboard.press('Tab');
      await keyboard.press('Enter');
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.id), patient)
        .toBe('feld-applicant-email');
      await keyboard.press('End');
      await keyboard.type(`${before}@brueck.example`);
      await Promise.all([page.waitForURL('**/bewerbung/3'), keyboard.press('Enter')]);
      await expect.poll(() => page.textContent('h1'), patient).toBe('Bitte prüfen Sie Ihre Angaben');
      expect(await page.textContent('main')).toContain('Amt Brück');
      // The clock of the house stands; somebody who reads takes a minute.
      house.at(`2022-09-06T0${7 + before}:01:00.000Z`);
      await to(/^Bewerbung absenden/);
      await keyboard.press('Enter');
      await expect
        .poll(() => page.textContent('h1'), patient)
        .toBe('Bitte bestätigen Sie Ihre E-Mail-Adresse');
      await context.close();
      expect(house.applications()).toHaveLength(before + 1);
      expect(house.application().administrations).toEqual(['120695904']);
    },
    90_000,
  );
});
