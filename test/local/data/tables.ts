import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { Target } from './endpoint.ts';

const definition = (name: string, type: string) => ({ AttributeName: name, AttributeType: type });
const hash = (name: string) => ({ AttributeName: name, KeyType: 'HASH' });
const range = (name: string) => ({ AttributeName: name, KeyType: 'RANGE' });

/** The tables that the corpus uses, by their short names: keys of each type, indexes of each projection. */
export const tables: Readonly<Record<string, object>> = {
  items: {
    AttributeDefinitions: ['pk', 'sk', 'oPk', 'oSk', 'wPk', 'kPk'].map((name) => definition(name, 'S')),
    KeySchema: [hash('pk'), range('sk')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'overview',
        KeySchema: [hash('oPk'), range('oSk')],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'b'] },
      },
      { IndexName: 'whole', KeySchema: [hash('wPk')], Projection: { ProjectionType: 'ALL' } },
      {
        IndexName: 'keysOnly',
        KeySchema: [hash('kPk'), range('oSk')],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
  numbers: {
    AttributeDefinitions: [definition('pk', 'S'), definition('sk', 'N')],
    KeySchema: [hash('pk'), range('sk')],
  },
  bytes: {
    AttributeDefinitions: [definition('pk', 'S'), definition('sk', 'B')],
    KeySchema: [hash('pk'), range('sk')],
  },
  scanned: {
    AttributeDefinitions: ['pk', 'sk', 'oPk'].map((name) => definition(name, 'S')),
    KeySchema: [hash('pk'), range('sk')],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'keysOnly',
        KeySchema: [hash('oPk')],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  },
  single: {
    AttributeDefinitions: [definition('pk', 'S')],
    KeySchema: [hash('pk')],
  },
};

const status = z.object({ Table: z.object({ TableStatus: z.string() }) });

/** Creates the tables and waits until they can be used. @returns what removes them */
export async function createTables(
  target: Target,
  nameOf: (name: string) => string,
): Promise<() => Promise<void>> {
  for (const [name, table] of Object.entries(tables)) {
    const made = await target('CreateTable', {
      TableName: nameOf(name),
      BillingMode: 'PAY_PER_REQUEST',
      ...table,
    });
    if (made.error !== undefined) throw new Error(`${name} could not be created: ${made.message}`);
  }
  for (const name of Object.keys(tables)) {
    for (;;) {
      const { answer } = await target('DescribeTable', { TableName: nameOf(name) });
      if (status.parse(answer).Table.TableStatus === 'ACTIVE') break;
      await sleep(200);
    }
  }
  return async () => {
    for (const name of Object.keys(tables)) await target('DeleteTable', { TableName: nameOf(name) });
  };
}
