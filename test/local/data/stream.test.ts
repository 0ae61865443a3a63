import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { key, opened, put, refusal, S } from './items.ts';

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
