import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { type LedgerEntry, readLedgerEntry } from '../../domain/mail.ts';
import { StoredRecordError } from '../../domain/stored.ts';
import type { Message } from '../../platform/letter/message.ts';
import type { Counted } from '../../platform/observe/counted.ts';
import { errorFields, log } from '../../platform/observe/log.ts';
import { count, logsAbout } from '../../platform/observe/observer.ts';
import { countTry } from '../../platform/owed/set-aside.ts';
import { now } from '../../platform/store/clock.ts';
import { keys } from '../../platform/store/keys.ts';
import { enqueueAgain } from '../../platform/store/outbox.ts';
import { ConflictError, TableBusyError, type Write } from '../../platform/store/port.ts';
import { get, set, transact } from '../../platform/store/table.ts';
import {
  OutOfReach,
  RefusedMail,
  SenderRefused,
  SentTooFast,
  surrounding,
} from '../../platform/surroundings.ts';
import { compose } from '../message/compose.ts';
import { eventTags } from '../message/event-tags.ts';
import { gather, recordsOf, SharedReads } from '../message/gather.ts';
import { sesMailer } from '../message/ses.ts';
import { hasPassed, isDoubtOver, isGivenUp } from '../rules.ts';
import { close, giveBack, type MailItem, takeInHand, takeOut, troubleListed } from './ledger.ts';
import { Pausing } from './pausing.ts';

const mailer = surrounding('mailer', sesMailer);

const documentSchema = z.object({ bytes: z.instanceof(Uint8Array) });

/** The function may take five minutes. */
const turnMilliseconds = 240_000;

/** Mails that are sent together: what they read, and whether they may leave. */
export class Turn {
  readonly reads = new SharedReads();
  readonly pausing = new Pausing();
  readonly #began = performance.now();
  /** Whether a mail of this turn ended a pause. */
  endedPause = false;

