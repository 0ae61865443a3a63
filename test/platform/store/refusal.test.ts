import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it } from 'vitest';
import { DynamodbTable } from '../../../functions/platform/store/dynamodb-table.ts';
import {
  ConflictError,
  ImpossibleWriteError,
  TableBusyError,
  type Write,
} from '../../../functions/platform/store/port.ts';
import { untilAgreed } from '../../../functions/platform/store/records.ts';
import { refusalOf } from '../../../functions/platform/store/refusal.ts';

const $metadata = {};
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    $metadata,
    message: 'Transaction cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const client = mockClient(DynamoDBClient);
const table = new DynamodbTable(new DynamoDBClient({ region: 'eu-central-1' }), () => 'records');
const key = { pk: 'A', sk: 'A' };
const writes: Write[] = [{ create: { ...key, kind: 'seat' } }];
afterEach(() => client.reset());

describe('why a transaction was cancelled', () => {
  it.each([
    [['ConditionalCheckFailed', 'None'], 'condition'],
    [['None', 'TransactionConflict'], 'busy'],
    [['ThrottlingError'], 'busy'],
    [['ProvisionedThroughputExceeded'], 'busy'],
    [['ValidationError', 'None'], 'impossible'],
    [['ItemCollectionSizeLimitExceeded'], 'impossible'],
    // Waiting helps against neither a condition that does not hold nor an item that is too large.
    [['TransactionConflict', 'ConditionalCheckFailed'], 'condition'],
    [['ThrottlingError', 'ConditionalCheckFailed', 'ValidationError'], 'impossible'],
  ])('%j: %s', (codes, refusal) => {
    expect(refusalOf(cancelled(...codes))).toEqual({ refusal, reason: codes.join(', ') });
  });

  it('is read from the message where there is no list', () => {
    const error = new TransactionCanceledException({
      $metadata,
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]',
    });
    expect(refusalOf(error)?.refusal).toBe('condition');
  });

  it('is nothing that other errors tell', () => {
    expect(refusalOf(new Error('reset'))).toBeUndefined();
    expect(refusalOf('reset')).toBeUndefined();
  });
});

describe('the table in DynamoDB', () => {
  it('tries again while another write is in the way, and nobody hears of it', async () => {
    client
      .on(TransactWriteItemsCommand)
      .rejectsOnce(cancelled('TransactionConflict'))
      .rejectsOnce(cancelled('ThrottlingError'))
      .resolves({});
    await table.transact(writes);
    expect(client.commandCalls(TransactWriteItemsCommand)).toHaveLength(3);
  });

  it('says that it is busy where that does not end, and never that a condition failed', async () => {
    client.on(TransactWriteItemsCommand).rejects(cancelled('ThrottlingError'));
    await expect(table.transact(writes)).rejects.toThrow(TableBusyError);
    client.on(UpdateItemCommand).rejects(new TransactionConflictException({ $metadata, message: '' }));
    await expect(table.set(key, { a: 1 }, { a: 0 }, [])).rejects.toThrow(TableBusyError);
    await expect(table.add(key, 'bell', 1, {})).rejects.toThrow(TableBusyError);
  });

  it('asks once where a condition does not hold', async () => {
    client.on(TransactWriteItemsCommand).rejects(cancelled('ConditionalCheckFailed'));
    await expect(table.transact(writes)).rejects.toThrow(ConflictError);
    expect(client.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
    client.on(UpdateItemCommand).rejects(new ConditionalCheckFailedException({ $metadata, message: '' }));
    await expect(table.set(key, { a: 1 }, { a: 0 }, [])).rejects.toThrow(ConflictError);
  });

  it('asks once for what can never be, and not at all for more than a hundred writes', async () => {
    client.on(TransactWriteItemsCommand).rejects(cancelled('ValidationError'));
    await expect(table.transact(writes)).rejects.toThrow(ImpossibleWriteError);
    expect(client.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
    const many = Array.from({ length: 101 }, (_, n): Write => ({ put: { pk: 'A', sk: String(n) } }));
    await expect(table.transact(many)).rejects.toThrow('at most 100 writes, not 101');
    expect(client.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
  });
});

describe('a change that is agreed on', () => {
  it('is tried forty times at most, those counted that the busy table tried by itself', async () => {
    let asked = 0;
    const busy = untilAgreed(async () => {
      asked += 1;
      throw new TableBusyError('the table is busy', 6);
    });
    await expect(busy).rejects.toThrow(TableBusyError);
    expect(asked).toBe(7);
    asked = 0;
    const refused = untilAgreed(async () => {
      asked += 1;
      throw new ConflictError('somebody else wrote');
    });
    await expect(refused).rejects.toThrow(ConflictError);
    expect(asked).toBe(40);
  });
});
