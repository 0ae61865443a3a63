import { errorFields, log } from './observe/log.ts';
import { observed } from './observe/observed.ts';
import { keepPaused, mailPause } from './owed/mail-pause.ts';
import { handOutAgain, inOrderOfNeed, reachedBy, readable, wholeOutbox } from './owed/outbox-again.ts';
import { countTry } from './owed/set-aside.ts';
import { now } from './store/clock.ts';
import type { OutboxItem } from './store/outbox.ts';
import type { RawItem } from './store/port.ts';

/** What is younger is left to the stream. */
const graceMilliseconds = 5 * 60_000;

/** A sweep hands out so many items at most, and takes so long at most (its function may take a minute). */
const most = 2_000;
const longestMilliseconds = 40_000;

/**
 * Which mails go out while sending pauses: none, and one when it is time to try whether the mail service takes mails
 * again. The count that the office reads is brought up to date.
 * @param waiting how many mails the outbox holds
 * @param lost those that the stream will not bring, what is needed most first
 */
async function duringPause(waiting: number, lost: readonly OutboxItem[], at: string) {
  if (waiting === 0) return [];
  const pause = await mailPause();
  if (pause === undefined) return lost;
  if (pause.count !== waiting) await keepPaused({ ...pause, count: waiting });
  return at >= pause.probeAt ? lost.slice(0, 1) : [];
}

/** An item that cannot be read holds up nobody: it is tried some times, then set aside for whoever runs the system. */
async function countUnknown(items: readonly RawItem[], at: string): Promise<void> {
  for (const item of items) {
    try {
      await countTry(item, at);
    } catch (error) {
      log.error('an outbox item could not be set aside', errorFields(error));
    }
  }
}

/**
 * Once an hour: what the stream has not delivered in five minutes, and does not have before it any more, is put into
 * the outbox anew, so that the stream brings it again; what is needed most first. Delivering twice does no harm; what
 * was delivered in between is left out. One that fails does not hold up those behind it.
 */
export const handler = observed(async (): Promise<void> => {
  const began = performance.now();
  const at = now();
  const grace = new Date(Date.parse(at) - graceMilliseconds).toISOString();
  const items = await wholeOutbox();
  const { known, unknown } = readable(items);
  const reached = known.length === 0 ? undefined : await reachedBy('mail', at);
  const isLost = (item: OutboxItem): boolean =>
    item.at <= grace && (item.type !== 'mail' || reached === undefined || item.at < reached);
  const lost = inOrderOfNeed(known.filter(isLost));
  const isMail = ({ type }: OutboxItem): boolean => type === 'mail';
  const mails = await duringPause(known.filter(isMail).length, lost.filter(isMail), at);
  const due = inOrderOfNeed([...lost.filter((item) => !isMail(item)), ...mails]);
  for (const item of due.slice(0, most)) {
    if (performance.now() - began > longestMilliseconds) break;
    try {
      if (await handOutAgain(item, at))
        log.warn('the sweep found what the stream had lost', { outboxItem: item.type });
    } catch (error) {
      log.error('an outbox item could not be handed out again', errorFields(error));
    }
  }
  await countUnknown(unknown, at);
});
