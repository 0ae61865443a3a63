import { describe, expect, test } from 'vitest';
import { Lane, type LaneRecord, laneOf } from '../../../infra/local/events/lane.ts';
import type { StreamMappingModel } from '../../../infra/local/template/models.ts';

const model: StreamMappingModel = {
  id: 'Stream',
  functionArn: 'function',
  streamArn: 'stream',
  patterns: [],
  batchSize: 4,
  parallel: 4,
  retries: 2,
  bisect: true,
  reportsFailures: true,
  deadLetterArn: undefined,
};

const record = (number: number, item = number): LaneRecord => ({
  dynamodb: { SequenceNumber: String(number), Keys: { pk: { S: 'P' }, sk: { S: String(item) } } },
});

/** A lane with a function that fails at some records, and what came of it. */
function played(fails: readonly string[]) {
  const lane = new Lane(model);
  const done: string[] = [];
  const given: string[] = [];
  const numbers = (batch: readonly LaneRecord[]) => batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
  const play = (records: readonly LaneRecord[]) =>
    lane.process(records, {
      deliver: async (batch) => {
        const place = numbers(batch).findIndex((it) => fails.includes(it));
        return place < 0 ? batch.length : place;
      },
      fault: () => undefined,
      finish: async (batch) => void done.push(...numbers(batch)),
      giveUp: async (batch) => void given.push(...numbers(batch)),
    });
  return { play, done, given };
}

describe('batches of a shard side by side', () => {
  test('the changes of one item go to one lane, those of many items to all lanes', () => {
    expect(laneOf(record(1, 7), 4)).toBe(laneOf(record(2, 7), 4));
    const lanes = new Set(Array.from({ length: 100 }, (_, item) => laneOf(record(item), 4)));
    expect(lanes).toEqual(new Set([0, 1, 2, 3]));
  });

  test('within a lane what is before a failure is done, and the rest waits for a further try', async () => {
    const { play, done } = played(['3']);
    expect(await play([1, 2, 3, 4].map((it) => record(it)))).toBe(1000);
    expect(done).toEqual(['1', '2']);
  });

  test('what fails at every try is given up, and holds up what is behind it no longer', async () => {
    const { play, done, given } = played(['1']);
    let rest = [1, 2, 3].map((it) => record(it));
    for (let wait: number | undefined = 0; wait !== undefined; ) {
      wait = await play(rest);
      rest = rest.filter(({ dynamodb }) => !done.includes(dynamodb.SequenceNumber));
    }
    expect(given).toEqual(['1']);
    expect(done).toEqual(['1', '2', '3']);
  });
});
