import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build, transform } from 'esbuild';

/**
 * Makes two modules in `functions/platform/page/generated/`: `files.ts` with what pages load (the style sheet,
 * which is the part of KERN that pages use and our own rules; the script for forms; KERN's fonts), ready to be
 * sent, and `paths.ts` with their names, which change with their content.
 *
 * A Lambda bundle holds no files beside its code, and tests run the sources unbundled; a module works in both.
 * Run `node infra/page-assets.ts` after a change of the style sheet, the script or KERN's version; a test
 * compares the modules with what this would make.
 */

const root = new URL('../', import.meta.url);
const kern = new URL('node_modules/@kern-ux/native/dist/', root);
const page = new URL('functions/platform/page/', root);

/** KERN's components that pages may use. Its grid and utility classes, two thirds of the file, are left out. */
const families =
  /^kern-(accordion|alert|badge|body|btn|card|description-list|divider|error|fieldset|form-check|form-input|heading|hgroup|hint|icon|input-group|kopfzeile|label|link|list|number|preline|progress|sr-only|subline|summary|table|task-list|title)/;

/** KERN's pictures that pages may use; each costs half a kilobyte. */
const icons =
  /^kern-icon(--(small|default|large|x-large|info|success|warning|danger|arrow-forward|arrow-back|arrow-up|arrow-down|calendar-today|check|chevron-left|chevron-right|download|edit|mail|open-in-new|search|logout|delete|content-copy|add|close))?$/;

const fonts = [
  { key: 'regular', weight: 400, file: 'fonts/fira-sans/FiraSans-Regular.woff2' },
  { key: 'semiBold', weight: 600, file: 'fonts/fira-sans/FiraSans-SemiBold.woff2' },
] as const;

/** Our own style sheet, in its parts: of two rules with the same weight the later one wins. */
const sheets = [
  'ground',
  'header',
  'text',
  'notices',
  'forms',
  'cases',
  'tables',
  'footer',
  'print',
  'office',
  'selection',
] as const;

type Rule = { prelude: string; body: string };

