import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { BackupError, BackupWriter } from './form.ts';

/**
 * The databases in the order in which they are held fast: what one tells of a later one is in that one, too. So each
 * mail that the table calls sent is in the backup.
 */
const databases = ['host.sqlite', 'mail/index.sqlite', 'usage.sqlite'] as const;

const mailRow = z.object({ id: z.string() });

/**
 * Copies a data directory into one file while a host may be writing to it. The file appears whole or not at all.
 * @param at the instant of the copy, ISO 8601
 * @returns how many mails it holds
 * @throws BackupError where the file is there already, or nothing is there to be copied
 */
export async function makeBackup(data: string, file: string, at: string): Promise<{ mails: number }> {
  if (existsSync(file)) throw new BackupError(`${file} is there already and is not overwritten.`);
  if (!existsSync(join(data, 'host.sqlite'))) throw new BackupError(`${data} holds nothing to be copied.`);
  // Beside the file, so that it can be given its name without another copy; readable for nobody else.
  const scratch = mkdtempSync(`${file}.`);
  try {
    const whole = join(scratch, 'backup');
    const mails = await written(data, scratch, whole, at);
    flush(whole);
    named(whole, file);
    noted(data, at);
    return { mails };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function written(data: string, scratch: string, whole: string, at: string): Promise<number> {
  const present = databases.filter((name) => existsSync(join(data, name)));
  const writer = new BackupWriter(whole, at);
  const sources = present.map((name) => ({
    name,
    db: new DatabaseSync(join(data, name), { readOnly: true, timeout: 5000 }),
  }));
  try {
    // Reading holds each database as it is at this moment, however long the copy takes and whatever is written.
    for (const { db } of sources) db.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
    for (const { name, db } of sources) {
      const copy = join(scratch, name.replace('/', '-'));
      await backup(db, copy, { rate: 10_000 });
      writer.add(name, copy);
      rmSync(copy);
    }
    const index = sources.find(({ name }) => name === 'mail/index.sqlite')?.db;
    const mails = z.array(mailRow).parse(index?.prepare('SELECT id FROM mails ORDER BY seq').all() ?? []);
    // A mail's file is never changed once its line is in the index.
    for (const { id } of mails) writer.add(`mail/${id}.eml`, join(data, 'mail', `${id}.eml`));
    writer.finish();
    return mails.length;
  } finally {
    writer.close();
    for (const { db } of sources) db.close();
  }
}

function flush(path: string): void {
  chmodSync(path, 0o600);
  const opened = openSync(path, 'r+');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

// A link fails where the name is taken; a rename would take it.
function named(whole: string, file: string): void {
  try {
    linkSync(whole, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new BackupError(`${file} is there already and is not overwritten.`);
  }
}

/** Notes when the last backup was made, where the host tells of it. */
export function noted(data: string, at: string): void {
  const fresh = join(data, 'backup.json.new');
  writeFileSync(fresh, `${JSON.stringify({ at })}\n`);
  renameSync(fresh, join(data, 'backup.json'));
}
