import { readCsv } from '../../functions/domain/text/csv.ts';

/** A row of a CSV file by its columns, with the line on which it begins. */
export interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

/** A CSV file by its first line's columns, or what is wrong with its form. */
export type Table =
  | { readonly ok: true; readonly columns: readonly string[]; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Reads CSV by the columns of its first line; rows without any content are skipped. */
export function parseCsv(text: string): Table {
  const read = readCsv(text);
  if (!read.ok)
    return { ok: false, errors: [`Line ${read.line}: a quotation mark stands in the wrong place.`] };
  const [first, ...others] = read.records.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (first === undefined) return { ok: false, errors: ['The file is empty.'] };
  const columns = first.cells;
  const errors = columns
    .filter((column, index) => columns.indexOf(column) !== index)
    .map((column) => `Line 1: the column "${column}" stands there twice.`);
  const rows: Row[] = [];
  for (const { line, cells } of others) {
    if (cells.length === columns.length) {
      rows.push({ line, cells: new Map(columns.map((column, index) => [column, cells[index] ?? ''])) });
    } else
      errors.push(`Line ${line}: ${cells.length} cells where the first line has ${columns.length} columns.`);
  }
  return errors.length === 0 ? { ok: true, columns, rows } : { ok: false, errors };
}

/** Writes CSV as RFC 4180 has it, with commas; lines end with a line feed. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  const quote = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `${rows.map((row) => row.map((cell) => quote(String(cell))).join(',')).join('\n')}\n`;
}
