import type { LedgerEntry } from '../../domain/mail.ts';
import { type Key, keys, sha256 } from '../../platform/store/keys.ts';
import type { Write } from '../../platform/store/port.ts';

/** SES takes so many characters in the value of a tag: letters, digits, `_` and `-` (API reference, "MessageTag"). */
const longest = 256;

/** The key of an entry, split where every key of the ledger has the same words. */
const ledgerKey = /^CASE#([\w-]+)\|MAIL#(.+)$/s;

/**
 * The tags by which SES's reports lead back to the entry of a mail: its key, so that nothing has to be looked up.
 * A key that is too long for a tag stands behind its hash, and `writes` keep what the hash stands for.
 */
export function eventTags({ pk, sk }: Pick<LedgerEntry, 'pk' | 'sk'>): {
  readonly header: string;
  readonly writes: readonly Write[];
} {
  const [, of = '', mail = ''] = ledgerKey.exec(`${pk}|${sk}`) ?? [];
  const encoded = Buffer.from(mail, 'utf8').toString('base64url');
  if (of !== '' && encoded.length <= longest) return { header: `case=${of}, mail=${encoded}`, writes: [] };
  const tag = sha256(`${pk}|${sk}`);
  const item = { ...keys.ledgerTag(tag), kind: 'ledger-tag', ledgerPk: pk, ledgerSk: sk };
  return { header: `ledger=${tag}`, writes: [{ put: item }] };
}

/** What a report of SES says of the entry: its key, the hash that stands for it, or nothing. */
export function readEventTags(
  tags: Readonly<Record<string, readonly string[]>> | undefined,
): { readonly key: Key } | { readonly tag: string } | undefined {
  const [of] = tags?.['case'] ?? [];
  const [mail] = tags?.['mail'] ?? [];
  if (of !== undefined && mail !== undefined)
    return { key: keys.mail(of, Buffer.from(mail, 'base64url').toString('utf8')) };
  const [tag] = tags?.['ledger'] ?? [];
  return tag === undefined ? undefined : { tag };
}
