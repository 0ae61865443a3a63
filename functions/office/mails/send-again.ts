import type { LedgerEntry } from '../../domain/mail.ts';
import { owe } from '../../platform/store/outbox.ts';
import { ConflictError } from '../../platform/store/port.ts';
import { changeApplication } from '../../platform/store/records.ts';
import { transact } from '../../platform/store/table.ts';
import { maySendAgain, type Office, sendAgain } from '../case/case-rules.ts';
import { settleTrouble, type Troubled, troubledMails } from '../today/troubles.ts';

/** Whether a mail never left because of us or of the mail service: no other address would help. */
export function wasNotTaken({ state, trouble }: LedgerEntry): boolean {
  return state === 'failed' && (trouble === 'refused' || trouble === 'faulty');
}

/** The mails that were not taken, of those that have been owed since an instant. @param since ISO 8601, UTC */
export async function notTakenSince(since: string): Promise<Troubled[]> {
  return (await troubledMails()).filter(({ entry }) => wasNotTaken(entry) && entry.owedAt >= since);
}

/** Owes one mail anew, with a line in the history of its case. @returns whether it is not too late for it */
async function again({ entry }: Troubled, office: Office, at: string): Promise<boolean> {
  const { round, application, order } = entry;
  if (round !== undefined && application !== undefined) {
    const done = await changeApplication(round, application, at, (found) =>
      maySendAgain(order.purpose, found)
        ? sendAgain(found, entry, office, at)
        : { answer: 'not-possible' as const },
    );
    return done?.answer === 'done';
  }
  const occasion = `${order.occasion.slice(0, 200)}-again-${at}`;
  await transact(owe({ ...order, occasion }, round === undefined ? {} : { round }, at));
  return true;
}

/**
 * Sends again all that was not taken since an instant; a mail that it is too late for stays in the list. Sent twice,
 * it finds nothing left.
 * @param since ISO 8601, UTC
 * @returns how many mails are owed anew
 */
export async function sendAllAgain(since: string, office: Office, at: string): Promise<number> {
  let count = 0;
  for (const troubled of await notTakenSince(since)) {
    try {
      if (!(await again(troubled, office, at))) continue;
      await settleTrouble(troubled.tag);
      count += 1;
    } catch (error) {
      // Somebody else did the same at this moment.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
  return count;
}
