import * as z from 'zod';
import { DynamoError } from '../data/dynamodb/errors.ts';
import { Placeholders } from '../data/dynamodb/expression/placeholders.ts';
import { partitionValue, readKeyCondition } from '../data/dynamodb/operation/key-condition.ts';

/** One permission that a DynamoDB call needs: to be held against the caller's role, each of them. */
export interface Demand {
  readonly action: string;
  readonly resource: string;
  /** The partition key values touched, for `dynamodb:LeadingKeys`; none known for a scan. */
  readonly leadingKeys: readonly string[];
}

/** What the judge needs to know of the tables: their ARNs and partition keys by name. */
export interface Tables {
  arn(tableName: string): string;
  partitionKey(tableName: string, indexName?: string): string;
}

const keyed = z.record(z.string(), z.unknown());
const single = z.object({ TableName: z.string(), Key: keyed.optional(), Item: keyed.optional() });
const query = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeNames: z.record(z.string(), z.string()).optional(),
  ExpressionAttributeValues: keyed.optional(),
});
const transaction = z.object({ TransactItems: z.array(z.record(z.string(), single)) });
const batchGet = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(keyed) })) });
const batchWrite = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(
      z.object({ PutRequest: z.object({ Item: keyed }), DeleteRequest: z.object({ Key: keyed }) }).partial(),
    ),
  ),
});

/**
 * Which permissions a DynamoDB request needs. A transaction needs those of its parts (PutItem, UpdateItem,
 * DeleteItem, ConditionCheckItem, GetItem), each on the table it touches; a query of an index needs the
 * index's ARN (DynamoDB Developer Guide, "Using IAM with DynamoDB transactions" and "Service Authorization
 * Reference: DynamoDB").
 *
 * @param operation the operation as in `X-Amz-Target`, such as `PutItem`
 * @param request the parsed JSON body
 */
export function dynamoDemands(operation: string, request: unknown, tables: Tables): Demand[] {
  const demand = (action: string, table: string, keys: readonly unknown[], index?: string): Demand => ({
    action: `dynamodb:${action}`,
    resource: index === undefined ? tables.arn(table) : `${tables.arn(table)}/index/${index}`,
    leadingKeys: keys.flatMap((key) => leadingKey(key)),
  });
  const ofItem = (action: string, it: z.infer<typeof single>) => {
    const values = it.Key ?? it.Item ?? {};
    return demand(action, it.TableName, [values[tables.partitionKey(it.TableName)]]);
  };
  switch (operation) {
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return transaction
        .parse(request)
        .TransactItems.flatMap((part) =>
          Object.entries(part).map(([kind, it]) =>
            ofItem(kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`, it),
          ),
        );
    case 'BatchGetItem':
      return Object.entries(batchGet.parse(request).RequestItems).map(([table, { Keys }]) =>
        demand(
          operation,
          table,
          Keys.map((key) => key[tables.partitionKey(table)]),
        ),
      );
    case 'BatchWriteItem':
      return Object.entries(batchWrite.parse(request).RequestItems).map(([table, writes]) =>
        demand(
          operation,
          table,
          writes.map((it) => (it.PutRequest?.Item ?? it.DeleteRequest?.Key)?.[tables.partitionKey(table)]),
        ),
      );
    case 'Query': {
      const it = query.parse(request);
      return [demand('Query', it.TableName, queriedKey(it, tables), it.IndexName)];
    }
    case 'Scan': {
      const it = query.parse(request);
      return [demand('Scan', it.TableName, [], it.IndexName)];
    }
    default:
      return [ofItem(operation, single.parse(request))];
  }
}

function queriedKey(it: z.infer<typeof query>, tables: Tables): unknown[] {
  const { KeyConditionExpression: source, ExpressionAttributeNames, ExpressionAttributeValues } = it;
  if (source === undefined) return [];
  try {
    const expressions = { KeyConditionExpression: source };
    const placeholders = new Placeholders(ExpressionAttributeNames, ExpressionAttributeValues, expressions);
    const comparisons = readKeyCondition(source, placeholders);
    return [partitionValue(comparisons, tables.partitionKey(it.TableName, it.IndexName))];
  } catch (error) {
    // The table itself refuses what nobody can read; no key is touched by it.
    if (error instanceof DynamoError) return [];
    throw error;
  }
}

const attributeValue = z.union([
  z.object({ S: z.string() }).transform((it) => it.S),
  z.object({ N: z.string() }).transform((it) => it.N),
  z.object({ B: z.string() }).transform((it) => it.B),
]);

function leadingKey(value: unknown): string[] {
  const parsed = attributeValue.safeParse(value);
  return parsed.success ? [parsed.data] : [];
}
