import * as z from 'zod';
import type { Database } from '../../database.ts';
import { equalAttributes, sizeOfAttributes } from '../value/measure.ts';
import type { Attributes } from '../value/value.ts';
import type { StoredTable } from './definition.ts';
import type { Indexes } from './indexes.ts';
import { type ItemKey, keyOfItem } from './keys.ts';
import { behind, type Found, itemIn, type Part, withinBounds } from './part.ts';
import type { StreamRecords } from './stream-records.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS dynamo_item (
    tableId INTEGER NOT NULL, hash BLOB NOT NULL, range BLOB NOT NULL, body TEXT NOT NULL, size INTEGER NOT NULL);
  CREATE UNIQUE INDEX IF NOT EXISTS dynamo_item_key ON dynamo_item (tableId, hash, range);
`;
const bodyRow = z.object({ body: z.string() });
const sizedRow = z.object({ body: z.string(), size: z.number() });

/** The items of all tables. What follows from a change, in indexes and in the stream, is part of its transaction. */
export class Items {
  readonly #db: Database;
  readonly #indexes: Indexes;
  readonly #stream: StreamRecords;

  constructor(db: Database, indexes: Indexes, stream: StreamRecords) {
    this.#db = db;
    this.#indexes = indexes;
    this.#stream = stream;
    db.define(schema);
  }

  get(table: StoredTable, { hash, range }: ItemKey): Attributes | undefined {
    const found = this.#db.one(
      bodyRow,
      'SELECT body FROM dynamo_item WHERE tableId = ? AND hash = ? AND range = ?',
      table.id,
      hash,
      range,
    );
    return found && itemIn(found.body);
  }

  /** Puts an item in the place of what was there, or removes it. A change that changes nothing leaves no trace. */
  replace(
    table: StoredTable,
    key: ItemKey,
    before: Attributes | undefined,
    after: Attributes | undefined,
  ): void {
    if (before !== undefined && after !== undefined && equalAttributes(before, after)) return;
    if (before === undefined && after === undefined) return;
    if (after === undefined) {
      this.#db.run(
        'DELETE FROM dynamo_item WHERE tableId = ? AND hash = ? AND range = ?',
        table.id,
        key.hash,
        key.range,
      );
    } else {
      this.#db.run(
        `INSERT INTO dynamo_item VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET body = excluded.body, size = excluded.size`,
        table.id,
        key.hash,
        key.range,
        JSON.stringify(after),
        sizeOfAttributes(after),
      );
    }
    this.#indexes.follow(table, key, before, after);
    this.#stream.add(table, before, after);
  }

  /** The items of a part of a partition, in the order of their sort keys, perhaps only those behind one. */
  *inPartition(table: StoredTable, { hash, bounds, forward }: Part, after?: ItemKey): Generator<Found> {
    const within = withinBounds('range', bounds);
    const behindKey = after === undefined ? undefined : behind({ range: after.range }, forward);
    const rows = this.#db.each(
      sizedRow,
      `SELECT body, size FROM dynamo_item WHERE tableId = ? AND hash = ? ${within.sql} ${behindKey?.sql ?? ''}
       ORDER BY range ${forward ? 'ASC' : 'DESC'}`,
      table.id,
      hash,
      ...within.values,
      ...(behindKey?.values ?? []),
    );
    for (const { body, size } of rows) yield { item: itemIn(body), size };
  }

  /** All items of a table, perhaps only those behind one. */
  *all(table: StoredTable, after?: ItemKey): Generator<Found> {
    const behindKey =
      after === undefined ? undefined : behind({ hash: after.hash, range: after.range }, true);
    const rows = this.#db.each(
      sizedRow,
      `SELECT body, size FROM dynamo_item WHERE tableId = ? ${behindKey?.sql ?? ''} ORDER BY hash, range`,
      table.id,
      ...(behindKey?.values ?? []),
    );
    for (const { body, size } of rows) yield { item: itemIn(body), size };
  }

  /** Brings all items of a table to the indexes that it is given with. */
  fill(table: StoredTable): void {
    for (const { item } of [...this.all(table)]) {
      const key = keyOfItem(table, item);
      if (key !== undefined) this.#indexes.follow(table, key, undefined, item);
    }
  }

  /** Forgets all items of a table that is removed. */
  clear(table: StoredTable): void {
    this.#db.run('DELETE FROM dynamo_item WHERE tableId = ?', table.id);
    this.#indexes.clear(table);
    this.#stream.clear(table);
  }
}
