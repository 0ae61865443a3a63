import { berlinDate, morning } from '../../domain/calendar.ts';
import type { Round } from '../../domain/round.ts';
import { sha256 } from '../../platform/store/keys.ts';
import { type Rehearsal, rehearse } from '../play/rehearse.ts';

/** Rehearsals that this process keeps at hand, so that one mail after the other opens at once. */
const most = 2;
const kept = new Map<string, Promise<Rehearsal>>();

/**
 * The rehearsal of a round as it is now. It begins on the morning of the day on which it is asked for, so that it is
 * the same all day, in this process or another.
 */
export async function rehearsalOf(round: Round, now: string): Promise<Rehearsal> {
  const { file, arrangements, morningLists, registerEdition } = round;
  const begins = morning(berlinDate(now));
  const key = sha256(JSON.stringify([begins, file, arrangements, morningLists, registerEdition]));
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = rehearse(round, begins);
  kept.set(key, made);
  for (const old of [...kept.keys()].slice(0, -most)) kept.delete(old);
  return made;
}
