// biome-ignore-all format: written by `npm run register -- import`, a row a line; not edited by hand.
import type { MunicipalityRow } from '../edition.ts';
import { municipalities as of20241231 } from './2024-12-31-municipalities.ts';

/** The municipalities of all editions. */
export const municipalityEditions: ReadonlyMap<string, readonly MunicipalityRow[]> = new Map([
  ['2024-12-31', of20241231],
]);
