import { setTimeout as sleep } from 'node:timers/promises';

/** SQLite's names for a disk without room: SQLITE_FULL, SQLITE_IOERR_SHMSIZE. */
const sqliteCodes: readonly unknown[] = [13, 4874];
const systemCodes: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Whether a write failed because there was no room for it; it left nothing behind. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ('errcode' in error && sqliteCodes.includes(error.errcode)) ||
    ('code' in error && systemCodes.includes(error.code))
  );
}

/** How long what must be stored waits before it is tried again, ms of real time. */
const pauseMs = 2000;

/**
 * Stores what has happened already and so cannot be refused: where the disk is full, it waits until there is room.
 * @throws whatever else goes wrong
 */
export async function storedWhenRoom<T>(
  store: () => T | Promise<T>,
  log: (line: string) => void,
  pause = pauseMs,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await store();
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      if (tries === 0) log('The disk is full. What has happened is stored as soon as there is room.');
      await sleep(pause, undefined, { ref: false });
    }
  }
}

/** Runs what is done again soon anyway: a full disk is no reason to end. @throws whatever else goes wrong */
export function unlessDiskFull(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}
