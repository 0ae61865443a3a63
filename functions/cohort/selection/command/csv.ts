import { readCsv } from '../../../domain/text/csv.ts';
import { InputError } from '../validate.ts';

/** Rows of a table file, each a record by column name, with the line on which it begins. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly values: ReadonlyMap<string, string> }[];
}

/**
 * Reads a table: CSV with a header row (see `readCsv`), in UTF-8.
 *
 * @param name the file's name, for messages
 * @throws InputError with the line of every fault: not UTF-8, open or stray quotes, too few or many fields, repeated or
 *   empty column names
 */
export function readTable(name: string, bytes: Uint8Array): Table {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError([
      {
        de: `${name}: Die Datei ist nicht in UTF-8. Bitte als „CSV UTF-8“ speichern.`,
        en: `${name}: The file is not in UTF-8. Please save it as "CSV UTF-8".`,
      },
    ]);
  }
  const read = readCsv(text);
  if (!read.ok) {
    throw new InputError([
      {
        de: `${name}, Zeile ${read.line}: Ein Anführungszeichen steht an falscher Stelle.`,
        en: `${name}, line ${read.line}: A quotation mark is in the wrong place.`,
      },
    ]);
  }
  const [first, ...rest] = read.records;
  if (first === undefined) {
    throw new InputError([{ de: `${name}: Die Datei ist leer.`, en: `${name}: The file is empty.` }]);
  }
  const columns = first.cells;
  const faults = columns.flatMap((column, index) =>
    column === '' || columns.indexOf(column) !== index
      ? [
          {
            de: `${name}: Spalte ${index + 1} heißt „${column}“; Spaltennamen dürfen nicht leer sein und nur einmal vorkommen.`,
            en: `${name}: Column ${index + 1} is called "${column}"; column names must not be empty and must differ.`,
          },
        ]
      : [],
  );
  for (const { line, cells } of rest) {
    if (cells.length !== columns.length) {
      faults.push({
        de: `${name}, Zeile ${line}: ${cells.length} Felder statt ${columns.length}.`,
        en: `${name}, line ${line}: ${cells.length} fields instead of ${columns.length}.`,
      });
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  return {
    columns,
    rows: rest.map(({ line, cells }) => ({
      line,
      values: new Map(columns.map((column, index) => [column, cells[index] ?? ''])),
    })),
  };
}

/** @throws InputError naming the columns that a table lacks */
export function need(name: string, table: Table, columns: readonly string[]): void {
  const missing = columns.filter((column) => !table.columns.includes(column));
  if (missing.length === 0) return;
  const list = missing.map((column) => `"${column}"`).join(', ');
  throw new InputError([
    {
      de: `${name}: Es fehlt die Spalte ${list}. Vorhanden: ${table.columns.join(', ')}.`,
      en: `${name}: The column ${list} is missing. There are: ${table.columns.join(', ')}.`,
    },
  ]);
}
