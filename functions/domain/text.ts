/**
 * Words of people and for people: the two languages, lists in a sentence, German sorting, names and what may stand
 * in them, and the cleaning of what was typed.
 *
 * Texts are stored as they were typed: no function that cleans composes or decomposes letters, since a name in
 * combining sequences (DIN 91379) is to come out as it went in. Only keys for comparing are normalised.
 */

/** The languages of every page and mail. German comes first. */
export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];

/** A text in every language; one that is missing does not compile. */
export type Bilingual = Readonly<Record<Language, string>>;

/** The language of whoever named none. */
export const defaultLanguage: Language = languages[0];

/** Whether it is one of the languages, as a request or a stored choice names them. */
export function isLanguage(text: unknown): text is Language {
  return languages.some((language) => language === text);
}

/** What a link to a page of ours bears to keep the language: nothing for the one that needs no naming. */
export function languageQuery(language: Language): string {
  return language === defaultLanguage ? '' : `?lang=${language}`;
}

const and: Bilingual = { de: 'und', en: 'and' };

/** `A`, `A und B`, `A, B und C`; in English with `and`. Empty for an empty list. */
export function enumerate(items: readonly string[], language: Language): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  const before = items.slice(0, -1);
  return before.length === 0 ? last : `${before.join(', ')} ${and[language]} ${last}`;
}

/** The text as it stands at the beginning of a line: with a capital letter. */
export function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

const dictionary = new Intl.Collator('de', { usage: 'sort', sensitivity: 'variant' });

/**
 * Order of German lists by DIN 5007-1: word by word, case and accents matter only between otherwise equal texts, ä
 * stands with a and ß with ss.
 */
export function compareDin5007(a: string, b: string): number {
  return dictionary.compare(a, b);
}

/** One form for what people type in several: composed letters, plain apostrophe and hyphen, single spaces. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2018\u2019\u02BC\u00B4`]/gu, "'")
    .replace(/[\u2010-\u2013]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * The key by which two names are the same person's: without regard to case (ß and ss included), to composed or
 * combining letters, kinds of apostrophe and hyphen, and spaces. For comparing only, never shown or stored as name.
 */
export function normaliseName(name: string): string {
  // Up and down again folds what has no single capital (ß, ﬁ); down first, as the capital ẞ is its own.
  return plain(name).toLowerCase().toUpperCase().toLowerCase().normalize('NFC');
}

/** The key by which two mail addresses are the same mailbox: trimmed, without regard to case. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}

/**
 * Would a mail program lead somebody away by it: an address of the web or of a mailbox, with or without its beginning?
 * A dot between two parts of two letters or more is the name of a host to it, whatever was meant.
 */
export function leadsAway(text: string): boolean {
  return AWAY.test(text);
}

const AWAY = /@|:\/\/|(?:^|[^\p{L}\p{M}])www\.|[\p{L}\p{M}\d-]{2}\.\p{L}[\p{L}\p{M}]/u;

/**
 * Can it be the name of a person? Letters and combining marks of the scripts of DIN 91379 (Latin; Greek and
 * Cyrillic as its extension), digits, spaces and the marks that names hold; at least one letter, one line, at most
 * 100 code points, and nothing that leads elsewhere, as names stand in mails. No table of the standard is copied: the properties of Unicode take in all of its letters, and a
 * few more.
 */
export function isName(text: string): boolean {
  return lengthOf(text) <= 100 && NAME.test(text) && !leadsAway(text);
}

const LETTER = String.raw`[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]`;
const OTHER = String.raw`[0-9 \u00A0\u202F',.\-\u2010\u2011\u2013\u0060~\u00A8\u00B4\u00B7\u02B9-\u02BC\u02BE\u02BF\u02C8\u02CC\u2018\u2019\u2021()&]`;
/** Marks follow the letter they change; more than three on one letter is no writing of names. */
const NAME = new RegExp(`^${OTHER}*${LETTER}\\p{M}{0,3}(?:${LETTER}\\p{M}{0,3}|${OTHER})*$`, 'u');

/**
 * Can a mail be sent there? One address in the plain form `local@host.tld`, ASCII, at most 254 characters, as the
 * mail service takes it; no names, lists, comments or quoted parts.
 */
export function isEmail(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text) && text.lastIndexOf('@') <= 64;
}

const EMAIL =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$/;

/** How many characters a text has as people count them: code points. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** So long may a text be that one person writes to another in a form: a reason, an answer, a note. In code points. */
export const longestStatement = 2000;

/** Can it be such a text? There is one, and it is not too long. */
export function isStatement(text: string): boolean {
  return text !== '' && lengthOf(text) <= longestStatement;
}

/** Line breaks of every kind, to be one kind. */
const LINE_BREAK = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/gu;
/** Turns of the direction of writing: what is read is then another text than what is stored (UTR 36). */
const TURN = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/u;

/** Does it turn the direction of writing? */
export function turnsDirection(text: string): boolean {
  return TURN.test(text);
}

/** Controls that are not seen but do something: all but break and tab, the byte order mark, turns of direction. */
const INVISIBLE = /(?![\n\t])\p{Cc}|[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** The text in one line: breaks and tabs become spaces, controls go, ends are trimmed; letters stay as typed. */
export function singleLine(text: string): string {
  return text.toWellFormed().replace(LINE_BREAK, ' ').replaceAll('\t', ' ').replace(INVISIBLE, '').trim();
}

/** The text with `\n` as its only break, without controls (tabs stay), trimmed; letters stay as typed. */
export function multiLine(text: string): string {
  return text.toWellFormed().replace(LINE_BREAK, '\n').replace(INVISIBLE, '').trim();
}
