import type { Application } from '../../domain/application.ts';
import { factsOf, type LedgerEntry, linkOf } from '../../domain/mail.ts';
import type { Round } from '../../domain/round.ts';
import { mintedWrites, newSecret } from '../../platform/store/links.ts';
import type { Write } from '../../platform/store/port.ts';
import { allApplications, countedOf, loadApplication, loadRound } from '../../platform/store/records.ts';
import { bindLink } from './compose.ts';
import { codeOf, type MailParts } from './write-letter.ts';

/** So long what was read serves the other mails that are sent at the same time, in milliseconds. */
const fresh = 2_000;

/** Keeps for a moment what was read. */
class Kept<Value> {
  readonly #found = new Map<string, { readonly at: number; readonly value: Promise<Value> }>();

  once(key: string, read: () => Promise<Value>): Promise<Value> {
    const found = this.#found.get(key);
    if (found !== undefined && performance.now() - found.at < fresh) return found.value;
    const value = read();
    this.#found.set(key, { at: performance.now(), value });
    return value;
  }
}

/** Reads rounds and applications once for mails that are sent side by side. */
export class SharedReads {
  readonly #rounds = new Kept<Round | undefined>();
  readonly #applications = new Kept<Application | undefined>();

  round(id: string): Promise<Round | undefined> {
    return this.#rounds.once(id, () => loadRound(id));
  }

  application(round: string, id: string): Promise<Application | undefined> {
    return this.#applications.once(`${round}#${id}`, () => loadApplication(round, id));
  }
}

/** What a mail is made from, with the writes that make its link work. */
type Gathered = MailParts & { readonly entry: LedgerEntry; readonly linkWrites: readonly Write[] };

/** The records that a mail is about, as they are now. Those of an erased person are not there. */
export async function recordsOf(
  entry: LedgerEntry,
  reads: SharedReads,
): Promise<{ application: Application | undefined; round: Round | undefined; isErased: boolean }> {
  const [found, round] = await Promise.all([
    entry.application === undefined ? undefined : reads.application(entry.round ?? '', entry.application),
    entry.round === undefined ? undefined : reads.round(entry.round),
  ]);
  const isErased = found?.status === 'erased';
  return {
    application: isErased ? undefined : found,
    round,
    isErased: isErased && factsOf(entry.order.purpose).written.from !== 'order',
  };
}

/** Gathers what a mail is made from beside its own records. */
export async function gather(
  entry: LedgerEntry,
  { application, round }: Pick<MailParts, 'application' | 'round'>,
  at: string,
): Promise<Gathered> {
  const { from } = factsOf(entry.order.purpose).written;
  const secret = linkOf(entry.order.purpose) === undefined ? undefined : newSecret();
  const linkWrites =
    secret === undefined ? [] : mintedWrites(secret, codeOf(secret), bindLink(entry, application, at));
  const applications =
    round !== undefined && from === 'applications' ? await allApplications(round.id) : undefined;
  const counted = round !== undefined && from === 'case-among-others' ? await countedOf(round.id) : undefined;
  return { entry, application, round, applications, counted, secret, at, linkWrites };
}
