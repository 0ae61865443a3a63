/** A row of a CSV file by its columns, with the line on which it begins. */
export interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** A CSV file by its first line's columns, or what is wrong with its form. */
export type Table =
  | { readonly ok: true; readonly columns: readonly string[]; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly errors: readonly string[] };

type Line = { readonly number: number; readonly cells: readonly string[] };

/** Reads CSV as RFC 4180 has it, parted by commas or semicolons (as the first line shows), with or without BOM. */
export function parseCsv(text: string): Table {
  const content = text.replace(/^\uFEFF/, '');
  const lines = readLines(content, separatorOf(content));
  const [first, ...others] = lines;
  if (first === undefined) return { ok: false, errors: ['The file is empty.'] };
  const columns = first.cells.map((cell) => cell.trim());
  const errors = columns
    .filter((column, index) => columns.indexOf(column) !== index)
    .map((column) => `Line 1: the column "${column}" stands there twice.`);
  const rows: Row[] = [];
  for (const { number, cells } of others) {
    if (cells.length === columns.length) {
      rows.push({
        line: number,
        cells: new Map(columns.map((column, index) => [column, (cells[index] ?? '').trim()])),
      });
    } else
      errors.push(
        `Line ${number}: ${cells.length} cells where the first line has ${columns.length} columns.`,
      );
  }
  return errors.length === 0 ? { ok: true, columns, rows } : { ok: false, errors };
}

function separatorOf(content: string): string {
  const first = content.slice(0, content.search(/\r|\n|$/));
  return first.includes(';') && !first.includes(',') ? ';' : ',';
}

function readLines(content: string, separator: string): Line[] {
  const lines: Line[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let number = 1;
  let begun = 1;
  const endLine = () => {
    cells.push(cell);
    cell = '';
    if (cells.some((each) => each !== '')) lines.push({ number: begun, cells });
    cells = [];
    begun = number;
  };
  for (let at = 0; at < content.length; at += 1) {
    const char = content.charAt(at);
    if (char === '\n') number += 1;
    if (quoted && char === '"' && content[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (quoted) cell += char;
    else if (char === separator) {
      cells.push(cell);
      cell = '';
    } else if (char === '\n') endLine();
    else if (char !== '\r') cell += char;
  }
  endLine();
  return lines;
}

/** Writes CSV as RFC 4180 has it, with commas; lines end with a line feed. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `${rows.map((row) => row.map((cell) => quote(String(cell))).join(',')).join('\n')}\n`;
}
