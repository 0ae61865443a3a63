import * as z from 'zod';
import { storedWhenRoom } from '../data/disk.ts';
import type { Store } from '../data/store.ts';
import type { Table } from '../data/table.ts';
import type { LocalFaults } from '../faults/local-faults.ts';
import type { Functions } from '../lambda/functions.ts';
import type { StreamMappingModel } from '../template/models.ts';
import type { LocalClock } from '../time/clock.ts';
import type { Work } from '../time/idle.ts';
import { checkPattern, fitsPattern } from './event-pattern.ts';
import { Lane, laneOf } from './lane.ts';

/** What a mapping is made of: a template's mapping, and what of the host it works with. */
export interface StreamMappingOptions {
  readonly model: StreamMappingModel;
  readonly tableName: string;
  readonly region: string;
  readonly table: Pick<Table, 'call'>;
  readonly store: Store;
  readonly clock: LocalClock;
  readonly work: Work;
  readonly functions: Functions;
  /** Holds the function's role against what reading a stream needs. */
  readonly mayRead: () => { allowed: boolean; reason: string };
  /** What a batch meets. */
  readonly faults?: Pick<LocalFaults, 'batch'> | undefined;
  /** Resolves when a batch may be handed on: those who wait for an answer come first. */
  readonly pause: () => Promise<void>;
  readonly log: (line: string) => void;
  readonly timersChanged: () => void;
}

const streams = z.object({ Streams: z.array(z.object({ StreamArn: z.string() })).default([]) });
const description = z.object({
  StreamDescription: z.object({ Shards: z.array(z.object({ ShardId: z.string() })).default([]) }),
});
const iterator = z.object({ ShardIterator: z.string() });
const record = z.looseObject({
  eventName: z.string(),
  dynamodb: z.looseObject({ SequenceNumber: z.string(), Keys: z.unknown() }),
});
type StreamRecord = z.infer<typeof record>;
const records = z.object({ Records: z.array(record).default([]), NextShardIterator: z.string().nullish() });
const batchAnswer = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish(),
});

const pageSize = 1000;
/** Iterators expire after a quarter of an hour (GetShardIterator); milliseconds. */
const placesLastMs = 600_000;
const api = 'DynamoDBStreams_20120810';

/**
 * An event source mapping: brings the records of a table's stream to a function, in order, in batches, each until
 * it has succeeded or its retries are used up. The position in the stream moves only after that.
 */
export class StreamMapping {
  readonly #options: StreamMappingOptions;
  #reading = false;
  #again = false;
  readonly #lanes: readonly Lane[];
  /** Records behind the position that are done already, by their sequence numbers. */
  readonly #done = new Set<string>();
  /** Iterators from which to read on, by shard. */
  readonly #places = new Map<string, string>();
  #placesSince = 0;
  readonly #ended = new Set<string>();

  constructor(options: StreamMappingOptions) {
    this.#options = options;
    this.#lanes = Array.from({ length: options.model.parallel }, () => new Lane(options.model));
    for (const pattern of options.model.patterns) checkPattern(pattern);
  }

  /** Says that there may be new records. What it leads to counts as work from this moment on. */
  poke(): void {
    this.#again = true;
    if (this.#reading || this.#waits()) return;
    this.#reading = true;
    void this.#options.work.run(async () => {
      try {
        while (this.#again && !this.#waits()) {
          this.#again = false;
          await this.#read();
        }
      } catch (error) {
        this.#again = false;
        this.#places.clear();
        this.#options.log(`Stream for ${this.#options.model.functionArn}: ${String(error)}`);
        await storedWhenRoom(() => this.#wait(1000), this.#options.log);
      } finally {
        this.#reading = false;
      }
    });
  }

  get id(): string {
    return this.#options.model.id;
  }

  /** The timer of a further try has fallen due. */
  async retry(): Promise<void> {
    await storedWhenRoom(() => this.#options.store.removeTimer(this.#timerKey), this.#options.log);
    this.poke();
  }

  get #timerKey(): string {
    return `stream:${this.#options.model.id}`;
  }

