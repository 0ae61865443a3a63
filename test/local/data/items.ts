import { afterEach } from 'vitest';
import * as z from 'zod';
import { DynamoError } from '../../../infra/local/data/dynamodb/errors.ts';
import { tableInDirectory } from './support.ts';

/** A small table of items with a lagging index and a stream, and calls of it, for the tests of the table in the program. */

export const S = (text: string) => ({ S: text });
export const key = (sk: string) => ({ pk: S('p'), sk: S(sk) });
export const creation = {
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

/** What ends after the test what it opened. */
export const tidy: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of tidy.splice(0).reverse()) await step();
});

/** A table of its own for a test. */
export function opened(options: Parameters<typeof tableInDirectory>[0] = {}) {
  const own = tableInDirectory(options);
  tidy.push(own.remove);
  own.dynamodb.call('CreateTable', creation);
  return own;
}

export const put = (sk: string, more: object = {}) => ({ TableName: 'items', Item: { ...key(sk), ...more } });
export const found = z.looseObject({ Items: z.array(z.record(z.string(), z.unknown())) });
export const inIndex = {
  TableName: 'items',
  IndexName: 'overview',
  KeyConditionExpression: 'oPk = :o',
  ExpressionAttributeValues: { ':o': S('o') },
};

export function refusal(work: () => unknown): DynamoError {
  try {
    work();
  } catch (error) {
    if (error instanceof DynamoError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
