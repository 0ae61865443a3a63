import { create as createQr } from 'qrcode';
import type { DocumentInput, Printed } from '../../domain/certificate.ts';
import type { Language } from '../../domain/text.ts';
import { a4, colours, type Part, TaggedPdf } from '../../platform/pdf/pdf.ts';
import { documentWords } from './document-words.ts';

const left = 64;
const right = a4.width - 64;
const width = right - left;
/** Where the lower block begins: place and date, signatory, code. */
const lower = 648;
const qrSize = 92;
const figureSize = 230;

/** Draws the programme's mark: a square with the figure in white, or the figure alone in a colour. */
function drawMark(pdf: TaggedPdf, logo: string, x: number, y: number, size: number, figure?: string): void {
  const { drawing } = pdf;
  drawing
    .save()
    .translate(x, y)
    .scale(size / 32);
  if (figure === undefined) drawing.roundedRect(0, 0, 32, 32, 7).fill(colours.accent);
  drawing
    .path(logo)
    .fill(figure ?? '#ffffff')
    .restore();
}

/** Draws a QR code (ISO/IEC 18004) as squares; one path, so that no hair lines show between them. */
function drawQr(pdf: TaggedPdf, text: string, x: number, y: number, size: number): void {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' });
  const unit = size / modules.size;
  const { drawing } = pdf;
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; ) {
      let run = 0;
      while (column + run < modules.size && modules.get(row, column + run) === 1) run++;
      if (run > 0) drawing.rect(x + column * unit, y + row * unit, run * unit, unit);
      column += Math.max(run, 1);
    }
  }
  drawing.fill(colours.ink);
}

function rule(pdf: TaggedPdf, y: number, colour: string = colours.line, from = left, to = right): void {
  pdf.decoration(() => {
    pdf.drawing.moveTo(from, y).lineTo(to, y).lineWidth(0.6).stroke(colour);
  });
}

/** Ground, mark and the programme's name; the same on every page. */
function drawHead(pdf: TaggedPdf, section: Part, input: DocumentInput, language: Language): void {
  pdf.decoration(() => {
    pdf.drawing.rect(0, 0, a4.width, 10).fill(colours.accent);
    drawMark(pdf, input.logo, left, 52, 40);
  });
  pdf.text(section, 'P', input.printed.programme, {
    x: left + 54,
    y: 52,
    width: 300,
    size: 15,
    weight: 'semiBold',
  });
  pdf.text(section, 'P', input.land, { x: left + 54, y: 73, width: 300, size: 11, colour: colours.muted });
  pdf.text(section, 'P', documentWords[language].number(input.number), {
    x: right - 180,
    y: 62,
    width: 180,
    size: 11,
    align: 'right',
    colour: colours.muted,
  });
}

/** The largest size at which the name stands in one line; a very long one is wrapped. */
function nameSize(pdf: TaggedPdf, name: string): number {
  for (let size = 34; size > 18; size -= 1) {
    if (pdf.widthOf(name, { size, weight: 'semiBold' }) <= width) return size;
  }
  return 18;
}

type Module = Printed['modules'][number];

/** Lists modules until the space ends, on an empty page one at least. @returns where the list ends, and the modules that had no room */
function drawModules(
  pdf: TaggedPdf,
  section: Part,
  modules: readonly Module[],
  language: Language,
  top: number,
  bottom: number,
  leastOne = false,
): { readonly y: number; readonly rest: readonly Module[] } {
  const word = documentWords[language];
  const list = pdf.group(section, 'L');
  const titleWidth = width - 130;
  let y = top;
  for (const [index, module] of modules.entries()) {
    const height = pdf.heightOf(module.title, { width: titleWidth, size: 10.5 }) + 9;
    if (y + height > bottom && !(leastOne && index === 0)) {
      list.end();
      return { y, rest: modules.slice(index) };
    }
    const item = pdf.group(list, 'LI');
    const line = { y: y + 4, size: 10.5 };
    pdf.text(item, 'Lbl', String(module.number), {
      ...line,
      x: left,
      width: 24,
      weight: 'semiBold',
      colour: colours.accent,
    });
    pdf.text(item, 'LBody', module.title, { ...line, x: left + 26, width: titleWidth, language: 'de' });
    pdf.text(item, 'LBody', word.moduleHours(module.hours), {
      ...line,
      x: right - 90,
      width: 90,
      align: 'right',
      colour: colours.muted,
    });
    item.end();
    y += height;
    rule(pdf, y);
  }
  list.end();
  return { y, rest: [] };
}

/** Round, period and hours, side by side. */
function drawFacts(pdf: TaggedPdf, section: Part, printed: Printed, language: Language, y: number): number {
  const word = documentWords[language];
  const columns = [
    { label: word.round, value: printed.round, x: left, width: 150 },
    { label: word.period, value: word.from(printed.from, printed.until), x: left + 164, width: 180 },
    {
      label: word.hours,
      value: word.hoursOf(printed.hours, printed.hoursOfRound),
      x: left + 358,
      width: right - left - 358,
    },
  ];
  return Math.max(
    ...columns.map(({ label, value, x, width }) => {
      const below = pdf.text(section, 'P', label, { x, y, width, size: 9, colour: colours.muted });
      return pdf.text(section, 'P', value, { x, y: below + 1, width, size: 11, weight: 'semiBold' });
    }),
  );
}

