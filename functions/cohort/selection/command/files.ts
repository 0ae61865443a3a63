import { byText } from '../order.ts';
import { type Settings, settingsSchema } from '../schema.ts';
import { quotasFromShares, weigh } from '../targets.ts';
import type { Cohort, Input, Method, Person, Quota, Text } from '../types.ts';
import { InputError } from '../validate.ts';
import { readTable, type Table } from './csv.ts';

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
  const register = readRegister(files, administrations, dimensions, settings);
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
        return { de: `${file.name}: „${where}“: ${message}`, en: `${file.name}: "${where}": ${message}` };
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

function need(name: string, table: Table, columns: readonly string[]): void {
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

/** Administrations with the values of those dimensions that are theirs. */
interface Register {
  readonly dimensions: readonly string[];
  readonly entries: ReadonlyMap<
    string,
    { readonly values: Readonly<Record<string, string>>; readonly weight: number }
  >;
}

function readRegister(
  files: Files,
  table: Table | undefined,
  dimensions: readonly string[],
  settings: Settings,
): Register | undefined {
  if (table === undefined) return undefined;
  const name = files.administrations?.name ?? '';
  const own = dimensions.filter((dimension) => table.columns.includes(dimension));
  const weighted = settings.shares !== 'administrations' && settings.shares !== 'people' && !files.quotas;
  if (weighted) need(name, table, [settings.shares]);
  const faults: Text[] = [];
  const entries = new Map<string, { values: Record<string, string>; weight: number }>();
  for (const { line, values: row } of table.rows) {
    const key = row.get('administration') ?? '';
    if (key === '' || entries.has(key)) {
      faults.push({
        de: `${name}, Zeile ${line}: Der Schlüssel „${key}“ ist leer oder kommt schon vor.`,
        en: `${name}, line ${line}: The key "${key}" is empty or was there before.`,
      });
    }
    const text = weighted ? (row.get(settings.shares) ?? '') : '1';
    if (!/^\d+$/.test(text)) {
      faults.push({
        de: `${name}, Zeile ${line}: „${text}“ in ${settings.shares} ist keine ganze Zahl.`,
        en: `${name}, line ${line}: "${text}" in ${settings.shares} is not a whole number.`,
      });
    }
    for (const dimension of own) {
      if (row.get(dimension)) continue;
      faults.push({
        de: `${name}, Zeile ${line}: ${dimension} ist leer.`,
        en: `${name}, line ${line}: ${dimension} is empty.`,
      });
    }
    const values = Object.fromEntries(own.map((dimension) => [dimension, row.get(dimension) ?? '']));
    entries.set(key, { values, weight: Number(text) });
  }
  if (faults.length > 0) throw new InputError(faults);
  return { dimensions: own, entries };
}

function readPeople(
  name: string,
  table: Table,
  dimensions: readonly string[],
  register: Register | undefined,
  withQuotas: boolean,
  cohorts: readonly Cohort[],
): Person[] {
  const faults: Text[] = [];
  const fault = (line: number, de: string, en: string): void => {
    faults.push({ de: `${name}, Zeile ${line}: ${de}`, en: `${name}, line ${line}: ${en}` });
  };
  // With quotas the columns of people.csv lead; with shares those of the administrations.
  const fromRegister = (dimension: string): boolean =>
    register?.dimensions.includes(dimension) === true && !(withQuotas && table.columns.includes(dimension));
  const missing = dimensions.filter((each) => !fromRegister(each) && !table.columns.includes(each));
  if (missing.length > 0) need(name, table, missing);
  const suiting = table.columns.includes('cohorts') && !dimensions.includes('cohorts');
  const ids = new Set(cohorts.map(({ id }) => id));
  const seen = new Map<string, number>();
  const people = table.rows.map(({ line, values: row }): Person => {
    const id = row.get('person') ?? '';
    const before = seen.get(id);
    if (id === '') fault(line, 'person ist leer.', 'person is empty.');
    else if (before !== undefined) {
      fault(line, `${id} steht schon in Zeile ${before}.`, `${id} is in line ${before} already.`);
    }
    seen.set(id, line);
    const administrations = (row.get('administration') ?? '').split(/\s+/).filter((key) => key !== '');
    if (administrations.length > 2) {
      fault(line, 'mehr als zwei Verwaltungen.', 'more than two administrations.');
    }
    if (administrations.length === 0 && !withQuotas) {
      fault(line, 'administration ist leer.', 'administration is empty.');
    }
    for (const key of administrations) {
      if (register !== undefined && !register.entries.has(key)) {
        fault(line, `es gibt keine Verwaltung ${key}.`, `there is no administration ${key}.`);
      }
    }
    const values = dimensions.map((dimension) => {
      const value = fromRegister(dimension)
        ? register?.entries.get(administrations[0] ?? '')?.values[dimension]
        : row.get(dimension);
      if (value === '') fault(line, `${dimension} ist leer.`, `${dimension} is empty.`);
      return [dimension, value ?? ''] as const;
    });
    const confirmedAt = row.get('confirmed') ?? '';
    if (confirmedAt !== '' && !/^\d{4}-\d{2}-\d{2}(T|$)/.test(confirmedAt)) {
      fault(line, `„${confirmedAt}“ ist kein Zeitpunkt nach ISO 8601.`, `"${confirmedAt}" is not ISO 8601.`);
    }
    const suits = suiting ? (row.get('cohorts') ?? '').split(/\s+/).filter((each) => each !== '') : [];
    for (const cohort of suits) {
      if (!ids.has(cohort)) fault(line, `es gibt keine Gruppe ${cohort}.`, `there is no cohort ${cohort}.`);
    }
    return {
      id,
      administrations,
      values: Object.fromEntries(values),
      ...(suits.length === 0 ? {} : { cohorts: suits }),
      ...(confirmedAt === '' ? {} : { confirmedAt }),
    };
  });
  if (faults.length > 0) throw new InputError(faults);
  return people;
}

function readQuotas(
  name: string,
  table: Table,
  dimensions: readonly string[],
  cohorts: readonly Cohort[],
): Quota[] {
  need(name, table, ['feature', 'value', 'min', 'max']);
  const faults: Text[] = [];
  const quotas = table.rows.flatMap(({ line, values: row }) => {
    const dimension = row.get('feature') ?? '';
    const [min, max] = ['min', 'max'].map((column) => row.get(column) ?? '');
    if (!dimensions.includes(dimension)) {
      faults.push({
        de: `${name}, Zeile ${line}: „${dimension}“ steht nicht unter "dimensions" der Einstellungen.`,
        en: `${name}, line ${line}: "${dimension}" is not among the "dimensions" of the settings.`,
      });
    }
    if (!/^\d*$/.test(min ?? '') || !/^\d*$/.test(max ?? '')) {
      faults.push({
        de: `${name}, Zeile ${line}: min und max müssen ganze Zahlen sein.`,
        en: `${name}, line ${line}: min and max have to be whole numbers.`,
      });
    }
    return cohorts.map(({ id, seats }) => ({
      cohort: id,
      dimension,
      value: row.get('value') ?? '',
      min: Number(min),
      max: max === '' ? Math.max(seats, Number(min)) : Number(max),
    }));
  });
  if (faults.length > 0) throw new InputError(faults);
  return quotas;
}

function sharedQuotas(
  dimensions: readonly string[],
  register: Register | undefined,
  settings: Settings,
  people: readonly Person[],
  cohorts: readonly Cohort[],
): Quota[] {
  const own = settings.shares === 'people' ? [] : (register?.dimensions ?? []);
  const weights = {
    ...weigh(own, [...(register?.entries.values() ?? [])]),
    ...weigh(
      dimensions.filter((dimension) => !own.includes(dimension)),
      people.map(({ values }) => ({ values, weight: 1 })),
    ),
  };
  try {
    return quotasFromShares(weights, cohorts);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputError([{ de: `Keine Anteile: ${error.message}`, en: error.message }]);
  }
}

function withoutQuota(
  name: string,
  people: readonly Person[],
  dimensions: readonly string[],
  quotas: readonly Quota[],
): Text[] {
  return dimensions.flatMap((dimension) => {
    const lines = new Set(quotas.flatMap((quota) => (quota.dimension === dimension ? [quota.value] : [])));
    const values = new Set(people.map((person) => person.values[dimension] ?? ''));
    return [...values]
      .filter((value) => !lines.has(value))
      .sort(byText)
      .map((value) => ({
        de: `${name}: keine Zeile für ${dimension} „${value}“; dafür gilt keine Grenze.`,
        en: `${name}: no line for ${dimension} "${value}"; nothing limits it.`,
      }));
  });
}
