import type { Application } from '../../domain/application.ts';
import { certificateErasure, documentErasure, loadCertificate } from './certificates.ts';
import { keys, sha256 } from './keys.ts';
import type { Write } from './port.ts';
import { ledgerOf } from './records.ts';
import { query, transact } from './table.ts';

/** How many writes go into one transaction; the service takes a hundred. */
const atOnce = 50;

/**
 * The writes that belong into the transaction by which an application is erased: the person's other data.
 * @param by at the end of a period of retention the membership in the alumni network stays: it lasts until the member
 *   leaves. Whoever has their own data erased leaves with them.
 */
export async function ownWrites(
  application: Application,
  now: string,
  by: 'person' | 'date' = 'person',
): Promise<Write[]> {
  const { certificate } = application;
  const ids = certificate === undefined ? [] : [certificate.id, ...(certificate.earlier ?? [])];
  const certificates = await Promise.all(ids.map(loadCertificate));
  return [
    { remove: keys.needs(application.round, application.id) },
    ...(by === 'person' ? [{ remove: keys.alumnus(application.id) }] : []),
    ...certificates.flatMap((each) => (each === undefined ? [] : certificateErasure(each, now))),
  ];
}

/**
 * Removes what was mailed in a case: the ledger's entries with their addresses, the links and their codes.
 * May run again: what is gone already does no harm.
 */
export async function eraseMails(application: Application): Promise<void> {
  const ledger = await ledgerOf({ application: application.id });
  const links = await query(`CASE#${application.id}`, { startsWith: 'LINK#' });
  const writes: Write[] = [
    ...documentErasure(ledger),
    ...ledger.flatMap(({ pk, sk }): Write[] => [
      { remove: { pk, sk } },
      { remove: keys.ledgerTag(sha256(`${pk}|${sk}`)) },
    ]),
    ...links.flatMap(({ pk, sk, code }): Write[] => [
      { remove: { pk: `LINK#${String(sk).slice('LINK#'.length)}`, sk: 'LINK' } },
      ...(typeof code === 'string' ? [{ remove: { pk: code, sk: 'CODE' } }] : []),
      { remove: { pk: String(pk), sk: String(sk) } },
    ]),
  ];
  for (let from = 0; from < writes.length; from += atOnce) await transact(writes.slice(from, from + atOnce));
}
