import { keys } from '../store/keys.ts';
import { add } from '../store/table.ts';

/**
 * Counts an act within a window of time, for all processes together.
 * @param what what is counted for whom; only its hash is stored
 * @returns true while the count is within `most`
 */
export async function within(
  what: string,
  most: number,
  windowSeconds: number,
  at: string,
): Promise<boolean> {
  const window = Math.floor(Date.parse(at) / (windowSeconds * 1000));
  const counted = await add(keys.limit(what, `${windowSeconds}-${window}`), 'count', 1, {
    kind: 'limit',
    // Housekeeping: the table forgets the count some time after the window.
    expiresAt: (window + 2) * windowSeconds,
  });
  return Number(counted['count']) <= most;
}
