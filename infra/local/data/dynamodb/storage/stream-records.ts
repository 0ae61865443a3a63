import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Database } from '../../database.ts';
import { sizeOfAttributes } from '../value/measure.ts';
import type { Attributes } from '../value/value.ts';
import type { StoredTable } from './definition.ts';
import { keyPart } from './keys.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS dynamo_stream_record (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, tableId INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS dynamo_stream_record_table ON dynamo_stream_record (tableId, sequence);
  CREATE INDEX IF NOT EXISTS dynamo_stream_record_at ON dynamo_stream_record (at);
`;
const recordRow = z.object({ sequence: z.number(), body: z.string() });
const record = z.looseObject({ dynamodb: z.looseObject({}) });

/** How long a record stays in a stream, in ms (Developer Guide, "Change data capture for DynamoDB Streams"). */
const keptMs = 86_400_000;

/** A record of a stream; `sequence` goes up with each. */
export interface StreamRecord {
  readonly sequence: number;
  readonly body: z.infer<typeof record>;
}

/** The streams of all tables. */
export class StreamRecords {
  readonly #db: Database;
  readonly #now: () => number;
  #trimmed = 0;

  /** @param now the local clock, ms since 1970 */
  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
    db.define(schema);
  }

  /** Adds the record of a change; part of the change's transaction. */
  add(table: StoredTable, before: Attributes | undefined, after: Attributes | undefined): void {
    const item = after ?? before;
    if (table.stream === undefined || item === undefined) return;
    const now = this.#now();
    this.#trim(now);
    const images = {
      ...(table.stream.startsWith('NEW') && after !== undefined && { NewImage: after }),
      ...(table.stream.endsWith('OLD_IMAGE') && before !== undefined && { OldImage: before }),
      ...(table.stream === 'NEW_AND_OLD_IMAGES' && before !== undefined && { OldImage: before }),
    };
    const keys = keyPart(table, item);
    const body = {
      eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(now / 1000),
        Keys: keys,
        ...images,
        SizeBytes: [keys, ...Object.values(images)].reduce((sum, it) => sum + sizeOfAttributes(it), 0),
        StreamViewType: table.stream,
      },
    };
    this.#db.run(
      'INSERT INTO dynamo_stream_record (tableId, at, body) VALUES (?, ?, ?)',
      table.id,
      now,
      JSON.stringify(body),
    );
  }

  /** The records of a table's stream that come after one, oldest first. */
  after(table: StoredTable, sequence: number, limit: number): StreamRecord[] {
    return this.#db
      .all(
        recordRow,
        'SELECT sequence, body FROM dynamo_stream_record WHERE tableId = ? AND sequence > ? ORDER BY sequence LIMIT ?',
        table.id,
        sequence,
        limit,
      )
      .map((it) => ({ sequence: it.sequence, body: record.parse(JSON.parse(it.body)) }));
  }

  /** The last number that was given to any record. */
  last(): number {
    const row = z.object({ last: z.number().nullable() });
    return this.#db.one(row, 'SELECT max(sequence) AS last FROM dynamo_stream_record')?.last ?? 0;
  }

  clear(table: StoredTable): void {
    this.#db.run('DELETE FROM dynamo_stream_record WHERE tableId = ?', table.id);
  }

  // Now and then what nobody may still ask for goes.
  #trim(now: number): void {
    if (now - this.#trimmed < keptMs / 24) return;
    this.#trimmed = now;
    this.#db.run('DELETE FROM dynamo_stream_record WHERE at < ?', now - keptMs);
  }
}

/** The name of a record, the same however often it is read. */
export function eventIdOf(table: StoredTable, sequence: number): string {
  return createHash('md5').update(`${table.name} ${sequence}`).digest('hex');
}
