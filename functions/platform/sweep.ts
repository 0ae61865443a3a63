import { randomBytes } from 'node:crypto';
import { log } from './observe/log.ts';
import { observed } from './observe/observed.ts';
import { now } from './store/clock.ts';
import { keys } from './store/keys.ts';
import { readOutboxItem } from './store/outbox.ts';
import { ConflictError } from './store/port.ts';
import { query, transact } from './store/table.ts';

/** What is younger is left to the stream. */
const graceMilliseconds = 5 * 60_000;

/**
 * Once an hour: what the stream has not delivered in five minutes is put into the outbox anew, so that the stream
 * brings it again. Delivering twice does no harm; what was delivered in between is left out.
 */
export const handler = observed(async (): Promise<void> => {
  const at = now();
  const before = new Date(Date.parse(at) - graceMilliseconds).toISOString();
  for (const raw of await query('OUTBOX')) {
    const item = readOutboxItem(raw);
    if (item.at > before) return;
    const again = { ...item, ...keys.outbox(`${at}#${randomBytes(9).toString('base64url')}`), at };
    try {
      await transact([{ remove: { pk: item.pk, sk: item.sk }, equals: { at: item.at } }, { create: again }]);
      log.warn('the sweep found what the stream had lost', { outboxItem: item.type });
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
});
