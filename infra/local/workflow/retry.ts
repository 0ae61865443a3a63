import type { Chance } from './chance.ts';
import type { Retrier } from './grammar.ts';

/**
 * How long to wait before a retry, in milliseconds.
 * @param attempt the number of this retry under its retrier, from 1
 */
export function retryDelay(retrier: Retrier, attempt: number, chance: Chance): number {
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** (attempt - 1);
  const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  const spread = retrier.JitterStrategy === 'FULL' ? seconds * chance.number() : seconds;
  return Math.round(spread * 1000);
}
