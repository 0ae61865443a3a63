import { type Settings, settingsSchema } from '../schema.ts';
import type { Cohort, Input, Method, Text } from '../types.ts';
import { InputError } from '../validate.ts';
import { need, readTable } from './csv.ts';
import { readPeople } from './people.ts';
import { readQuotas, sharedQuotas, withoutQuota } from './quotas.ts';
import { readRegister } from './register.ts';

/** A file as it was read, with its name for messages. */
export interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Files {
  readonly people: File;
  readonly administrations?: File | undefined;
  readonly quotas?: File | undefined;
  readonly settings: File;
}

/** What the files say, and what is odd about them without being wrong. */
export interface Reading {
  readonly input: Input;
  readonly warnings: readonly Text[];
}

/** Cohort ids as round files have them: a, b, … z, aa, ab, … */
function cohortId(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : `${cohortId(Math.floor(index / 26) - 1)}${letter}`;
}

/**
 * Turns the files of `npm run cohort -- select` into an input.
 * @throws InputError naming all faults of the first file that has any
 */
export function readFiles(files: Files, method: Method): Reading {
  const warnings: Text[] = [];
  const settings = readSettings(files.settings, warnings);
  const cohorts = cohortsOf(settings, files.settings.name);
  const people = readTable(files.people.name, files.people.bytes);
  const administrations = files.administrations
    ? readTable(files.administrations.name, files.administrations.bytes)
    : undefined;
  const quotaTable = files.quotas ? readTable(files.quotas.name, files.quotas.bytes) : undefined;
  const dimensions = settings.dimensions ?? [
    ...new Set(quotaTable?.rows.map(({ values }) => values.get('feature') ?? '') ?? []),
  ];
  need(files.people.name, people, ['person', ...(quotaTable ? [] : ['administration'])]);
  if (method === 'first-come') need(files.people.name, people, ['confirmed']);
  if (administrations) need(files.administrations?.name ?? '', administrations, ['administration']);
  if (!administrations && !quotaTable) {
    throw new InputError([
      {
        de: 'Es fehlt --administrations (mit Anteilen) oder --quotas.',
        en: 'Either --administrations (for shares) or --quotas is needed.',
      },
    ]);
  }
  const register = administrations
    ? readRegister(
        files.administrations?.name ?? '',
        administrations,
        dimensions,
        settings,
        quotaTable !== undefined,
      )
    : undefined;
  const read = readPeople(files.people.name, people, dimensions, register, quotaTable !== undefined, cohorts);
  const quotas = quotaTable
    ? readQuotas(files.quotas?.name ?? '', quotaTable, dimensions, cohorts)
    : sharedQuotas(dimensions, register, settings, read, cohorts);
  if (quotaTable) warnings.push(...withoutQuota(files.quotas?.name ?? '', read, dimensions, quotas));
  return {
    warnings,
    input: {
      method,
      dimensions,
      people: read,
      cohorts,
      quotas,
      cap: settings.cap,
      capScope: settings.capScope,
      pins: settings.pins,
      exclusions: settings.exclusions,
    },
  };
}

/** What each setting has to be, for whoever wrote another thing. */
const expected: Readonly<Record<string, Text>> = {
  '': { de: 'ein Objekt', en: 'an object' },
  cohorts: {
    de: 'eine ganze Zahl ab 1 oder eine Liste [{ "id", "seats" }]',
    en: 'a whole number from 1 or a list [{ "id", "seats" }]',
  },
  seats: { de: 'eine ganze Zahl ab 0', en: 'a whole number from 0' },
  cap: { de: 'eine ganze Zahl ab 1 oder null', en: 'a whole number from 1 or null' },
  capScope: { de: '"programme" oder "cohort"', en: '"programme" or "cohort"' },
  dimensions: { de: 'eine Liste von Spaltennamen', en: 'a list of column names' },
  shares: {
    de: '"administrations", "people" oder eine Spalte der Verwaltungen wie "population"',
    en: '"administrations", "people" or a column of the administrations such as "population"',
  },
  pins: { de: 'eine Liste [{ "person", "cohort"? }]', en: 'a list [{ "person", "cohort"? }]' },
  exclusions: { de: 'eine Liste von Personen', en: 'a list of people' },
};

function readSettings(file: File, warnings: Text[]): Settings {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(file.bytes));
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new InputError([
      { de: `${file.name}: kein gültiges JSON (${why}).`, en: `${file.name}: not valid JSON (${why}).` },
    ]);
  }
  const parsed = settingsSchema.safeParse(content);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues.map(({ path, message }) => {
        const where = path.join('.');
        const wanted = expected[String(path[0] ?? '')] ?? { de: message, en: message };
        return {
          de: `${file.name}: ${where === '' ? 'Der Inhalt' : `„${where}“`} muss ${wanted.de} sein.`,
          en: `${file.name}: ${where === '' ? 'The content' : `"${where}"`} has to be ${wanted.en}.`,
        };
      }),
    );
  }
  for (const key of Object.keys(content ?? {})) {
    if (key in settingsSchema.shape) continue;
    warnings.push({
      de: `${file.name}: „${key}“ ist keine Einstellung und bleibt ohne Wirkung.`,
      en: `${file.name}: "${key}" is not a setting and has no effect.`,
    });
  }
  return parsed.data;
}

function cohortsOf(settings: Settings, name: string): Cohort[] {
  if (typeof settings.cohorts !== 'number') return settings.cohorts;
  const { seats } = settings;
  if (seats === undefined) {
    throw new InputError([
      {
        de: `${name}: „seats“ (Plätze je Gruppe) fehlt.`,
        en: `${name}: "seats" (seats of each cohort) is missing.`,
      },
    ]);
  }
  return Array.from({ length: settings.cohorts }, (_, index) => ({ id: cohortId(index), seats }));
}
