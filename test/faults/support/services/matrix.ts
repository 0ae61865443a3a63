import { comparable, type Disturbed, differences, playDisturbed } from './disturbed.ts';
import type { Kind } from './kinds.ts';

/** One line of the table: a round under one kind of fault. */
export type Line = {
  readonly kind: string;
  readonly share: number;
  readonly injected: number;
  readonly retries: number;
  readonly seconds: number;
  readonly deadLetters: number;
  /** What does not hold, and what ended otherwise than undisturbed. */
  readonly wrong: readonly string[];
};

/** Plays a round of so many people under each kind of fault, at each share, and compares it with one without a fault. */
export async function* matrix(
  people: number,
  kinds: readonly Kind[],
  shares: readonly number[],
  seed: number,
): AsyncGenerator<Line> {
  const measure = await playDisturbed(people);
  yield lineOf('none', 0, measure, measure);
  for (const kind of kinds) {
    for (const share of shares) {
      const told = await playDisturbed(people, { seed, ...kind.settings(share) });
      yield lineOf(kind.name, share, told, measure);
    }
  }
}

function lineOf(kind: string, share: number, told: Disturbed, measure: Disturbed): Line {
  return {
    kind,
    share,
    injected: Object.values(told.injected).reduce((sum, times) => sum + times, 0),
    retries: Math.max(0, told.calls - measure.calls),
    seconds: Math.round(told.seconds),
    deadLetters: told.outcome.deadLetters,
    wrong: [...told.violations, ...differences(comparable(measure.outcome), comparable(told.outcome))],
  };
}
