import type { Language } from '../../domain/text.ts';

/** A date in a letter; instants in ISO 8601, shown in Berlin's time. */
export type LetterSession = {
  readonly starts: string;
  readonly ends: string;
  readonly title?: string;
  readonly note?: string;
  /** Where the session is joined online. */
  readonly joinUrl?: string;
};

/** A part of a letter's body. Texts are plain: no markup, escaped wherever it matters. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered?: boolean }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: 'sessions'; readonly sessions: readonly LetterSession[] }
  /** Words of a person, line breaks and all; `by` says whose. */
  | { readonly kind: 'quote'; readonly text: string; readonly by?: string }
  /** A link for reading on, such as the public page of a certificate; never one that acts. */
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

/**
 * A letter as data: what a room's `mails.ts` writes. The frame adds salutation, sign-off and footer and makes the
 * two forms of it, plain text and HTML, which say the same.
 *
 * German goes on in lower case after the salutation's comma unless a noun or "Sie" begins the sentence.
 */
export type Letter = {
  /** Without the case's reference; the frame appends it. */
  readonly subject: string;
  /** Whom it greets; without a name (an office, a shared mailbox) nobody by name. */
  readonly greeting: { readonly name?: string };
  readonly blocks: readonly Block[];
  /** The one next step: a button and the address in full. */
  readonly action?: {
    readonly label: string;
    readonly url: string;
    /** What to know before pressing, such as "wirksam erst auf der folgenden Seite". */
    readonly note?: string;
    /** Short code to type in on the page `/code` where a filter broke the link. */
    readonly code?: string;
  };
  /** What comes after the next step. */
  readonly after?: readonly Block[];
};

/** What stands around a letter. */
export type LetterFrame = {
  readonly language: Language;
  /** The case's reference, such as SCM-3-0007; stands in square brackets at the end of the subject. */
  readonly reference?: string;
  /** The named contact who signs; also the address for answers. */
  readonly contact: { readonly name: string; readonly email: string; readonly phone?: string };
  /** The programme's name. */
  readonly programme: string;
  /** Origin of the pages, such as https://smart-city.example, without a slash at its end. */
  readonly baseUrl: string;
  /** The office's postal line in the footer. */
  readonly address?: string;
};

/** A letter in the forms in which it is sent. */
export type RenderedLetter = { readonly subject: string; readonly text: string; readonly html: string };
