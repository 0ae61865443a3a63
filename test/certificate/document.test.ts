import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeDocument } from '../../functions/certificate/document/document.ts';
import { attendedModules, printedOn } from '../../functions/certificate/rules.ts';
import type { DocumentInput } from '../../functions/domain/certificate.ts';
import { currentEdition, register } from '../../functions/domain/register/register.ts';
import { fontFile } from '../../functions/platform/pdf/fonts.ts';
import { regular, semiBold } from '../../functions/platform/pdf/generated/fonts.ts';
import { parseSettings } from '../../functions/platform/settings.ts';
import { anApplication, aRound } from '../support/records.ts';
import { readPdf } from './pdf-reader.ts';

const settings = parseSettings(undefined);
const verifyUrl = 'https://kohorte.example/zertifikat/Xq3vPz1L0aB9cD8eF7gH6i';

function input(changes: Partial<DocumentInput> = {}, name = 'Änne Łukaszewska'): DocumentInput {
  const edition = register(currentEdition);
  if (edition === undefined) throw new Error('no register');
  const [givenName = '', ...rest] = name.split(' ');
  const application = anApplication({ attended: ['a1-1', 'a1-2', 'a2-1', 'a3-1', 'a3-2'] });
  const applicant = { ...application.applicant, givenName, familyName: rest.join(' ') };
  return {
    type: 'certificate',
    number: 'SCM-3-Z-0007',
    printed: printedOn(
      { ...application, applicant },
      aRound(),
      edition,
      settings,
      '2022-11-23T12:05:00.000Z',
    ),
    logo: settings.logo,
    land: settings.landName,
    verifyUrl,
    ...changes,
  };
}

test('a certificate says who learnt what, when, for how long, who stands for it and that it is no state degree', async () => {
  const { pages, links } = readPdf(await makeDocument(input()));
  expect(pages).toHaveLength(2);
  const [german = '', english = ''] = pages;
  for (const words of [
    'Zertifikat',
    'Änne Łukaszewska',
    'Cottbus',
    'Smart City Manager:in',
    '3. Schulungsdurchgang',
    '20 von 24 Stunden',
    'Grundlagen der digitalen Kommune',
    'Dr. Ilse Woltersdorf',
    'Nr. SCM-3-Z-0007',
    'Potsdam, 23. November 2022',
    'kein staatlicher Abschluss',
    verifyUrl,
  ]) {
    expect(german.replaceAll(/[\s\u00a0]+/g, ' ')).toContain(words);
  }
  for (const words of [
    'Certificate',
    'Änne Łukaszewska',
    '20 of 24 hours',
    'not a state qualification',
    verifyUrl,
  ]) {
    expect(english.replaceAll(/[\s\u00a0]+/g, ' ')).toContain(words);
  }
  expect(links).toEqual([verifyUrl, verifyUrl]);
});

test('a confirmation of participation is called so, and leads to no page where certificates are checked', async () => {
  const { verifyUrl: _none, ...rest } = input({ type: 'confirmation', number: 'SCM-3-T-0007' });
  const { pages, links } = readPdf(await makeDocument(rest));
  expect(pages[0]).toContain('Teilnahmebescheinigung');
  expect(pages[0]).not.toContain('erfolgreich abgeschlossen');
  expect(pages[1]).toContain('Confirmation of participation');
  expect(links).toEqual([]);
});

