import * as z from 'zod';
import { Placeholders } from '../expression/placeholders.ts';
import { project, readProjection } from '../expression/projection.ts';
import type { Path } from '../expression/reader.ts';
import { keyOfRequest } from '../storage/keys.ts';
import type { Storage } from '../storage/storage.ts';
import { readAttributes } from '../value/read.ts';
import type { Attributes } from '../value/value.ts';
import { attributes, names, nothingConsumed, readRequest, tableName } from './request.ts';

export const getShape = {
  TableName: tableName,
  Key: attributes,
  ProjectionExpression: z.string().optional(),
  ExpressionAttributeNames: names,
};
const getRequest = z.strictObject({
  ...getShape,
  ReturnConsumedCapacity: nothingConsumed.ReturnConsumedCapacity,
  ConsistentRead: z.boolean().optional(),
});

export function getItem(storage: Storage, body: unknown): object {
  const item = found(storage, readRequest(getRequest, body));
  return item === undefined ? {} : { Item: item };
}

/** Reads one item as a request asks for it. @throws DynamoError for a request that cannot be taken */
export function found(
  storage: Storage,
  request: z.infer<z.ZodObject<typeof getShape>>,
): Attributes | undefined {
  const key = readAttributes(request.Key);
  const paths = projectionOf(request);
  const table = storage.tables.get(request.TableName);
  return projected(storage.items.get(table, keyOfRequest(table, key)), paths);
}

/** The places that a request for items wants; undefined where it wants all. @throws DynamoError */
export function projectionOf(request: {
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
}): readonly Path[] | undefined {
  const source = request.ProjectionExpression;
  const placeholders = new Placeholders(request.ExpressionAttributeNames, undefined, {
    ProjectionExpression: source,
  });
  const paths = source === undefined ? undefined : readProjection(source, placeholders);
  placeholders.allUsed();
  return paths;
}

/** An item with nothing but the wanted places. */
export function projected(
  item: Attributes | undefined,
  paths: readonly Path[] | undefined,
): Attributes | undefined {
  return item === undefined || paths === undefined ? item : project(item, paths);
}
