/**
 * `npm run register -- import FILE [FILE]`: brings in an edition of the registers. Ends with 0 if it was brought in,
 * with 1 if a file is at fault, with 2 if the call is.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isPlainDate } from '../../functions/domain/calendar.ts';
import type { GivenFile } from './edition.ts';
import { importEdition } from './import.ts';

const USAGE = `npm run register -- import FILE [FILE] [--edition YYYY-MM-DD] [--source TEXT] [--replace]

FILE       the municipalities of an edition as CSV and, if there is one, its administrations as CSV; told apart by
           their columns. Without the second file the administrations are derived from the first.
--edition  the day whose territory the files show; else a date in the file's name, else today
--source   whose data it is, to be named with it
--replace  write over an edition that is there already`;

const SOURCE = 'Gemeindeverzeichnis-Informationssystem GV-ISys, © Statistisches Bundesamt (Destatis)';
const ROOM = join(import.meta.dirname, '../../functions/domain/register');

process.exitCode = main(process.argv.slice(2));

function main(args: readonly string[]): number {
  const call = understand(args);
  if (typeof call === 'string') {
    console.error(call === '' ? USAGE : `${call}\n\n${USAGE}`);
    return 2;
  }
  const { ok, lines } = importEdition(call);
  for (const line of lines) (ok ? console.log : console.error)(line);
  return ok ? 0 : 1;
}

function understand(args: readonly string[]): Parameters<typeof importEdition>[0] | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const [verb, ...paths] = parsed.positionals;
  if (verb === undefined) return '';
  if (verb !== 'import') return `There is no "${verb}", only "import".`;
  if (paths.length === 0 || paths.length > 2) return 'Give one or two files.';
  const files: GivenFile[] = [];
  for (const path of paths) {
    try {
      files.push({
        name: basename(path),
        text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)),
      });
    } catch (error) {
      const reason =
        error instanceof TypeError
          ? 'it is not UTF-8'
          : String(error instanceof Error ? error.message : error);
      return `${path} cannot be read: ${reason}`;
    }
  }
  const { edition: named, source, replace, into } = parsed.values;
  const edition =
    named ?? paths.map((path) => /\d{4}-\d\d-\d\d/.exec(basename(path))?.[0]).find((each) => each);
  if (edition === undefined) console.log('No --edition is given: it is named after today.');
  if (source === undefined) console.log(`No --source is given: it is "${SOURCE}".`);
  const id = edition ?? new Date().toISOString().slice(0, 10);
  if (!isPlainDate(id)) return `--edition ${id} is no day YYYY-MM-DD.`;
  return {
    files,
    edition: id,
    guessed: edition === undefined,
    source: source ?? SOURCE,
    room: into ?? ROOM,
    replace: replace ?? false,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      edition: { type: 'string' },
      source: { type: 'string' },
      replace: { type: 'boolean' },
      /** Another room than the product's, for trying. */
      into: { type: 'string' },
    },
  });
}
