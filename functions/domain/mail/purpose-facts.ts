import type { ApplicationStatus } from '../application.ts';
import type { Bilingual } from '../text.ts';
import type { Role } from './roles.ts';

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

/** Rooms that word mails, each in its `mails.ts`. */
export type MailRoom =
  | 'alumni'
  | 'application'
  | 'approval'
  | 'attendance'
  | 'certificate'
  | 'cohort'
  | 'endorsement'
  | 'office'
  | 'reminder'
  | 'round';

/**
 * How much a mail is needed, the most needed first: somebody waits for it now; it asks for an answer by a date or tells
 * what plans rest on; all else. A mail that is needed more goes out before one that is needed less.
 */
export const mailNeeds = ['awaited', 'timely', 'other'] as const;
export type MailNeed = (typeof mailNeeds)[number];

type Sending = {
  readonly need: MailNeed;
  /**
   * Who sets it off: the `course` of the round (a date, or what those concerned do), the `office` on its own, or
   * somebody who asks for this very mail.
   */
  readonly by: 'course' | 'office' | 'request';
  readonly to: readonly [Role, ...Role[]];
  /** Who reads it in copy, where the application names somebody. */
  readonly copy?: 'supervisor';
  /** The acting link it carries, one at most. */
  readonly link: LinkPath | 'none';
  /** The link dies with the version of the application it was sent for. */
  readonly versioned?: true;
  /**
   * Whether the office may send it again from the page of the case: while the case is in a state, until its decision
   * is told, always; `each` where every occasion is a mail of its own, otherwise only the latest goes again.
   */
  readonly again: 'always' | 'each' | 'until-told' | ApplicationStatus | 'not-of-a-case';
};

type Writing = {
  readonly room: MailRoom;
  /**
   * What the words cannot do without: the case with its round; that and what the other applications of the round
   * count for; the round alone; all its applications; or nothing but the order, so that it goes out even when the
   * case it stands with was erased.
   */
  readonly from: 'case' | 'case-among-others' | 'round' | 'applications' | 'order';
};

/**
 * What a mail tells decides what becomes of it where others read the mailbox of the applicant. Nothing of a result: it
 * goes out as it is. The end of a case: only that it ended, without a link.
 */
type Plain = { readonly tells: 'nothing' } | { readonly tells: 'end' };

/**
 * A result, or what was said about somebody, or a document of it: there stands only that there is something new behind
 * the link, and until when the query or the offer is to be answered.
 */
type Telling = { readonly tells: 'result' | 'document'; readonly answers?: 'query' | 'offer' };

/** What there is to know about a purpose of a mail. */
export type PurposeFacts = {
  /** What the mail is called by whoever reads of it: the office, the applicant in their own data. */
  readonly name: Bilingual;
  /** What causes it. */
  readonly when: Bilingual;
} & (
  | { readonly sent: Sending; readonly written: Writing & Plain }
  | { readonly sent: Sending & { readonly link: LinkPath }; readonly written: Writing & Telling }
);
