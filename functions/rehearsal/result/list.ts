import { berlinDate } from '../../domain/calendar.ts';
import type { Recipient } from '../../domain/mail.ts';
import type { RehearsedMail } from '../play/simulation.ts';

/** Which mails are shown: those of one part, of one case, or all. */
export type Chosen = { readonly role?: Recipient['role']; readonly reference?: string };

/** Mails of one moment that say the same to people in the same part. */
export type Batch = { readonly at: string; readonly mails: readonly [RehearsedMail, ...RehearsedMail[]] };

/** A day and what goes out on it. */
export type Day = { readonly date: string; readonly batches: readonly Batch[] };

export function chosenMails(mails: readonly RehearsedMail[], { role, reference }: Chosen): RehearsedMail[] {
  return mails.filter(
    ({ order, application }) =>
      (role === undefined || order.to.role === role) &&
      (reference === undefined || application?.reference === reference),
  );
}

/** Mails in the order in which they go out, those of one moment, purpose and part together, day by day. */
export function byDay(mails: readonly RehearsedMail[]): Day[] {
  const days = new Map<string, Map<string, [RehearsedMail, ...RehearsedMail[]]>>();
  for (const mail of mails) {
    const date = berlinDate(mail.at);
    const batches = days.get(date) ?? new Map<string, [RehearsedMail, ...RehearsedMail[]]>();
    days.set(date, batches);
    const key = [mail.at, mail.order.purpose, mail.order.to.role].join(' ');
    const batch = batches.get(key);
    if (batch === undefined) batches.set(key, [mail]);
    else batch.push(mail);
  }
  return [...days].map(([date, batches]) => ({
    date,
    batches: [...batches.values()].map((batch) => ({ at: batch[0].at, mails: batch })),
  }));
}

/** How many mails go to each part, the most first. */
export function countByRole(mails: readonly RehearsedMail[]): (readonly [Recipient['role'], number])[] {
  const counts = new Map<Recipient['role'], number>();
  for (const { order } of mails) counts.set(order.to.role, (counts.get(order.to.role) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
