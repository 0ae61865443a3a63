import * as z from 'zod';
import { invalid, notFound } from '../errors.ts';
import type { StoredTable } from '../storage/definition.ts';
import type { Storage } from '../storage/storage.ts';
import { eventIdOf } from '../storage/stream-records.ts';
import { readRequest, tableName } from './request.ts';

/** Each stream has one shard, which never ends. */
const shard = 'shardId-00000000000000000000-00000001';
const mostRecords = 1000;
const prefix = 'arn:aws:dynamodb:local:000000000000:table/';

const listRequest = z.strictObject({ TableName: tableName.optional() });
const describeRequest = z.strictObject({ StreamArn: z.string() });
const iteratorRequest = z.strictObject({
  StreamArn: z.string(),
  ShardId: z.string(),
  ShardIteratorType: z.enum(['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER']),
  SequenceNumber: z.string().optional(),
});
const recordsRequest = z.strictObject({
  ShardIterator: z.string(),
  Limit: z.int().min(1).max(mostRecords).default(mostRecords),
});

export function listStreams(storage: Storage, body: unknown): object {
  const { TableName } = readRequest(listRequest, body);
  return {
    Streams: storage.tables
      .all()
      .filter((it) => it.stream !== undefined && (TableName === undefined || TableName === it.name))
      .map((it) => ({ StreamArn: arnOf(it), TableName: it.name, StreamLabel: String(it.id) })),
  };
}

export function describeStream(storage: Storage, body: unknown): object {
  const { StreamArn } = readRequest(describeRequest, body);
  const table = tableOf(storage, StreamArn);
  return {
    StreamDescription: {
      StreamArn,
      StreamLabel: String(table.id),
      StreamStatus: 'ENABLED',
      StreamViewType: table.stream,
      TableName: table.name,
      Shards: [{ ShardId: shard, SequenceNumberRange: { StartingSequenceNumber: sequenceNumber(1) } }],
    },
  };
}

export function getShardIterator(storage: Storage, body: unknown): object {
  const { StreamArn, ShardId, ShardIteratorType, SequenceNumber } = readRequest(iteratorRequest, body);
  tableOf(storage, StreamArn);
  if (ShardId !== shard) throw notFound(`Requested resource not found: Shard does not exist: ${ShardId}`);
  const after = () => {
    if (ShardIteratorType === 'TRIM_HORIZON') return 0;
    if (ShardIteratorType === 'LATEST') return storage.stream.last();
    if (SequenceNumber === undefined) throw invalid(`SequenceNumber is needed for ${ShardIteratorType}`);
    return Number(SequenceNumber) - (ShardIteratorType === 'AT_SEQUENCE_NUMBER' ? 1 : 0);
  };
  return { ShardIterator: `${StreamArn}|${after()}` };
}

export function getRecords(storage: Storage, body: unknown): object {
  const { ShardIterator, Limit } = readRequest(recordsRequest, body);
  const [arn = '', after = ''] = ShardIterator.split('|');
  const table = tableOf(storage, arn);
  if (after === '' || Number.isNaN(Number(after))) throw invalid('Invalid ShardIterator');
  const records = storage.stream.after(table, Number(after), Limit);
  return {
    Records: records.map(({ sequence, body: { dynamodb, ...rest } }) => ({
      eventID: eventIdOf(table, sequence),
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'local',
      ...rest,
      dynamodb: { ...dynamodb, SequenceNumber: sequenceNumber(sequence) },
    })),
    NextShardIterator: `${arn}|${records.at(-1)?.sequence ?? after}`,
  };
}

function arnOf(table: StoredTable): string {
  return `${prefix}${table.name}/stream/${table.id}`;
}

function tableOf({ tables }: Storage, arn: string): StoredTable {
  const table = tables.all().find((it) => it.stream !== undefined && arnOf(it) === arn);
  if (!table) throw notFound(`Requested resource not found: Stream: ${arn} not found`);
  return table;
}

// Numbers of records have at least 21 digits.
function sequenceNumber(sequence: number): string {
  return String(sequence).padStart(21, '0');
}
