import { factsOf, type LedgerEntry, linkOf } from '../../domain/mail.ts';
import { mintedWrites, newSecret } from '../../platform/store/links.ts';
import { allApplications, countedOf, loadApplication, loadRound } from '../../platform/store/records.ts';
import { transact } from '../../platform/store/table.ts';
import { bindLink } from './compose.ts';
import { codeOf, type MailParts } from './write-letter.ts';

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
  const { from } = factsOf(entry.order.purpose).written;
  const isErased = found?.status === 'erased';
  if (isErased && from !== 'order') return undefined;
  const application = isErased ? undefined : found;
  const secret = linkOf(entry.order.purpose) === undefined ? undefined : newSecret();
  if (secret !== undefined)
    await transact(mintedWrites(secret, codeOf(secret), bindLink(entry, application, at)));
  const applications =
    round !== undefined && from === 'applications' ? await allApplications(round.id) : undefined;
  const counted = round !== undefined && from === 'case-among-others' ? await countedOf(round.id) : undefined;
  return { entry, application, round, applications, counted, secret, at };
}
