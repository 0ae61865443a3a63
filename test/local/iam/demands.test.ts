import { describe, expect, it } from 'vitest';
import { dynamoDemands } from '../../../infra/local/iam/demands.ts';

const tables = {
  arn: (name: string) => `arn:${name}`,
  partitionKey: (_: string, index?: string) => (index === undefined ? 'pk' : 'oPk'),
};
const item = { pk: { S: 'round#3' }, sk: { S: 'round' } };

describe('the permissions that a DynamoDB request needs', () => {
  it('are those of its parts for a transaction', () => {
    const demands = dynamoDemands(
      'TransactWriteItems',
      {
        TransactItems: [
          { Put: { TableName: 'T', Item: item } },
          { Update: { TableName: 'T', Key: { pk: { S: 'case#1' }, sk: { S: 'x' } } } },
          { ConditionCheck: { TableName: 'T', Key: item } },
        ],
      },
      tables,
    );
    expect(demands).toEqual([
      { action: 'dynamodb:PutItem', resource: 'arn:T', leadingKeys: ['round#3'] },
      { action: 'dynamodb:UpdateItem', resource: 'arn:T', leadingKeys: ['case#1'] },
      { action: 'dynamodb:ConditionCheckItem', resource: 'arn:T', leadingKeys: ['round#3'] },
    ]);
  });

  it('name the index that is queried, and the partition key however it is spelled', () => {
    const demands = dynamoDemands(
      'Query',
      {
        TableName: 'T',
        IndexName: 'overview',
        KeyConditionExpression: 'begins_with(oSk, :s) AND #p = :p',
        ExpressionAttributeNames: { '#p': 'oPk' },
        ExpressionAttributeValues: { ':p': { S: 'round#3' }, ':s': { S: 'a' } },
      },
      tables,
    );
    expect(demands).toEqual([
      { action: 'dynamodb:Query', resource: 'arn:T/index/overview', leadingKeys: ['round#3'] },
    ]);
  });

  it.each([':p = pk', '(pk = :p)', 'sk BETWEEN :a AND :b AND pk = :p', 'pk=:p AND sk > :a'])(
    'read the key condition %s as the table does',
    (KeyConditionExpression) => {
      const ExpressionAttributeValues = { ':p': { S: 'round#3' }, ':a': { S: 'a' }, ':b': { S: 'b' } };
      const request = { TableName: 'T', KeyConditionExpression, ExpressionAttributeValues };
      expect(dynamoDemands('Query', request, tables)).toEqual([
        { action: 'dynamodb:Query', resource: 'arn:T', leadingKeys: ['round#3'] },
      ]);
    },
  );

  it('cover every key of a batch', () => {
    expect(
      dynamoDemands('BatchGetItem', { RequestItems: { T: { Keys: [item, { pk: { S: 'b' } }] } } }, tables),
    ).toEqual([{ action: 'dynamodb:BatchGetItem', resource: 'arn:T', leadingKeys: ['round#3', 'b'] }]);
    expect(
      dynamoDemands('BatchWriteItem', { RequestItems: { T: [{ PutRequest: { Item: item } }] } }, tables),
    ).toEqual([{ action: 'dynamodb:BatchWriteItem', resource: 'arn:T', leadingKeys: ['round#3'] }]);
  });
});
