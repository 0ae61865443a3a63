import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's top directory. */
export const root: string = dirname(dirname(fileURLToPath(import.meta.url)));
