import { inflateSync } from 'node:zlib';

/** What a test wants to know of a PDF that our library wrote. */
export type ReadPdf = {
  /** The text of each page as a reader extracts it: by the fonts' Unicode tables, or by the text that a span names. */
  readonly pages: readonly string[];
  /** How many letters the fonts had no glyph for, on all pages. */
  readonly missingGlyphs: number;
  /** The types of the structure's elements, in the order of the file. */
  readonly tags: readonly string[];
  /** Alternative texts of figures. */
  readonly alternatives: readonly string[];
  /** Addresses of links. */
  readonly links: readonly string[];
  /** The catalogue and everything else that is no stream. */
  readonly objects: ReadonlyMap<number, string>;
};

function textOf(hexadecimal: string): string {
  const bytes = Buffer.from(hexadecimal, 'hex');
  return bytes.swap16().toString('utf16le');
}

/** A string of PDF: in brackets with escapes, UTF-16 where it begins with a byte order mark. */
function literal(source: string): string {
  const raw = source.replaceAll(/\\([nrtbf()\\]|[0-7]{1,3})/g, (_, escaped: string) => {
    const known: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
    if (/^[0-7]+$/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8));
    return known[escaped] ?? escaped;
  });
  return raw.startsWith('\u00fe\u00ff') ? textOf(Buffer.from(raw.slice(2), 'latin1').toString('hex')) : raw;
}

const inBrackets = String.raw`\(((?:\\[\s\S]|[^\\()])*)\)`;

/** The letters of each glyph, from a font's ToUnicode table with ranges of lists. */
function unicodeTable(cmap: string): Map<number, string> {
  const table = new Map<number, string>();
  for (const [, from = '0', , list = ''] of cmap.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
    const first = Number.parseInt(from, 16);
    for (const [index, [, letters = '']] of [...list.matchAll(/<([^>]*)>/g)].entries()) {
      table.set(first + index, textOf(letters.replaceAll(' ', '')));
    }
  }
  return table;
}

/** Reads a PDF as our library writes it: no object streams, streams deflated. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const source = Buffer.from(bytes).toString('latin1');
  const objects = new Map<number, string>();
  const streams = new Map<number, string>();
  for (const [, number = '', body = ''] of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body.indexOf('\nstream\n');
    objects.set(Number(number), at < 0 ? body : body.slice(0, at));
    if (at < 0) continue;
    const data = Buffer.from(body.slice(at + '\nstream\n'.length, body.lastIndexOf('\nendstream')), 'latin1');
    streams.set(
      Number(number),
      (body.includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1'),
    );
  }
  const all = [...objects.values()];
  const reference = (text: string | undefined, name: string): number =>
    Number(new RegExp(`/${name} (\\d+) 0 R`).exec(text ?? '')?.[1]);
  const pages = all
    .filter((object) => /\/Type \/Page\b(?!s)/.test(object))
    .map((object) => {
      const resources = objects.get(reference(object, 'Resources')) ?? object;
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) => {
          const font = objects.get(Number(number));
          return [name, unicodeTable(streams.get(reference(font, 'ToUnicode')) ?? '')] as const;
        }),
      );
      return pageText(streams.get(reference(object, 'Contents')) ?? '', fonts);
    });
  return {
    pages: pages.map(({ text }) => text),
    missingGlyphs: pages.reduce((sum, { missing }) => sum + missing, 0),
    tags: all.flatMap(
      (object) => /\/S \/(\w+)\n\/P|\/S \/(\w+)[\s\S]*\/P \d+ 0 R/.exec(object)?.slice(1).find(Boolean) ?? [],
    ),
    alternatives: all.flatMap((object) => {
      const found = new RegExp(`/Alt ${inBrackets}`).exec(object)?.[1];
      return found === undefined ? [] : [literal(found)];
    }),
    links: all.flatMap((object) => {
      const found = new RegExp(`/URI ${inBrackets}`).exec(object)?.[1];
      return found === undefined ? [] : [literal(found)];
    }),
    objects,
  };
}

const operators =
  /\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|\/(\w+) <<((?:[^>]|>(?!>))*)>> BDC|\/\w+ BMC|EMC|\bET\b/g;

/** The numbers of the glyphs that an operator shows, four hexadecimal digits each. */
function glyphsOf(shown: string): number[] {
  return [...shown.matchAll(/<(\w+)>/g)].flatMap(([, digits = '']) =>
    (digits.match(/.{4}/g) ?? []).map((glyph) => Number.parseInt(glyph, 16)),
  );
}

function pageText(
  content: string,
  fonts: ReadonlyMap<string, ReadonlyMap<number, string>>,
): { readonly text: string; readonly missing: number } {
  let text = '';
  let missing = 0;
  let font: ReadonlyMap<number, string> = new Map();
  // A span that names its text takes the place of the glyphs in it.
  const spans: boolean[] = [];
  for (const [operator, fontName, shown, tag, properties] of content.matchAll(operators)) {
    if (fontName !== undefined) font = fonts.get(fontName) ?? new Map();
    else if (shown !== undefined) {
      const glyphs = glyphsOf(shown);
      missing += glyphs.filter((glyph) => glyph === 0).length;
      if (!spans.includes(true)) text += glyphs.map((glyph) => font.get(glyph) ?? '\ufffd').join('');
    } else if (tag !== undefined) {
      const actual = new RegExp(`/ActualText ${inBrackets}`).exec(properties ?? '')?.[1];
      if (actual !== undefined) text += `${literal(actual)}\n`;
      spans.push(actual !== undefined);
    } else if (operator.endsWith('BMC')) spans.push(false);
    else if (operator === 'EMC') spans.pop();
    else if (operator === 'ET' && !spans.includes(true)) text += '\n';
  }
  return { text, missing };
}
