import * as z from 'zod';
import { DynamoError, invalid, Misfit } from '../errors.ts';
import { applyUpdate } from '../expression/apply.ts';
import { type Condition, readCondition } from '../expression/condition.ts';
import { holds } from '../expression/evaluate.ts';
import { Placeholders } from '../expression/placeholders.ts';
import type { Path } from '../expression/reader.ts';
import { type Act, readUpdate } from '../expression/update.ts';
import { keyAttributes, type StoredTable } from '../storage/definition.ts';
import { checkIndexKeys, type ItemKey, keyOfNewItem, keyOfRequest } from '../storage/keys.ts';
import type { Tables } from '../storage/tables.ts';
import { sizeOfAttributes } from '../value/measure.ts';
import { readAttributes } from '../value/read.ts';
import type { Attributes } from '../value/value.ts';
import { attributes, names, returnOnFailure, tableName, values } from './request.ts';

/** The largest item, in bytes (Developer Guide, "Quotas"). */
const largestItem = 400 * 1024;

const conditioned = {
  TableName: tableName,
  ConditionExpression: z.string().optional(),
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: values,
  ReturnValuesOnConditionCheckFailure: returnOnFailure,
};

/** What the parts of a transaction and the calls for one item have in common. */
export const putShape = { ...conditioned, Item: attributes };
export const deleteShape = { ...conditioned, Key: attributes };
export const updateShape = { ...deleteShape, UpdateExpression: z.string().optional() };
export const checkShape = { ...deleteShape, ConditionExpression: z.string() };

type Put = z.infer<z.ZodObject<typeof putShape>>;
type Delete = z.infer<z.ZodObject<typeof deleteShape>>;
type Update = z.infer<z.ZodObject<typeof updateShape>>;
type Conditioned = Pick<
  Delete,
  | 'ConditionExpression'
  | 'ExpressionAttributeNames'
  | 'ExpressionAttributeValues'
  | 'ReturnValuesOnConditionCheckFailure'
>;

/** A change of one item that was asked for and is allowed; whether its condition holds is not known yet. */
export interface Change {
  readonly table: StoredTable;
  readonly key: ItemKey;
  readonly condition: Condition | undefined;
  /** Whether an error about the condition shows the item. */
  readonly showsItem: boolean;
  /** The places that an update touches. */
  readonly paths: readonly Path[];
  /** What the item is afterwards; undefined where there is none. */
  readonly after: (before: Attributes | undefined) => Attributes | undefined;
}

/** @throws DynamoError for what cannot be put */
export function putChange(tables: Tables, request: Put): Change {
  const item = readAttributes(request.Item);
  const { condition } = readExpressions(request, {});
  const table = tables.get(request.TableName);
  const key = keyOfNewItem(table, item);
  checkIndexKeys(table, item);
  if (sizeOfAttributes(item) > largestItem) throw invalid('Item size has exceeded the maximum allowed size');
  return { ...common(table, key, request, condition), after: () => item };
}

/** @throws DynamoError for what cannot be deleted */
export function deleteChange(tables: Tables, request: Delete): Change {
  const { table, key, condition } = keyed(tables, request);
  return { ...common(table, key, request, condition), after: () => undefined };
}

/** A condition that must hold for an item that stays as it is. @throws DynamoError for what cannot be checked */
export function checkChange(tables: Tables, request: Delete): Change {
  const { table, key, condition } = keyed(tables, request);
  return { ...common(table, key, request, condition), after: (before) => before };
}

/** @throws DynamoError for an update that no item could take */
export function updateChange(tables: Tables, request: Update): Change {
  const { table, key, keyItem, condition, acts } = keyed(tables, request);
  for (const { name } of keyAttributes(table)) {
    if (acts.some((it) => it.path[0] === name)) {
      throw new Misfit(
        `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
      );
    }
  }
  return {
    ...common(table, key, request, condition),
    paths: acts.map((it) => it.path),
    after: (before) => {
      const item = applyUpdate(acts, before ?? keyItem);
      checkIndexKeys(table, item, true);
      if (sizeOfAttributes(item) > largestItem) {
        throw invalid('Item size to update has exceeded the maximum allowed size');
      }
      return item;
    },
  };
}

/** @throws DynamoError ConditionalCheckFailedException where the change's condition does not hold for the item */
export function checkCondition(change: Change, before: Attributes | undefined): void {
  if (change.condition === undefined || holds(change.condition, before ?? {})) return;
  const shown = change.showsItem && before !== undefined ? { Item: before } : {};
  throw new DynamoError('ConditionalCheckFailedException', 'The conditional request failed', shown);
}

function keyed(tables: Tables, request: Delete & { readonly UpdateExpression?: string | undefined }) {
  const keyItem = readAttributes(request.Key);
  const { UpdateExpression } = request;
  const { condition, acts } = readExpressions(
    request,
    'UpdateExpression' in request ? { UpdateExpression } : {},
  );
  const table = tables.get(request.TableName);
  return { table, key: keyOfRequest(table, keyItem), keyItem, condition, acts };
}

function readExpressions(
  request: Conditioned,
  own: { readonly UpdateExpression?: string | undefined },
): { condition: Condition | undefined; acts: readonly Act[] } {
  const { ConditionExpression: source } = request;
  const placeholders = new Placeholders(request.ExpressionAttributeNames, request.ExpressionAttributeValues, {
    ...own,
    ConditionExpression: source,
  });
  const { UpdateExpression: update } = own;
  const acts = update === undefined ? [] : readUpdate(update, placeholders);
  const condition =
    source === undefined ? undefined : readCondition('ConditionExpression', source, placeholders);
  placeholders.allUsed();
  return { condition, acts };
}

function common(table: StoredTable, key: ItemKey, request: Conditioned, condition: Condition | undefined) {
  const showsItem = request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
  return { table, key, condition, showsItem, paths: [] };
}
