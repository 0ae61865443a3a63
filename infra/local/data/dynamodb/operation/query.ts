import * as z from 'zod';
import { invalid, invalidParameter } from '../errors.ts';
import { type Condition, readCondition } from '../expression/condition.ts';
import { holds } from '../expression/evaluate.ts';
import { pathsOf } from '../expression/paths.ts';
import { Placeholders } from '../expression/placeholders.ts';
import { readProjection } from '../expression/projection.ts';
import type { Path } from '../expression/reader.ts';
import { type IndexDefinition, keyAttributes, type StoredTable } from '../storage/definition.ts';
import { keyOfItem, keyPart } from '../storage/keys.ts';
import type { Found } from '../storage/part.ts';
import type { Storage } from '../storage/storage.ts';
import { readAttributes } from '../value/read.ts';
import { type Attributes, attributeOf, typeOf } from '../value/value.ts';
import { projected } from './get.ts';
import { fitKeyCondition, type KeyCondition, readKeyCondition } from './key-condition.ts';
import { attributes, names, nothingConsumed, readRequest, tableName, values } from './request.ts';

/** A page ends where its items have so many bytes before any filter (API reference of Query). */
const pageBytes = 1024 * 1024;

const shape = {
  TableName: tableName,
  IndexName: z.string().min(3).max(255).optional(),
  Select: z.enum(['ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES', 'SPECIFIC_ATTRIBUTES', 'COUNT']).optional(),
  Limit: z.int().min(1).optional(),
  ConsistentRead: z.boolean().optional(),
  ExclusiveStartKey: attributes.optional(),
  ProjectionExpression: z.string().optional(),
  FilterExpression: z.string().optional(),
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: values,
  ReturnConsumedCapacity: nothingConsumed.ReturnConsumedCapacity,
};
const scanRequest = z.strictObject(shape);
const queryRequest = z.strictObject({
  ...shape,
  KeyConditionExpression: z.string().optional(),
  ScanIndexForward: z.boolean().default(true),
});

/** What a query or a scan looks for, once its request is understood. */
interface Search {
  readonly request: z.infer<typeof scanRequest>;
  readonly table: StoredTable;
  readonly index: IndexDefinition | undefined;
  readonly filter: Condition | undefined;
  readonly paths: readonly Path[] | undefined;
  readonly start: Attributes | undefined;
}

export function query(storage: Storage, body: unknown): object {
  const request = readRequest(queryRequest, body);
  const source = request.KeyConditionExpression;
  if (source === undefined) {
    throw invalid(
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    );
  }
  const placeholders = placeholdersOf(request, { KeyConditionExpression: source });
  const comparisons = readKeyCondition(source, placeholders);
  const search = searchOf(storage, request, placeholders);
  const condition = fitKeyCondition(comparisons, search.index ?? search.table);
  checkFilter(search);
  checkStart(search, condition);
  return page(search, inPartition(storage, search, condition, request.ScanIndexForward));
}

export function scan(storage: Storage, body: unknown): object {
  const request = readRequest(scanRequest, body);
  const search = searchOf(storage, request, placeholdersOf(request, {}));
  checkStart(search);
  const { table, index, start } = search;
  if (index === undefined) {
    return page(search, storage.items.all(table, start && keyOfItem(table, start)));
  }
  return page(search, storage.indexes.all(table, index, start && placeOf(search, start)));
}

function inPartition(
  { items, indexes }: Storage,
  search: Search,
  condition: KeyCondition,
  forward: boolean,
): Iterable<Found> {
  const { table, index, start } = search;
  const part = { ...condition, forward };
  if (index === undefined) return items.inPartition(table, part, start && keyOfItem(table, start));
  return indexes.inPartition(table, index, part, start && placeOf(search, start));
}

function placeOf({ table, index }: Search, start: Attributes) {
  const [entry, item] = [index && keyOfItem(index, start), keyOfItem(table, start)];
  return entry && item && { entry, item };
}

function placeholdersOf(request: z.infer<typeof scanRequest>, more: Readonly<Record<string, string>>) {
  return new Placeholders(request.ExpressionAttributeNames, request.ExpressionAttributeValues, {
    FilterExpression: request.FilterExpression,
    ...more,
    ProjectionExpression: request.ProjectionExpression,
  });
}

