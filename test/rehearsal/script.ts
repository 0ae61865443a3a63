import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { applicationSchema, peopleSchema, roundFileSchema } from './inputs.ts';
import { inventApplicant } from './people/applicants.ts';
import type { Script } from './play/play.ts';

const thirdRound = fileURLToPath(new URL('../program/round-3.json', import.meta.url));
const itsAdministrations = fileURLToPath(new URL('../program/round-3-administrations.json', import.meta.url));

/** A file that cannot be read, or is not what it should be. */
export class BadInput extends Error {}

/** The files of a rehearsal; what is left out is the third round, with an invented person for each of its administrations. */
export type ScriptFiles = {
  readonly rounds?: readonly string[] | undefined;
  readonly applications?: string | undefined;
  readonly people?: string | undefined;
};

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BadInput(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parsed<Schema extends z.ZodType>(schema: Schema, path: string): z.output<Schema> {
  const result = schema.safeParse(readJson(path));
  if (!result.success) throw new BadInput(`${path}:\n${z.prettifyError(result.error)}`);
  return result.data;
}

/** Reads what a rehearsal is made of. @throws BadInput naming the file and what is wrong in it */
export function readScript({ rounds: paths = [thirdRound], applications, people }: ScriptFiles): Script {
  const rounds = paths.map((path) => ({ raw: readJson(path), file: parsed(roundFileSchema, path) }));
  const [first] = rounds;
  if (first === undefined) throw new BadInput('a rehearsal needs a round file');
  const administrations = z.object({ administrations: z.array(z.string()) });
  return {
    rounds,
    applications:
      applications === undefined
        ? parsed(administrations, itsAdministrations).administrations.map((key, index) =>
            inventApplicant(first.file.id, key, index),
          )
        : parsed(z.array(applicationSchema), applications),
    people: people === undefined ? peopleSchema.parse({}) : parsed(peopleSchema, people),
  };
}
