import * as z from 'zod';
import { DynamoError, invalidParameter, notFound, notServed } from '../errors.ts';
import type { IndexDefinition, KeyAttribute, StoredTable, TableDefinition } from '../storage/definition.ts';
import { keyAttributes } from '../storage/definition.ts';
import type { Storage } from '../storage/storage.ts';
import { readRequest, tableName } from './request.ts';

const keySchema = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1)
  .max(2);
const definitions = z.array(
  z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
);
const index = z.strictObject({
  IndexName: z.string().min(3).max(255),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).default('ALL'),
    NonKeyAttributes: z.array(z.string()).default([]),
  }),
});
const createRequest = z.strictObject({
  TableName: tableName.min(3).max(255),
  BillingMode: z.literal('PAY_PER_REQUEST'),
  AttributeDefinitions: definitions,
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(index).default([]),
  StreamSpecification: z
    .strictObject({
      StreamEnabled: z.boolean(),
      StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']).optional(),
    })
    .optional(),
});
const updateRequest = z.strictObject({
  TableName: tableName,
  AttributeDefinitions: definitions,
  GlobalSecondaryIndexUpdates: z.array(z.strictObject({ Create: index })).length(1),
});
const namedRequest = z.strictObject({ TableName: tableName });
const listRequest = z.strictObject({});

export function createTable(storage: Storage, body: unknown): object {
  const request = readRequest(createRequest, body);
  const { TableName: name, StreamSpecification: stream } = request;
  if (storage.tables.find(name)) {
    throw new DynamoError('ResourceInUseException', `Table already exists: ${name}`);
  }
  const typeOf = typesIn(request.AttributeDefinitions);
  const definition: TableDefinition = {
    name,
    ...keysIn(request.KeySchema, typeOf),
    indexes: request.GlobalSecondaryIndexes.map((it) => indexIn(it, typeOf)),
    ...(stream?.StreamEnabled && { stream: stream.StreamViewType ?? 'NEW_AND_OLD_IMAGES' }),
  };
  const used = new Set([definition, ...definition.indexes].flatMap(keyAttributes).map((it) => it.name));
  if (used.size !== request.AttributeDefinitions.length) {
    throw invalidParameter(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
  }
  return { TableDescription: described(storage.tables.change(() => storage.tables.add(definition))) };
}

/** Adds an index to a table that is there, and fills it. */
export function updateTable(storage: Storage, body: unknown): object {
  const request = readRequest(updateRequest, body);
  const table = storage.tables.find(request.TableName);
  if (!table) throw missing(request.TableName);
  const typeOf = typesIn(request.AttributeDefinitions);
  const added = request.GlobalSecondaryIndexUpdates.map((it) => indexIn(it.Create, typeOf));
  if (added.some((it) => table.indexes.some((one) => one.name === it.name))) {
    throw invalidParameter('Attempting to create an index which already exists');
  }
  const { id, ...definition } = table;
  const changed = storage.tables.change(() => {
    const now = storage.tables.replace(id, { ...definition, indexes: [...table.indexes, ...added] });
    storage.items.fill({ ...now, indexes: added });
    return now;
  });
  return { TableDescription: described(changed) };
}

export function deleteTable(storage: Storage, body: unknown): object {
  const { TableName } = readRequest(namedRequest, body);
  const table = storage.tables.find(TableName);
  if (!table) throw missing(TableName);
  storage.tables.change(() => {
    storage.items.clear(table);
    storage.tables.remove(table);
  });
  return { TableDescription: { ...described(table), TableStatus: 'DELETING' } };
}

export function describeTable(storage: Storage, body: unknown): object {
  const { TableName } = readRequest(namedRequest, body);
  const table = storage.tables.find(TableName);
  if (!table) throw missing(TableName);
  return { Table: described(table) };
}

export function listTables(storage: Storage, body: unknown): object {
  readRequest(listRequest, body);
  return { TableNames: storage.tables.all().map((it) => it.name) };
}

/** A table as DynamoDB describes it, as far as anybody here asks. */
function described(table: StoredTable): object {
  return {
    TableName: table.name,
    TableStatus: 'ACTIVE',
    KeySchema: schemaOf(keyAttributes(table)),
    AttributeDefinitions: definitionsOf(table),
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ...(table.indexes.length > 0 && {
      GlobalSecondaryIndexes: table.indexes.map((it) => ({
        IndexName: it.name,
        IndexStatus: 'ACTIVE',
        KeySchema: schemaOf(keyAttributes(it)),
        Projection: {
          ProjectionType: it.projection,
          ...(it.included.length > 0 && { NonKeyAttributes: it.included }),
        },
      })),
    }),
    ...(table.stream !== undefined && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream },
    }),
  };
}

function schemaOf(attributes: readonly KeyAttribute[]): object[] {
  return attributes.map(({ name }, at) => ({ AttributeName: name, KeyType: at === 0 ? 'HASH' : 'RANGE' }));
}

function definitionsOf(table: StoredTable): object[] {
  const all = new Map([table, ...table.indexes].flatMap(keyAttributes).map((it) => [it.name, it.type]));
  return [...all].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
}

function typesIn(given: z.infer<typeof definitions>): (name: string) => KeyAttribute {
  return (name) => {
    const found = given.find((it) => it.AttributeName === name);
    if (found) return { name, type: found.AttributeType };
    throw invalidParameter(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${name}], AttributeDefinitions: ` +
        `[${given.map((it) => it.AttributeName).join(', ')}]`,
    );
  };
}

function keysIn(given: z.infer<typeof keySchema>, typeOf: (name: string) => KeyAttribute) {
  const hash = given.find((it) => it.KeyType === 'HASH');
  const range = given.find((it) => it.KeyType === 'RANGE');
  if (hash === undefined || (given.length === 2 && range === undefined)) {
    throw invalidParameter('A key schema is one HASH attribute, and perhaps one RANGE attribute');
  }
  return { hash: typeOf(hash.AttributeName), ...(range && { range: typeOf(range.AttributeName) }) };
}

function indexIn(
  { IndexName, KeySchema, Projection }: z.infer<typeof index>,
  typeOf: (name: string) => KeyAttribute,
): IndexDefinition {
  if (Projection.ProjectionType !== 'INCLUDE' && Projection.NonKeyAttributes.length > 0) {
    throw notServed(`NonKeyAttributes with the projection ${Projection.ProjectionType}`);
  }
  return {
    name: IndexName,
    ...keysIn(KeySchema, typeOf),
    projection: Projection.ProjectionType,
    included: Projection.NonKeyAttributes,
  };
}

function missing(name: string): DynamoError {
  return notFound(`Requested resource not found: Table: ${name} not found`);
}
