import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import * as z from 'zod';
import { schema } from './schema.ts';

/**
 * What the host must still know after a kill -9: the clock, executions with their history and outbox, timers,
 * asynchronous invocations, positions in the table's stream, and what was given up. One SQLite file; whatever
 * belongs together is written in one transaction.
 */

/** Something that falls due: `due` in ms since 1970, ties by `sequence` (the order of setting). */
export interface StoredTimer {
  readonly key: string;
  readonly due: number;
  readonly sequence: number;
  readonly kind: string;
  readonly body: string;
}

export interface StoredExecution {
  readonly id: string;
  readonly machine: string;
  readonly name: string;
  readonly status: string;
  readonly caseReference: string | null;
  readonly definition: string;
  readonly body: string;
  readonly startedAt: string;
}

export interface StoredCommand {
  readonly id: number;
  readonly execution: string;
  readonly body: string;
}

/** An asynchronous invocation that has not succeeded yet. */
export interface StoredInvocation {
  readonly id: number;
  readonly functionArn: string;
  readonly source: string;
  readonly payload: string;
  readonly attempts: number;
  readonly retries: number;
}

const timerRow = z.object({
  key: z.string(),
  due: z.number(),
  sequence: z.number(),
  kind: z.string(),
  body: z.string(),
});
const executionRow = z.object({
  id: z.string(),
  machine: z.string(),
  name: z.string(),
  status: z.string(),
  caseReference: z.string().nullable(),
  definition: z.string(),
  body: z.string(),
  startedAt: z.string(),
});
const commandRow = z.object({ id: z.number(), execution: z.string(), body: z.string() });
const invocationRow = z.object({
  id: z.number(),
  functionArn: z.string(),
  source: z.string(),
  payload: z.string(),
  attempts: z.number(),
  retries: z.number(),
});
const deadLetterRow = z.object({
  id: z.number(),
  at: z.string(),
  source: z.string(),
  reason: z.string(),
  body: z.string(),
});
const valueRow = z.object({ value: z.string() });
const bodyRow = z.object({ body: z.string() });

export class Store {
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  #sequence: number;
  #inTransaction = false;

  /** @param file path of the SQLite file, made where there is none */
  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    // In WAL mode a commit survives the death of the process at once; NORMAL spares a disk flush for each.
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;');
    this.#db.exec(schema);
    this.#sequence = z
      .object({ last: z.number().nullable() })
      .transform((it) => it.last ?? 0)
      .parse(this.#db.prepare('SELECT max(sequence) AS last FROM timer').get());
  }

  close(): void {
    this.#db.close();
  }

  /** Runs what belongs together: all of it is stored, or nothing. */
  transaction<T>(work: () => T): T {
    if (this.#inTransaction) return work();
    this.#db.exec('BEGIN IMMEDIATE');
    this.#inTransaction = true;
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  fact(name: string): string | undefined {
    return this.#one(valueRow, 'SELECT value FROM fact WHERE name = ?', name)?.value;
  }

  setFact(name: string, value: string): void {
    this.#run('INSERT INTO fact VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', name, value);
  }

  definition(hash: string): string | undefined {
    return this.#one(bodyRow, 'SELECT body FROM definition WHERE hash = ?', hash)?.body;
  }

  addDefinition(hash: string, body: string): void {
    this.#run('INSERT OR IGNORE INTO definition VALUES (?, ?)', hash, body);
  }

  execution(id: string): StoredExecution | undefined {
    return this.#one(executionRow, 'SELECT * FROM execution WHERE id = ?', id);
  }

  /** All executions, oldest first. */
  executions(): StoredExecution[] {
    return this.#all(executionRow, 'SELECT * FROM execution ORDER BY startedAt, rowid');
  }

  saveExecution(it: StoredExecution): void {
    this.#run(
      `INSERT INTO execution VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET status = excluded.status, body = excluded.body`,
      it.id,
      it.machine,
      it.name,
      it.status,
      it.caseReference,
      it.definition,
      it.body,
      it.startedAt,
    );
  }

  addHistory(execution: string, id: number, body: string): void {
    this.#run('INSERT INTO history VALUES (?, ?, ?)', execution, id, body);
  }

  history(execution: string): string[] {
    return this.#all(bodyRow, 'SELECT body FROM history WHERE execution = ? ORDER BY id', execution).map(
      (it) => it.body,
    );
  }

