import { setTimeout as pause } from 'node:timers/promises';
import type { LedgerEntry } from '../../domain/mail.ts';
import { type Key, keys, overviewOf, sha256 } from '../../platform/store/keys.ts';
import type { OutboxItem } from '../../platform/store/outbox.ts';
import { ConflictError, type Write } from '../../platform/store/port.ts';
import { get, set, transact } from '../../platform/store/table.ts';

export type MailItem = Extract<OutboxItem, { type: 'mail' }>;

const keyOf = ({ pk, sk }: Key): Key => ({ pk, sk });

/** The writes by which a mail that came to no good stands in the office's list. */
export function troubleListed(ledger: Key, at: string): Write {
  const { pk, sk } = ledger;
  const tag = keys.ledgerTag(sha256(`${pk}|${sk}`));
  const listed = { oPk: overviewOf.mailTrouble, oSk: at };
  return { put: { ...tag, kind: 'ledger-tag', ledgerPk: pk, ledgerSk: sk, ...listed } };
}

/** Takes an item out of the outbox: nothing is owed by it any more. */
export async function takeOut(item: Key): Promise<void> {
  await transact([{ remove: keyOf(item) }]);
}

/** So often an end is written where others write the same entry at the same moment. */
const attempts = 6;

/**
 * Writes the end of a mail: what its entry says in the end, what else belongs to it, and the outbox without its item,
 * in one transaction. Where the entry was erased or has come to its end otherwise, only the item goes.
 * @param from the state in which the entry is
 */
export async function close(
  item: MailItem,
  from: LedgerEntry['state'],
  end: Partial<LedgerEntry>,
  also: readonly Write[] = [],
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await transact([
        { set: item.ledger, values: end, equals: { state: from } },
        ...also,
        { remove: keyOf(item) },
      ]);
      return;
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt >= attempts) throw error;
    }
    const found = await get(item.ledger);
    if (found?.['state'] !== from) return takeOut(item);
    await pause(Math.random() * 50 * attempt);
  }
}

/**
 * Takes an entry in hand, right before the mail leaves: from here on it may have left. The links of the mail work from
 * the same moment.
 * @throws ConflictError where somebody else has it in hand
 */
export async function takeInHand(
  entry: LedgerEntry,
  at: string,
  also: readonly Write[],
): Promise<LedgerEntry> {
  const { state, attempts: before } = entry;
  const values = { state: 'sending', sendingAt: at, attempts: before + 1 } as const;
  await transact([{ set: keyOf(entry), values, equals: { state, attempts: before } }, ...also]);
  return { ...entry, ...values };
}

/** The mail did not leave: it is owed as before. One that may have left earlier keeps its mark. */
export async function giveBack(entry: LedgerEntry, mayHaveLeft: boolean): Promise<LedgerEntry> {
  const values = {
    state: 'owed',
    ...(mayHaveLeft ? { delivery: 'possibly-doubled' as const } : {}),
  } as const;
  await set(keyOf(entry), values, { state: 'sending', attempts: entry.attempts });
  return { ...entry, ...values };
}
