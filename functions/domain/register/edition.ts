import type { SizeClass } from './administration.ts';

/** `[key, name, planning region]` */
export type DistrictRow = readonly [string, string, string];

/** `[ags, name]`, and the German part of the name where that is another one */
export type MunicipalityNameRow = readonly [string, string] | readonly [string, string, string];

/** `[key, name, kind, structural area, size class, population, lat, lon, municipalities]` */
export type AdministrationRow = readonly [
  string,
  string,
  string,
  string,
  SizeClass,
  number,
  number,
  number,
  readonly MunicipalityNameRow[],
];

/** `[ags, key of the administration, name, German part, type, population, km², postal code, lat, lon]` */
export type MunicipalityRow = readonly [
  string,
  string,
  string,
  string,
  string,
  number,
  number,
  string,
  number,
  number,
];

/** An edition of the registers as `npm run register -- import` writes it: rows, so that bundles stay small. */
export interface EditionRows {
  readonly edition: string;
  readonly source: string;
  readonly districts: readonly DistrictRow[];
  readonly administrations: readonly AdministrationRow[];
}
