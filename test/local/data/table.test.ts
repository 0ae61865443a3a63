import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Database } from '../../../infra/local/data/database.ts';
import { DynamoError } from '../../../infra/local/data/dynamodb/errors.ts';
import { ExpressionError } from '../../../infra/local/data/dynamodb/expression/tokens.ts';
import type { Fault } from '../../../infra/local/data/dynamodb/faults.ts';
import { refuseFormerTable } from '../../../infra/local/data/table.ts';
import { TableHere } from '../../../infra/local/data/table-here.ts';
import { tableInDirectory } from './support.ts';

const S = (text: string) => ({ S: text });
const key = (sk: string) => ({ pk: S('p'), sk: S(sk) });
const creation = {
  TableName: 'items',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'oPk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'overview',
      KeySchema: [{ AttributeName: 'oPk', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
};

const tidy: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of tidy.splice(0).reverse()) await step();
});

/** A table of its own for a test. */
function opened(options: Parameters<typeof tableInDirectory>[0] = {}) {
  const own = tableInDirectory(options);
  tidy.push(own.remove);
  own.dynamodb.call('CreateTable', creation);
  return own;
}

const put = (sk: string, more: object = {}) => ({ TableName: 'items', Item: { ...key(sk), ...more } });
const found = z.looseObject({ Items: z.array(z.record(z.string(), z.unknown())) });
const inIndex = {
  TableName: 'items',
  IndexName: 'overview',
  KeyConditionExpression: 'oPk = :o',
  ExpressionAttributeValues: { ':o': S('o') },
};

