// biome-ignore-all format: written by `npm run register -- import`, a row a line; not edited by hand.
import type { EditionRows } from '../edition.ts';
import { edition as of20241231 } from './2024-12-31.ts';

/** All editions of the registers, oldest first. */
export const editions: readonly EditionRows[] = [of20241231];