/** Place, date, who stands for it, and the code by which it can be checked. */
function drawLower(pdf: TaggedPdf, section: Part, input: DocumentInput, language: Language): void {
  const word = documentWords[language];
  const { printed, verifyUrl } = input;
  const textWidth = verifyUrl === undefined ? width : width - qrSize - 40;
  const at = { x: left, width: textWidth };
  let y = pdf.text(section, 'P', word.placeAndDate(printed.place, printed.issuedAt), {
    ...at,
    y: lower,
    size: 11,
  });
  y = pdf.text(section, 'P', printed.signatory, { ...at, y: y + 14, size: 12, weight: 'semiBold' });
  y = pdf.text(section, 'P', printed.signatoryFunction[language], { ...at, y: y + 1, size: 10 });
  y = pdf.text(section, 'P', printed.authority, { ...at, y: y + 1, size: 10, language: 'de' });
  pdf.text(section, 'P', word.noSignature, { ...at, y: y + 4, size: 9, colour: colours.muted });
  if (verifyUrl !== undefined) {
    const x = right - qrSize;
    pdf.figure(section, word.qr(verifyUrl), [x, lower, right, lower + qrSize], () => {
      pdf.drawing.rect(x - 8, lower - 8, qrSize + 16, qrSize + 16).fill('#ffffff');
      drawQr(pdf, verifyUrl, x, lower, qrSize);
    });
  }
  rule(pdf, 778);
  pdf.text(section, 'P', word.noStateDegree[input.type], {
    x: left,
    y: 785,
    width,
    size: 9,
    colour: colours.muted,
  });
  if (verifyUrl !== undefined) {
    pdf.link(section, `${word.check}: ${verifyUrl}`, verifyUrl, {
      x: left,
      y: 799,
      width,
      size: 9,
      colour: colours.accent,
    });
  }
}

/** One language: its page, and an annex where the modules are too many for it. */
function drawLanguage(pdf: TaggedPdf, input: DocumentInput, language: Language): void {
  const word = documentWords[language];
  const { printed, type } = input;
  pdf.addPage();
  const section = pdf.section(language);
  drawHead(pdf, section, input, language);
  if (type === 'certificate') {
    // The figure of the mark, large and pale, stands beside the title.
    const x = right - (26 / 32) * figureSize;
    pdf.decoration(() => drawMark(pdf, input.logo, x, 76, figureSize, colours.tint));
  }

  pdf.text(section, 'H1', word.title[type], {
    x: left,
    y: type === 'certificate' ? 146 : 158,
    width,
    size: type === 'certificate' ? 46 : 30,
    weight: 'semiBold',
    colour: colours.accent,
  });
  let y = pdf.text(section, 'P', printed.name, {
    x: left,
    y: 268,
    width,
    size: nameSize(pdf, printed.name),
    weight: 'semiBold',
  });
  y = pdf.text(section, 'P', word.administrations(printed.administrations), {
    x: left,
    y: y + 2,
    width,
    size: 13,
    colour: colours.muted,
  });
  y = pdf.text(section, 'P', word.sentence[type](printed.programme), {
    x: left,
    y: y + 16,
    width: width - 40,
    size: 13,
    lineGap: 3,
  });
  y = drawFacts(pdf, section, printed, language, y + 20);

  y = pdf.text(section, 'H2', word.modules, { x: left, y: y + 20, width, size: 11, weight: 'semiBold' });
  rule(pdf, y + 5, colours.accent);
  const { rest } = drawModules(pdf, section, printed.modules, language, y + 5, lower - 24);
  if (rest.length > 0) {
    pdf.text(section, 'P', word.more, { x: left, y: lower - 22, width, size: 9, colour: colours.muted });
  }
  drawLower(pdf, section, input, language);
  drawAnnex(pdf, section, input, language, rest);
  section.end();
}

function drawAnnex(
  pdf: TaggedPdf,
  section: Part,
  input: DocumentInput,
  language: Language,
  modules: readonly Module[],
): void {
  for (let rest = modules; rest.length > 0; ) {
    pdf.addPage();
    drawHead(pdf, section, input, language);
    const y = pdf.text(section, 'H2', documentWords[language].annex, {
      x: left,
      y: 136,
      width,
      size: 18,
      weight: 'semiBold',
    });
    rule(pdf, y + 8, colours.accent);
    ({ rest } = drawModules(pdf, section, rest, language, y + 8, 770, true));
  }
}

/**
 * The certificate or the confirmation of participation as a tagged PDF, German first, then English. Names come out
 * as they were written. The same input gives the same bytes.
 */
export function makeDocument(input: DocumentInput): Promise<Uint8Array> {
  const { printed, number, type } = input;
  const title = documentWords.de.title[type];
  const pdf = new TaggedPdf({
    title: `${title} ${number}`,
    subject: `${title} ${printed.programme}, ${printed.round}`,
    author: printed.authority,
    language: 'de',
    createdAt: printed.issuedAt,
  });
  drawLanguage(pdf, input, 'de');
  drawLanguage(pdf, input, 'en');
  return pdf.bytes();
}
