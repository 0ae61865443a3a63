import * as z from 'zod';
import type { Database } from '../../database.ts';
import { equalAttributes, sizeOfAttributes } from '../value/measure.ts';
import type { Attributes } from '../value/value.ts';
import { type IndexDefinition, keyAttributes, type StoredTable } from './definition.ts';
import { type ItemKey, keyOfItem } from './keys.ts';
import { behind, type Found, itemIn, type Part, withinBounds } from './part.ts';

/**
 * Entries are copies, as on AWS: what a query of an index finds may be older than the item. `dynamo_index_change`
 * holds what will be done to them, and when.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS dynamo_index_entry (
    tableId INTEGER NOT NULL, indexName TEXT NOT NULL, hash BLOB NOT NULL, range BLOB NOT NULL,
    itemHash BLOB NOT NULL, itemRange BLOB NOT NULL, body TEXT NOT NULL, size INTEGER NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS dynamo_index_entry_key
    ON dynamo_index_entry (tableId, indexName, hash, range, itemHash, itemRange);
  CREATE TABLE IF NOT EXISTS dynamo_index_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT, due INTEGER NOT NULL, tableId INTEGER NOT NULL, indexName TEXT NOT NULL,
    itemHash BLOB NOT NULL, itemRange BLOB NOT NULL, oldHash BLOB, oldRange BLOB, newHash BLOB, newRange BLOB,
    body TEXT NOT NULL, size INTEGER NOT NULL);
`;
const blob = z.custom<Uint8Array>((it) => it instanceof Uint8Array);
const sizedRow = z.object({ body: z.string(), size: z.number() });
const changeRow = z.object({
  id: z.number(),
  tableId: z.number(),
  indexName: z.string(),
  itemHash: blob,
  itemRange: blob,
  oldHash: blob.nullable(),
  oldRange: blob.nullable(),
  newHash: blob.nullable(),
  newRange: blob.nullable(),
  body: z.string(),
  size: z.number(),
});

/** An item's place in an index, and what the index holds of it. */
interface Entry {
  readonly key: ItemKey;
  readonly item: Attributes;
}

/** A place in an index: by its key, and by that of the item for those that share one. */
export interface IndexPlace {
  readonly entry: ItemKey;
  readonly item: ItemKey;
}

/** The global secondary indexes of all tables. */
export class Indexes {
  readonly #db: Database;
  readonly #lagMs: () => number;
  #waiting: boolean;

  /** @param lagMs how long a change of an item takes to reach its indexes, in ms of real time */
  constructor(db: Database, lagMs: () => number) {
    this.#db = db;
    this.#lagMs = lagMs;
    db.define(schema);
    this.#waiting = true;
    // What waited when the program ended has waited long enough.
    this.#catchUp(Number.MAX_SAFE_INTEGER);
  }

  /** Brings a change of an item to the table's indexes, at once or after the lag; part of the item's transaction. */
  follow(
    table: StoredTable,
    key: ItemKey,
    before: Attributes | undefined,
    after: Attributes | undefined,
  ): void {
    for (const index of table.indexes) {
      const [old, now] = [entryOf(table, index, before), entryOf(table, index, after)];
      if (old === undefined && now === undefined) continue;
      if (old !== undefined && now !== undefined && equalAttributes(old.item, now.item)) continue;
      const change = {
        tableId: table.id,
        indexName: index.name,
        itemHash: key.hash,
        itemRange: key.range,
        oldHash: old?.key.hash ?? null,
        oldRange: old?.key.range ?? null,
        newHash: now?.key.hash ?? null,
        newRange: now?.key.range ?? null,
        body: now === undefined ? '' : JSON.stringify(now.item),
        size: now === undefined ? 0 : sizeOfAttributes(now.item),
      };
      const lag = this.#lagMs();
      if (lag === 0 && !this.#waiting) this.#carryOut(change);
      else this.#defer(change, Date.now() + lag);
    }
  }

  /** The entries of a part of an index. */
  *inPartition(
    table: StoredTable,
    index: IndexDefinition,
    { hash, bounds, forward }: Part,
    after?: IndexPlace,
  ): Generator<Found> {
    this.#catchUp(Date.now());
    const within = withinBounds('range', bounds);
    const behindPlace =
      after &&
      behind({ range: after.entry.range, itemHash: after.item.hash, itemRange: after.item.range }, forward);
    const order = forward ? 'ASC' : 'DESC';
    const rows = this.#db.each(
      sizedRow,
      `SELECT body, size FROM dynamo_index_entry
       WHERE tableId = ? AND indexName = ? AND hash = ? ${within.sql} ${behindPlace?.sql ?? ''}
       ORDER BY range ${order}, itemHash ${order}, itemRange ${order}`,
      table.id,
      index.name,
      hash,
      ...within.values,
      ...(behindPlace?.values ?? []),
    );
    for (const { body, size } of rows) yield { item: itemIn(body), size };
  }

