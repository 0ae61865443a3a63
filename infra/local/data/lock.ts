import { chmodSync, linkSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { livingProcess, writeIdentity } from './processes.ts';

/** Another running host has the data directory. */
export class DataInUse extends Error {}

/**
 * Makes a directory that nobody but its owner may look into. Where a directory belongs to somebody else, whoever gave it
 * has decided that; Windows keeps to the rights of the folder above.
 */
export function makePrivate(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  try {
    chmodSync(directory, 0o700);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) throw error;
  }
}

/**
 * Takes a data directory for this process alone. A lock whose process is gone, or whose number now belongs to
 * another process, does not count.
 * @returns what gives it back
 * @throws DataInUse while another host has it
 */
export function lockData(directory: string): () => void {
  const file = join(directory, 'host.lock');
  const own = join(directory, `host.lock.${process.pid}`);
  writeIdentity(own, process.pid);
  try {
    return take(directory, file, own);
  } finally {
    rmSync(own, { force: true });
  }
}

function take(directory: string, file: string, own: string): () => void {
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      // A link appears whole or not at all, so nobody sees a lock without its holder.
      linkSync(own, file);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = livingProcess(file);
      if (holder) {
        throw new DataInUse(
          `${directory} is in use by another running host (process ${holder.pid}). Stop that one, or name ` +
            'another directory with KOHORTE_DATA.',
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new DataInUse(`${directory} cannot be locked: another host is starting at this moment.`);
}
