import * as z from 'zod';
import type { Database } from './database.ts';
import { schema } from './schema.ts';

/**
 * What the host must still know after a kill -9: the clock, executions with their history and outbox, timers,
 * asynchronous invocations, positions in the table's stream, and what was given up. It lies in the one database,
 * beside the tables; whatever belongs together is written in one transaction.
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
  readonly #db: Database;
  #sequence: number;

  constructor(db: Database) {
    this.#db = db;
    db.define(schema);
    const last = z.object({ last: z.number().nullable() });
    this.#sequence = db.one(last, 'SELECT max(sequence) AS last FROM timer')?.last ?? 0;
  }

  /** Runs what belongs together: all of it is stored, or nothing. */
  transaction<T>(work: () => T): T {
    return this.#db.transaction(work);
  }

  fact(name: string): string | undefined {
    return this.#db.one(valueRow, 'SELECT value FROM fact WHERE name = ?', name)?.value;
  }

  setFact(name: string, value: string): void {
    this.#db.run(
      'INSERT INTO fact VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      name,
      value,
    );
  }

  definition(hash: string): string | undefined {
    return this.#db.one(bodyRow, 'SELECT body FROM definition WHERE hash = ?', hash)?.body;
  }

  addDefinition(hash: string, body: string): void {
    this.#db.run('INSERT OR IGNORE INTO definition VALUES (?, ?)', hash, body);
  }

  execution(id: string): StoredExecution | undefined {
    return this.#db.one(executionRow, 'SELECT * FROM execution WHERE id = ?', id);
  }

  /** All executions, oldest first. */
  executions(): StoredExecution[] {
    return this.#db.all(executionRow, 'SELECT * FROM execution ORDER BY startedAt, rowid');
  }

  saveExecution(it: StoredExecution): void {
    this.#db.run(
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
    this.#db.run('INSERT INTO history VALUES (?, ?, ?)', execution, id, body);
  }

  history(execution: string): string[] {
    return this.#db
      .all(bodyRow, 'SELECT body FROM history WHERE execution = ? ORDER BY id', execution)
      .map((it) => it.body);
  }

  addCommand(execution: string, invocation: string, body: string): void {
    this.#db.run(
      'INSERT INTO command (execution, invocation, body) VALUES (?, ?, ?)',
      execution,
      invocation,
      body,
    );
  }

  /** Commands whose answer has not come in yet, in the order in which they were given. */
  commands(): StoredCommand[] {
    return this.#db.all(commandRow, 'SELECT id, execution, body FROM command ORDER BY id');
  }

  removeCommand(invocation: string): void {
    this.#db.run('DELETE FROM command WHERE invocation = ?', invocation);
  }

  addInvocation(it: Omit<StoredInvocation, 'id' | 'attempts'>): StoredInvocation {
    const { lastId } = this.#db.run(
      'INSERT INTO invocation (functionArn, source, payload, attempts, retries) VALUES (?, ?, ?, 0, ?)',
      it.functionArn,
      it.source,
      it.payload,
      it.retries,
    );
    return { ...it, id: lastId, attempts: 0 };
  }

  invocation(id: number): StoredInvocation | undefined {
    return this.#db.one(invocationRow, 'SELECT * FROM invocation WHERE id = ?', id);
  }

  invocations(): StoredInvocation[] {
    return this.#db.all(invocationRow, 'SELECT * FROM invocation ORDER BY id');
  }

  countAttempt(id: number): void {
    this.#db.run('UPDATE invocation SET attempts = attempts + 1 WHERE id = ?', id);
  }

  removeInvocation(id: number): void {
    this.#db.run('DELETE FROM invocation WHERE id = ?', id);
  }

  /** Sets a timer in place of another with the same key. */
  setTimer(key: string, due: number, kind: string, body: string): void {
    this.#sequence += 1;
    this.#db.run('INSERT OR REPLACE INTO timer VALUES (?, ?, ?, ?, ?)', key, due, this.#sequence, kind, body);
  }

  removeTimer(key: string): void {
    this.#db.run('DELETE FROM timer WHERE key = ?', key);
  }

  timer(key: string): StoredTimer | undefined {
    return this.#db.one(timerRow, 'SELECT * FROM timer WHERE key = ?', key);
  }

  /** The timer that fires next, apart from those of the given sequence numbers, which are being fired. */
  nextTimer(without: ReadonlySet<number> = new Set()): StoredTimer | undefined {
    for (const timer of this.#db.each(timerRow, 'SELECT * FROM timer ORDER BY due, sequence')) {
      if (!without.has(timer.sequence)) return timer;
    }
    return undefined;
  }

  /** Timers of a kind, the next first. */
  timers(kind: string): StoredTimer[] {
    return this.#db.all(timerRow, 'SELECT * FROM timer WHERE kind = ? ORDER BY due, sequence', kind);
  }

  /** The first timers that are due at one instant, apart from those of the given sequence numbers. */
  timersAt(due: number, without: ReadonlySet<number>, most: number): StoredTimer[] {
    const found: StoredTimer[] = [];
    for (const timer of this.#db.each(timerRow, 'SELECT * FROM timer WHERE due = ? ORDER BY sequence', due)) {
      if (!without.has(timer.sequence)) found.push(timer);
      if (found.length === most) break;
    }
    return found;
  }

  position(mapping: string): string | undefined {
    return this.#db.one(valueRow, 'SELECT value FROM position WHERE mapping = ?', mapping)?.value;
  }

  setPosition(mapping: string, value: string): void {
    this.#db.run('INSERT OR REPLACE INTO position VALUES (?, ?)', mapping, value);
  }

  addDeadLetter(at: string, source: string, reason: string, body: string): void {
    this.#db.run(
      'INSERT INTO dead_letter (at, source, reason, body) VALUES (?, ?, ?, ?)',
      at,
      source,
      reason,
      body,
    );
  }

  deadLetters(): z.infer<typeof deadLetterRow>[] {
    return this.#db.all(deadLetterRow, 'SELECT * FROM dead_letter ORDER BY id');
  }
}
