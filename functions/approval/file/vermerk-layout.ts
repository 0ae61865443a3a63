import { a4, colours, type DocumentInfo, type Part, TaggedPdf } from '../../platform/pdf/pdf.ts';

const left = 71;
const right = a4.width - 57;
const width = right - left;
const top = 64;
const bottom = a4.height - 72;
const labelWidth = 132;

/** A Vermerk for the file: text from top to bottom, over as many pages as it takes, each with its number. */
export class Vermerk {
  readonly #pdf: TaggedPdf;
  readonly #section: Part;
  readonly #foot: string;
  #y = top;
  #page = 0;

  /** @param foot stands at the foot of each page, before its number */
  constructor(info: DocumentInfo, foot: string) {
    this.#pdf = new TaggedPdf(info);
    this.#foot = foot;
    this.#next();
    this.#section = this.#pdf.section(info.language);
  }

  #next(): void {
    this.#pdf.addPage();
    this.#page += 1;
    this.#y = top;
    const page = this.#page;
    this.#pdf.decoration(() => {
      const { drawing } = this.#pdf;
      drawing.font('regular').fontSize(8.5).fillColor(colours.muted);
      drawing.text(this.#foot, left, a4.height - 48, { width: width - 60, lineBreak: false });
      drawing.text(String(page), right - 60, a4.height - 48, {
        width: 60,
        align: 'right',
        lineBreak: false,
      });
    });
  }

  /** Begins a new page where so much height is not left. */
  #room(height: number): void {
    if (this.#y + height > bottom && this.#y > top) this.#next();
  }

  title(text: string, above: string): void {
    const at = { x: left, width };
    this.#y =
      this.#pdf.text(this.#section, 'P', above, { ...at, y: this.#y, size: 10, colour: colours.muted }) + 4;
    this.#y =
      this.#pdf.text(this.#section, 'H1', text, { ...at, y: this.#y, size: 20, weight: 'semiBold' }) + 12;
  }

  heading(text: string): void {
    this.#room(80);
    this.#y += 12;
    this.#y =
      this.#pdf.text(this.#section, 'H2', text, {
        x: left,
        y: this.#y,
        width,
        size: 13,
        weight: 'semiBold',
      }) + 6;
  }

  subheading(text: string): void {
    this.#room(70);
    this.#y += 8;
    this.#y =
      this.#pdf.text(this.#section, 'H3', text, {
        x: left,
        y: this.#y,
        width,
        size: 11,
        weight: 'semiBold',
      }) + 3;
  }

  paragraph(text: string): void {
    const style = { width, size: 10, lineGap: 2 };
    for (const part of text.split('\n')) {
      this.#room(this.#pdf.heightOf(part, style));
      this.#y = this.#pdf.text(this.#section, 'P', part, { ...style, x: left, y: this.#y }) + 5;
    }
  }

  /** Labels and what stands beside them. */
  facts(facts: readonly { readonly label: string; readonly value: string }[]): void {
    const list = this.#pdf.group(this.#section, 'L');
    for (const { label, value } of facts) {
      const style = { width: width - labelWidth - 10, size: 10, lineGap: 1.5 };
      const height = Math.max(
        this.#pdf.heightOf(value, style),
        this.#pdf.heightOf(label, { width: labelWidth, size: 10, lineGap: 1.5 }),
      );
      this.#room(height);
      const item = this.#pdf.group(list, 'LI');
      this.#pdf.text(item, 'Lbl', label, {
        x: left,
        y: this.#y,
        width: labelWidth,
        size: 10,
        lineGap: 1.5,
        colour: colours.muted,
      });
      this.#pdf.text(item, 'LBody', value, { ...style, x: left + labelWidth + 10, y: this.#y });
      item.end();
      this.#y += height + 3;
    }
    list.end();
    this.#y += 3;
  }

  /** Lines to be signed on, one for each who signs. */
  signatures(names: readonly string[]): void {
    for (const name of names) {
      this.#room(58);
      this.#y += 34;
      const y = this.#y;
      this.#pdf.decoration(() => {
        this.#pdf.drawing
          .moveTo(left, y)
          .lineTo(left + 130, y)
          .moveTo(left + 160, y)
          .lineTo(right, y)
          .lineWidth(0.6)
          .stroke(colours.muted);
      });
      this.#y =
        this.#pdf.text(this.#section, 'P', `Datum, ${name} (Name, Unterschrift)`, {
          x: left,
          y: y + 3,
          width,
          size: 8.5,
          colour: colours.muted,
        }) + 4;
    }
  }

  /** Ends it. @returns its bytes */
  bytes(): Promise<Uint8Array> {
    this.#section.end();
    return this.#pdf.bytes();
  }
}
