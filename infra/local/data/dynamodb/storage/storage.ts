import type { Database } from '../../database.ts';
import { Indexes } from './indexes.ts';
import { Items } from './items.ts';
import { StreamRecords } from './stream-records.ts';
import { Tables } from './tables.ts';

/** Everything that is kept of the tables, in one database. */
export class Storage {
  readonly db: Database;
  readonly tables: Tables;
  readonly items: Items;
  readonly indexes: Indexes;
  readonly stream: StreamRecords;

  /**
   * @param now the local clock, ms since 1970
   * @param indexLagMs how long a change takes to reach the indexes, in ms of real time
   */
  constructor(db: Database, now: () => number, indexLagMs: () => number) {
    this.db = db;
    this.tables = new Tables(db);
    this.indexes = new Indexes(db, indexLagMs);
    this.stream = new StreamRecords(db, now);
    this.items = new Items(db, this.indexes, this.stream);
  }
}
