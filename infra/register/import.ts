import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { currentEdition, fromRows, register } from '../../functions/domain/register/register.ts';
import { describeChanges } from './changes.ts';
import { type GivenFile, readEdition } from './edition.ts';
import { administrationModule, listModules, municipalityModule } from './generate.ts';

/** What to bring in, and where to. */
export interface Import {
  readonly files: readonly GivenFile[];
  /** The day whose territory it shows, `YYYY-MM-DD`. */
  readonly edition: string;
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
export function importEdition({ files, edition, source, room, replace }: Import): Outcome {
  const reading = readEdition(files, edition, source);
  if (!reading.ok) {
    return { ok: false, lines: [...reading.errors, `Nothing was written: ${reading.errors.length} faults.`] };
  }
  const { rows, municipalities, notes } = reading;
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
  const editions = readdirSync(join(room, 'editions')).flatMap(
    (name) => /^(\d{4}-\d\d-\d\d)\.ts$/.exec(name)?.[1] ?? [],
  );
  const { all, allMunicipalities } = listModules(editions);
  write(room, 'editions/all.ts', all);
  write(room, 'editions/all-municipalities.ts', allMunicipalities);
  return {
    ok: true,
    lines: [read, ...notes.map((note) => `Note: ${note}`), ...against(edition, fromRows(rows))],
  };
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
