import { InputError } from '../validate.ts';

/** Rows of a table file, each a record by column name, with the line on which it begins. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly values: ReadonlyMap<string, string> }[];
}

/**
 * Reads a table: RFC 4180 with a header row, in UTF-8. Fields are separated by commas, or by semicolons where the
 * header has no comma, as spreadsheets write it in German. Blank lines are skipped, blanks around values dropped.
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
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const separator = !header.includes(',') && header.includes(';') ? ';' : ',';
  const records = splitRecords(name, text, separator);
  const [first, ...rest] = records;
  if (first === undefined) {
    throw new InputError([{ de: `${name}: Die Datei ist leer.`, en: `${name}: The file is empty.` }]);
  }
  const columns = first.fields;
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
  for (const { line, fields } of rest) {
    if (fields.length !== columns.length) {
      faults.push({
        de: `${name}, Zeile ${line}: ${fields.length} Felder statt ${columns.length}.`,
        en: `${name}, line ${line}: ${fields.length} fields instead of ${columns.length}.`,
      });
    }
  }
  if (faults.length > 0) throw new InputError(faults);
  return {
    columns,
    rows: rest.map(({ line, fields }) => ({
      line,
      values: new Map(columns.map((column, index) => [column, fields[index] ?? ''])),
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

function splitRecords(name: string, text: string, separator: string): { line: number; fields: string[] }[] {
  const records: { line: number; fields: string[] }[] = [];
  let fields: string[] = [];
  let line = 1;
  let begun = 1;
  let at = 0;
  const stray = (): InputError =>
    new InputError([
      {
        de: `${name}, Zeile ${line}: Ein Anführungszeichen steht an falscher Stelle.`,
        en: `${name}, line ${line}: A quotation mark is in the wrong place.`,
      },
    ]);
  const endRecord = (): void => {
    if (fields.length > 1 || fields[0] !== '') records.push({ line: begun, fields });
    fields = [];
  };
  while (at < text.length) {
    let field = '';
    if (text[at] === '"') {
      at++;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) throw stray();
        field += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        field += '"';
        at++;
      }
      line += field.split('\n').length - 1;
    } else {
      const from = at;
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') {
        if (text[at] === '"') throw stray();
        at++;
      }
      field = text.slice(from, at);
    }
    fields.push(field.trim());
    if (text[at] === separator) {
      at++;
      if (at === text.length) fields.push('');
      continue;
    }
    if (at < text.length && text[at] !== '\n' && text[at] !== '\r') throw stray();
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    line++;
    endRecord();
    begun = line;
  }
  if (fields.length > 0) endRecord();
  return records;
}
