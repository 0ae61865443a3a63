import * as z from 'zod';
import type { Database } from '../database.ts';
import { DynamoError } from './errors.ts';
import { errorOf, errorOfTransaction, type Faults, noFaults } from './faults.ts';
import { batchGetItem, batchWriteItem } from './operation/batch.ts';
import { getItem } from './operation/get.ts';
import { query, scan } from './operation/query.ts';
import { describeStream, getRecords, getShardIterator, listStreams } from './operation/streams.ts';
import { createTable, deleteTable, describeTable, listTables, updateTable } from './operation/tables.ts';
import { defineTokens, transactGetItems, transactWriteItems } from './operation/transaction.ts';
import { deleteItem, putItem, updateItem } from './operation/write.ts';
import { Storage } from './storage/storage.ts';

type Operation = (storage: Storage, body: unknown, call: { now: number; unprocessed?: number }) => object;

const operations: Readonly<Record<string, Operation>> = {
  GetItem: getItem,
  PutItem: putItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  Query: query,
  Scan: scan,
  TransactWriteItems: (storage, body, { now }) => transactWriteItems(storage, body, now),
  TransactGetItems: transactGetItems,
  BatchWriteItem: (storage, body, { unprocessed }) => batchWriteItem(storage, body, unprocessed),
  BatchGetItem: (storage, body, { unprocessed }) => batchGetItem(storage, body, unprocessed),
  CreateTable: createTable,
  UpdateTable: updateTable,
  DeleteTable: deleteTable,
  DescribeTable: describeTable,
  ListTables: listTables,
  ListStreams: listStreams,
  DescribeStream: describeStream,
  GetShardIterator: getShardIterator,
  GetRecords: getRecords,
};

const singleWrites = ['PutItem', 'UpdateItem', 'DeleteItem'];
const batch = z.looseObject({ RequestItems: z.record(z.string(), z.unknown()) });
const transaction = z.looseObject({ TransactItems: z.array(z.unknown()) });

interface Options {
  /** The local clock, ms since 1970. */
  readonly now: () => number;
  readonly faults?: Faults;
}

/** DynamoDB's behaviour on a database of this program: each call is carried out at once, and whole. */
export class DynamoDB {
  readonly #storage: Storage;
  readonly #now: () => number;
  #faults: Faults;

  constructor(db: Database, { now, faults = noFaults }: Options) {
    this.#now = now;
    this.#faults = faults;
    this.#storage = new Storage(db, now, () => this.#faults.indexLagMs);
    defineTokens(db);
  }

  /** What goes wrong from now on. */
  set faults(faults: Faults) {
    this.#faults = faults;
  }

  /**
   * Carries out a call of the program itself, which meets no faults.
   * @param operation such as `GetItem` or `GetRecords`
   * @param body the request as JSON
   * @throws DynamoError as DynamoDB refuses it, or for what is not served here
   */
  call(operation: string, body: unknown): object {
    return this.#carriedOut(operation, body);
  }

  /** Carries out a call of a function, which may meet a fault. @throws DynamoError as `call` */
  answer(operation: string, body: unknown): object {
    const met = this.#faults.next(operation);
    if (met === undefined) return this.#carriedOut(operation, body);
    const { fault } = met;
    const parts = partsOf(body);
    const part = Math.min(parts - 1, Math.floor(met.at * parts));
    if (operation.startsWith('Transact')) throw errorOfTransaction(fault, part, parts);
    // Of a batch, the item that met it comes back; the others are done.
    const isPartial = operation.startsWith('Batch') && parts > 1 && fault !== 'error';
    if (isPartial) return this.#carriedOut(operation, body, part);
    // A read of one item, or of many one by one, is in nobody's way.
    if (fault === 'conflict' && !singleWrites.includes(operation)) return this.#carriedOut(operation, body);
    throw errorOf(fault);
  }

  #carriedOut(operation: string, body: unknown, unprocessed?: number): object {
    const carryOut = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (carryOut === undefined) {
      throw new DynamoError('UnknownOperationException', `${operation} is not served on this machine`);
    }
    return carryOut(this.#storage, body, {
      now: this.#now(),
      ...(unprocessed !== undefined && { unprocessed }),
    });
  }
}

/** How many items a call concerns. */
function partsOf(body: unknown): number {
  const writes = transaction.safeParse(body);
  if (writes.success) return writes.data.TransactItems.length;
  const requests = batch.safeParse(body);
  if (!requests.success) return 1;
  return Object.values(requests.data.RequestItems).reduce<number>((sum, it) => sum + sizeOfBatch(it), 0);
}

const keyed = z.looseObject({ Keys: z.array(z.unknown()) });

function sizeOfBatch(requests: unknown): number {
  if (Array.isArray(requests)) return requests.length;
  const parsed = keyed.safeParse(requests);
  return parsed.success ? parsed.data.Keys.length : 0;
}
