import * as z from 'zod';
import { isLive } from '../../domain/application.ts';
import { bilingualSchema } from '../../domain/text/text-schema.ts';
import { shortPerson } from '../../platform/store/application-row.ts';
import { readFromParts } from '../../platform/store/parts.ts';
import { rowsOf } from '../shared/overview.ts';
import type { BalanceLine } from './selection-balance.tsx';

const textSchema = bilingualSchema;
const tableOf = <T extends z.ZodType>(value: T) =>
  z.record(z.string(), z.record(z.string(), z.record(z.string(), value)));

/** What the office shows of the result of a selection; the file holds more, for whoever verifies it. */
const resultSchema = z.object({
  inputHash: z.string(),
  seed: z.object({ text: z.string(), origin: z.string() }),
  cohorts: z.array(z.object({ id: z.string(), seats: z.number(), members: z.array(z.string()) })),
  order: z.array(z.object({ person: z.string(), number: z.number() })),
  counts: tableOf(z.number()),
  targets: z.optional(
    tableOf(z.object({ target: z.nullable(z.number()), min: z.number(), max: z.number() })),
  ),
  violations: z.optional(z.array(z.object({ text: textSchema }))),
  smallestChance: z.optional(z.number()),
});
export type SelectionResult = z.infer<typeof resultSchema>;

/** The result of a round's selection, as it is kept; undefined before there is one. */
export async function selectionFile(round: string): Promise<unknown> {
  return readFromParts(`selection-result-${round}`);
}

/** The same as the office shows it. */
export async function selectionResult(round: string): Promise<SelectionResult | undefined> {
  const file = await selectionFile(round);
  return file === undefined ? undefined : resultSchema.parse(file);
}

/** The cross-section of a result. */
export function balanceLines({ targets = {}, counts }: SelectionResult): BalanceLine[] {
  return Object.entries(targets).flatMap(([cohort, byDimension]) =>
    Object.entries(byDimension).flatMap(([dimension, byValue]) =>
      Object.entries(byValue).map(([value, target]) => ({
        cohort,
        dimension,
        value,
        count: counts[cohort]?.[dimension]?.[value] ?? 0,
        ...target,
      })),
    ),
  );
}

/** Somebody in the result, as the office knows them. */
export type Chosen = {
  readonly id: string;
  readonly reference: string;
  readonly name: string;
  readonly administrations: readonly string[];
};

/** The applications of people by their hashes; who is gone meanwhile is left out. */
export async function chosenPeople(round: string, people: readonly string[]): Promise<Map<string, Chosen>> {
  const wanted = new Map(people.map((person) => [shortPerson(person), person]));
  const found = new Map<string, Chosen>();
  for (const { person: short, status, id, reference, name, administrations } of await rowsOf(round)) {
    const person = wanted.get(short);
    // Of several applications of one person one is live: that one was chosen.
    if (person === undefined || (found.has(person) && !isLive(status))) continue;
    found.set(person, { id, reference, name, administrations });
  }
  return found;
}

/** A sentence of the engine with the references of people in place of their hashes. */
export function namePeople(text: string, people: ReadonlyMap<string, Pick<Chosen, 'reference'>>): string {
  return text.replaceAll(/\b[0-9a-f]{64}\b/g, (person) => people.get(person)?.reference ?? person);
}
