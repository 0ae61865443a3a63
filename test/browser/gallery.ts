import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { openBrowser, openView, widths } from './browser.ts';
import { type Site, serve } from './serve.ts';

/**
 * Takes pictures of the sample pages and letters, at every width, light and dark:
 * `node test/browser/gallery.ts [FOLDER] [PART OF A NAME]`.
 */

const folder = process.argv[2] ?? join(tmpdir(), 'gallery');
const only = process.argv[3] ?? '';

/** Node runs no .tsx by itself, so the samples are bundled first. */
async function samples(): Promise<Site> {
  const made = mkdtempSync(join(tmpdir(), 'samples-'));
  const outfile = join(made, 'site.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('samples/site.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outfile,
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  const module: { sampleSite: Site } = await import(pathToFileURL(outfile).href);
  rmSync(made, { recursive: true });
  return module.sampleSite;
}

const site = await samples();
const server = await serve(site);
const browser = await openBrowser();
mkdirSync(folder, { recursive: true });
try {
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of widths) {
      const context = await openView(browser, { width, scheme });
      const tab = await context.newPage();
      for (const name of [...site.pages.keys()].filter((one) => one.includes(only))) {
        await tab.goto(`${server.origin}/${name}`);
        await tab.evaluate(() => document.fonts.ready);
        await tab.screenshot({
          path: join(folder, `${name}-${scheme}-${String(width)}.png`),
          fullPage: true,
        });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(`pictures in ${folder}`);
