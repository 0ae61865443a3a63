import * as z from 'zod';

/** Paths of the pages that a mailed link opens; the secret follows as the last part of the path. */
export const linkPaths = [
  '/bestaetigung',
  '/vorgang',
  '/freigabe',
  '/entscheidung',
  '/platz',
  '/anwesenheit',
  '/alumni',
  '/buero/anmeldung',
] as const;
export type LinkPath = (typeof linkPaths)[number];

/** What a mail is for: the acting link it carries (one at most), and whether it belongs to one version of an application. */
type PurposeRule = { readonly link?: LinkPath; readonly versioned?: true };

/** Every purpose of a mail. The names are part of the contract (header X-Kohorte-Purpose). */
export const purposes = {
  'confirm-address': { link: '/bestaetigung' },
  'application-received': { link: '/vorgang' },
  'endorsement-request': { link: '/freigabe', versioned: true },
  'supervisor-notice': {},
  'review-request': { link: '/entscheidung', versioned: true },
  'review-reminder': { link: '/entscheidung', versioned: true },
  'review-escalation': { link: '/entscheidung', versioned: true },
  'review-list': { link: '/entscheidung' },
  query: { link: '/vorgang' },
  'query-answered': { link: '/entscheidung', versioned: true },
  approved: { link: '/vorgang' },
  rejected: { link: '/vorgang' },
  'seat-offer': { link: '/platz' },
  'seat-offer-copy': {},
  'seat-offer-reminder': { link: '/platz' },
  'waiting-list': { link: '/vorgang' },
  'seat-confirmed': { link: '/vorgang' },
  'calendar-invitation': {},
  'seat-expired': { link: '/vorgang' },
  'module-reminder': { link: '/vorgang' },
  'attendance-request': { link: '/anwesenheit' },
  'session-moved': { link: '/vorgang' },
  'session-cancelled': { link: '/vorgang' },
  'attendance-warning': { link: '/vorgang' },
  'waiting-list-closed': { link: '/vorgang' },
  certificate: { link: '/vorgang' },
  'alumni-invitation': { link: '/alumni' },
  'participation-confirmation': { link: '/vorgang' },
  'decision-receipt': { link: '/entscheidung', versioned: true },
  withdrawn: {},
  'round-cancelled': {},
  'alumni-workshop': { link: '/alumni' },
  'case-link': { link: '/vorgang' },
  'office-alert': {},
  'office-digest': {},
  'sign-in': { link: '/buero/anmeldung' },
} as const satisfies Record<string, PurposeRule>;
export type Purpose = keyof typeof purposes;

export const purposeSchema = z.enum(Object.keys(purposes) as [Purpose, ...Purpose[]]);

/** The path of the acting link that a mail of this purpose carries, if any. */
export function linkOf(purpose: Purpose): LinkPath | undefined {
  const rule: PurposeRule = purposes[purpose];
  return rule.link;
}

/** Whether the link of this purpose dies with the version of the application it was sent for. */
export function isVersioned(purpose: Purpose): boolean {
  const rule: PurposeRule = purposes[purpose];
  return rule.versioned === true;
}

/** In which part somebody gets a mail; decides what its link opens and for whom. */
export const recipientSchema = z.object({
  role: z.enum(['applicant', 'supervisor', 'approver', 'deputy', 'office', 'trainer', 'graduate']),
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
export const mailOrderSchema = z.object({
  purpose: purposeSchema,
  to: recipientSchema,
  cc: z.optional(z.array(z.string())),
  occasion: z.string(),
  version: z.optional(z.number()),
  data: z.optional(z.record(z.string(), z.string())),
});
export type MailOrder = z.infer<typeof mailOrderSchema>;

/** An entry of the ledger: what was owed to whom, since when, and what became of it. */
export const ledgerEntrySchema = z.object({
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
  sentAt: z.optional(z.string()),
  /** When the server of the recipient took it, as SES reports. */
  deliveredAt: z.optional(z.string()),
  messageId: z.optional(z.string()),
  delivery: z.optional(z.enum(['sent', 'possibly-doubled'])),
  trouble: z.optional(z.string()),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;
