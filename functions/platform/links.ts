import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { type LinkPath, linkPaths, recipientSchema } from '../domain/mail.ts';
import { keys } from './keys.ts';
import { get, type Write } from './table.ts';

/**
 * What a mailed link is bound to. The secret itself is nowhere: the item's key is its hash.
 * Whether the link still acts is decided by the page from the record, not by a flag here.
 */
export const linkSchema = z.object({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('link'),
  path: z.enum(linkPaths),
  person: recipientSchema,
  purpose: z.string(),
  round: z.optional(z.string()),
  application: z.optional(z.string()),
  version: z.optional(z.number()),
  epoch: z.optional(z.number()),
  data: z.optional(z.record(z.string(), z.string())),
  /** Key of the ledger entry of the mail that carried it. */
  mail: z.string(),
  mintedAt: z.string(),
  validUntil: z.optional(z.string()),
});
export type Link = z.infer<typeof linkSchema>;
export type LinkBinding = Omit<Link, 'pk' | 'sk' | 'kind'>;

/** A new secret of 256 bits, in 43 characters that fit a path. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The write that makes a secret work; only its hash is stored. */
export function linkWrite(secret: string, binding: LinkBinding): Write {
  return { create: { ...keys.link(secret), kind: 'link', ...binding } };
}

/** The link behind a secret, if it was minted for this very path: a misplaced one is as unknown as a guessed one. */
export async function findLink(path: LinkPath, secret: string | undefined): Promise<Link | undefined> {
  if (secret === undefined || !/^[A-Za-z0-9_-]{43}$/.test(secret)) return undefined;
  const item = await get(keys.link(secret));
  if (item === undefined) return undefined;
  const link = linkSchema.parse(item);
  return link.path === path ? link : undefined;
}
