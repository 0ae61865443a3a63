import { randomBytes } from 'node:crypto';
import { type Certificate, nameToHash, readCertificate, withoutPerson } from '../../domain/certificate.ts';
import type { LedgerEntry } from '../../domain/mail.ts';
import { normaliseName } from '../../domain/text.ts';
import { keys, sha256 } from './keys.ts';
import type { Write } from './port.ts';
import { get } from './table.ts';

const idPattern = /^[A-Za-z0-9_-]{22}$/;

/** The certificate of that id; undefined where there is none, whatever the id looks like. */
export async function loadCertificate(id: string | undefined): Promise<Certificate | undefined> {
  if (id === undefined || !idPattern.test(id)) return undefined;
  const item = await get(keys.certificate(id));
  return item === undefined ? undefined : readCertificate(item);
}

/** The write by which a certificate becomes another state of itself, if nobody changed it in between. */
export function certificateWrite(before: Certificate, after: Certificate): Write {
  return { replace: after, revision: before.revision };
}

/**
 * The writes that erase the person from a certificate: what is printed and the kept bytes go, a salted hash of
 * the name and the status stay, so that a paper can still be checked.
 */
export function certificateErasure(certificate: Certificate, now: string): Write[] {
  if (certificate.printed === undefined) return [];
  const salt = randomBytes(16).toString('base64url');
  const hash = sha256(nameToHash(salt, normaliseName(certificate.printed.name)));
  return [
    certificateWrite(certificate, withoutPerson(certificate, { salt, hash }, now)),
    { remove: keys.document(certificate.id) },
  ];
}

/** The writes that erase the documents that went out with the mails of a case, such as a confirmation of participation. */
export function documentErasure(ledger: readonly LedgerEntry[]): Write[] {
  const ids = new Set(ledger.flatMap(({ order }) => order.data?.['document'] ?? []));
  return [...ids].map((id) => ({ remove: keys.document(id) }));
}
