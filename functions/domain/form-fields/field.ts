import type { Bilingual } from '../text.ts';

/** Why a field is missing somewhere: nothing is left out without a word. */
export type Not = { readonly not: string };

/** Kinds whose answer is a text. A name holds the letters of DIN 91379, an email is one plain address. */
export const textKinds = ['text', 'multi-line', 'name', 'email', 'phone'] as const;
export type TextKind = (typeof textKinds)[number];

/** How an answer is read, and its limits; `most` in characters as people count them (Unicode code points). */
export type Kind =
  | { readonly kind: TextKind; readonly most: number }
  /** A box: ticked or not. */
  | { readonly kind: 'boolean' }
  /** A box that must be ticked. */
  | { readonly kind: 'agreement' }
  /** One or two keys of the register. */
  | { readonly kind: 'administrations' }
  /** Some of the cohorts of the round. */
  | { readonly kind: 'cohorts' }
  | { readonly kind: 'language' };

/** The parts of the form, from top to bottom. */
export const sections = [
  'cohorts',
  'administrations',
  'person',
  'supervisor',
  'participation',
  'agreement',
] as const;
export type Section = (typeof sections)[number];

/** How the form asks for it. */
export type Control = {
  readonly section: Section;
  readonly label: Bilingual;
  readonly hint?: Bilingual;
  /** What the browser may fill in. */
  readonly autocomplete?: string;
  /** `medium` for a short answer, otherwise the full width. */
  readonly size?: 'medium';
  /** Height of a text of several lines. */
  readonly rows?: number;
  /** The second of two administrations that share a place. */
  readonly second?: { readonly label: Bilingual; readonly hint: Bilingual };
  /** Words of the label that lead to a page. */
  readonly link?: { readonly words: Bilingual; readonly href: string };
};

/** Where what was submitted is shown, beside the form itself. */
export const places = [
  /** The applicant, before it is sent. */
  'review',
  /** The applicant, on the page after sending. */
  'receipt',
  /** The applicant, on the case page and on the page of all own data. */
  'casePage',
  /** The applicant, in the mail `application-received`. */
  'receivedMail',
  /** The supervisor, on the page that asks for the administration's agreement. */
  'endorsement',
  /** An approver, in the mail `review-request`. */
  'requestMail',
  /** An approver, on the decision page. */
  'decision',
  /** The ministry's file: the record of the decision. */
  'paper',
  /** The programme office, on the page of the case. */
  'office',
  /** The programme office, in the sheet of all applications. */
  'applications',
  /** The programme office, in the sheet of participants. */
  'participants',
] as const;
export type Place = (typeof places)[number];

/** A line under this label. Fields of one place with the same label stand in one line. */
export type LabelledLine = {
  readonly label: Bilingual;
  /** Who else reads it. */
  readonly note?: Bilingual;
  /** What a ticked box says; one that is not ticked says nothing. */
  readonly ifYes?: Bilingual;
  /** What stands there where nothing was given; else the line is left out. */
  readonly ifNone?: Bilingual;
};

/** How a place shows a field: in a line, in a way of its own (which is said), or not at all. */
export type Showing = LabelledLine | { readonly within: string } | Not;

/** Everything that must be said of a field of the application before it can be asked. */
export type FormField = Kind & {
  readonly optional: boolean;
  /** What the description of the JSON interface says of it. */
  readonly description: string;
  /** What begins a sentence on a mistake in it. */
  readonly sentence: Bilingual | Not;
  readonly form: Control | Not;
  /**
   * Where it is kept: as part of what was submitted, which a correction replaces; fixed in the record for good; or
   * apart from the record, for the office alone.
   */
  readonly kept: 'submitted' | 'fixed' | 'apart' | Not;
  /** What a correction calls it in its line of history, and whether the administration is asked anew. */
  readonly corrected: { readonly called: Bilingual; readonly asksAgain: boolean } | Not;
  /** Whether it stays with the seat or goes with the person where another person is named for the seat. */
  readonly substituted: 'stays' | 'goes';
  /** What erasing makes of it. */
  readonly erased: 'removed' | 'emptied' | { readonly kept: string } | Not;
  readonly shown: Readonly<Record<Place, Showing>>;
  /** How the file of all own data holds it (Art. 15 and 20 DSGVO); `ifNone` where nothing was given. */
  readonly ownData: { readonly told: true; readonly ifNone?: Bilingual } | Not;
  /** What the privacy notice calls it (Art. 13 DSGVO). */
  readonly privacy: Bilingual | Not;
};
