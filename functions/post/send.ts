import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { type LedgerEntry, readLedgerEntry } from '../domain/mail.ts';
import type { Message } from '../platform/letter/message.ts';
import type { Counted } from '../platform/observe/counted.ts';
import { errorFields, log } from '../platform/observe/log.ts';
import { observed } from '../platform/observe/observed.ts';
import { count, logsAbout } from '../platform/observe/observer.ts';
import { now } from '../platform/store/clock.ts';
import { keys, overviewOf, sha256 } from '../platform/store/keys.ts';
import { type OutboxItem, readOutboxItem } from '../platform/store/outbox.ts';
import { ConflictError } from '../platform/store/port.ts';
import { get, set, transact } from '../platform/store/table.ts';
import { RefusedMail, surrounding } from '../platform/surroundings.ts';
import { compose } from './message/compose.ts';
import { gather } from './message/gather.ts';
import { sesMailer } from './message/ses.ts';

const mailer = surrounding('mailer', sesMailer);

const documentSchema = z.object({ bytes: z.instanceof(Uint8Array) });

type MailItem = Extract<OutboxItem, { type: 'mail' }>;

function isOver({ state }: LedgerEntry): boolean {
  return state === 'sent' || state === 'failed';
}

/** Takes an entry in hand. A half-done one is resolved: SES may have delivered it; if not, it goes again, marked. */
async function takeInHand(entry: LedgerEntry, at: string): Promise<'first' | 'again' | 'done'> {
  const key = { pk: entry.pk, sk: entry.sk };
  if (entry.state === 'sending' && entry.deliveredAt !== undefined) {
    await set(key, { state: 'sent', sentAt: entry.deliveredAt, delivery: 'sent' }, { state: 'sending' });
    return 'done';
  }
  await set(
    key,
    { state: 'sending', sendingAt: at, attempts: entry.attempts + 1 },
    { state: entry.state, attempts: entry.attempts },
  );
  return entry.state === 'sending' ? 'again' : 'first';
}

async function prepare(
  parts: Awaited<ReturnType<typeof gather>>,
  again: boolean,
): Promise<Message | undefined> {
  if (parts === undefined) return undefined;
  const documents = async (id: string): Promise<Uint8Array> =>
    documentSchema.parse(await get(keys.document(id))).bytes;
  return compose({ ...parts, again, documents });
}

function countMail({ order: { purpose } }: LedgerEntry, outcome: Counted['Mails']['outcome']): void {
  count(['Mails', { purpose, outcome }]);
}

/**
 * Sends the mail that an outbox item says is owed, and takes the item out of the outbox. One that is sent already is
 * not sent again.
 * @throws Error where the mailer does not take it now: then it is owed as before
 */
export async function sendOwed(item: OutboxItem): Promise<void> {
  if (item.type !== 'mail') return;
  logsAbout(undefined);
  const found = await get(item.ledger);
  if (found !== undefined) await sendEntry(readLedgerEntry(found), item);
  await transact([{ remove: { pk: item.pk, sk: item.sk } }]);
}

async function sendEntry(entry: LedgerEntry, item: MailItem): Promise<void> {
  const at = now();
  if (isOver(entry)) return;
  // Together, as most mails wait for nothing else. Where somebody else has the entry in hand, the link that was made
  // here is never mailed.
  const [hand, parts] = await Promise.all([takeInHand(entry, at), gather(entry, at)]);
  logsAbout(parts?.application?.reference);
  if (hand === 'done') return countMail(entry, 'sent');
  const key = item.ledger;
  const prepared = await prepare(parts, hand === 'again');
  if (prepared === undefined) {
    await set(key, { state: 'failed', trouble: 'erased' }, { state: 'sending' });
    return countMail(entry, 'erased');
  }
  const delivery = hand === 'again' ? 'possibly-doubled' : 'sent';
  try {
    const messageId = await mailer().send(prepared);
    await set(key, { state: 'sent', sentAt: at, delivery, messageId }, { state: 'sending' });
    countMail(entry, delivery);
  } catch (error) {
    if (error instanceof ConflictError) return;
    if (error instanceof RefusedMail) {
      log.error('a mail was refused', { purpose: entry.order.purpose, ...errorFields(error) });
      await set(key, { state: 'failed', trouble: 'refused' }, { state: 'sending' });
      const tag = keys.ledgerTag(sha256(`${entry.pk}|${entry.sk}`));
      await set(tag, { oPk: overviewOf.mailTrouble, oSk: at }, { kind: 'ledger-tag' });
      return countMail(entry, 'refused');
    }
    // It was not taken (throttled, out of reach): it is owed as before.
    await set(key, { state: 'owed' }, { state: 'sending' });
    throw error;
  }
}

/**
 * The one function that hands mails to SES. Invoked by the table's stream for each mail that is owed.
 */
export const handler = observed(async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    const image = record.dynamodb?.NewImage;
    if (image === undefined) continue;
    try {
      await sendOwed(readOutboxItem(unmarshall(image as Parameters<typeof unmarshall>[0])));
    } catch (error) {
      log.error('a mail was not sent', errorFields(error));
      batchItemFailures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
      break;
    }
  }
  return { batchItemFailures };
});
