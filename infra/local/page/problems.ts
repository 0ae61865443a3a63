import * as z from 'zod';
import { type Bilingual, defaultLanguage, isLanguage } from '../../../functions/domain/text.ts';
import type { StoredItem } from '../data/records.ts';

/** What the office or the operator should know. */
export interface Problem {
  readonly kind: string;
  /** Since when, ISO 8601. */
  readonly since: string;
  readonly count: number;
  readonly sentence: string;
}

/** A problem that the functions have stored, with its sentence in each language. */
const stored = z.looseObject({
  kind: z.literal('problem'),
  problem: z.string(),
  since: z.string(),
  count: z.number(),
  sentence: z.object({ de: z.string(), en: z.string() }),
});
const outbox = z.looseObject({ kind: z.literal('outbox'), at: z.string() });

/** Since when sending pauses, as the problems of the table tell. */
export function pausedSince(items: readonly StoredItem[]): string | undefined {
  const found = items.map((item) => stored.safeParse(item).data);
  return found.find((problem) => problem?.problem === 'mail-paused')?.since;
}

/** The hourly sweep brings what the stream has lost; what is older than two of them comes by neither; ms. */
const outboxIsOldMs = 7_200_000;

const sentences = {
  'dead-letters': (count: number): Bilingual => ({
    de:
      count === 1
        ? 'Ein Ereignis wurde nach allen Versuchen aufgegeben; es liegt unter /_local/dead-letters.'
        : `${count} Ereignisse wurden nach allen Versuchen aufgegeben; sie liegen unter /_local/dead-letters.`,
    en:
      count === 1
        ? 'One event was given up after all tries; it lies at /_local/dead-letters.'
        : `${count} events were given up after all tries; they lie at /_local/dead-letters.`,
  }),
  'outbox-old': (count: number): Bilingual => ({
    de:
      count === 1
        ? 'Ein Eintrag wartet seit mehr als zwei Stunden auf seine Zustellung.'
        : `${count} Einträge warten seit mehr als zwei Stunden auf ihre Zustellung.`,
    en:
      count === 1
        ? 'One item has waited to be delivered for more than two hours.'
        : `${count} items have waited to be delivered for more than two hours.`,
  }),
};

/**
 * What the office and the operator should know, the oldest first: what the functions have stored as a problem, and what
 * the host sees by itself.
 * @param known.now ms since 1970
 * @param wanted the language of the sentences; any other text is the first language
 */
export function problemsIn(
  known: {
    readonly items: readonly StoredItem[];
    readonly deadLetters: readonly { readonly at: string }[];
    readonly now: number;
  },
  wanted: string | null,
): Problem[] {
  const language = isLanguage(wanted) ? wanted : defaultLanguage;
  const found = known.items.flatMap((item): Problem[] => {
    const it = stored.safeParse(item);
    if (!it.success) return [];
    const { problem: kind, since, count, sentence } = it.data;
    return [{ kind, since, count, sentence: sentence[language] }];
  });
  const owed = known.items
    .flatMap((item) => {
      const it = outbox.safeParse(item);
      return it.success ? [it.data.at] : [];
    })
    .filter((at) => Date.parse(at) <= known.now - outboxIsOldMs);
  const own = (kind: keyof typeof sentences, instants: readonly string[]): Problem[] => {
    const since = [...instants].sort()[0];
    if (since === undefined) return [];
    const count = instants.length;
    return [{ kind, since, count, sentence: sentences[kind](count)[language] }];
  };
  return [
    ...found,
    ...own('outbox-old', owed),
    ...own(
      'dead-letters',
      known.deadLetters.map((it) => it.at),
    ),
  ].sort((one, other) => (one.since < other.since ? -1 : 1));
}