  /** How long the turn may last still, in milliseconds; after that what has not left is handed back. */
  get left(): number {
    return turnMilliseconds - (performance.now() - this.#began);
  }
}

/**
 * What became of an item: `settled`, it is out of the outbox; `kept`, it stays there, for the sweep; `unsure`, nobody
 * knows whether the mail left.
 */
export type Fate = 'settled' | 'kept' | 'unsure';

/** An entry that is in hand for less than this is perhaps in somebody else's, in milliseconds. */
const inHandFor = 60_000;

/** How long a mail waits for its turn where more leave than the service takes at once, in milliseconds. */
const patience = { awaited: 60_000, timely: 500, other: 500 } as const;

function countMail({ order: { purpose } }: LedgerEntry, outcome: Counted['Mails']['outcome']): void {
  count(['Mails', { purpose, outcome }]);
}

/** Whether an error lies in the mail itself and not in a service that is out of reach. */
function isItsOwn(error: unknown): boolean {
  if (error instanceof ConflictError || error instanceof TableBusyError) return false;
  if (!(error instanceof Error)) return false;
  return !('$metadata' in error || '$fault' in error || 'code' in error);
}

/**
 * Sends the mail that an item of the outbox says is owed, and takes the item out. One that is over is not sent again.
 * @param isAlone nobody else can have the mail in hand
 * @throws Error where the table is out of reach: then all is as it was
 */
export async function sendItem(item: MailItem, turn: Turn, isAlone = false): Promise<Fate> {
  logsAbout(undefined);
  const found = await get(item.ledger);
  if (found === undefined) return settled(takeOut(item));
  let entry: LedgerEntry;
  try {
    entry = readLedgerEntry(found);
  } catch (error) {
    if (!(error instanceof StoredRecordError)) throw error;
    log.error('an entry of the ledger is not readable', errorFields(error));
    await countTry(item, now());
    return 'kept';
  }
  const { state } = entry;
  if (state === 'sent' || state === 'failed') return settled(takeOut(item));
  if (state === 'sending' && entry.deliveredAt !== undefined) {
    countMail(entry, 'sent');
    return settled(close(item, state, { state: 'sent', sentAt: entry.deliveredAt, delivery: 'sent' }));
  }
  const age = Date.parse(now()) - Date.parse(entry.sendingAt ?? '1970-01-01');
  if (state === 'sending' && !isAlone && age < inHandFor) return 'unsure';
  return sendEntry(entry, item, turn);
}

async function settled(work: Promise<void>): Promise<Fate> {
  await work;
  return 'settled';
}

/** A mail that ended without leaving. */
async function leaveOut(
  entry: LedgerEntry,
  item: MailItem,
  trouble: 'erased' | 'passed' | 'faulty' | 'refused',
): Promise<Fate> {
  const listing = trouble === 'erased' ? [] : [troubleListed(item.ledger, now())];
  await close(item, entry.state, { state: 'failed', trouble }, listing);
  countMail(entry, trouble);
  return 'settled';
}

async function sendEntry(entry: LedgerEntry, item: MailItem, turn: Turn): Promise<Fate> {
  const at = now();
  const mayHaveLeft = entry.state === 'sending' || entry.delivery === 'possibly-doubled';
  let message: Message;
  let also: readonly Write[];
  try {
    const records = await recordsOf(entry, turn.reads);
    logsAbout(records.application?.reference);
    if (records.isErased) return await leaveOut(entry, item, 'erased');
    if (!mayHaveLeft && hasPassed(entry, records, at)) return await leaveOut(entry, item, 'passed');
    const parts = await gather(entry, records, at);
    const documents = async (id: string): Promise<Uint8Array> =>
      documentSchema.parse(await get(keys.document(id))).bytes;
    message = await compose({ ...parts, again: mayHaveLeft, documents });
    also = [...parts.linkWrites, ...eventTags(entry).writes];
  } catch (error) {
    if (!isItsOwn(error)) throw error;
    return noteFault(entry, item, error);
  }
  return handOver(entry, item, turn, { message, also, mayHaveLeft });
}

/** A mail that cannot be made: tried again by the sweep, and at last a case for the office. */
async function noteFault(entry: LedgerEntry, item: MailItem, error: unknown): Promise<Fate> {
  const faults = (entry.faults ?? 0) + 1;
  log.error('a mail could not be made', { purpose: entry.order.purpose, ...errorFields(error) });
  if (isGivenUp(faults)) return leaveOut(entry, item, 'faulty');
  try {
    await set(item.ledger, { faults }, { state: entry.state, attempts: entry.attempts });
  } catch (conflict) {
    if (!(conflict instanceof ConflictError)) throw conflict;
  }
  return 'kept';
}

type Ready = {
  readonly message: Message;
  readonly also: readonly Write[];
  readonly mayHaveLeft: boolean;
};

/** Hands a message over, again where more came at once than the service takes, as long as there is time. */
async function handOver(entry: LedgerEntry, item: MailItem, turn: Turn, ready: Ready): Promise<Fate> {
  const { message, mayHaveLeft } = ready;
  let { also } = ready;
  let held = entry;
  const until = performance.now() + Math.min(patience[item.need ?? 'timely'], turn.left);
  for (;;) {
    if (turn.pausing.isStopped) return 'kept';
    let isInHand = false;
    try {
      const messageId = await mailer().send(message, async () => {
        held = await takeInHand(held, now(), also);
        isInHand = true;
      });
      return await noteTaken(held, item, turn, { messageId, mayHaveLeft });
    } catch (error) {
      if (!isInHand) {
        // Somebody else has it in hand, and takes the item out.
        if (error instanceof ConflictError) return 'kept';
        if (isItsOwn(error)) return noteFault(held, item, error);
        throw error;
      }
      also = [];
      if (error instanceof RefusedMail) return noteRefused(held, item, error);
      if (error instanceof SenderRefused) return noteSenderRefused(held, item, turn, error, mayHaveLeft);
      if (!(error instanceof SentTooFast || error instanceof OutOfReach)) {
        log.warn('nobody knows whether a mail left', { purpose: entry.order.purpose, ...errorFields(error) });
        return 'unsure';
      }
      held = await giveBack(held, mayHaveLeft);
      const wait = 200 + Math.random() * 800;
      if (performance.now() + wait > until) {
        if (error instanceof OutOfReach) throw error;
        return behindTheOthers(item);
      }
      await pause(wait);
    }
  }
}

/** Back to the end of the stream: what is needed more goes first. */
async function behindTheOthers(item: MailItem): Promise<Fate> {
  try {
    await transact(enqueueAgain(item, now()));
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
  return 'settled';
}

async function noteTaken(
  entry: LedgerEntry,
  item: MailItem,
  turn: Turn,
  { messageId, mayHaveLeft }: { readonly messageId: string; readonly mayHaveLeft: boolean },
): Promise<Fate> {
  const delivery = mayHaveLeft ? 'possibly-doubled' : 'sent';
  try {
    await close(item, 'sending', { state: 'sent', sentAt: now(), delivery, messageId });
    countMail(entry, delivery);
  } catch (error) {
    log.warn('the end of a mail was not noted', { purpose: entry.order.purpose, ...errorFields(error) });
    return 'unsure';
  }
  if (await turn.pausing.taken()) turn.endedPause = true;
  return 'settled';
}

async function noteRefused(entry: LedgerEntry, item: MailItem, error: unknown): Promise<Fate> {
  log.error('a mail was refused', { purpose: entry.order.purpose, ...errorFields(error) });
  return leaveOut(entry, item, 'refused');
}

async function noteSenderRefused(
  entry: LedgerEntry,
  item: MailItem,
  turn: Turn,
  error: SenderRefused,
  mayHaveLeft: boolean,
): Promise<Fate> {
  if (error.reason === 'unknown' && isDoubtOver(entry.attempts)) {
    const fate = await noteRefused(entry, item, error);
    await turn.pausing.isOver();
    return fate;
  }
  await giveBack(entry, mayHaveLeft);
  await turn.pausing.begin(error.reason);
  return 'kept';
}
