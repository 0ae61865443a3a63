import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';

/**
 * The form of a backup: one SQLite file that holds the files of a data directory in pieces, each file with its length
 * and SHA-256. SQLite's header says by `application_id` that it is one, and by `user_version` in which form.
 */

/** A backup that cannot be made or restored; the message says what to do. */
export class BackupError extends Error {}

/** `KOHB` in ASCII. */
const applicationId = 0x4b4f4842;
const formVersion = 1;
const pieceBytes = 8 * 1024 * 1024;

const fileName = /^(host\.sqlite|usage\.sqlite|mail\/index\.sqlite|mail\/[\w-]+\.eml)$/;
const head = z.object({ application: z.number(), version: z.number() });
const note = z.object({ at: z.iso.datetime() });
const fileRow = z.object({
  name: z.string().regex(fileName),
  bytes: z.number(),
  sha256: z.string(),
});
const pieceRow = z.object({ content: z.instanceof(Uint8Array) });

/** A backup that is being written. */
export class BackupWriter {
  readonly #db: DatabaseSync;

  /** @param at the instant of what it holds, ISO 8601 */
  constructor(file: string, at: string) {
    // It holds people's data, so it is its owner's alone, like the directory it is made from.
    closeSync(openSync(file, 'wx', 0o600));
    this.#db = new DatabaseSync(file);
    // Only a whole backup gets its name, so the file needs no journal on its way.
    this.#db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${formVersion};
      CREATE TABLE backup (at TEXT NOT NULL);
      CREATE TABLE file (name TEXT PRIMARY KEY, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE piece (name TEXT NOT NULL, place INTEGER NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (name, place));
      BEGIN`);
    this.#db.prepare('INSERT INTO backup VALUES (?)').run(at);
  }

  /** Adds a file that nobody changes any more. @param name its path within the data directory, with / */
  add(name: string, path: string): void {
    const insert = this.#db.prepare('INSERT INTO piece VALUES (?, ?, ?)');
    const hash = createHash('sha256');
    const buffer = new Uint8Array(pieceBytes);
    const from = openSync(path, 'r');
    let bytes = 0;
    try {
      for (let place = 0; ; place += 1) {
        const read = readSync(from, buffer, 0, pieceBytes, null);
        if (read === 0) break;
        const piece = buffer.subarray(0, read);
        insert.run(name, place, piece);
        hash.update(piece);
        bytes += read;
      }
    } finally {
      closeSync(from);
    }
    this.#db.prepare('INSERT INTO file VALUES (?, ?, ?)').run(name, bytes, hash.digest('hex'));
  }

  finish(): void {
    this.#db.exec('COMMIT');
    this.#db.close();
  }

  /** Gives up; the file is the caller's to remove. */
  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}

/** A backup that is there. */
export class BackupReader {
  readonly #file: string;
  readonly #db: DatabaseSync;

  /** @throws BackupError for what is no backup, is of a later form, or is damaged */
  constructor(file: string) {
    this.#file = file;
    this.#db = new DatabaseSync(file, { readOnly: true });
    try {
      this.#check();
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /** The instant of what it holds, ISO 8601. */
  get at(): string {
    return note.parse(this.#db.prepare('SELECT at FROM backup').get()).at;
  }

  /** Writes its files into a directory, each flushed. @throws BackupError where a file is not as it was */
  unpack(directory: string): void {
    const files = this.#db.prepare('SELECT name, bytes, sha256 FROM file ORDER BY name').all();
    for (const { name, bytes, sha256 } of z.array(fileRow).parse(files)) {
      const path = join(directory, name);
      mkdirSync(dirname(path), { recursive: true });
      const written = this.#write(name, path);
      if (written.bytes !== bytes || written.sha256 !== sha256) {
        throw new BackupError(`${this.#file} is damaged: ${name} is not as it was.`);
      }
    }
  }

  close(): void {
    this.#db.close();
  }

  #write(name: string, path: string): { bytes: number; sha256: string } {
    const pieces = this.#db.prepare('SELECT content FROM piece WHERE name = ? ORDER BY place');
    const hash = createHash('sha256');
    const to = openSync(path, 'wx', 0o600);
    let bytes = 0;
    try {
      for (const piece of pieces.iterate(name)) {
        const { content } = pieceRow.parse(piece);
        for (let at = 0; at < content.length; ) at += writeSync(to, content, at);
        hash.update(content);
        bytes += content.length;
      }
      fsyncSync(to);
    } finally {
      closeSync(to);
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  #check(): void {
    const { application, version } = this.#head();
    if (application !== applicationId) throw new BackupError(`${this.#file} is no backup of Kohorte.`);
    if (version > formVersion) {
      throw new BackupError(
        `${this.#file} was made by a later Kohorte (form ${version}; this one knows ${formVersion}).`,
      );
    }
    if (!isSound(this.#db)) throw new BackupError(`${this.#file} is damaged.`);
  }

  #head(): z.infer<typeof head> {
    try {
      return head.parse(
        this.#db
          .prepare(
            'SELECT application_id AS application, user_version AS version FROM pragma_application_id, pragma_user_version',
          )
          .get(),
      );
    } catch {
      throw new BackupError(`${this.#file} is no backup of Kohorte.`);
    }
  }
}

/** Whether SQLite finds a database whole. */
export function isSound(db: DatabaseSync): boolean {
  try {
    return db.prepare('PRAGMA integrity_check').get()?.['integrity_check'] === 'ok';
  } catch {
    return false;
  }
}
