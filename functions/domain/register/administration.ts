import type { Bilingual } from '../text.ts';
/**
 * An administration: who employs the people who apply. Several municipalities can share one (an Amt, a
 * Verbandsgemeinde), so what counts for places, sizes and regions is the administration.
 */
export interface Administration {
  /** The first nine digits of the Regionalschlüssel: text, never a number. */
  readonly key: string;
  /** Its full name, such as `Stadt Cottbus`, `Amt Schlieben`. Alone among its edition, but label it for people. */
  readonly name: string;
  /** `Kreisfreie Stadt`, `Stadt`, `Gemeinde`, `Amt`, `Verbandsgemeinde`. */
  readonly kind: string;
  readonly district: string;
  /** The first five digits of the key. */
  readonly districtKey: string;
  readonly planningRegion: string;
  readonly structuralArea: string;
  readonly sizeClass: SizeClass;
  /** All of its municipalities together. */
  readonly population: number;
  /** Where its largest municipality lies, WGS 84. */
  readonly lat: number;
  readonly lon: number;
  readonly municipalities: readonly MunicipalityName[];
}

/** A municipality as its administration knows it. */
export interface MunicipalityName {
  /** Amtlicher Gemeindeschlüssel, eight digits, text. */
  readonly ags: string;
  /** The official name, in Lower Sorbian too where it has one: `Cottbus/Chóśebuz`. */
  readonly name: string;
  /** Its German part. */
  readonly nameDe: string;
}

/** From the largest to the smallest. */
export const sizeClasses = ['Großstadt', 'Mittelstadt', 'Kleinstadt', 'Landgemeinde'] as const;
export type SizeClass = (typeof sizeClasses)[number];

/** The size class by population alone: at 100,000, 20,000 and 5,000 begins the next one. */
export function sizeClassOf(population: number): SizeClass {
  if (population >= 100_000) return 'Großstadt';
  if (population >= 20_000) return 'Mittelstadt';
  return population >= 5_000 ? 'Kleinstadt' : 'Landgemeinde';
}

/** What a cross-section can be made by. */
export const dimensions = ['size_class', 'planning_region', 'structural_area', 'district'] as const;
export type Dimension = (typeof dimensions)[number];

/** The names of the dimensions, as they stand within a sentence. */
export const dimensionNames: Readonly<Record<Dimension, Bilingual>> = {
  size_class: { de: 'Größenklasse', en: 'size class' },
  planning_region: { de: 'Planungsregion', en: 'planning region' },
  structural_area: { de: 'Strukturraum', en: 'structural area' },
  district: { de: 'Landkreis', en: 'district' },
};

/** The value that the administration has in a dimension. */
export function dimensionValue(administration: Administration, dimension: Dimension): string {
  switch (dimension) {
    case 'size_class':
      return administration.sizeClass;
    case 'planning_region':
      return administration.planningRegion;
    case 'structural_area':
      return administration.structuralArea;
    case 'district':
      return administration.district;
  }
}

/**
 * The name as a sentence of the press has it: towns and municipalities by their own name (`Cottbus`, `Kloster
 * Lehnin`), associations with their kind (`Amt Schlieben`).
 */
export function publicName(administration: Administration): string {
  return administration.name.replace(/^(?:Stadt|Gemeinde) /, '');
}

/** The name with what tells it from others of that name: `Amt Golzow (Landkreis Märkisch-Oderland)`. */
export function label(administration: Administration): string {
  const { name, kind, district } = administration;
  return kind === 'Kreisfreie Stadt' ? `${name} (kreisfrei)` : `${name} (Landkreis ${district})`;
}

/** The administrations of one edition. A round is pinned to the edition it began with. */
export interface Register {
  /** The day whose territory it shows, `YYYY-MM-DD`: its id. */
  readonly edition: string;
  /** Whose data it is, to be named wherever the data is shown or passed on. */
  readonly source: string;
  /** In the order of their keys. */
  readonly administrations: readonly Administration[];
  readonly byKey: ReadonlyMap<string, Administration>;
}
