import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser, openView } from './browser.ts';
import { axeProblems } from './checks.ts';
import { sampleSite } from './samples/site.ts';
import { serve } from './serve.ts';

describe('the form, where scripts run', () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serve>>;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [browser, site] = await Promise.all([openBrowser(), serve(sampleSite)]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  beforeEach(async () => {
    context = await openView(browser, { width: 390, scheme: 'light' });
    page = await context.newPage();
    await page.goto(`${site.origin}/bewerbung-leer`);
  });
  afterEach(() => context.close());

  const sent = (name: string) =>
    page.evaluate((field) => {
      const form = document.querySelector('form');
      return form ? new FormData(form).getAll(field).map(String) : [];
    }, name);

  const search = () => page.getByRole('combobox', { name: 'Bei welcher Verwaltung arbeiten Sie?' });

  it('finds an administration by one of its municipalities, by keyboard alone', async () => {
    await search().focus();
    await page.keyboard.type('borkh');
    await expect
      .poll(() => page.getByRole('option').allTextContents())
      .toEqual(['Amt Brück Borkheide, Potsdam-Mittelmark']);
    expect(await axeProblems(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await search().inputValue()).toBe('Amt Brück');
    expect(await sent('administrations')).toEqual(['120695902']);
  });

  it('takes umlauts as people type them, and lists the administration itself first', async () => {
    for (const typed of ['bruck', 'brueck', 'Brück']) {
      await search().fill(typed);
      await expect.poll(() => page.getByRole('option').first().textContent()).toMatch(/^Amt Brück/);
    }
  });

  it('forgets a choice whose words were changed, and says so where nothing matches', async () => {
    await search().fill('Beelitz');
    await page.getByRole('option').first().click();
    expect(await sent('administrations')).toEqual(['120690020']);
    await search().fill('Beelitzz');
    expect(await sent('administrations')).toEqual(['']);
    const status = page.locator('.k-search [role=status]').first();
    await expect.poll(() => status.textContent()).toContain('Kein Treffer');
    expect(await status.isVisible()).toBe(true);
  });

  it('does not send the form by Enter in the middle of searching, and keeps what led to nothing', async () => {
    await search().fill('Glindow');
    await page.keyboard.press('Enter');
    expect(page.url()).toBe(`${site.origin}/bewerbung-leer`);
    expect(await search().inputValue()).toBe('Glindow');
    expect(await sent('typed-administrations')).toEqual(['Glindow']);
    await search().fill('Beelitz');
    await page.getByRole('option').first().click();
    expect(await sent('typed-administrations')).toEqual([]);
  });

  it('takes what is filled in beside a choice for that choice', async () => {
    await page.goto(`${site.origin}/vorgang`);
    expect(await sent('action')).toEqual([]);
    await page.getByLabel('Ja, ich ziehe die Bewerbung zurück.').check();
    expect(await sent('action')).toEqual(['withdraw']);
  });

  it('takes words of any kind without breaking', async () => {
    for (const typed of ['(', '[a-', '\\', '*?', 'Ö/ß']) await search().fill(typed);
    await search().fill('Bernau');
    await search().blur();
    expect(await sent('administrations')).toEqual(['120600020']);
  });

  it('counts what is left, and never cuts off', async () => {
    const area = page.getByLabel('Warum möchten Sie teilnehmen?');
    const count = page.locator('#feld-motivation-umfang');
    expect(await count.textContent()).toBe('Höchstens 2\u202f000 Zeichen');
    await area.fill('ä'.repeat(1_500));
    expect(await count.textContent()).toBe('Noch 500 Zeichen frei');
    await area.fill('ä'.repeat(2_001));
    expect(await count.textContent()).toBe('1 Zeichen zu viel');
    expect((await area.inputValue()).length).toBe(2_001);
  });

  it('is sent once where the button is pressed twice', async () => {
    let requests = 0;
    await context.route('**/bewerbung/3', async (route) => {
      requests += 1;
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.fulfill({ status: 204 });
    });
    const button = page.getByRole('button', { name: 'Weiter zur Prüfung' });
    await button.dispatchEvent('click');
    await button.dispatchEvent('click');
    await expect.poll(() => requests).toBe(1);
    await page.waitForTimeout(500);
    expect(requests).toBe(1);
  });
});
