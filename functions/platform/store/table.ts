import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from './keys.ts';
import { ConflictError, type QueryOptions, type RawItem, type Write } from './port.ts';
import { otherWorld } from './world.ts';

const client = new DynamoDBClient({});
const marshalling = { removeUndefinedValues: true } as const;

function tableName(): string {
  const name = process.env['TABLE_NAME'];
  if (name === undefined) throw new Error('TABLE_NAME is not set');
  return name;
}

function equalsCondition(equals: Readonly<Record<string, string | number>>): {
  ConditionExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues: Record<string, AttributeValue>;
} {
  const entries = Object.entries(equals);
  return {
    ConditionExpression: entries.map((_, index) => `#e${index} = :e${index}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], index) => [`#e${index}`, name])),
    ExpressionAttributeValues: marshall(
      Object.fromEntries(entries.map(([, value], index) => [`:e${index}`, value])),
    ),
  };
}

function toTransactItem(write: Write): TransactWriteItem {
  const TableName = tableName();
  if ('create' in write) {
    return {
      Put: {
        TableName,
        Item: marshall(write.create, marshalling),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    };
  }
  if ('replace' in write) {
    return {
      Put: {
        TableName,
        Item: marshall(write.replace, marshalling),
        ConditionExpression: 'revision = :revision',
        ExpressionAttributeValues: marshall({ ':revision': write.revision }),
      },
    };
  }
  if ('put' in write) return { Put: { TableName, Item: marshall(write.put, marshalling) } };
  if ('check' in write) {
    const { pk, sk } = write.check;
    return { ConditionCheck: { TableName, Key: marshall({ pk, sk }), ...equalsCondition(write.equals) } };
  }
  const { pk, sk } = write.remove;
  return {
    Delete: {
      TableName,
      Key: marshall({ pk, sk }),
      ...(write.equals === undefined ? {} : equalsCondition(write.equals)),
    },
  };
}

function isConflict(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'TransactionCanceledException' ||
      error.name === 'ConditionalCheckFailedException' ||
      error.name === 'TransactionConflictException' ||
      error.name === 'TransactionInProgressException')
  );
}

/**
 * Writes all of it or nothing.
 * @throws ConflictError where a condition does not hold or another transaction is in the way
 */
export async function transact(writes: readonly Write[]): Promise<void> {
  if (writes.length === 0) return;
  const elsewhere = otherWorld();
  if (elsewhere !== undefined) return elsewhere.table.transact(writes);
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: writes.map(toTransactItem) }));
  } catch (error) {
    if (isConflict(error)) throw new ConflictError('a condition of the transaction does not hold');
    throw error;
  }
}

/** Reads one item consistently; undefined where there is none. */
export async function get(key: Key): Promise<RawItem | undefined> {
  const elsewhere = otherWorld();
  if (elsewhere !== undefined) return elsewhere.table.get(key);
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: tableName(),
      Key: marshall({ pk: key.pk, sk: key.sk }),
      ConsistentRead: true,
    }),
  );
  return Item === undefined ? undefined : unmarshall(Item);
}

