import type { Application } from '../../domain/application.ts';
import type { Counted } from '../../domain/balance.ts';
import type { MailRoom, PurposeOf, Recipient } from '../../domain/mail.ts';
import type { Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import type { Language } from '../../domain/text.ts';
import type { Settings } from '../settings.ts';
import type { CalendarSession } from './calendar.ts';
import type { Letter } from './letter.ts';

/** What the words of a mail may use. Read when the mail is sent, so that the words fit the record. */
export type MailContext = {
  readonly language: Language;
  readonly recipient: Recipient;
  /** The case; missing in mails about a round as a whole. */
  readonly application?: Application;
  readonly round?: Round;
  /** All applications of the round, for a list of them (see `from` in domain/mail/purpose-facts.ts). */
  readonly applications?: readonly Application[];
  /** What the applications of the round count for, where one is weighed against them (see there). */
  readonly counted?: readonly Counted[];
  readonly register: Register;
  readonly settings: Settings;
  /** The acting link of this purpose, with a secret minted for this very sending. */
  readonly link?: { readonly url: string; readonly code: string };
  /** What the order carried beyond the record. */
  readonly data: Readonly<Record<string, string>>;
  readonly baseUrl: string;
  readonly now: string;
};

/** A mail as a room words it. */
export type Mail = {
  readonly letter: Letter;
  /** Dates for the recipient's calendar. */
  readonly calendar?: {
    readonly method: 'REQUEST' | 'CANCEL';
    readonly sessions: readonly CalendarSession[];
  };
  /** A kept document (`keys.document`) that goes along, under this file name. */
  readonly document?: { readonly id: string; readonly filename: string };
};

/** The words of a purpose. */
export type MailWriter = (context: MailContext) => Mail;

/** The words of a room: a writer for each purpose that the table of mails gives to it, and for no other. */
export type MailsOf<Room extends MailRoom> = Readonly<Record<PurposeOf<Room>, MailWriter>>;

/** The application a mail is about. @throws where the ledger holds a mail of this purpose without a case */
export function caseOf(context: MailContext): Application {
  if (context.application === undefined) throw new Error('this mail needs a case');
  return context.application;
}

/** The round a mail is about. @throws where the ledger holds a mail of this purpose without a round */
export function roundOf(context: MailContext): Round {
  if (context.round === undefined) throw new Error('this mail needs a round');
  return context.round;
}

/** The acting link. @throws where the purpose has none */
export function linkOf(context: MailContext): { readonly url: string; readonly code: string } {
  if (context.link === undefined) throw new Error('this mail needs a link');
  return context.link;
}
