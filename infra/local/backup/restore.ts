import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lockData, makePrivate } from '../data/lock.ts';
import { versionAfter, versionOf } from '../data/version.ts';
import { noted } from './backup.ts';
import { BackupError, BackupReader, isSound } from './form.ts';

/**
 * Brings a backup back into an empty data directory. Everything is written and checked beside its place first, so a
 * backup that is at fault leaves the directory empty. An older backup is brought up to date at the next start.
 * @returns the instant of what was restored, ISO 8601
 * @throws BackupError, DataInUse, each with a message for people
 */
export function restoreBackup(file: string, data: string): { at: string } {
  if (!existsSync(file)) throw new BackupError(`${file} is not there.`);
  const backup = new BackupReader(file);
  try {
    makePrivate(data);
    const unlock = lockData(data);
    try {
      if (readdirSync(data).some((it) => !it.startsWith('host.lock'))) {
        throw new BackupError(
          `${data} is not empty, and nothing in it is overwritten. Move it away, or name another place with ` +
            'KOHORTE_DATA.',
        );
      }
      filled(data, backup);
      return { at: backup.at };
    } finally {
      unlock();
    }
  } finally {
    backup.close();
  }
}

function filled(data: string, backup: BackupReader): void {
  // Within the directory, which may be a volume of its own.
  const scratch = mkdtempSync(join(data, 'restoring-'));
  try {
    backup.unpack(scratch);
    const host = join(scratch, 'host.sqlite');
    if (!existsSync(host)) throw new BackupError('The backup holds no table.');
    for (const name of ['host.sqlite', 'mail/index.sqlite', 'usage.sqlite']) checked(join(scratch, name));
    // The table comes last: with it the directory counts.
    const names = readdirSync(scratch).filter((it) => it !== 'host.sqlite');
    for (const name of [...names, 'host.sqlite']) renameSync(join(scratch, name), join(data, name));
    noted(data, backup.at);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function checked(path: string): void {
  if (!existsSync(path)) return;
  const db = new DatabaseSync(path);
  try {
    if (!isSound(db)) throw new BackupError(`The backup is damaged: ${path} is not whole.`);
    const version = versionOf(db);
    if (path.endsWith('host.sqlite') && version > versionAfter()) {
      throw new BackupError(
        `The backup is of version ${version}, which a later Kohorte has written; this one knows ${versionAfter()}.`,
      );
    }
  } finally {
    db.close();
  }
}
