import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { marshall as marshallAll, type NativeAttributeValue, unmarshall } from '@aws-sdk/util-dynamodb';
import { log } from '../observe/log.ts';
import type { Key } from './keys.ts';
import {
  ConflictError,
  type Equals,
  ImpossibleWriteError,
  type QueryOptions,
  type RawItem,
  type Table,
  TableBusyError,
  type Write,
} from './port.ts';
import { refusalOf, refuseTooMuch } from './refusal.ts';

type Marshalled = Record<string, AttributeValue>;

// The document client of `@aws-sdk/lib-dynamodb` would do this by itself; it adds 7 KB to every function and takes
// a dozen calls from this one file.
function marshall(item: Readonly<Record<string, NativeAttributeValue>>): Marshalled {
  return marshallAll(item, { removeUndefinedValues: true });
}

function marshallKey({ pk, sk }: Key): Marshalled {
  return marshall({ pk, sk });
}

function tableName(): string {
  const name = process.env['TABLE_NAME'];
  if (name === undefined) throw new Error('TABLE_NAME is not set');
  return name;
}

/** Attributes and their values with placeholders in an expression: `#s0 = :s0`, by the letter. */
function placeholders(letter: string, values: RawItem) {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    equations: entries.map((_, index) => `#${letter}${index} = :${letter}${index}`),
    names: Object.fromEntries(entries.map(([name], index) => [`#${letter}${index}`, name])),
    values: marshall(Object.fromEntries(entries.map(([, value], index) => [`:${letter}${index}`, value]))),
  };
}

function conditionOf(equals: Equals) {
  const { equations, names, values } = placeholders('e', equals);
  return {
    ConditionExpression: equations.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  };
}

function toTransactItem(write: Write, TableName: string): TransactWriteItem {
  if ('create' in write) {
    const ConditionExpression = 'attribute_not_exists(pk)';
    return { Put: { TableName, Item: marshall(write.create), ConditionExpression } };
  }
  if ('replace' in write) {
    const condition = conditionOf({ revision: write.revision });
    return { Put: { TableName, Item: marshall(write.replace), ...condition } };
  }
  if ('put' in write) return { Put: { TableName, Item: marshall(write.put) } };
  if ('check' in write) {
    return { ConditionCheck: { TableName, Key: marshallKey(write.check), ...conditionOf(write.equals) } };
  }
  if ('set' in write) {
    const condition = conditionOf(write.equals);
    const change = placeholders('s', write.values);
    return {
      Update: {
        TableName,
        Key: marshallKey(write.set),
        UpdateExpression: `SET ${change.equations.join(', ')}`,
        ConditionExpression: condition.ConditionExpression,
        ExpressionAttributeNames: { ...condition.ExpressionAttributeNames, ...change.names },
        ExpressionAttributeValues: { ...condition.ExpressionAttributeValues, ...change.values },
      },
    };
  }
  const condition = write.equals === undefined ? {} : conditionOf(write.equals);
  return { Delete: { TableName, Key: marshallKey(write.remove), ...condition } };
}

/** So often a write is tried while other writes are in its way; longest pauses of 50, 100 … 800 ms between. */
const attempts = 6;
const firstPauseMs = 50;

/**
 * Writes, again after a while where the table was busy.
 * @throws ConflictError, TableBusyError, ImpossibleWriteError
 */
async function written<Answer>(write: () => Promise<Answer>, condition: string): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      const refused = refusalOf(error);
      if (refused === undefined) throw error;
      const { refusal, reason } = refused;
      if (refusal === 'condition') throw new ConflictError(condition);
      if (refusal === 'impossible') {
        log.error('the table cannot write this', { refusal: reason });
        throw new ImpossibleWriteError(`the table cannot write this: ${reason}`);
      }
      if (attempt >= attempts) {
        log.warn('the table stayed busy', { refusal: reason, attempts });
        throw new TableBusyError(`the table is busy: ${reason}`, attempts);
      }
      await pause(Math.random() * firstPauseMs * 2 ** (attempt - 1));
    }
  }
}

