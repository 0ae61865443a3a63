import * as z from 'zod';
import { type Round, waitingListCloses } from '../../domain/round.ts';
import { storedReader } from '../../domain/stored.ts';
import { normaliseEmail } from '../../domain/text.ts';

/**
 * A link by which one application can be sent after the window has closed. It is bound to an administration, perhaps
 * to an address; the secret itself is nowhere, and of the address a hash.
 */
export const lateLinkSchema = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('late-link'),
  round: z.string(),
  /** Key of the administration that may apply. */
  administration: z.string(),
  addressHash: z.optional(z.string()),
  validUntil: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  revision: z.number(),
  /** Seconds since 1970: some time after its end the table forgets it. */
  expiresAt: z.number(),
  /** By which application it was used up. */
  used: z.optional(z.strictObject({ at: z.string(), application: z.string() })),
});
export type LateLink = z.infer<typeof lateLinkSchema>;

/** Reads a stored link. @throws StoredRecordError */
export const readLateLink = storedReader('late-link', lateLinkSchema);

/** Whether a late application can still come to something: the window is over, and somebody may yet get a seat. */
export function takesLate(round: Round, now: string): boolean {
  if (!['closed', 'selected', 'running'].includes(round.status)) return false;
  return round.listClosedAt === undefined && now < waitingListCloses(round.file);
}

/** Why a late link opens the form no more. */
export function lateEnd(link: LateLink, round: Round, now: string): 'used' | 'expired' | undefined {
  if (link.used !== undefined) return 'used';
  return now >= link.validUntil || !takesLate(round, now) ? 'expired' : undefined;
}

/** What is hashed of the address that a link is bound to. */
export function lateAddress(round: string, email: string): string {
  return `late ${round} ${normaliseEmail(email)}`;
}
