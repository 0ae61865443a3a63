import { errorFields, log } from './log.ts';
import { type OutboxItem, outboxItemSchema, outboxShards } from './outbox.ts';
import { query } from './table.ts';

/** What is younger is left to the stream. */
const graceMilliseconds = 5 * 60_000;

/** Delivers the outbox items of one channel that the stream has not delivered in five minutes. */
export async function sweep(
  channel: OutboxItem['channel'],
  now: string,
  deliver: (item: OutboxItem) => Promise<void>,
): Promise<void> {
  const before = new Date(Date.parse(now) - graceMilliseconds).toISOString();
  for (let shard = 0; shard < outboxShards; shard++) {
    for (const raw of await query(`OUTBOX#${shard}`)) {
      const item = outboxItemSchema.parse(raw);
      if (item.channel !== channel || item.at > before) continue;
      try {
        await deliver(item);
        log.warn('the sweep delivered what the stream had lost', { type: item.type });
      } catch (error) {
        log.error('the sweep could not deliver an item', { type: item.type, ...errorFields(error) });
      }
    }
  }
}
