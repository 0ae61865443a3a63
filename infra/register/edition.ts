import type {
  AdministrationRow,
  DistrictRow,
  EditionRows,
  MunicipalityRow,
} from '../../functions/domain/register/edition.ts';
import {
  type AdministrationEntry,
  administrationColumns,
  deriveAdministrations,
  readAdministrations,
} from './administration-file.ts';
import { parseCsv, type Row, writeCsv } from './csv.ts';
import { type MunicipalityEntry, municipalityColumns, readMunicipalities } from './municipality-file.ts';

/** A file that was given to the command. */
export interface GivenFile {
  readonly name: string;
  readonly text: string;
}

/** An edition ready to be written, or everything that is wrong with its files. */
export type Reading =
  | {
      readonly ok: true;
      readonly rows: EditionRows;
      readonly municipalities: readonly MunicipalityRow[];
      /** The two files as the project keeps them. */
      readonly files: { readonly municipalities: string; readonly administrations: string };
      /** What was concluded and not read: to be shown. */
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly errors: readonly string[] };

/**
 * Reads the file of municipalities and, if it is among the files, that of administrations (told apart by their
 * columns) into an edition. Without the latter the administrations are derived, and a note says so.
 */
export function readEdition(given: readonly GivenFile[], edition: string, source: string): Reading {
  const errors: string[] = [];
  const notes: string[] = [];
  let towns: { file: GivenFile; rows: readonly Row[] } | undefined;
  let offices: { file: GivenFile; rows: readonly Row[] } | undefined;
  for (const file of given) {
    const table = parseCsv(file.text);
    if (!table.ok) {
      errors.push(...table.errors.map((error) => `${file.name}: ${error}`));
      continue;
    }
    const isTowns = table.columns.includes('ags');
    if (!isTowns && !table.columns.includes('administration')) {
      errors.push(
        `${file.name}: neither a column "ags" (municipalities) nor "administration" (administrations).`,
      );
      continue;
    }
    const columns: readonly string[] = isTowns ? municipalityColumns : administrationColumns;
    for (const column of columns.filter((each) => !table.columns.includes(each))) {
      errors.push(`${file.name}: the column "${column}" is missing.`);
    }
    const aside = table.columns.filter((each) => !columns.includes(each));
    if (aside.length > 0) notes.push(`${file.name}: left aside the columns ${aside.join(', ')}.`);
    if (table.rows.length === 0) errors.push(`${file.name}: holds no row.`);
    if ((isTowns ? towns : offices) !== undefined)
      errors.push(`${file.name}: a second file of the same kind.`);
    if (isTowns) towns = { file, rows: table.rows };
    else offices = { file, rows: table.rows };
  }
  if (towns === undefined && errors.length === 0)
    errors.push('The file of municipalities (with a column "ags") is missing.');
  if (towns === undefined || errors.length > 0) return { ok: false, errors };

  const named = (file: GivenFile, faults: readonly string[]) =>
    faults.map((fault) => `${file.name}: ${fault}`);
  const townFaults: string[] = [];
  const municipalities = readMunicipalities(towns.rows, townFaults);
  const officeFaults: string[] = [];
  let administrations: AdministrationEntry[];
  if (offices === undefined) {
    administrations = deriveAdministrations(municipalities, townFaults);
    notes.push(
      `No file of administrations: derived ${administrations.length} of them from ${towns.file.name} by the first nine digits of the Regionalschlüssel; names, sizes and places are conclusions.`,
    );
  } else administrations = readAdministrations(offices.rows, municipalities, officeFaults);
  errors.push(...named(towns.file, townFaults), ...named(offices?.file ?? towns.file, officeFaults));
  const districts = districtsOf([...municipalities, ...administrations], errors);
  if (errors.length > 0) return { ok: false, errors };

  return {
    ok: true,
    rows: {
      edition,
      source,
      districts,
      administrations: administrationRows(administrations, municipalities),
    },
    municipalities: municipalityRows(municipalities),
    files: {
      municipalities: towns.file.text,
      administrations: offices?.file.text ?? administrationFile(administrations),
    },
    notes,
  };
}

type InDistrict = {
  readonly districtKey: string;
  readonly district: string;
  readonly planningRegion: string;
};

function districtsOf(entries: readonly InDistrict[], errors: string[]): DistrictRow[] {
  return [...Map.groupBy(entries, (each) => each.districtKey)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, members]): DistrictRow => {
      const names = [...new Set(members.map((each) => each.district))];
      const regions = [...new Set(members.map((each) => each.planningRegion))];
      if (names.length > 1) errors.push(`The district ${key} has several names: ${names.join(', ')}.`);
      if (regions.length > 1)
        errors.push(`The district ${key} lies in several regions: ${regions.join(', ')}.`);
      return [key, names[0] ?? '', regions[0] ?? ''];
    });
}

function administrationRows(
  administrations: readonly AdministrationEntry[],
  municipalities: readonly MunicipalityEntry[],
): AdministrationRow[] {
  const byAgs = new Map(municipalities.map((each) => [each.ags, each]));
  return [...administrations]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((each) => [
      each.key,
      each.name,
      each.kind,
      each.structuralArea,
      each.sizeClass,
      each.population,
      each.lat,
      each.lon,
      each.members.toSorted().map((ags) => {
        const { name, nameDe } = byAgs.get(ags) ?? { name: ags, nameDe: ags };
        return name === nameDe ? ([ags, name] as const) : ([ags, name, nameDe] as const);
      }),
    ]);
}

function municipalityRows(municipalities: readonly MunicipalityEntry[]): MunicipalityRow[] {
  return [...municipalities]
    .sort((a, b) => (a.ags < b.ags ? -1 : 1))
    .map((each) => [
      each.ags,
      each.administration,
      each.name,
      each.nameDe,
      each.type,
      each.population,
      each.areaKm2,
      each.postalCode,
      each.lat,
      each.lon,
    ]);
}

function administrationFile(administrations: readonly AdministrationEntry[]): string {
  return writeCsv([
    administrationColumns,
    ...administrations.map((each) => [
      each.key,
      each.name,
      each.kind,
      each.districtKey,
      each.district,
      each.planningRegion,
      each.structuralArea,
      each.sizeClass,
      each.population,
      each.members.join(' '),
      each.lat,
      each.lon,
    ]),
  ]);
}
