import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restore } from '../../infra/restore.ts';
import { type ServedTable, serveTable } from '../support/dynamodb.ts';

let server: ServedTable;
let client: DynamoDBClient;

beforeAll(async () => {
  server = await serveTable();
  client = new DynamoDBClient({
    endpoint: server.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
});
afterAll(async () => {
  client.destroy();
  await server.stop();
});

async function table(name: string, items: readonly Record<string, unknown>[]): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
  for (let from = 0; from < items.length; from += 25) {
    const requests = items.slice(from, from + 25).map((item) => ({ PutRequest: { Item: marshall(item) } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: requests } }));
  }
}

async function contents(name: string): Promise<Record<string, unknown>[]> {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name }));
  return Items.map((item) => unmarshall(item)).sort((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1));
}

const application = (number: number, status: string) => ({
  pk: 'ROUND#3',
  sk: `APPLICATION#${number}`,
  status,
  history: [{ at: '2022-10-04T10:00:00.000Z', who: 'applicant' }],
  seats: new Set(['a', 'b']),
  sealed: new Uint8Array([1, 2, 3]),
});

describe('restoring', () => {
  it('makes the table as it was: what changed since is undone, what came since is gone', async () => {
    const before = Array.from({ length: 60 }, (_, number) => application(number, 'in-review'));
    const since = [
      ...before.slice(0, 40),
      ...before.slice(40, 50).map((item) => ({ ...item, status: 'rejected' })),
      // 50 to 59 are lost; these are new:
      ...Array.from({ length: 7 }, (_, number) => application(100 + number, 'unconfirmed')),
    ];
    await table('before', before);
    await table('now', since);

    const asked = await restore(client, { from: 'before', to: 'now', write: false });
    expect(asked).toEqual({ same: 40, written: 20, removed: 7 });
    expect(await contents('now')).not.toEqual(await contents('before'));

    const done = await restore(client, { from: 'before', to: 'now', write: true });
    expect(done).toEqual(asked);
    expect(await contents('now')).toEqual(await contents('before'));
  });

  it('a second time finds nothing to do', async () => {
    expect(await restore(client, { from: 'before', to: 'now', write: true })).toEqual({
      same: 60,
      written: 0,
      removed: 0,
    });
  });
});