/** Splits style sheet text into its outermost rules; comments must be gone. Quoted text may hold braces. */
function rulesOf(css: string): Rule[] {
  const rules: Rule[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  let open = 0;
  for (let at = 0; at < css.length; at += 1) {
    const char = css[at] ?? '';
    if (quote) {
      if (char === '\\') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '{') {
      if (depth === 0) open = at;
      depth += 1;
    } else if (char === '}') {
      depth -= 1;
      if (depth === 0) {
        rules.push({ prelude: css.slice(from, open).trim(), body: css.slice(open + 1, at) });
        from = at + 1;
      }
    } else if (char === ';' && depth === 0) from = at + 1;
  }
  return rules;
}

/** Splits at commas that lie outside of brackets. */
function selectorsOf(prelude: string): string[] {
  const selectors = [''];
  let depth = 0;
  for (const char of prelude) {
    if (char === '(' || char === '[') depth += 1;
    if (char === ')' || char === ']') depth -= 1;
    if (char === ',' && depth === 0) selectors.push('');
    else selectors.push(`${selectors.pop() ?? ''}${char}`);
  }
  return selectors.map((selector) => selector.trim());
}

function wanted(selector: string): boolean {
  // A theme that is forced by an attribute or a class is not offered: the person's own setting decides.
  if (/data-kern-theme|kern-light|kern-dark/.test(selector) && !selector.startsWith(':is(body')) return false;
  const classes = [...selector.matchAll(/\.(kern-[\w-]+)/g)].map((found) => found[1] ?? '');
  if (selector.startsWith(':is(body')) return true;
  if (/^\.kern-(level|layer)/.test(selector)) return false;
  return classes.every((name) => (name.startsWith('kern-icon--') ? icons : families).test(name));
}

/**
 * The rules that pages use. KERN asks for a light or a dark screen; here light is what holds unless the screen
 * asks for dark, so that paper is never dark.
 */
function keep(css: string): string {
  let kept = '';
  let dark = '';
  for (const { prelude, body } of rulesOf(css)) {
    if (prelude === '@media (prefers-color-scheme: light)') kept += keep(body);
    else if (prelude === '@media (prefers-color-scheme: dark)')
      dark += `@media screen and (prefers-color-scheme: dark){${keep(body)}}`;
    else if (prelude.startsWith('@media') || prelude.startsWith('@supports')) {
      const inner = keep(body);
      if (inner) kept += `${prelude}{${inner}}`;
    } else {
      const selectors = selectorsOf(prelude).filter(wanted);
      if (selectors.length > 0) kept += `${selectors.join(',')}{${body}}`;
    }
  }
  return kept + dark;
}

/** Drops custom properties that nothing refers to, again and again, as they refer to each other. */
function withoutUnusedProperties(css: string): string {
  const used = new Set([...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((found) => found[1]));
  const kept = css.replace(/(?<=[{;])\s*(--kern-[\w-]+)\s*:[^;}]*;?/g, (text, name: string) =>
    used.has(name) ? text : '',
  );
  return kept === css ? kept : withoutUnusedProperties(kept);
}

/** A file that pages load, before compression. */
export type PageFile = { key: string; path: string; content: string | Buffer };

function named(key: string, name: string, extension: string, content: string | Buffer): PageFile {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { key, path: `/assets/${name}-${hash}.${extension}`, content };
}

async function styleSheet(faces: string): Promise<string> {
  const read = (name: string, base: URL) => readFileSync(new URL(name, base), 'utf8');
  const library = keep(read('kern.css', kern).replaceAll(/\/\*[\s\S]*?\*\//g, ''));
  const own = sheets
    .map((name) => read(`style/${name}.css`, page))
    .join('\n')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '');
  // KERN in a layer of its own: our rules win without having to be more specific.
  const both = withoutUnusedProperties(`@layer kern{${library}}\n${own}`);
  const { code, warnings } = await transform(faces + both, {
    loader: 'css',
    minify: true,
    legalComments: 'none',
  });
  if (warnings.length > 0) throw new Error(`style sheet: ${warnings.map(({ text }) => text).join(', ')}`);
  return code.trim();
}

async function script(): Promise<string> {
  const made = await build({
    entryPoints: [fileURLToPath(new URL('browser/form.ts', page))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2020',
  });
  return made.outputFiles[0]?.text.trim() ?? '';
}

/** All files that pages load, made from their sources. */
export async function pageFiles(): Promise<PageFile[]> {
  const fontFiles = fonts.map(({ key, weight, file }) => ({
    weight,
    ...named(key, `fira-sans-${weight}`, 'woff2', readFileSync(new URL(file, kern))),
  }));
  const faces = fontFiles.map(
    ({ weight, path }) =>
      `@font-face{font-family:"Fira Sans";src:url("${path}") format("woff2");font-weight:${weight};font-display:swap}`,
  );
  return [
    named('style', 'style', 'css', await styleSheet(faces.join(''))),
    named('script', 'form', 'js', await script()),
    ...fontFiles.map(({ key, path, content }) => ({ key, path, content })),
  ];
}

const brotli = (text: string) =>
  brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });

/** Writes both modules. */
export async function generate(): Promise<void> {
  const files = await pageFiles();
  const notice = '// Made by `node infra/page-assets.ts`; a change here is lost at the next run.\n';
  const paths = files.map(({ key, path }) => `  ${key}: '${path}',\n`).join('');
  writeFileSync(
    new URL('generated/paths.ts', page),
    `${notice}\n/** Where pages find the files that they load. */\nexport const paths = {\n${paths}} as const;\n`,
  );
  const contents = files.map(({ key, content }) => {
    const bytes = typeof content === 'string' ? brotli(content) : content;
    const form = typeof content === 'string' ? 'compressed with Brotli, in Base64' : 'WOFF2 in Base64';
    return `\n/** ${form} */\nexport const ${key} =\n  '${bytes.toString('base64')}';\n`;
  });
  writeFileSync(new URL('generated/files.ts', page), notice + contents.join(''));
}

if (import.meta.main) await generate();
