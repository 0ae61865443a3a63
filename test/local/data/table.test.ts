import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Database } from '../../../infra/local/data/database.ts';
import { TableHere } from '../../../infra/local/data/table-here.ts';
import { creation, found, inIndex, key, opened, put, refusal, S, tidy } from './items.ts';
import { tableInDirectory } from './support.ts';

describe('What is written', () => {
  test('is carried out at once, and brought to the disk by one flush for many', async () => {
    const own = tableInDirectory();
    tidy.push(own.remove);
    const { database } = own;
    const table = new TableHere({ database, tables: [], now: Date.now, log: () => {} });
    await table.answer('DynamoDB_20120810.CreateTable', creation);
    const before = database.written;
    const writes = Array.from({ length: 50 }, (_, at) =>
      table.answer('DynamoDB_20120810.PutItem', put(String(at))),
    );
    // They are carried out; the disk is asked for when an answer leaves the program.
    expect(database.written.commits - before.commits).toBe(50);
    expect(database.written.flushes).toBe(before.flushes);
    const answers = await Promise.all(writes);
    expect(answers.map((it) => it.status)).toEqual(Array.from({ length: 50 }, () => 200));
    expect(database.written.flushes).toBe(before.flushes);
    await Promise.all(answers.map(() => database.durable()));
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
