import { type SizeClass, sizeClassOf } from '../../functions/domain/register/administration.ts';
import { Cells } from './cells.ts';
import type { Row } from './csv.ts';
import type { MunicipalityEntry } from './municipality-file.ts';

/** An administration as the file of an edition tells it. */
export interface AdministrationEntry {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly districtKey: string;
  readonly district: string;
  readonly planningRegion: string;
  readonly structuralArea: string;
  readonly sizeClass: SizeClass;
  readonly population: number;
  readonly lat: number;
  readonly lon: number;
  /** The keys of its municipalities. */
  readonly members: readonly string[];
}

/** The columns of the file of administrations; further ones are left aside. */
export const administrationColumns = [
  'administration',
  'name',
  'kind',
  'district_key',
  'district',
  'planning_region',
  'structural_area',
  'size_class',
  'population',
  'municipalities',
  'lat',
  'lon',
] as const;

/**
 * Reads the administrations and holds each against its municipalities: its members are those whose Regionalschlüssel
 * begins with its key, its population is their sum, and its size class is that of the sum. Faults go to `errors`.
 */
export function readAdministrations(
  rows: readonly Row[],
  municipalities: readonly MunicipalityEntry[],
  errors: string[],
): AdministrationEntry[] {
  const membersOf = Map.groupBy(municipalities, (each) => each.administration);
  const seen = new Map<string, number>();
  const entries = rows.map((row): AdministrationEntry => {
    const cells = new Cells(row, errors);
    const key = cells.digits('administration', 9);
    const before = seen.get(key);
    if (before !== undefined) cells.fault('administration', `${key} stands in line ${before} already`);
    seen.set(key, row.line);
    const members = membersOf.get(key) ?? [];
    const named = cells.filled('municipalities').split(/\s+/);
    checkMembers(cells, members, named);
    const population = cells.count('population');
    const sum = members.reduce((total, each) => total + each.population, 0);
    if (population !== sum) cells.fault('population', `${population}, but its municipalities sum to ${sum}`);
    const sizeClass = cells.sizeClass('size_class');
    if (sizeClass !== sizeClassOf(population)) {
      cells.fault(
        'size_class',
        `${sizeClass}, but a population of ${population} is ${sizeClassOf(population)}`,
      );
    }
    const districtKey = cells.digits('district_key', 5);
    if (!key.startsWith(districtKey))
      cells.fault('district_key', `${districtKey} does not begin the key ${key}`);
    const largest = largestOf(members);
    const structuralArea = cells.filled('structural_area');
    if (largest !== undefined && largest.structuralArea !== structuralArea) {
      cells.fault(
        'structural_area',
        `${structuralArea}, but ${largest.nameDe} lies in ${largest.structuralArea}`,
      );
    }
    return {
      key,
      name: cells.filled('name'),
      kind: cells.filled('kind'),
      districtKey,
      district: cells.filled('district'),
      planningRegion: cells.filled('planning_region'),
      structuralArea,
      sizeClass,
      population,
      lat: cells.number('lat', 47, 56),
      lon: cells.number('lon', 5, 16),
      members: named,
    };
  });
  for (const [key, members] of membersOf) {
    if (!seen.has(key))
      errors.push(`No administration ${key}, which ${members.map((each) => each.nameDe)} belong to.`);
  }
  return entries;
}

function checkMembers(cells: Cells, members: readonly MunicipalityEntry[], named: readonly string[]): void {
  const keys = members.map((each) => each.ags);
  for (const ags of named.filter((each) => !keys.includes(each))) {
    cells.fault('municipalities', `${ags} is no municipality of this administration`);
  }
  for (const { ags, nameDe } of members.filter((each) => !named.includes(each.ags))) {
    cells.fault('municipalities', `${ags} (${nameDe}) is missing`);
  }
}

function largestOf(members: readonly MunicipalityEntry[]): MunicipalityEntry | undefined {
  return members.reduce<MunicipalityEntry | undefined>(
    (largest, each) => (largest === undefined || each.population > largest.population ? each : largest),
    undefined,
  );
}

/**
 * The administrations that the municipalities by themselves show: one for each nine digits of the Regionalschlüssel,
 * named after the town, municipality or association, with the sum of the population and the place of the largest.
 */
export function deriveAdministrations(
  municipalities: readonly MunicipalityEntry[],
  errors: string[],
): AdministrationEntry[] {
  return [...Map.groupBy(municipalities, (each) => each.administration)].flatMap(([key, members]) => {
    const head = members.find((each) => each.admin === 'mitverwaltend') ?? members[0];
    const largest = largestOf(members);
    if (head === undefined || largest === undefined) return [];
    const named = nameOf(head);
    if (named === undefined) {
      errors.push(`Line ${head.line}, association: is empty, but names the administration ${key}.`);
      return [];
    }
    const population = members.reduce((total, each) => total + each.population, 0);
    return {
      key,
      ...named,
      districtKey: head.districtKey,
      district: head.district,
      planningRegion: head.planningRegion,
      structuralArea: largest.structuralArea,
      sizeClass: sizeClassOf(population),
      population,
      lat: largest.lat,
      lon: largest.lon,
      members: members.map((each) => each.ags),
    };
  });
}

function nameOf({
  admin,
  association,
  type,
  nameDe,
}: MunicipalityEntry): { name: string; kind: string } | undefined {
  const kind = { amtsangehörig: 'Amt', verbandsgemeindeangehörig: 'Verbandsgemeinde' }[admin];
  if (kind === undefined)
    return { kind: type, name: `${type === 'Kreisfreie Stadt' ? 'Stadt' : type} ${nameDe}` };
  return association === '' ? undefined : { kind, name: `${kind} ${association}` };
}
