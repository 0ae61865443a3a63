import { errorFields, log } from './log.ts';
import { type OutboxItem, outboxItemSchema } from './outbox.ts';
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
  for (const raw of await query(`OUTBOX#${channel}`)) {
    const item = outboxItemSchema.parse(raw);
    if (item.at > before) break;
    try {
      await deliver(item);
      log.warn('the sweep delivered what the stream had lost', { type: item.type });
    } catch (error) {
      log.error('the sweep could not deliver an item', { type: item.type, ...errorFields(error) });
    }
  }
}
