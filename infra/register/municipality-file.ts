import { type SizeClass, sizeClassOf } from '../../functions/domain/register/administration.ts';
import { Cells } from './cells.ts';
import type { Row } from './csv.ts';

/** A municipality as the file of an edition tells it. */
export interface MunicipalityEntry {
  readonly line: number;
  readonly ags: string;
  /** Key of its administration: the first nine digits of the Regionalschlüssel. */
  readonly administration: string;
  readonly name: string;
  readonly nameDe: string;
  readonly type: string;
  readonly admin: string;
  readonly association: string;
  readonly districtKey: string;
  readonly district: string;
  readonly planningRegion: string;
  readonly structuralArea: string;
  readonly sizeClass: SizeClass;
  readonly population: number;
  readonly areaKm2: number;
  readonly postalCode: string;
  readonly lat: number;
  readonly lon: number;
}

/** The columns of the file of municipalities; further ones are left aside. */
export const municipalityColumns = [
  'ags',
  'ars',
  'name',
  'name_de',
  'type',
  'admin',
  'association',
  'district_key',
  'district',
  'planning_region',
  'structural_area',
  'size_class',
  'population',
  'area_km2',
  'postal_code',
  'lat',
  'lon',
] as const;

const kinds = [
  'amtsfrei',
  'kreisfrei',
  'amtsangehörig',
  'verbandsgemeindeangehörig',
  'mitverwaltet',
  'mitverwaltend',
];

/** Reads the municipalities; every fault is added to `errors`, with its line. */
export function readMunicipalities(rows: readonly Row[], errors: string[]): MunicipalityEntry[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const cells = new Cells(row, errors);
    const ags = cells.digits('ags', 8);
    const ars = cells.digits('ars', 12);
    const districtKey = cells.digits('district_key', 5);
    const population = cells.count('population');
    const sizeClass = cells.sizeClass('size_class');
    const admin = cells.filled('admin');
    const before = seen.get(ags);
    if (before !== undefined) cells.fault('ags', `${ags} stands in line ${before} already`);
    seen.set(ags, row.line);
    if (ars.slice(0, 5) + ars.slice(9) !== ags)
      cells.fault('ars', `${ars} does not belong to the AGS ${ags}`);
    if (!ags.startsWith(districtKey))
      cells.fault('district_key', `${districtKey} does not begin the AGS ${ags}`);
    if (sizeClass !== sizeClassOf(population)) {
      cells.fault(
        'size_class',
        `${sizeClass}, but a population of ${population} is ${sizeClassOf(population)}`,
      );
    }
    if (!kinds.includes(admin)) cells.fault('admin', `"${admin}" is none of ${kinds.join(', ')}`);
    return {
      line: row.line,
      ags,
      administration: ars.slice(0, 9),
      name: cells.filled('name'),
      nameDe: cells.filled('name_de'),
      type: cells.filled('type'),
      admin,
      association: cells.text('association'),
      districtKey,
      district: cells.filled('district'),
      planningRegion: cells.filled('planning_region'),
      structuralArea: cells.filled('structural_area'),
      sizeClass,
      population,
      areaKm2: cells.number('area_km2', 0, 100_000),
      postalCode: cells.digits('postal_code', 5),
      lat: cells.number('lat', 47, 56),
      lon: cells.number('lon', 5, 16),
    };
  });
}