test('the document is tagged: language, title, structure, and words for the code', async () => {
  const bytes = await makeDocument(input());
  const { tags, alternatives, objects } = readPdf(bytes);
  const all = [...objects.values()].join('\n');
  expect(all).toMatch(/\/MarkInfo/);
  expect(Buffer.from(bytes).toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(all).toMatch(/\/Marked true/);
  expect(all).toMatch(/\/StructTreeRoot \d+ 0 R/);
  expect(all).toMatch(/\/Lang \(de-DE\)/);
  expect(all).toMatch(/\/Lang \(en-GB\)/);
  expect(all).toMatch(/\/DisplayDocTitle true/);
  expect(all).toContain('(Zertifikat SCM-3-Z-0007)');
  expect(tags.filter((tag) => tag === 'H1')).toHaveLength(2);
  expect(tags.filter((tag) => tag === 'LI')).toHaveLength(6);
  expect(tags).toEqual(
    expect.arrayContaining(['Document', 'Sect', 'H2', 'P', 'L', 'Lbl', 'LBody', 'Figure', 'Link']),
  );
  expect(alternatives).toEqual([
    `QR-Code zur Prüfseite ${verifyUrl}`,
    `QR code leading to the verification page ${verifyUrl}`,
  ]);
});

test('every font is embedded', async () => {
  const { objects } = readPdf(await makeDocument(input()));
  const descriptors = [...objects.values()].filter((object) => object.includes('/FontDescriptor\n'));
  const fonts = [...objects.values()].filter((object) => /\/Subtype \/Type0/.test(object));
  expect(fonts).toHaveLength(2);
  expect(descriptors.filter((object) => object.includes('/FontFile2'))).toHaveLength(2);
  expect(descriptors.join('')).not.toContain('/CIDSet');
});

test('the same input gives the same bytes', async () => {
  const first = await makeDocument(input());
  // Another document in between: what was drawn before leaves no trace.
  await makeDocument(input({}, 'K\u035fha\u0304n Ḳ\u0304'));
  expect(Buffer.from(await makeDocument(input())).equals(Buffer.from(first))).toBe(true);
});

/** Names with letters of DIN 91379, composed and combining, from every part of its tables. */
const names = [
  'Chóśebuz Žyła',
  'Ḱ M\u0302aría',
  'K\u035fha\u0304n R\u0325\u0304',
  'C\u0328\u0306 S\u031b\u0304 ạ\u0308',
  'H\u0331 L\u0325\u0304 P\u0315 T\u0308',
  'Ðuro Þórarinsson Ŋ',
  'Nguyễn Thị Ơ Ư',
  'İpek Iğdır ı i\u0307',
  'Ĳsbrand ŉ Ǆ ǝ Ə ə',
  'Α Ω Ελένη Щукин Їжак',
  'O’Neill-Åström ʻOkina ʹ ʺ',
  'ẞ ß ÿ Ÿ ẗ',
  'Jo\u0308rg (in Teilen)',
];

test.each(names)('the name %s comes out of the document as it went in', async (name) => {
  const { pages, missingGlyphs } = readPdf(await makeDocument(input({}, name)));
  expect(pages[0]).toContain(name);
  expect(pages[1]).toContain(name);
  expect(missingGlyphs).toBe(0);
});

test('modules that have no room on the page go on an annex, none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 180 }),
      async (count, length) => {
        const modules = Array.from({ length: count }, (_, index) => ({
          number: index + 1,
          title: `Titel${index + 1}x ${'wort '.repeat(length / 5)}`.trim(),
          hours: 1,
        }));
        const base = input();
        const { pages } = readPdf(await makeDocument({ ...base, printed: { ...base.printed, modules } }));
        const text = pages.join('');
        for (const { number } of modules) expect(text.split(`Titel${number}x`)).toHaveLength(3);
      },
    ),
    { numRuns: 5 },
  );
});

/** The letters of DIN 91379 that Unicode has as one character: Latin with its extensions, Greek and Cyrillic. */
const blocks = [
  [0x20, 0x7e],
  [0xa1, 0x17f],
  [0x1cd, 0x1dc],
  [0x1de, 0x1f0],
  [0x1f4, 0x21b],
  [0x21e, 0x21f],
  [0x227, 0x233],
  [0x1e00, 0x1e99],
  [0x1ea0, 0x1ef9],
  [0x388, 0x38a],
  [0x38e, 0x3a1],
  [0x3a3, 0x3ce],
  [0x400, 0x45f],
] as const;
const singles = [
  0x18f, 0x19a, 0x1a0, 0x1a1, 0x1af, 0x1b0, 0x1b7, 0x259, 0x268, 0x292, 0x2b9, 0x2ba, 0x2bb, 0x2bc,
];

test('the font has every letter of names in German registers', async () => {
  const letters = [
    ...blocks.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index)),
    ...singles,
    ...[0x2be, 0x2bf, 0x1e9e, 0x20ac],
  ];
  const base = input();
  const title = letters.map((letter) => String.fromCodePoint(letter)).join(' ');
  const modules = [{ number: 1, title, hours: 1 }];
  const made = await makeDocument({ ...base, printed: { ...base.printed, modules } });
  expect(readPdf(made).missingGlyphs).toBe(0);
  // The reader would notice: this letter the font lacks, once on each of the two pages.
  expect(readPdf(await makeDocument(input({}, 'Ein \u4e00'))).missingGlyphs).toBe(2);
});

test('the font is the one that its file says', () => {
  for (const [weight, { sha256 }] of [
    ['regular', regular],
    ['semiBold', semiBold],
  ] as const) {
    expect(createHash('sha256').update(fontFile(weight)).digest('hex')).toBe(sha256);
  }
});

test('hours and sessions are counted per module, and those of other cohorts are not', () => {
  const modules = attendedModules(aRound().file, 'a', ['a1-1', 'a3-1', 'a3-2', 'b1-1']);
  expect(modules.map(({ attended, minutesAttended }) => [attended, minutesAttended])).toEqual([
    [1, 240],
    [0, 0],
    [2, 480],
  ]);
});
