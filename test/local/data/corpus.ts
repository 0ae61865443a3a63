import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';

/** A call of the corpus with what DynamoDB answers. Calls of one case come one after the other, on items of their own. */
const call = z.strictObject({
  case: z.string(),
  call: z.string(),
  body: z.unknown(),
  answer: z.unknown().optional(),
  error: z.string().optional(),
  message: z.string().optional(),
  /** What else an error holds: reasons of a cancellation, or the item. */
  more: z.record(z.string(), z.unknown()).optional(),
});
export type Call = z.infer<typeof call>;
export type Outcome = Pick<Call, 'answer' | 'error' | 'message' | 'more'>;

const folder = new URL('./corpus/', import.meta.url);

/** All calls, by file. Each line is one of them, in JSON. */
export function corpus(): ReadonlyMap<string, readonly Call[]> {
  return new Map(
    readdirSync(folder)
      .filter((it) => it.endsWith('.jsonl'))
      .sort()
      .map((file) => [file, readCalls(readFileSync(new URL(file, folder), 'utf8'))]),
  );
}

function readCalls(text: string): Call[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => call.parse(JSON.parse(line)));
}

/** The calls of each case, in their order. */
export function casesOf(calls: readonly Call[]): ReadonlyMap<string, readonly Call[]> {
  return Map.groupBy(calls, (it) => it.case);
}

/** The corpus writes `@` for a partition of the case's own, `~` before the name of a table, and `*9` for 9 letters x. */
export class Names {
  readonly #run: string;
  readonly #case: string;

  /** @param run what tells this run from all others at the same endpoint */
  constructor(run: string, caseNumber: number) {
    this.#run = run;
    this.#case = `${run}-${caseNumber}-`;
  }

  /** The name of a table for this run. */
  table(name: string): string {
    return `${this.#run}-${name}`;
  }

  /** A body with everything written out. */
  real(given: unknown): unknown {
    return mapped(given, (text) => {
      if (text.startsWith('@')) return `${this.#case}${text.slice(1)}`;
      if (text.startsWith('~')) return this.table(text.slice(1));
      return /^\*\d+$/.test(text) ? 'x'.repeat(Number(text.slice(1))) : text;
    });
  }

  /** An answer as the corpus writes it. */
  short(given: unknown): unknown {
    return mapped(given, (text) =>
      text.length > 200 && /^x+$/.test(text)
        ? `*${text.length}`
        : text.replaceAll(this.#case, '@').replaceAll(`${this.#run}-`, '~'),
    );
  }
}

function mapped(given: unknown, change: (text: string) => string): unknown {
  if (typeof given === 'string') return change(given);
  if (Array.isArray(given)) return given.map((it) => mapped(it, change));
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [change(name), mapped(value, change)]),
  );
}

/** What two answers must have in common: order where DynamoDB promises one, words without what varies. */
export function comparable(operation: string, { answer, error, message, more }: Outcome): string {
  const unordered = operation === 'Scan' || operation.startsWith('Batch') || operation === 'ListTables';
  return JSON.stringify(
    canonical({ answer, error, message: message && plainMessage(message), more }, unordered),
  );
}

// The front of the service puts a count before some messages, and prints values in Java's way.
function plainMessage(message: string): string {
  return message
    .replace(/^\d+ validation errors? detected: /, '')
    .replace(
      /Value (?:null |'.*' )?at '([^']*)'/gs,
      (_all, path: string) => `Value at '${path.toLowerCase()}'`,
    )
    .replace(
      /enum value set: \[(.*)\]/,
      (_all, values: string) => `enum value set: [${values.split(', ').sort().join(', ')}]`,
    );
}

function canonical(given: unknown, unordered: boolean): unknown {
  if (Array.isArray(given)) {
    const members = given.map((it) => canonical(it, unordered));
    if (!unordered) return members;
    return members.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof given !== 'object' || given === null) return given;
  const entries = Object.entries(given).map(([name, value]) => [
    name,
    canonical(value, unordered || /^[SNB]S$/.test(name)),
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

/** Where another DynamoDB answers otherwise than the corpus, and the word in docs/table.md that says why. */
const divergence = z.strictObject({
  endpoint: z.string(),
  file: z.string(),
  case: z.string(),
  /** Which of the case's calls, counted from 1. */
  call: z.int().positive(),
  because: z.string(),
});
export type Divergence = z.infer<typeof divergence>;

export function divergences(): readonly Divergence[] {
  return readFileSync(new URL('./divergences.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => divergence.parse(JSON.parse(line)));
}
