import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDynoxide } from '../../support/dynoxide.ts';
import { type Call, comparable, corpus, divergences, type Outcome } from './corpus.ts';
import { atEndpoint, inProgram, type Target } from './endpoint.ts';
import { type Ran, runCorpus } from './run.ts';
import { tableInDirectory } from './support.ts';

/** The program's indexes lag, as DynamoDB's do: what relies on them being at once consistent shows here. */
const lagging = { indexLagMs: 30, next: () => undefined };

/** How a call and its outcome differ from the corpus. */
interface Difference {
  readonly file: string;
  readonly case: string;
  readonly call: number;
}

function differences(results: ReadonlyMap<string, readonly Ran[]>) {
  const found: (Difference & { readonly told: Outcome; readonly outcome: Outcome })[] = [];
  for (const [file, ran] of results) {
    const counted = new Map<string, number>();
    for (const { call, outcome } of ran) {
      const at = (counted.get(call.case) ?? 0) + 1;
      counted.set(call.case, at);
      if (comparable(call.call, call) === comparable(call.call, outcome)) continue;
      const { answer, error, message, more } = call;
      const told = { answer, error, message, more };
      found.push({ file: file.replace('.jsonl', ''), case: call.case, call: at, told, outcome });
    }
  }
  return found;
}

const place = ({ file, case: name, call }: Difference) => `${file}: ${name} (call ${call})`;
const files = corpus();
const calls: readonly Call[] = [...files.values()].flat();

describe(`The corpus of ${calls.length} calls`, () => {
  test('has an outcome for each', () => {
    expect(calls.length).toBeGreaterThan(1000);
    expect(calls.filter((it) => it.answer === undefined && it.error === undefined)).toEqual([]);
  });

  test('is what the table in the program answers, while its indexes lag', async () => {
    const own = tableInDirectory({ faults: lagging });
    try {
      expect(differences(await runCorpus(inProgram(own.dynamodb), 'own', files))).toEqual([]);
    } finally {
      await own.remove();
    }
  });
});

const endpoint = process.env['DYNAMODB_ENDPOINT'];

/** The others that speak DynamoDB and are to be had here, and what is known of where they differ. */
describe('Another DynamoDB', () => {
  let dynoxide: Awaited<ReturnType<typeof openDynoxide>>;
  beforeAll(async () => {
    dynoxide = await openDynoxide();
  });
  afterAll(() => dynoxide?.stop());

  test('dynoxide, where it is installed, answers the same but for the differences that are listed', async (context) => {
    if (dynoxide === undefined) return context.skip('it does not run on this system');
    await answersAlike(atEndpoint(dynoxide.endpoint), 'dynoxide');
  });

  // Only where one is named: there is none to be had for everybody.
  if (endpoint !== undefined) {
    test(`${endpoint} answers the same`, { timeout: 1_800_000 }, () =>
      answersAlike(atEndpoint(endpoint), 'endpoint'),
    );
  }

  async function answersAlike(target: Target, name: string): Promise<void> {
    const found = differences(await runCorpus(target, `run${Date.now()}`, files));
    const known = divergences().filter((it) => it.endpoint === name);
    const listed = new Set(known.map(place));
    expect(found.filter((it) => !listed.has(place(it)))).toEqual([]);
    // What no longer differs is to be taken off the list.
    const still = new Set(found.map(place));
    expect(known.map(place).filter((it) => !still.has(it))).toEqual([]);
  }
});

test('every difference has its reason in docs/table.md, and every reason there is one of a difference', () => {
  const docs = readFileSync(new URL('../../../docs/table.md', import.meta.url), 'utf8');
  const explained = [...docs.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, word]) => word ?? '').sort();
  expect([...new Set(divergences().map((it) => it.because))].sort()).toEqual(explained);
});
