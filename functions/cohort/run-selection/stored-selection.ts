import * as z from 'zod';
import type { Round } from '../../domain/round.ts';
import { bilingualSchema } from '../../domain/text/text-schema.ts';
import { keepInParts, readFromParts } from '../../platform/store/parts.ts';
import { toExport } from '../selection/export.ts';
import { freeze } from '../selection/freeze.ts';
import { inputSchema } from '../selection/schema.ts';
import type { Input, Result } from '../selection/types.ts';

/** Where the frozen list of candidates of a round lies. */
const frozenName = (round: string): string => `selection-input-${round}`;
/** Where the result lies, in the form that anybody can verify (docs/selection.md). */
const resultName = (round: string): string => `selection-result-${round}`;

/** Keeps the frozen candidates. They must be kept, and their hash recorded, before the seed exists. */
export async function keepInput(round: Round, input: Input): Promise<string> {
  const frozen = freeze(input);
  await keepInParts(frozenName(round.id), frozen.input);
  return frozen.hash;
}

/** The frozen candidates of a round, if there are any. */
export async function keptInput(round: string): Promise<Input | undefined> {
  const kept = await readFromParts(frozenName(round));
  return kept === undefined ? undefined : inputSchema.parse(kept);
}

/** Keeps the result of a selection with its input. */
export async function keepResult(round: Round, input: Input, result: Result): Promise<void> {
  await keepInParts(resultName(round.id), toExport(input, result));
}

const text = bilingualSchema;

/** What taking effect needs of a kept result; the rest of the export is for whoever verifies it. */
const resultSchema = z.object({
  inputHash: z.string(),
  seed: z.object({ text: z.string(), origin: z.string() }),
  input: inputSchema,
  cohorts: z.array(z.object({ id: z.string(), members: z.array(z.string()) })),
  order: z.array(z.object({ person: z.string(), number: z.number() })),
  explanations: z.record(z.string(), text),
  violations: z.optional(z.array(z.object({ text }))),
});
export type KeptResult = z.infer<typeof resultSchema>;

/** The result of a round's selection, if there is one. */
export async function keptResult(round: string): Promise<KeptResult | undefined> {
  const kept = await readFromParts(resultName(round));
  return kept === undefined ? undefined : resultSchema.parse(kept);
}
