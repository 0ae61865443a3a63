/**
 * Writes what is made from the table of stages: the definitions in workflows/, and their pages in docs/states.
 * Run it by `npm run workflows`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { definitionOf, textOf } from '../workflows/definition.ts';
import { workflows } from '../workflows/stages.ts';
import { pages } from './workflow/state-diagram.ts';

type Made = { readonly file: URL; readonly text: string };

/** Each workflow's definition as it should be, with the place of its file. */
export function definitions(): Made[] {
  return Object.entries(workflows).map(([name, workflow]) => ({
    file: new URL(`../workflows/${name}.asl.json`, import.meta.url),
    text: textOf(definitionOf(workflow)),
  }));
}

/** The files that do not stand there as they should. */
export function stale(made: readonly Made[]): Made[] {
  return made.filter(({ file, text }) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
}

function write(made: readonly Made[]): void {
  for (const { file, text } of stale(made)) {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${fileURLToPath(file)}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  write(definitions());
  // Drawn from the files, and so after them.
  write(pages());
}