function refusal(work: () => unknown): DynamoError {
  try {
    work();
  } catch (error) {
    if (error instanceof DynamoError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('What is written', () => {
  test('is on the disk before it is answered, many writes by one flush', async () => {
    const own = tableInDirectory();
    tidy.push(own.remove);
    const { database } = own;
    const table = new TableHere({ database, tables: [], now: Date.now, log: () => {} });
    await table.answer('DynamoDB_20120810.CreateTable', creation);
    const before = database.written;
    const writes = Array.from({ length: 50 }, (_, at) =>
      table.answer('DynamoDB_20120810.PutItem', put(String(at))),
    );
    // They are carried out, and nobody has been told.
    expect(database.written.commits - before.commits).toBe(50);
    expect(database.written.flushes).toBe(before.flushes);
    const answers = await Promise.all(writes);
    expect(answers.map((it) => it.status)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(database.written.flushes - before.flushes).toBeLessThanOrEqual(2);
  });

  test('is there when the files are read as a kill leaves them', async () => {
    const own = opened();
    own.dynamodb.call('PutItem', put('1', { oPk: S('o'), a: S('x') }));
    await own.database.durable();
    const directory = mkdtempSync(join(tmpdir(), 'kohorte-killed-'));
    tidy.push(async () => rmSync(directory, { recursive: true, force: true }));
    for (const end of ['', '-wal']) copyFileSync(`${own.file}${end}`, join(directory, `host.sqlite${end}`));
    const database = new Database(join(directory, 'host.sqlite'));
    tidy.push(() => database.close());
    const table = new TableHere({ database, tables: [], now: Date.now, log: () => {} });
    expect(await table.call('DynamoDB_20120810.Query', inIndex)).toMatchObject({ Count: 1 });
  });

  test('is whole or not at all', () => {
    const own = opened();
    own.dynamodb.call('PutItem', put('1'));
    const parts = [
      { Put: put('2') },
      { Put: { ...put('1'), ConditionExpression: 'attribute_not_exists(pk)' } },
    ];
    const refused = refusal(() => own.dynamodb.call('TransactWriteItems', { TransactItems: parts }));
    expect(refused.code).toBe('TransactionCanceledException');
    expect(own.dynamodb.call('GetItem', { TableName: 'items', Key: key('2') })).toEqual({});
  });

  test('an error of the database itself leaves nothing half done, and the next call works', () => {
    const own = opened();
    expect(() =>
      own.database.transaction(() => {
        own.dynamodb.call('PutItem', put('1'));
        throw new Error('the disk is full');
      }),
    ).toThrow('the disk is full');
    expect(own.dynamodb.call('GetItem', { TableName: 'items', Key: key('1') })).toEqual({});
    own.dynamodb.call('PutItem', put('1'));
    expect(own.dynamodb.call('GetItem', { TableName: 'items', Key: key('1') })).toEqual({ Item: key('1') });
  });
});

describe('The token of a transaction', () => {
  const once = {
    ClientRequestToken: 'token',
    TransactItems: [
      {
        Update: {
          TableName: 'items',
          Key: key('1'),
          UpdateExpression: 'ADD n :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ],
  };
  const counted = { TableName: 'items', Key: key('1'), ProjectionExpression: 'n' };

  test('makes it happen once, also after a restart, for ten minutes', async () => {
    let now = 1_000_000;
    const own = opened({ now: () => now });
    own.dynamodb.call('TransactWriteItems', once);
    await own.reopen();
    own.dynamodb.call('TransactWriteItems', once);
    expect(own.dynamodb.call('GetItem', counted)).toEqual({ Item: { n: { N: '1' } } });
    now += 600_001;
    own.dynamodb.call('TransactWriteItems', once);
    expect(own.dynamodb.call('GetItem', counted)).toEqual({ Item: { n: { N: '2' } } });
  });
});

describe('An index that lags', () => {
  const faults = { indexLagMs: 60, next: () => undefined };

  test('shows a change after its lag, and what it replaces until then', async () => {
    const own = opened({ faults });
    const texts = () => found.parse(own.dynamodb.call('Query', inIndex)).Items.map((it) => it['a']);
    own.dynamodb.call('PutItem', put('1', { oPk: S('o'), a: S('first') }));
    expect(texts()).toEqual([]);
    await sleep(80);
    expect(texts()).toEqual([S('first')]);
    own.dynamodb.call('PutItem', put('1', { oPk: S('o'), a: S('second') }));
    expect(texts()).toEqual([S('first')]);
    expect(own.dynamodb.call('GetItem', { TableName: 'items', Key: key('1') })).toMatchObject({
      Item: { a: S('second') },
    });
    await sleep(80);
    expect(texts()).toEqual([S('second')]);
  });

  test('loses nothing that waited when the program ended', async () => {
    const own = opened({ faults: { indexLagMs: 3_600_000, next: () => undefined } });
    own.dynamodb.call('PutItem', put('1', { oPk: S('o'), a: S('x') }));
    expect(own.dynamodb.call('Query', inIndex)).toMatchObject({ Count: 0 });
    await own.reopen();
    expect(own.dynamodb.call('Query', inIndex)).toMatchObject({ Count: 1 });
  });

  test('keeps the order of changes when the lag becomes shorter', async () => {
    const own = opened({ faults: { indexLagMs: 50, next: () => undefined } });
    own.dynamodb.call('PutItem', put('1', { oPk: S('o'), a: S('old') }));
    own.dynamodb.faults = { indexLagMs: 0, next: () => undefined };
    own.dynamodb.call('PutItem', put('1', { oPk: S('o'), a: S('new') }));
    await sleep(70);
    expect(found.parse(own.dynamodb.call('Query', inIndex)).Items.map((it) => it['a'])).toEqual([S('new')]);
  });

  test('that is new in the template is filled from the items that are there', () => {
    const own = opened();
    own.dynamodb.call('PutItem', put('1', { later: S('l'), a: S('x') }));
    own.dynamodb.call('UpdateTable', {
      TableName: 'items',
      AttributeDefinitions: [
        ...creation.AttributeDefinitions,
        { AttributeName: 'later', AttributeType: 'S' },
      ],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: 'lateIndex',
            KeySchema: [{ AttributeName: 'later', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        },
      ],
    });
    const query = {
      TableName: 'items',
      IndexName: 'lateIndex',
      KeyConditionExpression: 'later = :l',
      ExpressionAttributeValues: { ':l': S('l') },
    };
    expect(own.dynamodb.call('Query', query)).toMatchObject({ Count: 1 });
    // An index is filled once: the entries of the others are not doubled.
    expect(own.dynamodb.call('Query', inIndex)).toMatchObject({ Count: 0 });
  });
});

describe('What goes wrong when it is told to', () => {
  const meeting = (fault: Fault, at = 0) =>
    opened({ faults: { indexLagMs: 0, next: () => ({ fault, at }) } });
  const two = { TransactItems: [{ Put: put('1') }, { Put: put('2') }] };

  test.each([
    ['throttle', 'ThrottlingException', 400],
    ['conflict', 'TransactionConflictException', 400],
    ['error', 'InternalServerError', 500],
  ] as const)('%s: a write is refused and not done', (fault, code, status) => {
    const own = meeting(fault);
    const refused = refusal(() => own.dynamodb.answer('PutItem', put('1')));
    expect([refused.code, refused.status]).toEqual([code, status]);
    expect(own.dynamodb.call('GetItem', { TableName: 'items', Key: key('1') })).toEqual({});
  });

  test.each([
    ['throttle', 'ThrottlingError'],
    ['conflict', 'TransactionConflict'],
  ] as const)('%s: a transaction is cancelled with the reason at its part', (fault, code) => {
    const refused = refusal(() => meeting(fault, 0.5).dynamodb.answer('TransactWriteItems', two));
    expect(refused.code).toBe('TransactionCanceledException');
    expect(refused.message).toContain(`[None, ${code}]`);
    expect(refused.body).toMatchObject({ CancellationReasons: [{ Code: 'None' }, { Code: code }] });
  });

  test('a batch that finds no room for one of its writes gives it back', () => {
    const own = meeting('throttle', 0.5);
    const requests = ['1', '2', '3'].map((sk) => ({ PutRequest: { Item: key(sk) } }));
    const answer = own.dynamodb.answer('BatchWriteItem', { RequestItems: { items: requests } });
    expect(answer).toEqual({ UnprocessedItems: { items: [{ PutRequest: { Item: key('2') } }] } });
    const all = own.dynamodb.call('Scan', { TableName: 'items', ProjectionExpression: 'sk' });
    expect(found.parse(all).Items).toEqual([{ sk: S('1') }, { sk: S('3') }]);
  });

  test('a read meets no conflict, and the program itself meets nothing', () => {
    const own = meeting('conflict');
    expect(own.dynamodb.answer('GetItem', { TableName: 'items', Key: key('1') })).toEqual({});
    expect(own.dynamodb.call('PutItem', put('1'))).toEqual({});
  });
});

describe('The stream', () => {
  const records = z.object({
    Records: z.array(
      z.looseObject({
        eventName: z.string(),
        dynamodb: z.looseObject({ SequenceNumber: z.string().min(21) }),
      }),
    ),
    NextShardIterator: z.string(),
  });
  const named = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })) });
  const shards = z.object({
    StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })) }),
  });

  function iterator(own: ReturnType<typeof opened>, more: object): string {
    const [stream] = named.parse(own.dynamodb.call('ListStreams', { TableName: 'items' })).Streams;
    const StreamArn = stream?.StreamArn;
    const [shard] = shards.parse(own.dynamodb.call('DescribeStream', { StreamArn })).StreamDescription.Shards;
    const answer = own.dynamodb.call('GetShardIterator', { StreamArn, ShardId: shard?.ShardId, ...more });
    return z.object({ ShardIterator: z.string() }).parse(answer).ShardIterator;
  }

  function read(own: ReturnType<typeof opened>, ShardIterator: string, more: object = {}) {
    return records.parse(own.dynamodb.call('GetRecords', { ShardIterator, ...more }));
  }

  test('tells each change with its images, in order, and nothing of what changed nothing', () => {
    const own = opened();
    own.dynamodb.call('PutItem', put('1', { a: S('x') }));
    own.dynamodb.call('PutItem', put('1', { a: S('x') }));
    own.dynamodb.call('PutItem', put('1', { a: S('y') }));
    own.dynamodb.call('DeleteItem', { TableName: 'items', Key: key('1') });
    own.dynamodb.call('DeleteItem', { TableName: 'items', Key: key('1') });
    const { Records } = read(own, iterator(own, { ShardIteratorType: 'TRIM_HORIZON' }));
    expect(Records.map((it) => [it.eventName, it.dynamodb['OldImage'], it.dynamodb['NewImage']])).toEqual([
      ['INSERT', undefined, { ...key('1'), a: S('x') }],
      ['MODIFY', { ...key('1'), a: S('x') }, { ...key('1'), a: S('y') }],
      ['REMOVE', { ...key('1'), a: S('y') }, undefined],
    ]);
    expect(Records.map((it) => it.dynamodb['Keys'])).toEqual([key('1'), key('1'), key('1')]);
    const numbers = Records.map((it) => it.dynamodb.SequenceNumber);
    expect(numbers).toEqual([...numbers].sort());
  });

  test('is read on from a record, page by page, also after a restart', async () => {
    const own = opened();
    for (const sk of ['1', '2', '3']) own.dynamodb.call('PutItem', put(sk));
    const first = read(own, iterator(own, { ShardIteratorType: 'TRIM_HORIZON' }), { Limit: 1 });
    await own.reopen();
    const after = {
      ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
      SequenceNumber: first.Records[0]?.dynamodb.SequenceNumber,
    };
    for (const place of [first.NextShardIterator, iterator(own, after)]) {
      expect(read(own, place).Records.map((it) => it.dynamodb['Keys'])).toEqual([key('2'), key('3')]);
    }
    const latest = iterator(own, { ShardIteratorType: 'LATEST' });
    own.dynamodb.call('PutItem', put('4'));
    expect(read(own, latest).Records.map((it) => it.dynamodb['Keys'])).toEqual([key('4')]);
  });

  test('tells nothing of a transaction that was cancelled', () => {
    const own = opened();
    const parts = [{ Put: put('2') }, { Put: { ...put('1'), ConditionExpression: 'attribute_exists(pk)' } }];
    refusal(() => own.dynamodb.call('TransactWriteItems', { TransactItems: parts }));
    expect(read(own, iterator(own, { ShardIteratorType: 'TRIM_HORIZON' })).Records).toEqual([]);
  });

  test('forgets after a day', () => {
    let now = 1_000_000_000;
    const own = opened({ now: () => now });
    own.dynamodb.call('PutItem', put('1'));
    now += 86_400_001;
    own.dynamodb.call('PutItem', put('2'));
    const { Records } = read(own, iterator(own, { ShardIteratorType: 'TRIM_HORIZON' }));
    expect(Records.map((it) => it.dynamodb['Keys'])).toEqual([key('2')]);
  });
});