  addCommand(execution: string, invocation: string, body: string): void {
    this.#run(
      'INSERT INTO command (execution, invocation, body) VALUES (?, ?, ?)',
      execution,
      invocation,
      body,
    );
  }

  /** Commands whose answer has not come in yet, in the order in which they were given. */
  commands(): StoredCommand[] {
    return this.#all(commandRow, 'SELECT id, execution, body FROM command ORDER BY id');
  }

  removeCommand(invocation: string): void {
    this.#run('DELETE FROM command WHERE invocation = ?', invocation);
  }

  addInvocation(it: Omit<StoredInvocation, 'id' | 'attempts'>): StoredInvocation {
    const { lastInsertRowid } = this.#run(
      'INSERT INTO invocation (functionArn, source, payload, attempts, retries) VALUES (?, ?, ?, 0, ?)',
      it.functionArn,
      it.source,
      it.payload,
      it.retries,
    );
    return { ...it, id: Number(lastInsertRowid), attempts: 0 };
  }

  invocation(id: number): StoredInvocation | undefined {
    return this.#one(invocationRow, 'SELECT * FROM invocation WHERE id = ?', id);
  }

  invocations(): StoredInvocation[] {
    return this.#all(invocationRow, 'SELECT * FROM invocation ORDER BY id');
  }

  countAttempt(id: number): void {
    this.#run('UPDATE invocation SET attempts = attempts + 1 WHERE id = ?', id);
  }

  removeInvocation(id: number): void {
    this.#run('DELETE FROM invocation WHERE id = ?', id);
  }

  /** Sets a timer in place of another with the same key. */
  setTimer(key: string, due: number, kind: string, body: string): void {
    this.#sequence += 1;
    this.#run('INSERT OR REPLACE INTO timer VALUES (?, ?, ?, ?, ?)', key, due, this.#sequence, kind, body);
  }

  removeTimer(key: string): void {
    this.#run('DELETE FROM timer WHERE key = ?', key);
  }

  timer(key: string): StoredTimer | undefined {
    return this.#one(timerRow, 'SELECT * FROM timer WHERE key = ?', key);
  }

  /** The timer that fires next, apart from those of the given sequence numbers, which are being fired. */
  nextTimer(without: ReadonlySet<number> = new Set()): StoredTimer | undefined {
    for (const row of this.#statement('SELECT * FROM timer ORDER BY due, sequence').iterate()) {
      const timer = timerRow.parse(row);
      if (!without.has(timer.sequence)) return timer;
    }
    return undefined;
  }

  /** Timers of a kind, the next first. */
  timers(kind: string): StoredTimer[] {
    return this.#all(timerRow, 'SELECT * FROM timer WHERE kind = ? ORDER BY due, sequence', kind);
  }

  position(mapping: string): string | undefined {
    return this.#one(valueRow, 'SELECT value FROM position WHERE mapping = ?', mapping)?.value;
  }

  setPosition(mapping: string, value: string): void {
    this.#run('INSERT OR REPLACE INTO position VALUES (?, ?)', mapping, value);
  }

  addDeadLetter(at: string, source: string, reason: string, body: string): void {
    this.#run(
      'INSERT INTO dead_letter (at, source, reason, body) VALUES (?, ?, ?, ?)',
      at,
      source,
      reason,
      body,
    );
  }

  deadLetters(): z.infer<typeof deadLetterRow>[] {
    return this.#all(deadLetterRow, 'SELECT * FROM dead_letter ORDER BY id');
  }

  #statement(sql: string) {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const prepared = this.#db.prepare(sql);
    this.#prepared.set(sql, prepared);
    return prepared;
  }

  #run(sql: string, ...values: SQLInputValue[]) {
    return this.#statement(sql).run(...values);
  }

  #one<T>(row: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T | undefined {
    const found = this.#statement(sql).get(...values);
    return found === undefined ? undefined : row.parse(found);
  }

  #all<T>(row: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T[] {
    return this.#statement(sql)
      .all(...values)
      .map((it) => row.parse(it));
  }
}
