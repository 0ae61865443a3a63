import { type SizeClass, sizeClassOf } from './administration.ts';
import { municipalityEditions } from './editions/all-municipalities.ts';

/** A municipality with its figures, for maps and tables. Apart from the administrations, which every form needs. */
export interface Municipality {
  /** Amtlicher Gemeindeschlüssel, eight digits, text. */
  readonly ags: string;
  /** The key of the administration that serves it. */
  readonly administration: string;
  readonly name: string;
  readonly nameDe: string;
  /** `Kreisfreie Stadt`, `Stadt`, `Gemeinde`. */
  readonly type: string;
  readonly sizeClass: SizeClass;
  readonly population: number;
  readonly areaKm2: number;
  /** Of its town hall, five digits, text. */
  readonly postalCode: string;
  /** WGS 84. */
  readonly lat: number;
  readonly lon: number;
}

/** All municipalities of that edition, in the order of their keys; `undefined` if there is no such edition. */
export function municipalities(edition: string): readonly Municipality[] | undefined {
  return municipalityEditions.get(edition)?.map((row) => {
    const [ags, administration, name, nameDe, type, population, areaKm2, postalCode, lat, lon] = row;
    return {
      ags,
      administration,
      name,
      nameDe,
      type,
      sizeClass: sizeClassOf(population),
      population,
      areaKm2,
      postalCode,
      lat,
      lon,
    };
  });
}