describe('What is not understood', () => {
  test.each([
    [
      'GetItem',
      { TableName: 'items', Key: key('1'), AttributesToGet: ['a'] },
      /AttributesToGet is not served/,
    ],
    ['PutItem', { ...put('1'), Expected: {} }, /Expected is not served/],
    [
      'PutItem',
      { ...put('1'), ReturnConsumedCapacity: 'TOTAL' },
      /ReturnConsumedCapacity TOTAL is not served/,
    ],
    ['Query', { ...inIndex, KeyConditions: {} }, /KeyConditions is not served/],
    ['Scan', { TableName: 'items', Segment: 0, TotalSegments: 2 }, /Segment, TotalSegments is not served/],
    [
      'CreateTable',
      { ...creation, TableName: 'other', LocalSecondaryIndexes: [] },
      /LocalSecondaryIndexes is not served/,
    ],
    [
      'CreateTable',
      { ...creation, TableName: 'other', BillingMode: 'PROVISIONED' },
      /BillingMode PROVISIONED is not served/,
    ],
    ['ExecuteStatement', { Statement: 'SELECT' }, /ExecuteStatement is not served/],
    ['toString', {}, /toString is not served/],
  ])('%s %j is refused by its name', (operation, body, message) => {
    expect(refusal(() => opened().dynamodb.call(operation, body)).message).toMatch(message);
  });

  test.each([
    ['a = = b', 4],
    ['a = b AND', 9],
    ['attribute_exists(a) AND status = b', 24],
    ['((a = b))', 0],
    ['a = b !', 6],
  ])('the condition %s is refused at character %i', (ConditionExpression, position) => {
    const refused = refusal(() => opened().dynamodb.call('PutItem', { ...put('1'), ConditionExpression }));
    expect(refused).toBeInstanceOf(ExpressionError);
    expect(refused).toMatchObject({ position });
  });

  test('the table of an earlier version is not taken for an empty one', () => {
    const own = tableInDirectory();
    tidy.push(own.remove);
    const directory = join(own.file, '..');
    expect(() => refuseFormerTable(directory)).not.toThrow();
    copyFileSync(own.file, join(directory, 'table.sqlite'));
    expect(() => refuseFormerTable(directory)).toThrow(/table of an earlier version/);
    expect(existsSync(join(directory, 'table.sqlite'))).toBe(true);
  });
});

describe('A table that is there', () => {
  const model = { name: 'items', arn: '', streamArn: '', keys: [], indexKeys: {}, creation };

  test('gets the indexes that the template has since got, and keeps what it holds', async () => {
    const own = tableInDirectory();
    tidy.push(own.remove);
    const { database } = own;
    const start = async (given: object) => {
      const tables = [{ ...model, creation: { ...creation, ...given } }];
      const table = new TableHere({ database, tables, now: Date.now, log: () => {} });
      await table.start();
      return table;
    };
    const before = await start({
      GlobalSecondaryIndexes: [],
      AttributeDefinitions: creation.AttributeDefinitions.slice(0, 2),
    });
    await before.call('DynamoDB_20120810.PutItem', put('1', { oPk: S('o') }));
    const after = await start({});
    expect(await after.call('DynamoDB_20120810.Query', inIndex)).toMatchObject({ Count: 1 });
    await expect(start({ KeySchema: creation.KeySchema.slice(0, 1) })).rejects.toThrow(
      /made with other keys/,
    );
  });
});
