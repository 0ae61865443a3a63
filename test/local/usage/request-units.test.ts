import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestUnits } from '../../../infra/local/usage/request-units.ts';

/** An item of so many bytes, its names counted. */
const item = (bytes: number) => marshall({ pk: 'x'.repeat(bytes - 2) });
const found = (...items: Record<string, unknown>[]) => JSON.stringify({ Items: items });

describe('what a call of the table takes', () => {
  it('is a unit for each kilobyte begun that is put, twice in a transaction', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 3, max: 9000 }), { minLength: 1, maxLength: 5 }), (sizes) => {
        const blocks = sizes.reduce((sum, size) => sum + Math.ceil(size / 1024), 0);
        const puts = { TransactItems: sizes.map((size) => ({ Put: { TableName: 'T', Item: item(size) } })) };
        expect(requestUnits('TransactWriteItems', puts, '{}')).toBe(2 * blocks);
        const batch = { RequestItems: { T: sizes.map((size) => ({ PutRequest: { Item: item(size) } })) } };
        expect(requestUnits('BatchWriteItem', batch, '{}')).toBe(blocks);
      }),
    );
  });

  it('is at least one for what a transaction changes, removes or only looks at', () => {
    const mixed = { TransactItems: [{ Update: {} }, { Delete: {} }, { ConditionCheck: {} }] };
    expect(requestUnits('TransactWriteItems', mixed, '{}')).toBe(6);
  });

  it('is a unit for each four kilobytes begun that are read, and half of it where the read may be late', () => {
    const answer = found(item(3000), item(3000));
    expect(requestUnits('Query', { ConsistentRead: true }, answer)).toBe(2);
    expect(requestUnits('Query', {}, answer)).toBe(1);
    expect(requestUnits('Query', {}, found())).toBe(0.5);
    expect(requestUnits('GetItem', { ConsistentRead: true }, JSON.stringify({ Item: item(100) }))).toBe(1);
    expect(requestUnits('GetItem', { ConsistentRead: true }, '{}')).toBe(1);
  });

  it.each(['UpdateItem', 'Scan', 'CreateTable'])(
    'is not told of %s, which is charged as is usual',
    (operation) => {
      expect(requestUnits(operation, {}, '{}')).toBeUndefined();
    },
  );

  it('is not told of what nobody understands', () => {
    expect(requestUnits('TransactWriteItems', 'no request', '{}')).toBeUndefined();
    expect(requestUnits('Query', {}, 'no answer')).toBeUndefined();
  });
});
