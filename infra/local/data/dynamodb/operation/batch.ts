import * as z from 'zod';
import { invalid } from '../errors.ts';
import { keyOfRequest } from '../storage/keys.ts';
import type { Storage } from '../storage/storage.ts';
import { readAttributes } from '../value/read.ts';
import { deleteChange, putChange } from './change.ts';
import { projected, projectionOf } from './get.ts';
import { attributes, names, nothingConsumed, readRequest, tableName } from './request.ts';

/** What one call may hold (API references of BatchWriteItem and BatchGetItem). */
const mostWrites = 25;
const mostReads = 100;

const writeRequest = z.strictObject({
  ...nothingConsumed,
  RequestItems: z.record(
    tableName,
    z
      .array(
        z.strictObject({
          PutRequest: z.strictObject({ Item: attributes }).optional(),
          DeleteRequest: z.strictObject({ Key: attributes }).optional(),
        }),
      )
      .min(1),
  ),
});
const getRequest = z.strictObject({
  ReturnConsumedCapacity: nothingConsumed.ReturnConsumedCapacity,
  RequestItems: z.record(
    tableName,
    z.strictObject({
      Keys: z.array(attributes).min(1).max(mostReads),
      ConsistentRead: z.boolean().optional(),
      ProjectionExpression: z.string().optional(),
      ExpressionAttributeNames: names,
    }),
  ),
});

/**
 * Each of the writes by itself.
 * @param unprocessed the number of the one write that there is no room for just now
 */
export function batchWriteItem(storage: Storage, body: unknown, unprocessed?: number): object {
  const { RequestItems } = readRequest(writeRequest, body);
  const writes = Object.entries(RequestItems).flatMap(([table, requests]) =>
    requests.map((request) => ({ table, request })),
  );
  checkCount(writes.length, mostWrites);
  const changes = writes.map(({ table, request: { PutRequest, DeleteRequest } }) => {
    if (PutRequest !== undefined && DeleteRequest === undefined) {
      return putChange(storage.tables, { TableName: table, Item: PutRequest.Item });
    }
    if (DeleteRequest !== undefined && PutRequest === undefined) {
      return deleteChange(storage.tables, { TableName: table, Key: DeleteRequest.Key });
    }
    throw invalid(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  });
  checkDistinct(changes.map(({ table, key }) => [table.id, key.hash, key.range]));
  storage.db.transaction(() => {
    for (const [at, change] of changes.entries()) {
      if (at === unprocessed) continue;
      const before = storage.items.get(change.table, change.key);
      storage.items.replace(change.table, change.key, before, change.after(before));
    }
  });
  const left = unprocessed === undefined ? undefined : writes[unprocessed];
  return { UnprocessedItems: left === undefined ? {} : { [left.table]: [left.request] } };
}

/** Each of the items by itself; those that are not there are left out. @param unprocessed as for writes */
export function batchGetItem(storage: Storage, body: unknown, unprocessed?: number): object {
  const { RequestItems } = readRequest(getRequest, body);
  const tables = Object.entries(RequestItems);
  checkCount(
    tables.reduce((sum, [, { Keys }]) => sum + Keys.length, 0),
    mostReads,
  );
  const responses: Record<string, object[]> = {};
  const left: Record<string, object> = {};
  let at = 0;
  for (const [name, request] of tables) {
    const paths = projectionOf(request);
    const table = storage.tables.get(name);
    const keys = request.Keys.map((it) => keyOfRequest(table, readAttributes(it)));
    checkDistinct(keys.map(({ hash, range }) => [table.id, hash, range]));
    const found: object[] = [];
    for (const [index, key] of keys.entries()) {
      const item = projected(storage.items.get(table, key), paths);
      if (at === unprocessed) left[name] = { ...request, Keys: [request.Keys[index]] };
      else if (item !== undefined) found.push(item);
      at += 1;
    }
    responses[name] = found;
  }
  return { Responses: responses, UnprocessedKeys: left };
}

function checkCount(count: number, most: number): void {
  if (count === 0) {
    throw invalid(
      "1 validation error detected: Value '{}' at 'requestItems' failed to satisfy constraint: Member must have " +
        'length greater than or equal to 1',
    );
  }
  if (count <= most) return;
  if (most === mostReads) throw invalid('Too many items requested for the BatchGetItem call');
  throw invalid(
    `1 validation error detected: Value at 'requestItems' failed to satisfy constraint: Map value must satisfy ` +
      `constraint: [Member must have length less than or equal to ${most}, Member must have length greater than or ` +
      'equal to 1]',
  );
}

function checkDistinct(keys: readonly (readonly [number, Uint8Array, Uint8Array])[]): void {
  const seen = new Set(
    keys.map(([table, hash, range]) =>
      [table, Buffer.from(hash).toString('hex'), Buffer.from(range).toString('hex')].join(' '),
    ),
  );
  if (seen.size < keys.length) throw invalid('Provided list of item keys contains duplicates');
}
