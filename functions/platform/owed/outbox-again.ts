import * as z from 'zod';
import { byNeed } from '../../domain/mail.ts';
import { keys } from '../store/keys.ts';
import { enqueueAgain, type OutboxItem, readOutboxItem } from '../store/outbox.ts';
import { ConflictError, type RawItem } from '../store/port.ts';
import { get, query, transact } from '../store/table.ts';

/** All that the outbox holds, as it is stored. */
export function wholeOutbox(): Promise<RawItem[]> {
  return query('OUTBOX');
}

/** Items whose shape is known, and the rest. */
export function readable(items: readonly RawItem[]): {
  readonly known: readonly OutboxItem[];
  readonly unknown: readonly RawItem[];
} {
  const known: OutboxItem[] = [];
  const unknown: RawItem[] = [];
  for (const item of items) {
    try {
      known.push(readOutboxItem(item));
    } catch {
      unknown.push(item);
    }
  }
  return { known, unknown };
}

/** How much an item is needed: what wakes an execution like a mail that somebody waits for. */
function rankOf(item: OutboxItem) {
  const need = item.type === 'mail' ? (item.need ?? 'timely') : 'awaited';
  return { need, at: item.at } as const;
}

/** What is needed most comes first; of equal need what has waited longest. */
export function inOrderOfNeed(items: readonly OutboxItem[]): OutboxItem[] {
  return [...items].sort((a, b) => byNeed(rankOf(a), rankOf(b)));
}

const positionSchema = z.object({ seenAt: z.string(), reached: z.string() });

/** Later than this a stream counts as late: it still has before it what is younger than the items that it brings. */
const lateMilliseconds = 60_000;

/** What was said of a late stream is believed for so long. */
const believedMilliseconds = 3_600_000;

/**
 * Notes how far the stream has come, where it is late.
 * @param oldest when the oldest item was written that it brings now
 */
export async function noteReached(channel: 'workflow' | 'mail', oldest: string, at: string): Promise<void> {
  if (Date.parse(at) - Date.parse(oldest) < lateMilliseconds) return;
  await transact([
    { put: { ...keys.outboxReached(channel), kind: 'outbox-reached', seenAt: at, reached: oldest } },
  ]);
}

/** How far a late stream has come: what is younger it still has before it. Undefined where it is not late. */
export async function reachedBy(channel: 'workflow' | 'mail', at: string): Promise<string | undefined> {
  const found = await get(keys.outboxReached(channel));
  if (found === undefined) return undefined;
  const { seenAt, reached } = positionSchema.parse(found);
  return Date.parse(at) - Date.parse(seenAt) < believedMilliseconds ? reached : undefined;
}

/** Puts an item into the outbox anew, unless it was delivered meanwhile. @returns whether it did */
export async function handOutAgain(item: OutboxItem, at: string): Promise<boolean> {
  try {
    await transact(enqueueAgain(item, at));
    return true;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return false;
  }
}

/** The mails that the outbox holds. */
export async function mailsWaiting(): Promise<OutboxItem[]> {
  return readable(await wholeOutbox()).known.filter(({ type }) => type === 'mail');
}

/** So many mails are handed out at once after a pause; the sweep hands out the others. */
const most = 2_000;

/**
 * Hands out the mails that waited while sending paused, what is needed most first.
 * @param besides items that are dealt with already, by their sort keys
 */
export async function handOutMails(at: string, besides: ReadonlySet<string>): Promise<void> {
  const mails = inOrderOfNeed((await mailsWaiting()).filter(({ sk }) => !besides.has(sk)));
  for (const item of mails.slice(0, most)) await handOutAgain(item, at);
}
