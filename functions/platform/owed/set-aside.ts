import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Bilingual } from '../../domain/text.ts';
import { type Key, keys } from '../store/keys.ts';
import { ConflictError, type RawItem } from '../store/port.ts';
import { query, set, transact } from '../store/table.ts';

/** So often an item of the outbox that cannot be read is looked at before it is set aside. */
const mostTries = 3;

/** The kind of the problem, as its key begins. */
const problemKind = 'outbox-set-aside';

/** What the office and the operator read of one. */
const setAsideSentence: Bilingual = {
  de: 'Ein Auftrag des Systems ist nicht lesbar und wurde beiseitegelegt. Bitte sagen Sie dem Betrieb Bescheid.',
  en: 'A message of the system cannot be read and was set aside. Please tell those who run the system.',
};

/** What the office reads of all of them. */
export const allSetAsideSentence: Bilingual = {
  de: 'Das System hat Aufträge beiseitegelegt, die es nicht lesen kann. Bitte sagen Sie dem Betrieb Bescheid.',
  en: 'The system has set messages aside that it cannot read. Please tell those who run it.',
};

function keyOf(item: RawItem): Key {
  return { pk: String(item['pk']), sk: String(item['sk']) };
}

function triesOf(item: RawItem): number {
  return typeof item['tries'] === 'number' ? item['tries'] : 0;
}

/**
 * Counts that an item of the outbox could not be read, or what it points to; after some tries it leaves the outbox and
 * stands among the problems, with all that it held. Whoever handled it meanwhile wins.
 * @param item as it is stored
 */
export async function countTry(item: RawItem, at: string): Promise<void> {
  const key = keyOf(item);
  const tries = triesOf(item) + 1;
  try {
    if (tries < mostTries) return await set(key, { tries }, { pk: key.pk });
    const problem = {
      kind: 'problem',
      problem: problemKind,
      since: at,
      count: 1,
      sentence: setAsideSentence,
    };
    await transact([
      { put: { ...keys.problem(problemKind, key.sk), ...problem, item } },
      { remove: key, equals: { pk: key.pk } },
    ]);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}

const setAsideSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  since: z.string(),
  item: z.record(z.string(), z.unknown()),
});
/** An item of the outbox that was set aside: since when, and as it lay there. */
export type SetAside = z.infer<typeof setAsideSchema>;

/** All that was set aside, in the order in which it was owed. */
export async function allSetAside(): Promise<SetAside[]> {
  const found = await query(keys.problem(problemKind).pk, { startsWith: `${problemKind}#` });
  return found.map((each) => setAsideSchema.parse(each));
}

/**
 * Puts an item back into the outbox, with all its tries before it: such as after a release that can read it.
 * @returns whether it was there; somebody else may have done the same
 */
export async function takeUpAgain({ pk, sk, since, item }: SetAside, at: string): Promise<boolean> {
  const { tries: _, ...before } = item;
  const key = keys.outbox(`${at}#${randomBytes(9).toString('base64url')}`);
  try {
    await transact([{ remove: { pk, sk }, equals: { since } }, { create: { ...before, ...key, at } }]);
    return true;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return false;
  }
}
