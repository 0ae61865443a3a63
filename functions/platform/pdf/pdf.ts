import PDFDocument from 'pdfkit';
import type { Language } from '../../domain/text.ts';
import { fontFile, type Weight } from './fonts.ts';

/** A4 upright, in points (1/72 inch). */
export const a4 = { width: 595.28, height: 841.89 } as const;

/** The colours of documents, as on pages. Text on white has a contrast of at least 4.5 to 1. */
export const colours = {
  ink: '#131525',
  muted: '#515778',
  line: '#c0c3d5',
  accent: '#1a3da5',
  tint: '#e6ebf8',
} as const;

/** Languages as BCP 47 has them. */
const tags = { de: 'de-DE', en: 'en-GB' } as const;

/** What a document says of itself. */
export type DocumentInfo = {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly language: Language;
  /** When it is made, ISO 8601; the same input gives the same bytes. */
  readonly createdAt: string;
};

/** An element of the document's structure, which a screen reader follows. */
export type Part = PDFKit.PDFStructureElement;

/** How a text is set. */
export type TextStyle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
  /** Space between lines, in points. */
  readonly lineGap?: number;
  /** Where it is another one than its section's. */
  readonly language?: Language;
};

/** Structure types of PDF 1.7 that our documents use. */
export type TextTag = 'H1' | 'H2' | 'H3' | 'P' | 'Lbl' | 'LBody' | 'Caption' | 'Link';

/**
 * A tagged document (in the manner of PDF/UA-1): every text stands in its structure, whatever only decorates is an
 * artifact, fonts are embedded.
 */
export class TaggedPdf {
  /** For drawing inside of `figure` and `decoration` only. */
  readonly drawing: PDFKit.PDFDocument;
  readonly #root: Part;

  constructor(info: DocumentInfo) {
    const options: PDFKit.PDFDocumentOptions = {
      size: [a4.width, a4.height],
      margin: 0,
      // No standard font: those are not embedded, and their files are not in the bundle.
      font: '',
      autoFirstPage: false,
      pdfVersion: '1.7',
      tagged: true,
      displayTitle: true,
      lang: tags[info.language],
      info: {
        Title: info.title,
        Subject: info.subject,
        Author: info.author,
        Creator: 'Kohorte',
        Producer: 'Kohorte',
        CreationDate: new Date(info.createdAt),
        ModDate: new Date(info.createdAt),
      },
    };
    // The library's types do not know this one yet.
    Object.assign(options, { subset: 'PDF/UA' });
    this.drawing = new PDFDocument(options);
    // Part 1 of PDF/UA, said as text: for the number 1 the library adds a list of a font's glyphs (CIDSet) that
    // PDF/UA does not ask for and that leaves out the parts of composed glyphs.
    Object.assign(this.drawing, { subset: '1' });
    // Files of their own for each document: the library remembers in a font what letters a glyph stood for.
    this.drawing.registerFont('regular', fontFile('regular'));
    this.drawing.registerFont('semiBold', fontFile('semiBold'));
    this.#root = this.drawing.struct('Document');
    this.drawing.addStructure(this.#root);
  }

  addPage(): void {
    this.drawing.addPage();
  }

  /** A part of the document in a language. */
  section(language: Language): Part {
    return this.#add(this.#root, this.drawing.struct('Sect', { lang: tags[language] }));
  }

  /** A part inside of a part, such as a list (`L`) or its item (`LI`). */
  group(parent: Part, tag: 'L' | 'LI' | 'Div'): Part {
    return this.#add(parent, this.drawing.struct(tag));
  }

  #add(parent: Part, part: Part): Part {
    parent.add(part);
    return part;
  }

  #style({
    size,
    weight = 'regular',
    colour = colours.ink,
  }: Pick<TextStyle, 'size' | 'weight' | 'colour'>): void {
    this.drawing.font(weight).fontSize(size).fillColor(colour);
  }

  /** How high a text will be, in points. */
  heightOf(text: string, style: Omit<TextStyle, 'x' | 'y'>): number {
    this.#style(style);
    return this.drawing.heightOfString(text, { width: style.width, lineGap: style.lineGap ?? 0 });
  }

  /** How wide a text would be in one line, in points. */
  widthOf(text: string, style: Pick<TextStyle, 'size' | 'weight'>): number {
    this.#style(style);
    return this.drawing.widthOfString(text);
  }

  /** Sets a text, wrapped to its width. @returns where it ends, in points from the top */
  text(parent: Part, tag: TextTag, text: string, style: TextStyle): number {
    const { language } = style;
    const options = language === undefined ? {} : { lang: tags[language] };
    const part = this.#add(parent, this.drawing.struct(tag, options));
    this.#marked(part, text, tag, style);
    part.end();
    return style.y + this.heightOf(text, style);
  }

  #marked(part: Part, text: string, tag: TextTag, style: TextStyle): void {
    // Fonts take rarer letters apart and put others together, so that glyphs alone don't tell which letters they
    // stand for; the text itself does.
    const spelled = /[^\u0020-\u00ff]/u.test(text);
    const content = spelled
      ? this.drawing.markStructureContent('Span', { actual: text })
      : this.drawing.markStructureContent(tag);
    this.#style(style);
    const { x, y, width, align = 'left', lineGap = 0 } = style;
    this.drawing.text(text, x, y, { width, align, lineGap });
    this.drawing.endMarkedContent();
    part.add(content);
  }

  /** Sets a text that leads to an address. */
  link(parent: Part, text: string, url: string, style: TextStyle): number {
    const part = this.#add(parent, this.drawing.struct('Link'));
    this.#marked(part, text, 'Link', style);
    const height = this.heightOf(text, style);
    const options: PDFKit.Mixins.AnnotationOption = {};
    // Only an object of this kind is written as a text; a plain string would be a name.
    Object.assign(options, { structParent: part, Contents: new String(url) });
    this.drawing.link(style.x, style.y, style.width, height, url, options);
    part.end();
    return style.y + height;
  }

  /** Something drawn that says something: `alt` says it in words. `box` is left, top, right and bottom. */
  figure(parent: Part, alt: string, box: readonly [number, number, number, number], draw: () => void): void {
    const options = { alt, bbox: [...box], placement: 'Block' };
    const part = this.#add(parent, this.drawing.struct('Figure', options));
    const content = this.drawing.markStructureContent('Figure');
    draw();
    this.drawing.endMarkedContent();
    part.add(content);
    part.end();
  }

  /** Something drawn that says nothing: screen readers pass it over. */
  decoration(draw: () => void): void {
    this.drawing.markContent('Artifact', { type: 'Layout' });
    draw();
    this.drawing.endMarkedContent();
  }

  /** Ends the document. @returns its bytes */
  async bytes(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    const ended = new Promise<void>((resolve, reject) => {
      this.drawing.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      this.drawing.on('end', resolve);
      this.drawing.on('error', reject);
    });
    this.#root.end();
    this.drawing.end();
    await ended;
    return Buffer.concat(chunks);
  }
}
