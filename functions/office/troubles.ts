import { type LedgerEntry, ledgerEntrySchema } from '../domain/mail.ts';
import { normaliseEmail } from '../domain/text.ts';
import { loadApplication } from '../platform/records.ts';
import { get, query } from '../platform/table.ts';
import type { Need } from './needs.ts';

/** The entries of the ledger that came to no good: bounced, complained of, refused. */
export async function troubledMails(): Promise<LedgerEntry[]> {
  const listed = await query('MAIL-TROUBLE', { index: 'overview', attributes: ['pk', 'sk'] });
  const items = await Promise.all(
    listed.map((item) => get({ pk: String(item['pk']), sk: String(item['sk']) })),
  );
  return items.flatMap((item) => {
    const entry = ledgerEntrySchema.safeParse(item);
    return entry.success && entry.data.trouble !== undefined ? [entry.data] : [];
  });
}

/** Troubles that still need a person: the address of the case is still the one that failed. */
export async function troubles(): Promise<Need[]> {
  const entries = await troubledMails();
  const needs = await Promise.all(
    entries.map(async ({ order, round, application, trouble = '' }): Promise<Need[]> => {
      const email = order.to.email;
      const base = {
        kind: 'mail-trouble',
        round: round ?? '',
        email,
        purpose: order.purpose,
        trouble,
      } as const;
      if (application === undefined || round === undefined) return [base];
      const found = await loadApplication(round, application);
      if (found === undefined || found.status === 'erased') return [];
      const present = [found.applicant.email, found.supervisor?.email ?? ''].map(normaliseEmail);
      const isTheirs =
        order.to.role === 'applicant' || order.to.role === 'supervisor' || order.to.role === 'graduate';
      if (isTheirs && !present.includes(normaliseEmail(email))) return [];
      return [{ ...base, application, reference: found.reference }];
    }),
  );
  // One address is one matter, however many mails failed there.
  const byAddress = new Map(
    needs
      .flat()
      .map((need) => [
        JSON.stringify(need.kind === 'mail-trouble' ? [need.email, need.application] : []),
        need,
      ]),
  );
  return [...byAddress.values()];
}
