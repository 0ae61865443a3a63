import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type Call, casesOf, comparable, Names, type Outcome } from './corpus.ts';
import type { Target } from './endpoint.ts';
import { createTables } from './tables.ts';

/** What came of a call, as the corpus writes it. */
export interface Ran {
  readonly call: Call;
  readonly outcome: Outcome;
}

/**
 * Makes all calls of some files of the corpus, on tables of their own.
 * @param run what tells this run from others at the same endpoint, 3 to 30 letters and digits
 */
export async function runCorpus(
  target: Target,
  run: string,
  files: ReadonlyMap<string, readonly Call[]>,
): Promise<ReadonlyMap<string, readonly Ran[]>> {
  const names = new Names(run, 0);
  const removeTables = await createTables(target, (name) => names.table(name));
  const results = new Map<string, Ran[]>();
  let number = 0;
  try {
    for (const [file, calls] of files) {
      const ran: Ran[] = [];
      for (const ofCase of casesOf(calls).values()) {
        number += 1;
        const own = new Names(run, number);
        for (const call of ofCase) ran.push({ call, outcome: await made(target, own, call) });
      }
      results.set(file, ran);
    }
  } finally {
    await removeTables();
  }
  return results;
}

const indexed = z.looseObject({ IndexName: z.string() });
/** An index follows its table after a while; so long it is asked again, in ms. */
const patience = 5000;

async function made(target: Target, names: Names, call: Call): Promise<Outcome> {
  const since = performance.now();
  for (;;) {
    const outcome = shortened(names, await target(call.call, names.real(call.body)));
    const isLate = performance.now() - since > patience;
    if (isLate || !indexed.safeParse(call.body).success || call.answer === undefined) return outcome;
    if (comparable(call.call, outcome) === comparable(call.call, call)) return outcome;
    await sleep(20);
  }
}

function shortened(names: Names, { answer, error, message, more }: Outcome): Outcome {
  return {
    ...(answer !== undefined && { answer: names.short(answer) }),
    ...(error !== undefined && { error }),
    ...(message !== undefined && { message: String(names.short(message)) }),
    ...(more !== undefined && {
      more: Object.fromEntries(Object.entries(more).map(([name, it]) => [name, names.short(it)])),
    }),
  };
}
