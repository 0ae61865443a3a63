import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentEdition, register } from '../../../functions/domain/register/register.ts';
import { applicationSheet, defused, type Sheet, toCsv } from '../../../functions/office/exports/sheet.ts';
import { toWorkbook } from '../../../functions/office/exports/workbook.ts';
import { anApplication } from '../../support/records.ts';

/** What a spreadsheet would calculate, or read as something else than what stands there. */
const tricky = [
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("https://other.example")',
  '=1+1',
  ' =1+1',
  '\u00A0=1+1',
  '\t=1+1',
  '＝1+1',
  '＠SUM(1)',
  '@SUM(1;1)',
  '-1+1',
  '+1',
  '+49 331 555 01 20',
  '|x',
  '%=1',
  '03046',
  '0331',
  '00123',
  '1E5',
  '12-2022',
  '1/2',
  '3.4.',
  '10:00',
  '1,5',
  '10 %',
  '5 €',
  '1234567890123456',
  'Wahr',
  'FALSE',
];
/** What stays as it is. */
const plain = [
  'Müßig',
  'Łukaszewska-Ḥ̱arīrī',
  '120690020',
  '120690020 / 120695902 ff.',
  'Amt Beetzsee',
  '0331 5550120',
  'Wahrmann',
  'zwei\nZeilen; und "Zitat"',
  "'Zitat'",
  '2. Referat',
];

/** A sheet with one application for each text. */
function sheetWith(texts: readonly string[]): Sheet {
  const found = register(currentEdition);
  if (found === undefined) throw new Error('there is no register');
  const applications = texts.map((text, index) =>
    anApplication({
      id: `id-${index}`,
      reference: `SCM-3-${String(index).padStart(4, '0')}`,
      applicant: { givenName: text, familyName: 'Änne', email: 'a@b.example', role: text },
    }),
  );
  return applicationSheet(applications, found, 'de');
}

describe('exports', () => {
  it.each(tricky)('%j is read as the text it is', (text) => {
    expect(defused(text)).toBe(`'${text}`);
  });

  it.each(plain)('%j stays as it is', (text) => {
    expect(defused(text)).toBe(text);
  });

  it('no cell of a CSV begins as a formula does, whatever people type', () => {
    const typed = fc.string({
      unit: fc.constantFrom('=', '+', '-', '@', '\t', ' ', '0', '1', 'a', '"', ';', '\n'),
    });
    fc.assert(
      fc.property(typed, (text) => {
        expect(defused(text)).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });

  it('is as German Excel opens it: a byte order mark, semicolons, quoted where needed, times of Berlin', () => {
    const csv = toCsv({
      name: 'x',
      headings: ['Ä', 'b'],
      rows: [
        ['a;"b"', { at: '2022-10-20T10:00:00.000Z' }],
        [undefined, 7],
      ],
    });
    expect(csv).toBe('\uFEFFÄ;b\r\n"a;""b""";20.10.2022 12:00\r\n;7\r\n');
  });
});

/** Opens a file as LibreOffice does, with a German's settings, and tells its cells and whether any is calculated. */
function opened(
  office: string,
  name: string,
  content: string | Uint8Array,
): { cells: string[]; formulas: number } {
  const folder = mkdtempSync(join(tmpdir(), 'exports-'));
  try {
    writeFileSync(join(folder, name), content);
    const { status, stderr } = spawnSync(
      office,
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        ...(name.endsWith('.csv') ? ['--infilter=CSV:59,34,76,1,,1031,false,true'] : []),
        '--convert-to',
        'fods',
        '--outdir',
        folder,
        join(folder, name),
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    const text = readFileSync(join(folder, name.replace(/\..*$/, '.fods')), 'utf8');
    const cells = [...text.matchAll(/<table:table-cell([^>]*)>(.*?)<\/table:table-cell>/gs)].map(
      ([, attributes = '', inner = '']) => {
        const type = /office:value-type="(\w+)"/.exec(attributes)?.[1];
        const value = /office:date-value="([^"]*)"/.exec(attributes)?.[1];
        const shown = [...inner.matchAll(/<text:p>(.*?)<\/text:p>/gs)].map(([, line]) => line).join('\n');
        const plainText = shown
          .replaceAll('<text:tab/>', '\t')
          .replaceAll('<text:s/>', ' ')
          .replaceAll('&apos;', "'")
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&');
        return `${type}: ${value ?? plainText}`;
      },
    );
    return { cells, formulas: [...text.matchAll(/table:formula=/g)].length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Only on request, as few machines have it: LIBREOFFICE=soffice npx vitest run test/office/exports/exports.test.ts
const office = process.env['LIBREOFFICE'];
const inLibreOffice = (office: string): void => {
  const texts = [...tricky, ...plain];
  const files: [string, () => string | Promise<Uint8Array>, (text: string) => string][] = [
    ['export.csv', () => toCsv(sheetWith(texts)), defused],
    ['export.xlsx', () => toWorkbook(sheetWith(texts)), (text) => text],
  ];
  it.each(files)(
    '%s: each text is the text it was, dates are dates, nothing is calculated',
    async (name, make, shown) => {
      const { cells, formulas } = opened(office, name, await make());
      expect(formulas).toBe(0);
      for (const text of texts) {
        if (text === '120690020') continue;
        expect(cells).toContain(`string: ${shown(text)}`);
      }
      expect(cells).toContain('string: Größenklasse');
      expect(cells).toContain('date: 2022-09-10T10:00:00');
      expect(cells.some((cell) => cell.endsWith(': 120690020'))).toBe(true);
    },
    60_000,
  );
};
if (office !== undefined) describe('exports in LibreOffice', () => inLibreOffice(office));
