import { CsvError, parse } from 'csv-parse/sync';

/** A record of a CSV file: its cells without blanks around them, and the line on which it begins. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

/** The records of a CSV file, the first one with the columns' names, or the line on which a quotation mark stands wrongly. */
export type Csv =
  | { readonly ok: true; readonly records: readonly CsvRecord[] }
  | { readonly ok: false; readonly line: number };

/**
 * Reads CSV as RFC 4180 has it, with any line ends, with or without a byte order mark. Cells are separated by commas,
 * or by semicolons where the first line has no comma, as spreadsheets write it in German. Blank lines are skipped;
 * how many cells a record has is left to the caller.
 */
export function readCsv(text: string): Csv {
  const content = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
  const lines = content.split('\n');
  const [header = ''] = lines;
  const records: CsvRecord[] = [];
  let end = 0;
  try {
    parse(content, {
      delimiter: header.includes(';') && !header.includes(',') ? ';' : ',',
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: readonly string[], info) => {
        end = info.lines;
        const line = end - cells.join('').split('\n').length + 1;
        if (cells.length > 1 || cells[0]?.trim() !== '')
          records.push({ line, cells: cells.map((cell) => cell.trim()) });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // A mark that is never closed shows at the end of the file; what helps is where its record begins.
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
      while (lines[end] === '') end += 1;
      return { ok: false, line: end + 1 };
    }
    return { ok: false, line: Number(error['lines']) };
  }
  return { ok: true, records };
}