  /** All entries of an index. */
  *all(table: StoredTable, index: IndexDefinition, after?: IndexPlace): Generator<Found> {
    this.#catchUp(Date.now());
    const behindPlace =
      after &&
      behind(
        {
          hash: after.entry.hash,
          range: after.entry.range,
          itemHash: after.item.hash,
          itemRange: after.item.range,
        },
        true,
      );
    const rows = this.#db.each(
      sizedRow,
      `SELECT body, size FROM dynamo_index_entry WHERE tableId = ? AND indexName = ? ${behindPlace?.sql ?? ''}
       ORDER BY hash, range, itemHash, itemRange`,
      table.id,
      index.name,
      ...(behindPlace?.values ?? []),
    );
    for (const { body, size } of rows) yield { item: itemIn(body), size };
  }

  clear(table: StoredTable): void {
    this.#db.run('DELETE FROM dynamo_index_entry WHERE tableId = ?', table.id);
    this.#db.run('DELETE FROM dynamo_index_change WHERE tableId = ?', table.id);
  }

  // Changes go in the order in which they came, whatever the lag was then.
  #catchUp(now: number): void {
    if (!this.#waiting) return;
    this.#waiting = this.#db.transaction(() => {
      const due = this.#db.all(
        changeRow,
        `SELECT * FROM dynamo_index_change
         WHERE id < coalesce((SELECT min(id) FROM dynamo_index_change WHERE due > ?), 9e15) ORDER BY id`,
        now,
      );
      for (const change of due) this.#carryOut(change);
      const last = due.at(-1);
      if (last !== undefined) this.#db.run('DELETE FROM dynamo_index_change WHERE id <= ?', last.id);
      const left = this.#db.one(z.object({ id: z.number() }), 'SELECT id FROM dynamo_index_change LIMIT 1');
      return left !== undefined;
    });
  }

  #defer(change: Omit<z.infer<typeof changeRow>, 'id'>, due: number): void {
    this.#waiting = true;
    this.#db.run(
      'INSERT INTO dynamo_index_change VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      due,
      change.tableId,
      change.indexName,
      change.itemHash,
      change.itemRange,
      change.oldHash,
      change.oldRange,
      change.newHash,
      change.newRange,
      change.body,
      change.size,
    );
  }

  #carryOut(change: Omit<z.infer<typeof changeRow>, 'id'>): void {
    const { tableId, indexName, itemHash, itemRange, oldHash, oldRange, newHash, newRange } = change;
    if (oldHash !== null && oldRange !== null) {
      this.#db.run(
        `DELETE FROM dynamo_index_entry
         WHERE tableId = ? AND indexName = ? AND hash = ? AND range = ? AND itemHash = ? AND itemRange = ?`,
        tableId,
        indexName,
        oldHash,
        oldRange,
        itemHash,
        itemRange,
      );
    }
    if (newHash === null || newRange === null) return;
    this.#db.run(
      'INSERT OR REPLACE INTO dynamo_index_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      tableId,
      indexName,
      newHash,
      newRange,
      itemHash,
      itemRange,
      change.body,
      change.size,
    );
  }
}

/** What an index holds of an item; undefined for an item without the index's keys. */
function entryOf(
  table: StoredTable,
  index: IndexDefinition,
  item: Attributes | undefined,
): Entry | undefined {
  const key = item && keyOfItem(index, item);
  if (item === undefined || key === undefined) return undefined;
  if (index.projection === 'ALL') return { key, item };
  const kept = new Set([
    ...[...keyAttributes(table), ...keyAttributes(index)].map((it) => it.name),
    ...index.included,
  ]);
  return { key, item: Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name))) };
}
