import { existsSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { TableError } from './table.ts';

/**
 * What brings the host's database from one version to the next, in order; each is SQL. The first one here leads from
 * version 1 to version 2. A file without a number is of version 1.
 */
export const changes: readonly string[] = [];

const number = z.object({ number: z.number() });

/** The version that a program with these changes writes. */
export function versionAfter(steps: readonly string[] = changes): number {
  return 1 + steps.length;
}

/** The version of a database that is open. */
export function versionOf(db: DatabaseSync): number {
  const found = db.prepare('SELECT user_version AS number FROM pragma_user_version').get();
  return Math.max(1, number.parse(found).number);
}

/**
 * Brings the host's database to the present version before it is used, whole or not at all. What it was stays beside
 * it as `host.sqlite.version-N`. Nobody else may have the file open.
 * @param file path of the SQLite file; made where there is none
 * @throws TableError for a file of a later version
 */
export function bringUpToDate(file: string, steps: readonly string[] = changes): void {
  const wanted = versionAfter(steps);
  const isNew = !existsSync(file);
  const db = new DatabaseSync(file);
  try {
    const version = isNew ? wanted : versionOf(db);
    if (version > wanted) {
      throw new TableError(
        `${file} is of version ${version}, which a later Kohorte has written; this one knows ${wanted}. Start that ` +
          'one, or name another place with KOHORTE_DATA.',
      );
    }
    if (version < wanted) keep(db, `${file}.version-${version}`);
    db.exec('BEGIN IMMEDIATE');
    for (const step of steps.slice(version - 1)) db.exec(step);
    db.exec(`PRAGMA user_version = ${wanted}`);
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

// Under another name until it is whole, so that a copy that was cut off is never taken for one.
function keep(db: DatabaseSync, copy: string): void {
  const partial = `${copy}.partial`;
  rmSync(partial, { force: true });
  db.prepare('VACUUM INTO ?').run(partial);
  let name = copy;
  for (let more = 2; existsSync(name); more += 1) name = `${copy}.${more}`;
  renameSync(partial, name);
}
