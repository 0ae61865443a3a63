import type { Administration, Register } from './administration.ts';
import type { EditionRows } from './edition.ts';
import { editions } from './editions/all.ts';

export * from './administration.ts';
export * from './search.ts';

/** The latest edition, to which a new round is pinned. */
export const currentEdition: string = editions.reduce(
  (latest, { edition }) => (edition > latest ? edition : latest),
  '',
);

const registers = new Map<string, Register>();

/** The register in that edition; `undefined` if there is no such edition. */
export function register(edition: string): Register | undefined {
  const known = registers.get(edition);
  if (known !== undefined) return known;
  const rows = editions.find((each) => each.edition === edition);
  if (rows === undefined) return undefined;
  const made = fromRows(rows);
  registers.set(edition, made);
  return made;
}

/** The register that the rows of an edition describe. */
export function fromRows(rows: EditionRows): Register {
  const districts = new Map(
    rows.districts.map(([key, name, planningRegion]) => [key, { name, planningRegion }]),
  );
  const administrations = rows.administrations.map((row): Administration => {
    const [key, name, kind, structuralArea, sizeClass, population, lat, lon, municipalities] = row;
    const districtKey = key.slice(0, 5);
    const district = districts.get(districtKey);
    if (district === undefined) throw new Error(`edition ${rows.edition} has no district ${districtKey}`);
    return {
      key,
      name,
      kind,
      district: district.name,
      districtKey,
      planningRegion: district.planningRegion,
      structuralArea,
      sizeClass,
      population,
      lat,
      lon,
      municipalities: municipalities.map(([ags, official, german]) => ({
        ags,
        name: official,
        nameDe: german ?? official,
      })),
    };
  });
  return {
    edition: rows.edition,
    source: rows.source,
    administrations,
    byKey: new Map(administrations.map((each) => [each.key, each])),
  };
}

/** The administration with that key; `undefined` if the edition has none. */
export function administration(register: Register, key: string): Administration | undefined {
  return register.byKey.get(key);
}
