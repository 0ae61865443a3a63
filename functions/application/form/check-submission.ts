import { formatNumber } from '../../domain/calendar.ts';
import { administration, type Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { limits, type Submission, submissionSchema } from '../../domain/submission.ts';
import type { Bilingual } from '../../domain/text.ts';
import { isEmail, isName, normaliseEmail } from '../../domain/text.ts';

/** One mistake, in both languages; the pointer is RFC 6901. */
export type Mistake = { readonly pointer: string; readonly message: Bilingual };

const words = {
  text: { de: 'Hier wird ein Text erwartet.', en: 'A text is expected here.' },
  unknownField: { de: 'Dieses Feld gibt es nicht.', en: 'There is no such field.' },
  round: { de: 'Diesen Durchgang gibt es nicht.', en: 'There is no such round.' },
  administrations: {
    de: 'Bitte wählen Sie Ihre Verwaltung aus der Liste; für einen gemeinsamen Platz zwei verschiedene.',
    en: 'Please choose your administration from the list; for a joint place two different ones.',
  },
  unknownAdministration: {
    de: 'Diese Verwaltung steht nicht im Register. Bitte wählen Sie eine aus der Liste.',
    en: 'This administration is not in the register. Please choose one from the list.',
  },
  sameEmail: {
    de: 'Die vorgesetzte Person braucht eine andere E-Mail-Adresse als Sie. Wenn Sie die Verwaltung leiten, lassen Sie die Angaben weg.',
    en: 'The supervisor needs another email address than yours. If you head the administration, leave these fields empty.',
  },
  cohorts: {
    de: 'Bitte wählen Sie aus, welche Termine Ihnen passen, oder lassen Sie alles frei.',
    en: 'Please choose the dates that suit you, or leave everything empty.',
  },
  boolean: { de: 'Hier steht true oder false.', en: 'This is true or false.' },
  language: { de: 'Die Sprache ist de oder en.', en: 'The language is de or en.' },
  privacy: {
    de: 'Bitte nehmen Sie den Datenschutzhinweis zur Kenntnis.',
    en: 'Please confirm that you have read the privacy notice.',
  },
} as const satisfies Record<string, Bilingual>;

/** What a field is called in a sentence, so that a message says which one it is about. */
const fieldNames: Readonly<Record<string, Bilingual>> = {
  '/round': { de: 'Der Durchgang', en: 'The round' },
  '/applicant': { de: 'Ihre Angaben zur Person', en: 'What you tell about yourself' },
  '/applicant/givenName': { de: 'Ihr Vorname', en: 'Your given name' },
  '/applicant/familyName': { de: 'Ihr Nachname', en: 'Your family name' },
  '/applicant/email': { de: 'Ihre E-Mail-Adresse', en: 'Your email address' },
  '/applicant/role': { de: 'Ihre Funktion', en: 'Your function' },
  '/applicant/phone': { de: 'Ihre Telefonnummer', en: 'Your phone number' },
  '/supervisor/givenName': { de: 'Der Vorname der vorgesetzten Person', en: 'The supervisor’s given name' },
  '/supervisor/familyName': {
    de: 'Der Nachname der vorgesetzten Person',
    en: 'The supervisor’s family name',
  },
  '/supervisor/email': {
    de: 'Die E-Mail-Adresse der vorgesetzten Person',
    en: 'The supervisor’s email address',
  },
  '/motivation': { de: 'Ihre Motivation', en: 'Your motivation' },
  '/needs': { de: 'Was Sie brauchen', en: 'What you need' },
};

const nameOf = (pointer: string): Bilingual =>
  fieldNames[pointer] ?? { de: 'Diese Angabe', en: 'This entry' };

/** A message about one field, which it names. */
function about(pointer: string, de: (name: string) => string, en: (name: string) => string): Bilingual {
  const name = nameOf(pointer);
  return { de: de(name.de), en: en(name.en) };
}

const missing = (pointer: string): Bilingual =>
  about(
    pointer,
    (name) => `${name} fehlt. Bitte füllen Sie das Feld aus.`,
    (name) => `${name} is missing. Please fill in the field.`,
  );

const tooLong = (pointer: string, most: number): Bilingual =>
  about(
    pointer,
    (name) => `${name}: Das sind zu viele Zeichen. Möglich sind höchstens ${formatNumber(most, 'de')}.`,
    (name) => `${name}: these are too many characters. At most ${formatNumber(most, 'en')} are possible.`,
  );

const unreadable = (pointer: string): Bilingual =>
  about(
    pointer,
    (name) => `${name}: Der Text enthält unsichtbare Steuerzeichen. Bitte tippen Sie ihn neu ein.`,
    (name) => `${name}: the text contains invisible control characters. Please type it again.`,
  );

const noName = (pointer: string): Bilingual =>
  about(
    pointer,
    (name) =>
      `${name} kann nur aus Buchstaben und Zeichen wie - und ’ bestehen, nicht aus < > { } oder Ziffern.`,
    (name) => `${name} can only hold letters and characters such as - and ’, not < > { } or digits.`,
  );

const noAddress = (pointer: string): Bilingual =>
  about(
    pointer,
    (name) => `${name} ist nicht vollständig. Sie sieht so aus: vorname.nachname@verwaltung.example`,
    (name) => `${name} is not complete. It looks like this: first.last@administration.example`,
  );

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const length = (text: string): number => [...text].length;
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Control characters other than line breaks and tabs, or half a character. */
function hasControl(text: string): boolean {
  return /[^\P{Cc}\t\n\r]/u.test(text) || !text.isWellFormed();
}

class Checker {
  readonly mistakes: Mistake[] = [];

  say(pointer: string, message: Bilingual): void {
    this.mistakes.push({ pointer, message });
  }

  unknown(value: Json, known: readonly string[], at: string): void {
    for (const name of Object.keys(value)) {
      if (!known.includes(name)) this.say(`${at}/${escaped(name)}`, words.unknownField);
    }
  }

  /** A text that is there, not blank, not too long, and not made of control characters. */
  text(value: unknown, pointer: string, most: number, multiline = false): string | undefined {
    if (value === undefined || value === null || value === '')
      return void this.say(pointer, missing(pointer));
    if (typeof value !== 'string') return void this.say(pointer, words.text);
    if (value.trim() === '') return void this.say(pointer, missing(pointer));
    if (hasControl(value) || (!multiline && /[\r\n\t]/.test(value)))
      return void this.say(pointer, unreadable(pointer));
    if (length(value) > most) return void this.say(pointer, tooLong(pointer, most));
    return value;
  }

  name(value: unknown, pointer: string): void {
    const text = this.text(value, pointer, limits.name);
    if (text !== undefined && !isName(text)) this.say(pointer, noName(pointer));
  }

  email(value: unknown, pointer: string): string | undefined {
    const text = this.text(value, pointer, limits.email);
    if (text === undefined) return undefined;
    if (!isEmail(text)) return void this.say(pointer, noAddress(pointer));
    return text;
  }
}

/**
 * Checks what was sent to apply, and finds all mistakes at once. The HTML form and the JSON interface
 * use these same rules.
 * @param rounds finds a round by its id; undefined where there is none
 */
export async function checkSubmission(
  input: unknown,
  find: (round: string) => Promise<{ readonly round: Round; readonly register: Register } | undefined>,
): Promise<
  | { readonly ok: true; readonly submission: Submission; readonly round: Round; readonly register: Register }
  | { readonly ok: false; readonly mistakes: readonly Mistake[]; readonly round: Round | undefined }
> {
  const check = new Checker();
  if (!isObject(input)) {
    return { ok: false, mistakes: [{ pointer: '', message: words.text }], round: undefined };
  }
  check.unknown(
    input,
    [
      'round',
      'administrations',
      'applicant',
      'supervisor',
      'motivation',
      'cohorts',
      'language',
      'sharedMailbox',
      'needs',
      'privacyNoticeRead',
    ],
    '',
  );
  const id = check.text(input['round'], '/round', 60);
  const found = id === undefined ? undefined : await find(id);
  if (id !== undefined && found === undefined) check.say('/round', words.round);
  checkAdministrations(check, input['administrations'], found?.register);
  const email = checkPerson(check, input['applicant'], '/applicant', true);
  if (input['supervisor'] !== undefined) {
    const theirs = checkPerson(check, input['supervisor'], '/supervisor', false);
    if (theirs !== undefined && email !== undefined && normaliseEmail(theirs) === normaliseEmail(email)) {
      check.say('/supervisor/email', words.sameEmail);
    }
  }
  check.text(input['motivation'], '/motivation', limits.motivation, true);
  checkCohorts(check, input['cohorts'], found?.round);
  if (input['language'] !== 'de' && input['language'] !== 'en') check.say('/language', words.language);
  if (input['needs'] !== undefined) check.text(input['needs'], '/needs', limits.needs, true);
  if (input['sharedMailbox'] !== undefined && typeof input['sharedMailbox'] !== 'boolean') {
    check.say('/sharedMailbox', words.boolean);
  }
  if (input['privacyNoticeRead'] !== true) check.say('/privacyNoticeRead', words.privacy);
  if (check.mistakes.length > 0 || found === undefined) {
    return { ok: false, mistakes: check.mistakes, round: found?.round };
  }
  return { ok: true, submission: submissionSchema.parse(input), ...found };
}

function checkAdministrations(check: Checker, value: unknown, register: Register | undefined): void {
  const at = '/administrations';
  if (!Array.isArray(value) || value.length < 1 || value.length > 2 || new Set(value).size !== value.length) {
    check.say(at, words.administrations);
    return;
  }
  for (const [index, key] of value.entries()) {
    const known =
      typeof key === 'string' && register !== undefined && administration(register, key) !== undefined;
    if (register !== undefined && !known) check.say(`${at}/${index}`, words.unknownAdministration);
  }
}

function checkPerson(check: Checker, value: unknown, at: string, applicant: boolean): string | undefined {
  if (!isObject(value)) return void check.say(at, missing(at));
  const own = applicant ? ['role', 'phone'] : [];
  check.unknown(value, ['givenName', 'familyName', 'email', ...own], at);
  check.name(value['givenName'], `${at}/givenName`);
  check.name(value['familyName'], `${at}/familyName`);
  const email = check.email(value['email'], `${at}/email`);
  if (applicant) {
    check.text(value['role'], `${at}/role`, limits.role);
    if (value['phone'] !== undefined) check.text(value['phone'], `${at}/phone`, limits.phone);
  }
  return email;
}

function checkCohorts(check: Checker, value: unknown, round: Round | undefined): void {
  if (value === undefined) return;
  const known = round?.file.cohorts.map(({ id }) => id);
  const fits =
    Array.isArray(value) &&
    value.length > 0 &&
    new Set(value).size === value.length &&
    value.every((id) => typeof id === 'string' && (known === undefined || known.includes(id)));
  if (!fits) check.say('/cohorts', words.cohorts);
}
