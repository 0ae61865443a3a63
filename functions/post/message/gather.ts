import type { Application } from '../../domain/application.ts';
import { type LedgerEntry, linkOf, type Purpose } from '../../domain/mail.ts';
import { mintedWrites, newSecret } from '../../platform/store/links.ts';
import { countedOf, eachApplication, loadApplication, loadRound } from '../../platform/store/records.ts';
import { transact } from '../../platform/store/table.ts';
import { bindLink } from './compose.ts';
import { codeOf, type MailParts } from './word.ts';

/** Mails that weigh an application against the others of its round. */
const weighing: readonly Purpose[] = [
  'review-request',
  'review-reminder',
  'review-escalation',
  'query-answered',
];

/** Mails that list the applications of a round. */
const listing: readonly Purpose[] = ['review-list'];

/** Mails to members of the alumni network, whose membership outlasts what is kept of their application. */
const outlasting: readonly Purpose[] = ['alumni-workshop'];

async function allOf(round: string): Promise<Application[]> {
  const all: Application[] = [];
  for await (const application of eachApplication(round)) all.push(application);
  return all;
}

/**
 * Gathers what a mail is made from, as it is now, and makes its link work.
 * @returns undefined where the data of the person were erased meanwhile
 */
export async function gather(
  entry: LedgerEntry,
  at: string,
): Promise<(MailParts & { readonly entry: LedgerEntry }) | undefined> {
  const [found, round] = await Promise.all([
    entry.application === undefined ? undefined : loadApplication(entry.round ?? '', entry.application),
    entry.round === undefined ? undefined : loadRound(entry.round),
  ]);
  const isErased = found?.status === 'erased';
  if (isErased && !outlasting.includes(entry.order.purpose)) return undefined;
  const application = isErased ? undefined : found;
  const secret = linkOf(entry.order.purpose) === undefined ? undefined : newSecret();
  if (secret !== undefined)
    await transact(mintedWrites(secret, codeOf(secret), bindLink(entry, application, at)));
  const { purpose } = entry.order;
  const applications = round !== undefined && listing.includes(purpose) ? await allOf(round.id) : undefined;
  const counted = round !== undefined && weighing.includes(purpose) ? await countedOf(round.id) : undefined;
  return { entry, application, round, applications, counted, secret, at };
}
