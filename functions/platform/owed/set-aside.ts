import type { Bilingual } from '../../domain/text.ts';
import { type Key, keys } from '../store/keys.ts';
import { ConflictError, type RawItem } from '../store/port.ts';
import { set, transact } from '../store/table.ts';

/** So often an item of the outbox that cannot be read is looked at before it is set aside. */
const mostTries = 3;

const sentence: Bilingual = {
  de: 'Ein Auftrag des Systems ist nicht lesbar und wurde beiseitegelegt. Bitte sagen Sie dem Betrieb Bescheid.',
  en: 'A message of the system cannot be read and was set aside. Please tell those who run the system.',
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
    const problem = { kind: 'problem', problem: 'outbox-set-aside', since: at, count: 1, sentence };
    await transact([
      { put: { ...keys.problem('outbox-set-aside', key.sk), ...problem, item } },
      { remove: key, equals: { pk: key.pk } },
    ]);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
