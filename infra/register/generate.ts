import type { EditionRows, MunicipalityRow } from '../../functions/domain/register/edition.ts';

const HEAD =
  '// biome-ignore-all format: written by `npm run register -- import`, a row a line; not edited by hand.\n';

/** Rows as the lines of an array literal, so that a comparison of versions shows what changed. */
const lines = (rows: readonly unknown[]): string =>
  `[\n${rows.map((row) => `${JSON.stringify(row)},\n`).join('')}]`;

/** The TypeScript module of an edition's administrations. */
export function administrationModule({ edition, source, districts, administrations }: EditionRows): string {
  return `${HEAD}import type { EditionRows } from '../edition.ts';

export const edition: EditionRows = {
edition: ${JSON.stringify(edition)},
source: ${JSON.stringify(source)},
districts: ${lines(districts)},
administrations: ${lines(administrations)},
};
`;
}

/** The TypeScript module of an edition's municipalities. */
export function municipalityModule(rows: readonly MunicipalityRow[]): string {
  return `${HEAD}import type { MunicipalityRow } from '../edition.ts';

export const municipalities: readonly MunicipalityRow[] = ${lines(rows)};
`;
}

const variable = (edition: string): string => `of${edition.replaceAll('-', '')}`;

/** The two modules that list all editions, oldest first. */
export function listModules(editions: readonly string[]): { all: string; allMunicipalities: string } {
  const sorted = editions.toSorted();
  const imports = (suffix: string, name: string) =>
    sorted.map((each) => `import { ${name} as ${variable(each)} } from './${each}${suffix}.ts';\n`).join('');
  return {
    all: `${HEAD}import type { EditionRows } from '../edition.ts';
${imports('', 'edition')}
/** All editions of the registers, oldest first. */
export const editions: readonly EditionRows[] = [${sorted.map(variable).join(', ')}];
`,
    allMunicipalities: `${HEAD}import type { MunicipalityRow } from '../edition.ts';
${imports('-municipalities', 'municipalities')}
/** The municipalities of all editions. */
export const municipalityEditions: ReadonlyMap<string, readonly MunicipalityRow[]> = new Map([
${sorted.map((each) => `  ['${each}', ${variable(each)}],\n`).join('')}]);
`,
  };
}
