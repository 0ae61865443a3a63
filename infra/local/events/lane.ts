import { createHash } from 'node:crypto';
import type { StreamMappingModel } from '../template/models.ts';

/** A record of a stream, as far as a lane needs to know it. */
export interface LaneRecord {
  readonly dynamodb: { readonly SequenceNumber: string; readonly Keys?: unknown };
}

/** What a lane works with. */
export interface LaneWork<Record> {
  /** Hands a batch to the function. @returns how many of its records, from its beginning, are done */
  readonly deliver: (batch: readonly Record[]) => Promise<number | 'turned away'>;
  /** What a batch meets on its way. */
  readonly fault: () => { readonly fault: 'late' | 'twice'; readonly at: number } | undefined;
  readonly finish: (batch: readonly Record[]) => Promise<void>;
  /** All tries of a batch are used up. */
  readonly giveUp: (batch: readonly Record[]) => Promise<void>;
}

const longestBackoffMs = 60_000;

/**
 * Which lane a record goes to: it follows from its item's keys, so that the changes of one item stay in order, and
 * nothing else does (Lambda Developer Guide, "Polling and batching streams").
 */
export function laneOf(it: LaneRecord, lanes: number): number {
  const digest = createHash('sha256')
    .update(JSON.stringify(it.dynamodb.Keys ?? null))
    .digest();
  return digest.readUInt32BE() % lanes;
}

/** Batches of one shard that are under way at the same time are those of different lanes; within one, in order. */
export class Lane {
  readonly #model: StreamMappingModel;
  #attempts = 0;
  /** How many records the next batch may have: fewer after a failure, where the mapping bisects. */
  #size: number;

  constructor(model: StreamMappingModel) {
    this.#model = model;
    this.#size = model.batchSize;
  }

  /** @returns undefined where all is done, else after how many milliseconds to try the rest */
  async process<Record>(records: readonly Record[], work: LaneWork<Record>): Promise<number | undefined> {
    let rest = records;
    while (rest.length > 0) {
      const batch = rest.slice(0, this.#size);
      const drawn = work.fault();
      if (drawn?.fault === 'late') return drawn.at * longestBackoffMs;
      const done = await work.deliver(batch);
      // That is no try: the batch comes again as it is.
      if (done === 'turned away') return this.#backoff;
      if (drawn?.fault === 'twice') await work.deliver(batch);
      if (this.#bisects(done, batch.length)) continue;
      if (done === 0 && this.#attempts >= (this.#model.retries ?? Number.POSITIVE_INFINITY)) {
        await work.giveUp(batch);
        await this.#finished(batch, work);
        rest = rest.slice(batch.length);
        continue;
      }
      if (done === batch.length) await this.#finished(batch, work);
      else {
        this.#attempts = done > 0 ? 1 : this.#attempts + 1;
        await work.finish(batch.slice(0, done));
      }
      rest = rest.slice(done);
      if (done < batch.length) return this.#backoff;
    }
    return undefined;
  }

  get #backoff(): number {
    return Math.min(1000 * 2 ** Math.max(0, this.#attempts - 1), longestBackoffMs);
  }

  #bisects(done: number, length: number): boolean {
    if (done > 0 || !this.#model.bisect || length < 2) return false;
    this.#size = Math.ceil(length / 2);
    return true;
  }

  async #finished<Record>(batch: readonly Record[], work: LaneWork<Record>): Promise<void> {
    this.#attempts = 0;
    this.#size = this.#model.batchSize;
    await work.finish(batch);
  }
}
