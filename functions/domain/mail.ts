import * as z from 'zod';
import { type Purpose, purposeSchema, purposes } from './mail/data/purposes.ts';
import {
  type LinkPath,
  type MailNeed,
  type MailRoom,
  mailNeeds,
  type PurposeFacts,
} from './mail/purpose-facts.ts';
import { roleSchema } from './mail/roles.ts';
import { storedReader } from './stored.ts';

export { type Purpose, purposeSchema } from './mail/data/purposes.ts';
export {
  type LinkPath,
  linkPaths,
  type MailNeed,
  type MailRoom,
  mailNeeds,
  type PurposeFacts,
} from './mail/purpose-facts.ts';
export { roles } from './mail/roles.ts';

/** The purposes that a room words. */
export type PurposeOf<Room extends MailRoom> = {
  [P in keyof typeof purposes]: (typeof purposes)[P]['written']['room'] extends Room ? P : never;
}[keyof typeof purposes];

/** What the table says about a purpose. */
export function factsOf(purpose: Purpose): PurposeFacts {
  const facts: Readonly<Record<Purpose, PurposeFacts>> = purposes;
  return facts[purpose];
}

/** How much a mail of this purpose is needed. */
export function needOf(purpose: Purpose): MailNeed {
  return factsOf(purpose).sent.need;
}

/** Of two mails the one that is needed more comes first; of equal ones the one that has been owed longer. */
export function byNeed(
  a: { readonly need: MailNeed; readonly at: string },
  b: { readonly need: MailNeed; readonly at: string },
): number {
  const needs = mailNeeds.indexOf(a.need) - mailNeeds.indexOf(b.need);
  if (needs !== 0 || a.at === b.at) return needs;
  return a.at < b.at ? -1 : 1;
}

/** The path of the acting link that a mail of this purpose carries, if any. */
export function linkOf(purpose: Purpose): LinkPath | undefined {
  const { link } = factsOf(purpose).sent;
  return link === 'none' ? undefined : link;
}

/** Whether the link of this purpose dies with the version of the application it was sent for. */
export function isVersioned(purpose: Purpose): boolean {
  return factsOf(purpose).sent.versioned === true;
}

/** Whom a mail goes to; the role decides what its link opens and for whom. */
export const recipientSchema = z.strictObject({
  role: roleSchema,
  name: z.optional(z.string()),
  email: z.string(),
  /** For a deputy: the approver stood in for. */
  standsInFor: z.optional(z.string()),
});
export type Recipient = z.infer<typeof recipientSchema>;

/**
 * A mail that is owed to one person: the ledger's key is person, case, purpose, occasion and version,
 * so that the same mail is never owed twice. `data` holds what the words need beyond the record: ids and
 * dates, never a secret.
 */
export const mailOrderSchema = z.strictObject({
  purpose: purposeSchema,
  to: recipientSchema,
  cc: z.optional(z.array(z.string())),
  occasion: z.string(),
  version: z.optional(z.number()),
  data: z.optional(z.record(z.string(), z.string())),
});
export type MailOrder = z.infer<typeof mailOrderSchema>;

/** An entry of the ledger: what was owed to whom, since when, and what became of it. */
export const ledgerEntrySchema = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('mail'),
  state: z.enum(['owed', 'sending', 'sent', 'failed']),
  round: z.optional(z.string()),
  application: z.optional(z.string()),
  order: mailOrderSchema,
  owedAt: z.string(),
  sendingAt: z.optional(z.string()),
  attempts: z.number(),
  /** How often it could not be made. */
  faults: z.optional(z.number()),
  sentAt: z.optional(z.string()),
  /** When the server of the recipient took it, as SES reports. */
  deliveredAt: z.optional(z.string()),
  messageId: z.optional(z.string()),
  delivery: z.optional(z.enum(['sent', 'possibly-doubled'])),
  /**
   * Why it came to no good: SES reports `bounce`, `complaint` or `reject`; it was `refused`; the data of the person were
   * `erased`, or its occasion had `passed`, before it could go; it could not be made (`faulty`).
   */
  trouble: z.optional(z.string()),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** Reads an entry of the ledger; beside it stand the keys of the index by address. @throws StoredRecordError */
export const readLedgerEntry = storedReader('mail', ledgerEntrySchema, ['oPk', 'oSk']);
