import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editions } from '../../functions/domain/register/editions/all.ts';
import { municipalityEditions } from '../../functions/domain/register/editions/all-municipalities.ts';
import { currentEdition, fromRows, register } from '../../functions/domain/register/register.ts';
import { describeChanges } from './changes.ts';
import { type GivenFile, type Reading, readEdition } from './edition.ts';
import { administrationModule, listModules, municipalityModule } from './generate.ts';

/** What to bring in, and where to. */
export interface Import {
  readonly files: readonly GivenFile[];
  /** The day whose territory it shows, `YYYY-MM-DD`. */
  readonly edition: string;
  /** Nobody gave the edition's name: data that is there already under another name is not brought in again. */
  readonly guessed?: boolean;
  readonly source: string;
  /** The room of the register, with its folders `data` and `editions`. */
  readonly room: string;
  /** Write over an edition that is there already. */
  readonly replace: boolean;
}

/** Whether it was brought in, and what to tell. */
export interface Outcome {
  readonly ok: boolean;
  readonly lines: readonly string[];
}

/** Checks an edition, tells what changed against the latest one, and writes its files; if anything is wrong, none. */
export function importEdition({ files, edition, guessed = false, source, room, replace }: Import): Outcome {
  const reading = readEdition(files, edition, source);
  if (!reading.ok) {
    return { ok: false, lines: [...reading.errors, `Nothing was written: ${reading.errors.length} faults.`] };
  }
  const { rows, municipalities, notes } = reading;
  const known = guessed ? sameData(reading) : undefined;
  if (known !== undefined) {
    return {
      ok: true,
      lines: [`These are the data of edition ${known}, which is there already. Nothing was written.`],
    };
  }
  const written = new Map<string, string>([
    [`editions/${edition}.ts`, administrationModule(rows)],
    [`editions/${edition}-municipalities.ts`, municipalityModule(municipalities)],
    [`data/${edition}/municipalities.csv`, reading.files.municipalities],
    [`data/${edition}/administrations.csv`, reading.files.administrations],
  ]);
  const differing = [...written].filter(([path, text]) => {
    const place = join(room, path);
    return existsSync(place) && readFileSync(place, 'utf8') !== text;
  });
  const read = `Edition ${edition}: ${rows.administrations.length} administrations, ${municipalities.length} municipalities.`;
  if (differing.length > 0 && !replace) {
    return {
      ok: false,
      lines: [
        read,
        `Edition ${edition} is there already, with other content (${differing.map(([path]) => path).join(', ')}).`,
        'Rounds may be pinned to it. Give another --edition, or --replace if it was wrong. Nothing was written.',
      ],
    };
  }

  for (const [path, text] of written) write(room, path, text);
  const ids = readdirSync(join(room, 'editions')).flatMap(
    (name) => /^(\d{4}-\d\d-\d\d)\.ts$/.exec(name)?.[1] ?? [],
  );
  const { all, allMunicipalities } = listModules(ids);
  write(room, 'editions/all.ts', all);
  write(room, 'editions/all-municipalities.ts', allMunicipalities);
  return {
    ok: true,
    lines: [
      read,
      ...notes.map((note) => `Note: ${note}`),
      ...against(edition, fromRows(rows)),
      'Written. Name the source in functions/domain/register/data/SOURCES.md, run the tests, deploy.',
    ],
  };
}

/** The edition that holds the very data; `undefined` if there is none. */
function sameData({ rows, municipalities }: Extract<Reading, { ok: true }>): string | undefined {
  const data = JSON.stringify([rows.districts, rows.administrations, municipalities]);
  return editions.find(
    (each) =>
      JSON.stringify([each.districts, each.administrations, municipalityEditions.get(each.edition)]) === data,
  )?.edition;
}

function against(edition: string, after: ReturnType<typeof fromRows>): string[] {
  const before = register(currentEdition);
  if (before === undefined) return ['It is the first edition.'];
  const changes = describeChanges(before, after);
  const later = edition < currentEdition ? [`New rounds keep to the later edition ${currentEdition}.`] : [];
  if (changes.length === 0) return [`No difference to edition ${currentEdition}.`, ...later];
  return [`Against edition ${currentEdition}:`, ...changes.map((change) => `  ${change}`), ...later];
}

function write(room: string, path: string, text: string): void {
  const place = join(room, path);
  mkdirSync(join(place, '..'), { recursive: true });
  writeFileSync(place, text);
}
