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

  it('goes through what was found by the arrow keys, past the end to the field again, and closes by Escape', async () => {
    await search().fill('b');
    const active = () =>
      search().evaluate((input) => {
        const id = input.getAttribute('aria-activedescendant');
        const option = id === null ? undefined : document.getElementById(id);
        return option?.getAttribute('aria-selected') === 'true' ? option.textContent : undefined;
      });
    const options = await page.getByRole('option').allTextContents();
    expect(options.length).toBeGreaterThan(1);
    for (const option of [...options, undefined, options[0]]) {
      await page.keyboard.press('ArrowDown');
      expect(await active()).toBe(option);
    }
    await page.keyboard.press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
    expect(await search().getAttribute('aria-expanded')).toBe('false');
    expect(await search().inputValue()).toBe('b');
    await page.keyboard.press('ArrowUp');
    expect(await active()).toBe(options.at(-1));
  });

  it('keeps its hint, and its error where it has one, beside what is typed', async () => {
    await page.goto(`${site.origin}/bewerbung-fehler`);
    const described = async () => (await search().getAttribute('aria-describedby'))?.split(' ') ?? [];
    const before = await described();
    await search().fill('b');
    expect(await described()).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
    for (const id of before) expect(await page.locator(`#${id}`).textContent()).not.toBe('');
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