/** Reads a partition page by page, consistently (an index cannot be), in the order of the sort key. */
export async function* pages(pk: string, options: QueryOptions = {}): AsyncGenerator<RawItem[]> {
  const elsewhere = otherWorld();
  if (elsewhere !== undefined) {
    yield elsewhere.table.query(pk, options);
    return;
  }
  const [hash, range] = options.index === undefined ? ['pk', 'sk'] : ['oPk', 'oSk'];
  let start: Record<string, unknown> | undefined;
  do {
    const names = Object.fromEntries((options.attributes ?? []).map((name, index) => [`#a${index}`, name]));
    const answer = await client.send(
      new QueryCommand({
        TableName: tableName(),
        ...(options.index === undefined ? { ConsistentRead: true } : { IndexName: options.index }),
        KeyConditionExpression:
          options.startsWith === undefined
            ? '#hash = :hash'
            : '#hash = :hash AND begins_with(#range, :range)',
        ExpressionAttributeNames: {
          '#hash': hash,
          ...(options.startsWith === undefined ? {} : { '#range': range }),
          ...names,
        },
        ExpressionAttributeValues: marshall({
          ':hash': pk,
          ...(options.startsWith === undefined ? {} : { ':range': options.startsWith }),
        }),
        ...(options.attributes === undefined ? {} : { ProjectionExpression: Object.keys(names).join(', ') }),
        ...(options.newestFirst === true ? { ScanIndexForward: false } : {}),
        ...(options.limit === undefined ? {} : { Limit: options.limit }),
        ...(start === undefined ? {} : { ExclusiveStartKey: marshall(start) }),
      }),
    );
    yield (answer.Items ?? []).map((item) => unmarshall(item));
    start = answer.LastEvaluatedKey === undefined ? undefined : unmarshall(answer.LastEvaluatedKey);
  } while (start !== undefined && options.limit === undefined);
}

/** Reads a whole partition, or the part of it whose sort keys start so. */
export async function query(pk: string, options: QueryOptions = {}): Promise<RawItem[]> {
  const items: RawItem[] = [];
  for await (const page of pages(pk, options)) items.push(...page);
  return items;
}

/** Adds to a number of an item (made where it is missing) and returns the item as it is then. */
export async function add(key: Key, attribute: string, amount: number, also: RawItem = {}): Promise<RawItem> {
  const elsewhere = otherWorld();
  if (elsewhere !== undefined) return elsewhere.table.add(key, attribute, amount, also);
  const entries = Object.entries(also);
  const { Attributes } = await client.send(
    new UpdateItemCommand({
      TableName: tableName(),
      Key: marshall({ pk: key.pk, sk: key.sk }),
      UpdateExpression: `ADD #n :n${entries.length === 0 ? '' : ` SET ${entries.map((_, i) => `#s${i} = :s${i}`).join(', ')}`}`,
      ExpressionAttributeNames: {
        '#n': attribute,
        ...Object.fromEntries(entries.map(([name], i) => [`#s${i}`, name])),
      },
      ExpressionAttributeValues: marshall({
        ':n': amount,
        ...Object.fromEntries(entries.map(([, value], i) => [`:s${i}`, value])),
      }),
      ReturnValues: 'ALL_NEW',
    }),
  );
  return Attributes === undefined ? {} : unmarshall(Attributes);
}

/**
 * Sets attributes of an item where all of `equals` hold (a missing item fails it).
 * @throws ConflictError where they don't
 */
export async function set(
  key: Key,
  values: RawItem,
  equals: Readonly<Record<string, string | number>>,
  remove: readonly string[] = [],
): Promise<void> {
  const elsewhere = otherWorld();
  if (elsewhere !== undefined) return elsewhere.table.set(key, values, equals, remove);
  const entries = Object.entries(values);
  const condition = equalsCondition(equals);
  const parts = [
    ...(entries.length === 0 ? [] : [`SET ${entries.map((_, i) => `#s${i} = :s${i}`).join(', ')}`]),
    ...(remove.length === 0 ? [] : [`REMOVE ${remove.map((_, i) => `#r${i}`).join(', ')}`]),
  ];
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName(),
        Key: marshall({ pk: key.pk, sk: key.sk }),
        UpdateExpression: parts.join(' '),
        ConditionExpression: condition.ConditionExpression,
        ExpressionAttributeNames: {
          ...condition.ExpressionAttributeNames,
          ...Object.fromEntries(entries.map(([name], i) => [`#s${i}`, name])),
          ...Object.fromEntries(remove.map((name, i) => [`#r${i}`, name])),
        },
        ExpressionAttributeValues: {
          ...condition.ExpressionAttributeValues,
          ...marshall(Object.fromEntries(entries.map(([, value], i) => [`:s${i}`, value])), marshalling),
        },
      }),
    );
  } catch (error) {
    if (isConflict(error)) throw new ConflictError('the item is not as it was');
    throw error;
  }
}