function searchOf(
  { tables }: Storage,
  request: z.infer<typeof scanRequest>,
  placeholders: Placeholders,
): Search {
  const { FilterExpression, ProjectionExpression, IndexName, Select, ExclusiveStartKey } = request;
  const filter =
    FilterExpression === undefined
      ? undefined
      : readCondition('FilterExpression', FilterExpression, placeholders);
  const paths =
    ProjectionExpression === undefined ? undefined : readProjection(ProjectionExpression, placeholders);
  placeholders.allUsed();
  if (Select === 'SPECIFIC_ATTRIBUTES' && paths === undefined) {
    throw invalid(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  }
  if (Select === 'COUNT' && paths !== undefined) {
    throw invalid('Cannot specify the ProjectionExpression when choosing to get only the Count');
  }
  if (Select?.startsWith('ALL') && paths !== undefined) {
    throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${Select}`);
  }
  const start = ExclusiveStartKey && readAttributes(ExclusiveStartKey);
  const table = tables.get(request.TableName);
  const index = IndexName === undefined ? undefined : indexOf(table, IndexName);
  if (Select === 'ALL_PROJECTED_ATTRIBUTES' && index === undefined) {
    throw invalidParameter('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  }
  if (index !== undefined) checkIndex(index, request, paths, table);
  return { request, table, index, filter, paths, start };
}

function indexOf(table: StoredTable, name: string): IndexDefinition {
  const index = table.indexes.find((it) => it.name === name);
  if (index === undefined) throw invalid(`The table does not have the specified index: ${name}`);
  return index;
}

function checkIndex(
  index: IndexDefinition,
  request: z.infer<typeof scanRequest>,
  paths: readonly Path[] | undefined,
  table: StoredTable,
): void {
  if (request.ConsistentRead === true) {
    throw invalid('Consistent reads are not supported on global secondary indexes');
  }
  if (index.projection === 'ALL') return;
  if (request.Select === 'ALL_ATTRIBUTES') {
    throw invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its ` +
        'projection type is not ALL',
    );
  }
  const held = [...keyAttributes(table), ...keyAttributes(index)].map((it) => it.name);
  const missing = (paths ?? [])
    .map(([name]) => String(name))
    .filter((it) => ![...held, ...index.included].includes(it));
  if (missing.length > 0) {
    throw invalidParameter(`Global secondary index ${index.name} does not project [${missing.join(', ')}]`);
  }
}

function checkFilter({ filter, table, index }: Search): void {
  if (filter === undefined) return;
  const keys = keyAttributes(index ?? table).map((it) => it.name);
  const key = pathsOf(filter).find(([name]) => keys.includes(String(name)));
  if (key === undefined) return;
  throw invalid(
    `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key[0]}`,
  );
}

/** Checks where to begin: a whole key, and for a query one that it could have found. */
function checkStart({ table, index, start }: Search, condition?: KeyCondition): void {
  if (start === undefined) return;
  const wanted = new Map(
    [...keyAttributes(table), ...(index === undefined ? [] : keyAttributes(index))].map((it) => [
      it.name,
      it.type,
    ]),
  );
  if (condition !== undefined && Object.keys(start).length !== wanted.size) {
    throw invalid('The provided starting key is invalid');
  }
  const isWhole = Object.keys(start).length === wanted.size;
  for (const [name, type] of wanted) {
    const value = attributeOf(start, name);
    if (isWhole && value !== undefined && typeOf(value) === type) continue;
    throw invalid('The provided starting key is invalid: The provided key element does not match the schema');
  }
  const key = keyOfItem(index ?? table, start);
  if (condition === undefined || key === undefined) return;
  if (Buffer.compare(key.hash, condition.hash) !== 0) {
    throw invalid('The provided starting key is outside query boundaries based on provided conditions');
  }
  const { from, to } = condition.bounds;
  const isBefore = from !== undefined && Buffer.compare(key.range, from.key) < (from.inclusive ? 0 : 1);
  const isBehind = to !== undefined && Buffer.compare(key.range, to.key) > (to.inclusive ? 0 : -1);
  if (isBefore || isBehind) throw invalid('The provided starting key does not match the range key predicate');
}

/** Fills one page. */
function page({ request, table, index, filter, paths }: Search, found: Iterable<Found>): object {
  const items: Attributes[] = [];
  let count = 0;
  let scanned = 0;
  let size = 0;
  let last: Attributes | undefined;
  for (const it of found) {
    if (size > 0 && size + it.size > pageBytes) return answer(last);
    scanned += 1;
    size += it.size;
    last = it.item;
    if (filter === undefined || holds(filter, it.item)) {
      count += 1;
      if (request.Select !== 'COUNT') items.push(projected(it.item, paths) ?? {});
    }
    if (scanned === request.Limit) return answer(last);
  }
  return answer(undefined);

  function answer(end: Attributes | undefined): object {
    return {
      ...(request.Select !== 'COUNT' && { Items: items }),
      Count: count,
      ScannedCount: scanned,
      ...(end !== undefined && {
        LastEvaluatedKey: { ...keyPart(table, end), ...(index && keyPart(index, end)) },
      }),
    };
  }
}
