import { setTimeout as pause } from 'node:timers/promises';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { byNeed } from '../domain/mail.ts';
import { errorFields, log } from '../platform/observe/log.ts';
import { observed } from '../platform/observe/observed.ts';
import { handOutMails, mailsWaiting, noteReached } from '../platform/owed/outbox-again.ts';
import { now } from '../platform/store/clock.ts';
import { type OutboxItem, readOutboxItem } from '../platform/store/outbox.ts';
import type { MailItem } from './sending/ledger.ts';
import { type Fate, sendItem, Turn } from './sending/send-entry.ts';

/** So many mails are on their way side by side. */
const sideBySide = 10;

/** How long a report of SES on a mail that may have left is waited for, in milliseconds, from look to look. */
const looks = [1_000, 2_000, 4_000] as const;

/**
 * Sends a mail of which nobody knows whether it left: SES's report of its delivery may settle that. Where none comes it
 * goes once more, marked as possibly doubled.
 */
async function resolve(item: MailItem, turn: Turn): Promise<Fate> {
  for (const wait of looks) {
    await pause(wait);
    // Looks only, as the mail is in hand.
    const fate = await sendItem(item, turn);
    if (fate !== 'unsure') return fate;
  }
  return sendItem(item, turn, true);
}

/**
 * Sends the mail that an outbox item says is owed, and takes the item out of the outbox. One that is sent already is
 * not sent again.
 * @throws Error where the table is out of reach: then it is owed as before
 */
export async function sendOwed(item: OutboxItem): Promise<void> {
  if (item.type === 'mail') await sendItem(item, new Turn(), true);
}

type Received = { readonly item: MailItem; readonly place: string };

/** What a batch of the stream holds; what cannot be read is left to the sweep, which sets it aside. */
function received(event: DynamoDBStreamEvent): Received[] {
  return event.Records.flatMap((record): Received[] => {
    const image = record.dynamodb?.NewImage;
    if (image === undefined) return [];
    try {
      const item = readOutboxItem(unmarshall(image as Parameters<typeof unmarshall>[0]));
      return item.type === 'mail' ? [{ item, place: record.dynamodb?.SequenceNumber ?? '' }] : [];
    } catch (error) {
      log.error('an outbox item is not readable', errorFields(error));
      return [];
    }
  });
}

/** The mails of each case in their order; the cases by the mail of theirs that is needed most. */
function inOrder(all: readonly Received[]): Received[][] {
  const cases = Map.groupBy(all, ({ item }) => item.ledger.pk);
  const rank = ({ item }: Received) => ({ need: item.need ?? ('timely' as const), at: item.at });
  return [...cases.values()]
    .map((mails) => ({ mails, first: mails.map(rank).sort(byNeed)[0] }))
    .sort((a, b) => (a.first === undefined || b.first === undefined ? 0 : byNeed(a.first, b.first)))
    .map(({ mails }) => mails);
}

/** Sends the mails of a batch side by side. @returns the places of those that could not be dealt with */
async function sendAll(all: readonly Received[], turn: Turn): Promise<string[]> {
  const failed: string[] = [];
  const waiting = inOrder(all);
  const attempt = async ({ item, place }: Received): Promise<void> => {
    try {
      if (turn.left <= 0) failed.push(place);
      else if ((await sendItem(item, turn)) === 'unsure') await resolve(item, turn);
    } catch (error) {
      log.error('a mail was not sent', errorFields(error));
      failed.push(place);
    }
  };
  const next = async (): Promise<void> => {
    for (let mails = waiting.shift(); mails !== undefined; mails = waiting.shift())
      for (const mail of mails) await attempt(mail);
  };
  await Promise.all(Array.from({ length: sideBySide }, next));
  return failed;
}

/**
 * The one function that hands mails to SES. Invoked by the table's stream for the mails that are owed. While SES takes
 * no mail of this sender they stay in the outbox; from time to time one tries, and when it is taken the sweep's work is
 * done at once: all that waits goes out, what is needed most first.
 */
export const handler = observed(async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const turn = new Turn();
  const all = received(event);
  if (all.length === 0) return { batchItemFailures: [] };
  const at = now();
  const oldest = all.reduce((first, { item }) => (item.at < first ? item.at : first), at);
  await noteReached('mail', oldest, at);
  const may = await turn.pausing.look(at);
  if (may === 'stopped') return { batchItemFailures: [] };
  const failed: string[] = [];
  const waiting = may === 'one-tries' ? inOrder(all).flat() : [];
  while (waiting.length > 0 && !turn.endedPause && !turn.pausing.isStopped)
    failed.push(...(await sendAll(waiting.splice(0, 1), turn)));
  if (may === 'free' || turn.endedPause)
    failed.push(...(await sendAll(may === 'free' ? all : waiting, turn)));
  if (turn.endedPause) await handOutMails(at, new Set(all.map(({ item }) => item.sk)));
  else if (may === 'one-tries' && !turn.pausing.isStopped && (await mailsWaiting()).length === 0)
    await turn.pausing.isOver();
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
});