/** The table in DynamoDB: the one of every deployed function. */
export class DynamodbTable implements Table {
  readonly #client: DynamoDBClient;
  readonly #name: () => string;

  /** @param name the name of the table, asked for at each use; from the environment if left out */
  constructor(client = new DynamoDBClient({}), name = tableName) {
    this.#client = client;
    this.#name = name;
  }

  async transact(writes: readonly Write[]): Promise<void> {
    refuseTooMuch(writes);
    const name = this.#name();
    const TransactItems = writes.map((write) => toTransactItem(write, name));
    await written(
      () => this.#client.send(new TransactWriteItemsCommand({ TransactItems })),
      'a condition of the transaction does not hold',
    );
  }

  async get(key: Key): Promise<RawItem | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#name(), Key: marshallKey(key), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unmarshall(Item);
  }

  async *pages(pk: string, options: QueryOptions): AsyncGenerator<RawItem[]> {
    const { startsWith, index, attributes, newestFirst, limit } = options;
    const [hash, range] = index === undefined ? ['pk', 'sk'] : ['oPk', 'oSk'];
    const names = Object.fromEntries((attributes ?? []).map((name, place) => [`#a${place}`, name]));
    let start: Marshalled | undefined;
    let left = limit;
    do {
      const answer = await this.#client.send(
        new QueryCommand({
          TableName: this.#name(),
          ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
          KeyConditionExpression: `#hash = :hash${startsWith === undefined ? '' : ' AND begins_with(#range, :range)'}`,
          ExpressionAttributeNames: {
            '#hash': hash,
            ...(startsWith === undefined ? {} : { '#range': range }),
            ...names,
          },
          ExpressionAttributeValues: marshall({ ':hash': pk, ':range': startsWith }),
          ...(attributes === undefined ? {} : { ProjectionExpression: Object.keys(names).join(', ') }),
          ...(newestFirst === true ? { ScanIndexForward: false } : {}),
          ...(left === undefined ? {} : { Limit: left }),
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      const items = (answer.Items ?? []).map((item) => unmarshall(item));
      yield items;
      start = answer.LastEvaluatedKey;
      if (left !== undefined) left -= items.length;
    } while (start !== undefined && left !== 0);
  }

  async add(key: Key, attribute: string, amount: number, also: RawItem): Promise<RawItem> {
    const { equations, names, values } = placeholders('s', also);
    const { Attributes } = await this.#update(
      new UpdateItemCommand({
        TableName: this.#name(),
        Key: marshallKey(key),
        UpdateExpression: `ADD #n :n${equations.length === 0 ? '' : ` SET ${equations.join(', ')}`}`,
        ExpressionAttributeNames: { '#n': attribute, ...names },
        ExpressionAttributeValues: { ...marshall({ ':n': amount }), ...values },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes === undefined ? {} : unmarshall(Attributes);
  }

  async set(key: Key, values: RawItem, equals: Equals, remove: readonly string[]): Promise<void> {
    const condition = conditionOf(equals);
    const change = placeholders('s', values);
    const removed = Object.fromEntries(remove.map((name, index) => [`#r${index}`, name]));
    const parts = [
      ...(change.equations.length === 0 ? [] : [`SET ${change.equations.join(', ')}`]),
      ...(remove.length === 0 ? [] : [`REMOVE ${Object.keys(removed).join(', ')}`]),
    ];
    await this.#update(
      new UpdateItemCommand({
        TableName: this.#name(),
        Key: marshallKey(key),
        ...(parts.length === 0 ? {} : { UpdateExpression: parts.join(' ') }),
        ConditionExpression: condition.ConditionExpression,
        ExpressionAttributeNames: { ...condition.ExpressionAttributeNames, ...change.names, ...removed },
        ExpressionAttributeValues: { ...condition.ExpressionAttributeValues, ...change.values },
      }),
    );
  }

  #update(command: UpdateItemCommand): Promise<UpdateItemCommandOutput> {
    return written(() => this.#client.send(command), 'the item is not as it was');
  }
}
