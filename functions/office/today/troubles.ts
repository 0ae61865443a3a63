import * as z from 'zod';
import { type LedgerEntry, readLedgerEntry } from '../../domain/mail.ts';
import { normaliseEmail } from '../../domain/text.ts';
import { mailPause } from '../../platform/owed/mail-pause.ts';
import { allSetAside } from '../../platform/owed/set-aside.ts';
import { overviewOf } from '../../platform/store/keys.ts';
import { loadApplication } from '../../platform/store/records.ts';
import { get, query, set } from '../../platform/store/table.ts';
import type { Need } from './needs.ts';

const tagSchema = z.object({ pk: z.string(), ledgerPk: z.string(), ledgerSk: z.string() });

/** A mail that came to no good, and the tag by which its trouble is listed. */
export type Troubled = { readonly tag: string; readonly entry: LedgerEntry };

/** The mails that bounced, were complained of or refused, and that nobody has settled. */
export async function troubledMails(): Promise<Troubled[]> {
  const listed = await query(overviewOf.mailTrouble, { index: 'overview', attributes: ['pk', 'sk'] });
  const found = await Promise.all(
    listed.map(async ({ pk, sk }): Promise<Troubled[]> => {
      const tag = tagSchema.safeParse(await get({ pk: String(pk), sk: String(sk) }));
      if (!tag.success) return [];
      const item = await get({ pk: tag.data.ledgerPk, sk: tag.data.ledgerSk });
      if (item === undefined) return [];
      return [{ tag: tag.data.pk.slice('TAG#'.length), entry: readLedgerEntry(item) }];
    }),
  );
  return found.flat();
}

/** The office has dealt with it: the ledger keeps what happened, the list of troubles lets go of it. */
export async function settleTrouble(tag: string): Promise<void> {
  await set({ pk: `TAG#${tag}`, sk: 'TAG' }, {}, { kind: 'ledger-tag' }, ['oPk', 'oSk']);
}

/** Whether the address that failed is still the one of the case; for others than its people always. */
async function stillTheirs({
  order,
  round,
  application,
}: LedgerEntry): Promise<{ reference?: string } | undefined> {
  if (application === undefined || round === undefined) return {};
  const found = await loadApplication(round, application);
  if (found === undefined || found.status === 'erased') return undefined;
  const { role, email } = order.to;
  if (role !== 'applicant' && role !== 'supervisor' && role !== 'graduate')
    return { reference: found.reference };
  const present = [found.applicant.email, found.supervisor?.email ?? '', found.endorser?.email ?? ''];
  return present.map(normaliseEmail).includes(normaliseEmail(email))
    ? { reference: found.reference }
    : undefined;
}

/** Troubles that still need a person; one address in one case is one matter, however many mails failed there. */
export async function troubles(): Promise<Need[]> {
  const needs = new Map<string, Need>();
  for (const { entry } of await troubledMails()) {
    const { order, round = '', application, trouble = 'refused' } = entry;
    // Nobody has to do anything about a mail whose occasion is over; the page of mails lists it.
    if (trouble === 'passed') continue;
    const theirs = await stillTheirs(entry);
    if (theirs === undefined) continue;
    needs.set(`${order.to.email} ${application ?? round}`, {
      kind: 'mail-trouble',
      round,
      ...(application === undefined ? {} : { application }),
      ...theirs,
      email: order.to.email,
      purpose: order.purpose,
      trouble,
    });
  }
  return [...needs.values()];
}

/** Whether sending pauses: the mail service takes no mails at all. */
export async function pausedMail(): Promise<Need[]> {
  const pause = await mailPause();
  return pause === undefined
    ? []
    : [{ kind: 'mail-paused', round: '', since: pause.since, count: pause.count }];
}

/** Whether messages of the outbox were set aside, because nobody could read them. */
export async function setAsideNeeds(): Promise<Need[]> {
  const found = await allSetAside();
  const since = found.map((each) => each.since).sort()[0];
  return since === undefined ? [] : [{ kind: 'outbox-set-aside', round: '', since, count: found.length }];
}

const stuckSchema = z.object({
  round: z.string(),
  application: z.optional(z.string()),
  reference: z.string(),
});

/** A case whose execution stopped, by a fault or without a word. */
export type Stuck = z.infer<typeof stuckSchema>;

/** Those that were not started anew. */
export async function stuck(): Promise<Stuck[]> {
  return (await query('STUCK')).map((item) => stuckSchema.parse(item));
}

/** Each as something that needs the office. */
export function stuckNeeds(found: readonly Stuck[]): Need[] {
  return found.map(({ application, ...each }) => ({
    kind: 'failed',
    ...each,
    ...(application === undefined ? {} : { application }),
  }));
}
