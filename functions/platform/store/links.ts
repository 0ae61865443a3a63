import { pbkdf2Sync, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { type LinkPath, linkPaths, recipientSchema } from '../../domain/mail.ts';
import { storedReader } from '../../domain/stored.ts';
import { normaliseEmail } from '../../domain/text.ts';
import { type Key, keys, sha256 } from './keys.ts';
import type { Write } from './port.ts';
import { get } from './table.ts';

/**
 * What a mailed link is bound to. The secret itself is nowhere: the item's key is its hash.
 * Whether the link still acts is decided by the page from the record, not by a flag here.
 */
export const linkSchema = z.strictObject({
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
const bindingSchema = linkSchema.omit({ pk: true, sk: true, kind: true });
export type LinkBinding = z.infer<typeof bindingSchema>;
const readLink = storedReader('link', linkSchema);
const readCode = storedReader('code', z.strictObject({ kind: z.literal('code'), binding: bindingSchema }), [
  'pk',
  'sk',
]);

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
  const link = readLink(item);
  return link.path === path ? link : undefined;
}

/**
 * Where the short code of a mail is kept. The code is much shorter than a link's secret, so its key is drawn
 * from code and address together, and slowly: whoever sees the table can't try out codes at speed.
 * @param code as it was typed: case, spaces and hyphens don't matter
 */
function codeKey(code: string, address: string): Key {
  const typed = code.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return keys.code(
    pbkdf2Sync(`${typed}|${normaliseEmail(address)}`, 'kohorte code', 2_000, 32, 'sha256').toString('hex'),
  );
}

/** The writes that make a link work, and note it in the partition of its case, so that it is erased with it. */
export function linkWrites(secret: string, binding: LinkBinding, code?: Key): Write[] {
  const made = linkWrite(secret, binding);
  if (binding.application === undefined) return [made];
  const noted = keys.linkOfCase(binding.application, sha256(secret));
  return [
    made,
    { put: { ...noted, kind: 'link-of-case', ...(code === undefined ? {} : { code: code.pk }) } },
  ];
}

/** The same for a link that is mailed, with the short code that stands beside it. */
export function mintedWrites(secret: string, code: string, binding: LinkBinding): Write[] {
  const key = codeKey(code, binding.person.email);
  return [...linkWrites(secret, binding, key), { put: { ...key, kind: 'code', binding } }];
}

/** What the link that a code stands for is bound to; undefined where code and address don't belong together. */
export async function findCode(code: string, address: string): Promise<LinkBinding | undefined> {
  const item = await get(codeKey(code, address));
  return item === undefined ? undefined : readCode(item).binding;
}
