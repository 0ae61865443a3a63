import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isDiskFull, storedWhenRoom, unlessDiskFull } from '../../../infra/local/data/disk.ts';
import { Store } from '../../../infra/local/data/store.ts';
import { TableHere } from '../../../infra/local/data/table-here.ts';
import { key, opened, put, S } from './items.ts';

const full = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
const large = (sk: string) => put(sk, { a: S('x'.repeat(100_000)) });

/** A table on a disk that has nearly no room left. */
function nearlyFull() {
  const own = opened();
  const table = new TableHere({ database: own.database, tables: [], now: Date.now, log: () => {} });
  own.database.limitTo(100);
  return { ...own, table };
}

test('on a full disk what was answered is kept, what is new is refused with 503, and with room it goes on', async () => {
  const { table, dynamodb, database } = nearlyFull();
  const answers: number[] = [];
  for (let at = 0; at < 20; at += 1) {
    answers.push((await table.answer('DynamoDB_20120810.PutItem', large(String(at)))).status);
  }
  const kept = answers.filter((status) => status === 200).length;
  expect(kept).toBeGreaterThan(0);
  expect(answers).toEqual([...Array(kept).fill(200), ...Array(20 - kept).fill(503)]);
  const refused = await table.answer('DynamoDB_20120810.PutItem', large('new'));
  expect(JSON.parse(String(refused.body))).toMatchObject({
    __type: 'com.amazon.coral.service#ServiceUnavailable',
  });
  // A transaction is whole or not at all here, too.
  const parts = { TransactItems: [{ Put: put('small') }, { Put: large('large') }] };
  expect((await table.answer('DynamoDB_20120810.TransactWriteItems', parts)).status).toBe(503);

  const all = () => JSON.parse(JSON.stringify(dynamodb.call('Scan', { TableName: 'items' }))).Items;
  expect(all().map((it: { sk: unknown }) => it.sk)).toEqual(
    Array.from({ length: kept }, (_, at) => S(String(at))).sort((a, b) => (a.S < b.S ? -1 : 1)),
  );
  database.limitTo(100_000);
  expect((await table.answer('DynamoDB_20120810.PutItem', large('new'))).status).toBe(200);
  expect(dynamodb.call('GetItem', { TableName: 'items', Key: key('new') })).toHaveProperty('Item');
});

test('what has happened is stored as soon as there is room', async () => {
  const { database } = nearlyFull();
  const store = new Store(database);
  const said: string[] = [];
  const body = 'x'.repeat(500_000);
  const stored = storedWhenRoom(
    () => store.setTimer('late', 1, 'execution', body),
    (line) => said.push(line),
    5,
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(store.timer('late')).toBeUndefined();
  expect(said).toEqual(['The disk is full. What has happened is stored as soon as there is room.']);
  database.limitTo(100_000);
  await stored;
  expect(store.timer('late')?.body).toBe(body);
});

test('only a full disk is waited for', async () => {
  const fault = new Error('a fault');
  await expect(
    storedWhenRoom(
      () => Promise.reject(fault),
      () => {},
      5,
    ),
  ).rejects.toBe(fault);
  expect(() =>
    unlessDiskFull(() => {
      throw fault;
    }),
  ).toThrow(fault);
  expect(() =>
    unlessDiskFull(() => {
      throw full();
    }),
  ).not.toThrow();
  expect(isDiskFull(full())).toBe(true);
  expect(isDiskFull(join('a', 'ENOSPC'))).toBe(false);
});
