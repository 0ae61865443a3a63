import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { DynamodbTable } from '../../../functions/platform/store/dynamodb-table.ts';
import type { Key } from '../../../functions/platform/store/keys.ts';
import { MemoryTable } from '../../../functions/platform/store/memory-table.ts';
import {
  overviewContents,
  overviewKeys,
  type QueryOptions,
  type RawItem,
  type Table,
} from '../../../functions/platform/store/port.ts';
import { serveTable } from '../../support/dynamodb.ts';

/** A table, and what ends it. */
type Kept = { readonly table: Table; readonly end: () => Promise<void> };

async function inMemory(): Promise<Kept> {
  return { table: new MemoryTable(), end: async () => {} };
}

/** The table that functions use, before the DynamoDB of one machine. */
async function inDynamodb(): Promise<Kept> {
  const server = await serveTable();
  const client = new DynamoDBClient({
    endpoint: server.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const keysOf = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: 'records',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keysOf('pk', 'sk'),
      AttributeDefinitions: overviewKeys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'overview',
          KeySchema: keysOf('oPk', 'oSk'),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...overviewContents] },
        },
      ],
    }),
  );
  return {
    table: new DynamodbTable(client, () => 'records'),
    end: async () => {
      client.destroy();
      await server.stop();
    },
  };
}

/** The table, and a partition of it for each test. */
type Shelf = {
  readonly table: Table;
  /** The partition of the test that runs. */
  readonly pk: string;
  readonly at: (sk: string) => Key;
  readonly item: (sk: string, rest?: RawItem) => Key & RawItem;
  /** Reads a partition over all its pages: the test's own, if none is named. */
  readonly read: (options?: QueryOptions, partition?: string) => Promise<RawItem[]>;
  readonly sortKeys: (options?: QueryOptions) => Promise<unknown[]>;
};

/** Holds both implementations of the table to the same statements. */
export function ofBothTables(statements: (shelf: Shelf) => void): void {
  describe.each([
    ['in memory', inMemory],
    ['in DynamoDB', inDynamodb],
  ] as const)('the table %s', (_, open) => {
    let kept: Kept;
    let tests = 0;
    beforeAll(async () => {
      kept = await open();
    });
    beforeEach(() => {
      tests += 1;
    });
    afterAll(() => kept.end());

    const shelf: Shelf = {
      get table() {
        return kept.table;
      },
      get pk() {
        return `ROUND#${tests}`;
      },
      at: (sk) => ({ pk: shelf.pk, sk }),
      item: (sk, rest = {}) => ({ ...rest, ...shelf.at(sk) }),
      read: async (options = {}, partition = shelf.pk) => {
        const items: RawItem[] = [];
        for await (const page of kept.table.pages(partition, options)) items.push(...page);
        return items;
      },
      sortKeys: async (options) => (await shelf.read(options)).map(({ sk }) => sk),
    };
    statements(shelf);
  });
}
