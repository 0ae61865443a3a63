import { close, fdatasync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { promisify } from 'node:util';
import type * as z from 'zod';

type Statement = ReturnType<DatabaseSync['prepare']>;

/**
 * The one SQLite file of a host. A commit is in the write-ahead log at once, so it survives the death of the
 * process; it survives the loss of power once `durable` has resolved. One flush serves all commits that were
 * waiting for one, and blocks nobody.
 */
export class Database {
  readonly #file: string;
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, Statement>();
  #inTransaction = false;
  /** The write-ahead log, opened a second time: a flush by any descriptor flushes the file. */
  #log: number | undefined;
  #committed = 0;
  #flushed = 0;
  #flushing: Promise<void> | undefined;
  #flushes = 0;

  /** @param file path of the SQLite file, made where there is none */
  constructor(file: string) {
    this.#file = file;
    this.#db = new DatabaseSync(file);
    // NORMAL: SQLite itself flushes only around a checkpoint. Each commit's own flush is `durable`.
    this.#db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA checkpoint_fullfsync = ON; ' +
        'PRAGMA busy_timeout = 2000;',
    );
  }

  /** How many commits there were, and how many flushes they took. */
  get written(): { readonly commits: number; readonly flushes: number } {
    return { commits: this.#committed, flushes: this.#flushes };
  }

  /** Stands in for a disk of that many pages, in tests; SQLite takes no number below what is there. */
  limitTo(pages: number): void {
    this.#db.exec(`PRAGMA max_page_count = ${pages}`);
  }

  /** Creates tables and indexes that are not there yet. */
  define(schema: string): void {
    this.#db.exec(schema);
  }

  /** Runs what belongs together: all of it is stored, or nothing. Within a transaction it is part of that one. */
  transaction<T>(work: () => T): T {
    if (this.#inTransaction) return work();
    this.#db.exec('BEGIN IMMEDIATE');
    this.#inTransaction = true;
    try {
      const result = work();
      this.#db.exec('COMMIT');
      this.#committed += 1;
      return result;
    } catch (error) {
      // A disk that is full ends the transaction by itself.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  run(sql: string, ...values: SQLInputValue[]): { readonly changes: number; readonly lastId: number } {
    const { changes, lastInsertRowid } = this.#statement(sql).run(...values);
    if (!this.#inTransaction) this.#committed += 1;
    return { changes: Number(changes), lastId: Number(lastInsertRowid) };
  }

  one<T>(row: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T | undefined {
    const found = this.#statement(sql).get(...values);
    return found === undefined ? undefined : row.parse(found);
  }

  all<T>(row: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T[] {
    return this.#statement(sql)
      .all(...values)
      .map((it) => row.parse(it));
  }

  /** Row by row; nothing may be written meanwhile. */
  *each<T>(row: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): Generator<T> {
    for (const found of this.#statement(sql).iterate(...values)) yield row.parse(found);
  }

  /** Resolves when all that was committed before the call is on the disk. @throws the disk's own error */
  async durable(): Promise<void> {
    const wanted = this.#committed;
    while (this.#flushed < wanted) {
      this.#flushing ??= this.#flush();
      await this.#flushing;
    }
  }

  async close(): Promise<void> {
    await this.#flushing?.catch(() => {});
    this.#db.close();
    // Closing has brought all of it to the disk.
    this.#flushed = this.#committed;
    if (this.#log !== undefined) await promisify(close)(this.#log);
    this.#log = undefined;
  }

  async #flush(): Promise<void> {
    const covered = this.#committed;
    try {
      this.#log ??= openSync(`${this.#file}-wal`, 'r+');
      await promisify(fdatasync)(this.#log);
      this.#flushes += 1;
      this.#flushed = covered;
    } finally {
      this.#flushing = undefined;
    }
  }

  #statement(sql: string): Statement {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const prepared = this.#db.prepare(sql);
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}
