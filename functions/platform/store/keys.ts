import { createHash } from 'node:crypto';

/** The two keys of an item. */
export type Key = { readonly pk: string; readonly sk: string };

/** SHA-256 in hexadecimal: what is stored in place of a secret. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Every key of the table is built here, so that this file tells what the table holds. */
export const keys = {
  round: (round: string): Key => ({ pk: `ROUND#${round}`, sk: 'ROUND' }),
  /** The list of all rounds: one small item for each, in one partition. */
  roundListed: (round: string): Key => ({ pk: 'ROUNDS', sk: `ROUND#${round}` }),
  application: (round: string, id: string): Key => ({ pk: `ROUND#${round}`, sk: `APPLICATION#${id}` }),
  /** Who has a live application in a round: holds its id. */
  claim: (round: string, person: string): Key => ({ pk: `ROUND#${round}`, sk: `PERSON#${person}` }),
  seat: (round: string, cohort: string, number: number): Key => ({
    pk: `ROUND#${round}`,
    sk: `SEAT#${cohort}#${String(number).padStart(4, '0')}`,
  }),
  attendance: (round: string, session: string): Key => ({
    pk: `ROUND#${round}`,
    sk: `ATTENDANCE#${session}`,
  }),
  selection: (round: string): Key => ({ pk: `ROUND#${round}`, sk: 'SELECTION' }),
  /** A document that may be larger than an item: says which version of it counts. */
  documentHead: (document: string): Key => ({ pk: `DOCUMENT#${document}`, sk: 'HEAD' }),
  /** The parts of a version of a document, in their order. */
  part: (document: string, version: string, part: number): Key => ({
    pk: `DOCUMENT#${document}`,
    sk: `PART#${version}#${String(part).padStart(3, '0')}`,
  }),
  /** A link of the chain that seals the decisions of a round: apart from what it seals, and from whoever may write that. */
  seal: (round: string, number: number): Key => ({
    pk: `SEALS#${round}`,
    sk: `SEAL#${String(number).padStart(4, '0')}`,
  }),
  /** A link by which the office lets one application in after the window has closed. */
  lateLink: (round: string, secret: string): Key => ({
    pk: `ROUND#${round}`,
    sk: `LATE#${sha256(secret)}`,
  }),
  counter: (name: string): Key => ({ pk: `COUNTER#${name}`, sk: 'COUNTER' }),
  link: (secret: string): Key => ({ pk: `LINK#${sha256(secret)}`, sk: 'LINK' }),
  /** A short code in place of a link, found by what was typed: the code and the own address. */
  code: (codeAndAddress: string): Key => ({ pk: `CODE#${codeAndAddress}`, sk: 'CODE' }),
  /** In the partition of a case: which links and codes were minted for it, so that they can be erased with it. */
  linkOfCase: (caseId: string, link: string): Key => ({ pk: `CASE#${caseId}`, sk: `LINK#${link}` }),
  /** What one person needs in order to take part: kept apart, for the office alone. */
  needs: (round: string, id: string): Key => ({ pk: `NEEDS#${round}`, sk: `APPLICATION#${id}` }),
  /** The partition of a case's mails; the case is an application's id, or `round-` and the round's. */
  mail: (caseId: string, sk: string): Key => ({ pk: `CASE#${caseId}`, sk: `MAIL#${sk}` }),
  /** Where an execution waits: its task token, and a bell that each wake rings. */
  wait: (target: string): Key => ({ pk: `WAIT#${target}`, sk: 'WAIT' }),
  /** What is still to be delivered, by time: in one partition, as the sweep asks for it every hour. */
  outbox: (id: string): Key => ({ pk: 'OUTBOX', sk: id }),
  /** How far a late stream has come with the outbox. */
  outboxReached: (channel: string): Key => ({ pk: 'OUTBOX#reached', sk: channel }),
  idempotency: (key: string): Key => ({ pk: `IDEMPOTENCY#${sha256(key)}`, sk: 'IDEMPOTENCY' }),
  limit: (what: string, window: string): Key => ({ pk: `LIMIT#${sha256(what)}`, sk: window }),
  certificate: (id: string): Key => ({ pk: `CERTIFICATE#${id}`, sk: 'CERTIFICATE' }),
  document: (id: string): Key => ({ pk: `CERTIFICATE#${id}`, sk: 'PDF' }),
  alumnus: (id: string): Key => ({ pk: 'ALUMNI', sk: id }),
  /** A workshop to which the office invited the alumni. */
  workshop: (id: string): Key => ({ pk: 'WORKSHOPS', sk: id }),
  /** An address that bounced or complained, by its hash. */
  trouble: (address: string): Key => ({ pk: 'TROUBLE', sk: address }),
  /** Leads from the tag of a mail that SES reports on to its entry in the ledger. */
  ledgerTag: (tag: string): Key => ({ pk: `TAG#${tag}`, sk: 'TAG' }),
  /** An execution that stopped by a fault, by the case it belongs to. */
  stuck: (caseId: string): Key => ({ pk: 'STUCK', sk: caseId }),
  /** What the office and the operator should know, by its kind; none of it is about a person. */
  problem: (kind: string, what?: string): Key => ({
    pk: 'PROBLEMS',
    sk: what === undefined ? kind : `${kind}#${what}`,
  }),
  session: (secret: string): Key => ({ pk: `SESSION#${sha256(secret)}`, sk: 'SESSION' }),
  /** Says that a link that acts once has acted. */
  linkUsed: (secret: string): Key => ({ pk: `LINK#${sha256(secret)}`, sk: 'USED' }),
  /** Somebody who signs in to the office: counts the times all their sessions were ended. */
  officePerson: (email: string): Key => ({ pk: `OFFICE#${sha256(email.toLowerCase())}`, sk: 'PERSON' }),
} as const;

/** The target of a wait: what an execution belongs to. */
export const waitTarget = {
  application: (round: string, id: string): string => `${round}#${id}`,
  round: (round: string): string => round,
} as const;

/** Partitions of the index by which the office finds things that lie in many partitions of the table. */
export const overviewOf = {
  /** The ledger's entries to one address, in the order in which they were owed. */
  address: (email: string): string => `ADDRESS#${sha256(email.toLowerCase())}`,
  /** The tags of mails that came to no good, until the office has settled the matter. */
  mailTrouble: 'MAIL-TROUBLE',
} as const;
