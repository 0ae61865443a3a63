import chromium from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as driver,
} from 'playwright-core';
import { browserOf, thisMachine } from './which.ts';

/**
 * Starts the headless browser that npm brings along, which needs no installation and no network; where that does not
 * run, an installed one.
 * @returns the browser; close it when done
 * @throws Error with one line where there is none
 */
export async function openBrowser(): Promise<Browser> {
  const choice = browserOf(thisMachine());
  return driver.launch({
    executablePath: choice.kind === 'installed' ? choice.path : await chromium.executablePath(),
    // Not the package's own arguments: they switch web security off and put all windows into one process.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--font-render-hinting=none',
      // No name but this machine's is found, so that a page which asks elsewhere gets nothing.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
    headless: true,
  });
}

/** How a page is looked at: width of the screen in CSS pixels, light or dark, with or without scripts. */
export type View = {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly scripts?: boolean;
};

/** The widths that pages are checked at: the narrowest that WCAG asks for, a phone, a desk. */
export const widths = [320, 390, 1280] as const;

/**
 * A window of its own with nothing remembered. Times are Berlin's; every request to another origin than the
 * given one is reported.
 */
export async function openView(
  browser: Browser,
  view: View,
  options: { readonly origin?: string; readonly onForeignRequest?: (url: string) => void } = {},
): Promise<BrowserContext> {
  const settings: BrowserContextOptions = {
    viewport: { width: view.width, height: view.width < 600 ? 800 : 900 },
    colorScheme: view.scheme,
    javaScriptEnabled: view.scripts ?? true,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  };
  const context = await browser.newContext(settings);
  if (options.origin !== undefined) {
    const { origin, onForeignRequest } = options;
    // Listening only: a route would take the browser its cache, and each page its time.
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.origin !== origin && url.protocol !== 'data:') onForeignRequest?.(request.url());
    });
  }
  return context;
}
