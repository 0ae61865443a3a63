import { formatLongDate, formatPeriod } from '../../domain/calendar.ts';
import { type Language, languageQuery } from '../../domain/text.ts';
import type { LetterFrame } from './letter.ts';

/** What the frame of a letter says, in both languages. */
export const frameWords = {
  de: {
    regards: 'Freundliche Grüße',
    copyLink: 'Wenn die Schaltfläche nicht geht, kopieren Sie diese Adresse in Ihren Browser:',
    code: (code: string, page: string) =>
      `Wenn auch das nicht geht: Geben Sie auf ${page} den Code ${code} und Ihre E-Mail-Adresse ein.`,
    codeInText: (code: string, page: string) =>
      `Wenn der Link nicht geht: Geben Sie auf ${page} den Code ${code} und Ihre E-Mail-Adresse ein.`,
    join: 'Zur Online-Sitzung',
    automatic:
      'Diese E-Mail wurde automatisch verschickt. Sie enthält keine Zählpixel und verfolgt nicht, ob Sie sie lesen. Antworten erreichen einen Menschen.',
    imprint: 'Impressum',
    privacy: 'Datenschutz',
    questions: 'Fragen?',
  },
  en: {
    regards: 'Kind regards',
    copyLink: 'If the button does not work, copy this address into your browser:',
    code: (code: string, page: string) =>
      `If that does not work either: enter the code ${code} and your mail address at ${page}.`,
    codeInText: (code: string, page: string) =>
      `If the link does not work: enter the code ${code} and your mail address at ${page}.`,
    join: 'Join the online session',
    automatic:
      'This mail was sent automatically. It holds no tracking pixel and does not follow whether you read it. Answers reach a person.',
    imprint: 'Imprint',
    privacy: 'Privacy',
    questions: 'Questions?',
  },
} as const;

/** "Guten Tag Vorname Nachname," without guessing a gender; to an office without a name. */
export function salutation(name: string | undefined, language: Language): string {
  return {
    de: name ? `Guten Tag ${name},` : 'Guten Tag,',
    en: name ? `Dear ${name},` : 'Hello,',
  }[language];
}

/** The subject with the case's reference at its end, where there is a case. */
export function subjectLine(subject: string, reference: string | undefined): string {
  const line = subject.replaceAll(/\s+/g, ' ').trim();
  return reference ? `${line} [${reference}]` : line;
}

/** Day and time of a date as two phrases. */
export function dayAndTime(starts: string, ends: string, language: Language): { day: string; time: string } {
  const day = formatLongDate(starts, language);
  return { day, time: formatPeriod(starts, ends, language).slice(day.length + 2) };
}

/** A page of ours in the letter's language. */
export function pageUrl(frame: LetterFrame, path: string): string {
  return `${frame.baseUrl}${path}${languageQuery(frame.language)}`;
}

/** Who signs: the named contact, and the programme where the name does not say it already. */
export function signature(frame: LetterFrame): string[] {
  const { contact, programme } = frame;
  return contact.name.includes(programme) ? [contact.name] : [contact.name, programme];
}
