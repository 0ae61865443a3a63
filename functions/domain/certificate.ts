import * as z from 'zod';
import { storedReader } from './stored.ts';
import { bilingualSchema } from './text/text-schema.ts';

/**
 * `valid`: it stands. `revoked`: the office took it back. `replaced`: another one stands in its place, such as
 * after a corrected name.
 */
export const certificateStatuses = ['valid', 'revoked', 'replaced'] as const;

/** A module as it is printed, with the hours that were attended. */
const printedModule = z.strictObject({ number: z.number(), title: z.string(), hours: z.number() });

/** What is printed on a certificate, and shown to whoever checks it. */
export const printedSchema = z.strictObject({
  /** As the person writes it. */
  name: z.string(),
  programme: z.string(),
  round: z.string(),
  administrations: z.array(z.string()),
  modules: z.array(printedModule),
  /** Hours attended, and hours of the whole round. */
  hours: z.number(),
  hoursOfRound: z.number(),
  /** First and last day of the round, `YYYY-MM-DD`. */
  from: z.string(),
  until: z.string(),
  issuedAt: z.string(),
  place: z.string(),
  signatory: z.string(),
  signatoryFunction: bilingualSchema,
  authority: z.string(),
});
export type Printed = z.infer<typeof printedSchema>;

/** Which of the two documents it is: of who completed, and of who took part. */
export type DocumentType = 'certificate' | 'confirmation';

/** What a document is made of. */
export type DocumentInput = {
  readonly type: DocumentType;
  readonly number: string;
  readonly printed: Printed;
  /** The programme's mark: SVG path data on a grid of 32 × 32. */
  readonly logo: string;
  readonly land: string;
  /** The page where the document can be checked; only certificates have one. */
  readonly verifyUrl?: string;
};

/**
 * The record of one certificate. It outlives the data of its holder: then `printed` is gone, and a salted hash
 * of the name still lets a paper be compared with it.
 */
export const certificateSchema = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('certificate'),
  id: z.string(),
  number: z.string(),
  status: z.enum(certificateStatuses),
  printed: z.optional(printedSchema),
  nameHash: z.optional(z.strictObject({ salt: z.string(), hash: z.string() })),
  application: z.string(),
  round: z.string(),
  revision: z.number(),
  issuedAt: z.string(),
  endedAt: z.optional(z.string()),
  /** Why it was revoked, for the office; the public page doesn't say it. */
  reason: z.optional(z.string()),
  /** The id of the one that stands in its place. */
  replacedBy: z.optional(z.string()),
  erasedAt: z.optional(z.string()),
});
export type Certificate = z.infer<typeof certificateSchema>;

/** Reads a stored certificate. @throws StoredRecordError */
export const readCertificate = storedReader('certificate', certificateSchema);

/** The office takes a certificate back. A revoked one stays revoked. */
export function revoked(certificate: Certificate, reason: string, now: string): Certificate {
  if (certificate.status !== 'valid') return certificate;
  return { ...certificate, status: 'revoked', reason, endedAt: now, revision: certificate.revision + 1 };
}

/** Another certificate takes the place of this one. */
export function replaced(certificate: Certificate, replacedBy: string, now: string): Certificate {
  if (certificate.status !== 'valid') return certificate;
  return { ...certificate, status: 'replaced', replacedBy, endedAt: now, revision: certificate.revision + 1 };
}

/** The text that is hashed to compare a name with an erased certificate. @param name normalised */
export function nameToHash(salt: string, name: string): string {
  return `${salt}|${name}`;
}

/** What stays when the data of its holder are erased: number, status, dates, and the hash of the name. */
export function withoutPerson(
  certificate: Certificate,
  nameHash: { readonly salt: string; readonly hash: string },
  now: string,
): Certificate {
  const { printed: _printed, reason: _reason, ...rest } = certificate;
  return { ...rest, nameHash, erasedAt: now, revision: certificate.revision + 1 };
}
