import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ExpressionError } from '../../../infra/local/data/dynamodb/expression/tokens.ts';
import type { Fault } from '../../../infra/local/data/dynamodb/faults.ts';
import { refuseFormerTable } from '../../../infra/local/data/table.ts';
import { TableHere } from '../../../infra/local/data/table-here.ts';
import { creation, found, inIndex, key, opened, put, refusal, S, tidy } from './items.ts';
import { tableInDirectory } from './support.ts';

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