  #waits(): boolean {
    return this.#options.store.timer(this.#timerKey) !== undefined;
  }

  async #read(): Promise<void> {
    if (this.#places.size === 0 || performance.now() - this.#placesSince > placesLastMs)
      await this.#findPlaces();
    for (const [shard, place] of this.#places) {
      let next: string | undefined = place;
      while (next !== undefined) {
        const page = records.parse(await this.#call('GetRecords', { ShardIterator: next, Limit: pageSize }));
        if (page.Records.length > 0 && !(await this.#process(shard, page.Records))) {
          this.#places.clear();
          return;
        }
        next = page.NextShardIterator ?? undefined;
        if (next !== undefined) this.#places.set(shard, next);
        if (page.Records.length < pageSize) break;
      }
      if (next === undefined) {
        // The shard has ended, and has successors: they are looked for at once.
        this.#ended.add(shard);
        this.#places.delete(shard);
        this.#again = true;
      }
    }
  }

  // Where to read on in each shard: after what is done.
  async #findPlaces(): Promise<void> {
    this.#places.clear();
    this.#placesSince = performance.now();
    const found = streams
      .parse(await this.#call('ListStreams', { TableName: this.#options.tableName }))
      .Streams.at(-1);
    if (!found) return;
    const { StreamDescription } = description.parse(
      await this.#call('DescribeStream', { StreamArn: found.StreamArn }),
    );
    for (const { ShardId } of StreamDescription.Shards) {
      if (this.#ended.has(ShardId)) continue;
      const after = this.#options.store.position(this.#positionOf(ShardId));
      const start =
        after === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
      const request = { StreamArn: found.StreamArn, ShardId, ...start };
      this.#places.set(ShardId, iterator.parse(await this.#call('GetShardIterator', request)).ShardIterator);
    }
  }

  /** @returns false where the rest has to wait for a further try */
  async #process(shard: string, page: readonly StreamRecord[]): Promise<boolean> {
    const { model, faults, log } = this.#options;
    const fits = (it: StreamRecord): boolean =>
      model.patterns.length === 0 || model.patterns.some((one) => fitsPattern(one, it));
    for (const it of page) if (!fits(it)) this.#done.add(it.dynamodb.SequenceNumber);
    const open = page.filter((it) => !this.#done.has(it.dynamodb.SequenceNumber));
    const waits = await Promise.all(
      this.#lanes.map((lane, number) =>
        lane.process(
          open.filter((it) => laneOf(it, this.#lanes.length) === number),
          {
            deliver: (batch) => this.#deliver(batch),
            fault: () => faults?.batch(),
            finish: (batch) => this.#finish(shard, page, batch),
            giveUp: (batch) => storedWhenRoom(() => this.#giveUp(batch), log),
          },
        ),
      ),
    );
    const longest = Math.max(...waits.map((wait) => wait ?? -1));
    await storedWhenRoom(() => (longest < 0 ? this.#move(shard, page.at(-1)) : this.#wait(longest)), log);
    if (longest < 0) this.#done.clear();
    return longest < 0;
  }

  /** Notes that records are done, and moves the position over all that is done from the beginning of the page. */
  async #finish(shard: string, page: readonly StreamRecord[], batch: readonly StreamRecord[]): Promise<void> {
    for (const it of batch) this.#done.add(it.dynamodb.SequenceNumber);
    const first = page.findIndex((it) => !this.#done.has(it.dynamodb.SequenceNumber));
    if (first > 0) await storedWhenRoom(() => this.#move(shard, page[first - 1]), this.#options.log);
  }

  /** @returns how many of the batch's records, from its beginning, are done */
  async #deliver(batch: readonly StreamRecord[]): Promise<number | 'turned away'> {
    const { model, functions, mayRead, pause, log } = this.#options;
    const target = functions.find(model.functionArn);
    const verdict = mayRead();
    if (!target || !verdict.allowed) {
      log(`Stream for ${model.functionArn}: ${target ? verdict.reason : 'there is no such function'}`);
      return 0;
    }
    await pause();
    const outcome = await functions.invokeFor(
      'event',
      target,
      JSON.stringify({ Records: batch.map((it) => this.#asSent(it)) }),
    );
    if (!outcome.ok && outcome.error.errorType === 'TooManyRequestsException') return 'turned away';
    if (!outcome.ok) {
      log(`Stream for ${target.name}: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
      return 0;
    }
    if (!model.reportsFailures) return batch.length;
    const answer = batchAnswer.safeParse(JSON.parse(outcome.payload));
    const failures = answer.success ? (answer.data.batchItemFailures ?? []) : [];
    if (failures.length === 0) return batch.length;
    log(`Stream for ${target.name}: ${failures.length} of ${batch.length} records failed`);
    const places = failures.map((it) =>
      batch.findIndex((one) => one.dynamodb.SequenceNumber === it.itemIdentifier),
    );
    return Math.max(0, Math.min(...places));
  }

  #asSent(it: StreamRecord): object {
    return {
      ...it,
      awsRegion: this.#options.region,
      eventSourceARN: this.#options.model.streamArn,
      dynamodb: { ...it.dynamodb, ApproximateCreationDateTime: Math.floor(this.#options.clock.now() / 1000) },
    };
  }

  #move(shard: string, last: StreamRecord | undefined): void {
    if (!last) return;
    const { store, clock } = this.#options;
    store.transaction(() => {
      clock.keep();
      store.setPosition(this.#positionOf(shard), last.dynamodb.SequenceNumber);
    });
  }

  #giveUp(batch: readonly StreamRecord[]): void {
    const { store, clock, model } = this.#options;
    store.transaction(() => {
      clock.keep();
      store.addDeadLetter(clock.iso(), model.id, 'all retries failed', JSON.stringify(batch));
    });
  }

  /** @param forMs how long, in milliseconds */
  #wait(forMs: number): void {
    const { store, clock, timersChanged } = this.#options;
    this.#again = true;
    store.setTimer(this.#timerKey, clock.now() + Math.ceil(forMs), 'stream', this.#options.model.id);
    timersChanged();
  }

  #positionOf(shard: string): string {
    return `${this.#options.model.id} ${shard}`;
  }

  #call(operation: string, body: object): Promise<unknown> {
    return this.#options.table.call(`${api}.${operation}`, body);
  }
}
