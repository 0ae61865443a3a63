import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Database } from '../../database.ts';
import { DynamoError, invalid, Misfit } from '../errors.ts';
import { type CancellationReason, cancelled } from '../faults.ts';
import type { StoredTable } from '../storage/definition.ts';
import { type ItemKey, keyOfRequest } from '../storage/keys.ts';
import type { Storage } from '../storage/storage.ts';
import { sizeOfAttributes } from '../value/measure.ts';
import { readAttributes } from '../value/read.ts';
import type { Attributes } from '../value/value.ts';
import {
  checkChange,
  checkCondition,
  checkShape,
  deleteChange,
  deleteShape,
  putChange,
  putShape,
  updateChange,
  updateShape,
} from './change.ts';
import { found, getShape } from './get.ts';
import { nothingConsumed, readRequest } from './request.ts';

/** What a transaction may hold (Developer Guide, "Quotas"): so many items, so many bytes. */
const mostItems = 100;
const mostBytes = 4 * 1024 * 1024;
/** How long a transaction's token is known, in ms (API reference of TransactWriteItems, "ClientRequestToken"). */
const tokenKnownMs = 600_000;

const writeRequest = z.strictObject({
  ...nothingConsumed,
  ClientRequestToken: z.string().min(1).max(36).optional(),
  TransactItems: z
    .array(
      z.strictObject({
        Put: z.strictObject(putShape).optional(),
        Update: z.strictObject({ ...updateShape, UpdateExpression: z.string() }).optional(),
        Delete: z.strictObject(deleteShape).optional(),
        ConditionCheck: z.strictObject(checkShape).optional(),
      }),
    )
    .min(1)
    .max(mostItems),
});
const getRequest = z.strictObject({
  ReturnConsumedCapacity: nothingConsumed.ReturnConsumedCapacity,
  TransactItems: z
    .array(z.strictObject({ Get: z.strictObject(getShape) }))
    .min(1)
    .max(mostItems),
});

const tokens = `
  CREATE TABLE IF NOT EXISTS dynamo_request_token (token TEXT PRIMARY KEY, request TEXT NOT NULL, at INTEGER NOT NULL)
    WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS dynamo_request_token_at ON dynamo_request_token (at);
`;

/** Makes room for the tokens by which a repeated transaction is known. */
export function defineTokens(db: Database): void {
  db.define(tokens);
}

/** All of the writes, or none. @param now the local clock, ms since 1970 */
export function transactWriteItems(storage: Storage, body: unknown, now: number): object {
  const request = readRequest(writeRequest, body);
  const { tables, items, db } = storage;
  const changes = request.TransactItems.map((part) => {
    const { Put, Update, Delete, ConditionCheck } = part;
    if (Object.values(part).filter((it) => it !== undefined).length !== 1) {
      throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
    }
    if (Put) return () => putChange(tables, Put);
    if (Update) return () => updateChange(tables, Update);
    if (Delete) return () => deleteChange(tables, Delete);
    return () => checkChange(tables, checkOf(ConditionCheck));
  });
  const prepared = eachOrCancelled(changes, doesNotFit);
  checkDistinct(prepared);
  return db.transaction(() => {
    if (request.ClientRequestToken !== undefined) {
      const { ClientRequestToken: token, ...rest } = request;
      if (isRepeated(db, token, rest, now)) return {};
    }
    const results = eachOrCancelled(
      prepared.map((change) => () => {
        const before = items.get(change.table, change.key);
        checkCondition(change, before);
        return { change, before, after: change.after(before) };
      }),
      any,
    );
    const size = results.reduce((sum, it) => sum + sizeOfChange(it.before, it.after), 0);
    if (size > mostBytes) {
      throw invalid(
        'Collection size of items exceeded, which can also be caused by the aggregate size of the items in the ' +
          'transaction exceeding the 4MB limit',
      );
    }
    for (const { change, before, after } of results) items.replace(change.table, change.key, before, after);
    return {};
  });
}

/** All of the items, as they were at one moment. */
export function transactGetItems(storage: Storage, body: unknown): object {
  const request = readRequest(getRequest, body);
  const places = eachOrCancelled(
    request.TransactItems.map(({ Get }) => () => {
      const table = storage.tables.get(Get.TableName);
      return { table, key: keyOfRequest(table, readAttributes(Get.Key)) };
    }),
    doesNotFit,
  );
  checkDistinct(places);
  const responses = request.TransactItems.map(({ Get }) => found(storage, Get));
  return { Responses: responses.map((item) => (item === undefined ? {} : { Item: item })) };
}

function checkOf<T>(given: T | undefined): T {
  if (given === undefined) throw new Error('a part of a transaction has one act');
  return given;
}

// A request that is wrong in itself is refused whole; one that does not fit the table is a reason to cancel.
const doesNotFit = (error: DynamoError) => error instanceof Misfit;
const any = () => true;

/** Does each; where some fail for a reason, the transaction is cancelled, with a reason for each in its order. */
function eachOrCancelled<T>(parts: readonly (() => T)[], isReason: (error: DynamoError) => boolean): T[] {
  const reasons: CancellationReason[] = [];
  const results: T[] = [];
  for (const part of parts) {
    try {
      results.push(part());
      reasons.push({ Code: 'None' });
    } catch (error) {
      reasons.push(reasonOf(error, isReason));
    }
  }
  if (results.length < parts.length) throw cancelled(reasons);
  return results;
}

function reasonOf(error: unknown, isReason: (error: DynamoError) => boolean): CancellationReason {
  if (!(error instanceof DynamoError)) throw error;
  if (error.code === 'ConditionalCheckFailedException') {
    return { Code: 'ConditionalCheckFailed', Message: error.message, ...error.details };
  }
  if (error.code === 'ValidationException' && isReason(error)) {
    return { Code: 'ValidationError', Message: error.message };
  }
  throw error;
}

function checkDistinct(places: readonly { readonly table: StoredTable; readonly key: ItemKey }[]): void {
  const seen = new Set(
    places.map(({ table, key }) =>
      [table.id, Buffer.from(key.hash).toString('hex'), Buffer.from(key.range).toString('hex')].join(' '),
    ),
  );
  if (seen.size < places.length) {
    throw invalid('Transaction request cannot include multiple operations on one item');
  }
}

function sizeOfChange(before: Attributes | undefined, after: Attributes | undefined): number {
  const item = after ?? before;
  return item === undefined ? 0 : sizeOfAttributes(item);
}

/** Whether the very same transaction was carried out before; else its token is known from now on. */
function isRepeated(db: Database, token: string, request: object, now: number): boolean {
  const digest = createHash('sha256').update(canonical(request)).digest('base64');
  db.run('DELETE FROM dynamo_request_token WHERE at < ?', now - tokenKnownMs);
  const row = z.object({ request: z.string() });
  const known = db.one(row, 'SELECT request FROM dynamo_request_token WHERE token = ?', token);
  if (known === undefined) {
    db.run('INSERT INTO dynamo_request_token VALUES (?, ?, ?)', token, digest, now);
    return false;
  }
  if (known.request === digest) return true;
  throw new DynamoError(
    'IdempotentParameterMismatchException',
    'Your request parameters do not match those of an earlier request with the same client token',
  );
}

// The same request may come with its members in another order.
function canonical(given: unknown): string {
  return JSON.stringify(given, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
