import type { Application } from '../../domain/application.ts';
import { formatDateTime, formatNumber } from '../../domain/calendar.ts';
import { administration, label, type Register } from '../../domain/register/register.ts';
import { type Round, type ScheduledSession, sessionsOf } from '../../domain/round.ts';
import type { Bilingual, Language } from '../../domain/text.ts';
import type { CalendarSession } from './calendar.ts';
import type { LetterSession } from './letter.ts';

/** A text as the reader reads it. */
export function say(language: Language, text: Bilingual): string {
  return text[language];
}

/** Numbers that are written as words: up to twelve. */
const numbers: Readonly<Record<Language, readonly string[]>> = {
  de: ['', '', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'],
  en: ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
};

const inWords = (count: number, language: Language): string =>
  numbers[language][count] ?? formatNumber(count, language);

/** "nach sieben Tagen": when something happens, from now. */
export function afterDays(days: number, language: Language): string {
  const many = inWords(days, language);
  return {
    de: days === 1 ? 'nach einem Tag' : `nach ${many} Tagen`,
    en: days === 1 ? 'after one day' : `after ${many} days`,
  }[language];
}

/** "sieben Tage": for how long something stands. */
export function forDays(days: number, language: Language): string {
  const many = inWords(days, language);
  return {
    de: days === 1 ? 'einen Tag' : `${many} Tage`,
    en: days === 1 ? 'for one day' : `for ${many} days`,
  }[language];
}

/** The names of an application's administrations, told apart where several are called the same. */
export function administrationNames(
  application: Pick<Application, 'administrations'>,
  register: Register,
): string {
  return application.administrations
    .map((key) => {
      const found = administration(register, key);
      return found === undefined ? key : label(found);
    })
    .join(' / ');
}

/** A cohort as people call it: "Gruppe A". */
export function cohortName(id: string, language: Language): string {
  return `${say(language, { de: 'Gruppe', en: 'Group' })} ${id.toUpperCase()}`;
}

/** Sessions as a letter lists them; the joining link only where `withLinks` says so. */
export function letterSessions(
  sessions: readonly ScheduledSession[],
  language: Language,
  withLinks = false,
): LetterSession[] {
  return sessions.map(({ starts, ends, module }) => ({
    starts,
    ends,
    title: `${say(language, { de: 'Modul', en: 'Module' })} ${module.number}: ${module.title}`,
    ...(withLinks ? { joinUrl: module.joinUrl } : {}),
  }));
}

/** The sessions of an application's cohort as dates of a calendar; the id of each stays as long as it is that session. */
export function calendarSessions(
  round: Round,
  cohort: string,
  application: string,
  programme: string,
  only?: (session: ScheduledSession) => boolean,
): CalendarSession[] {
  return sessionsOf(round.file, cohort)
    .filter((session) => only?.(session) ?? true)
    .map(({ id, starts, ends, module }) => ({
      uid: `${round.id}-${id}-${application}@kohorte`,
      starts,
      ends,
      title: `${programme}: ${module.title}`,
      joinUrl: module.joinUrl,
    }));
}

/** Hours of a cohort's sessions together, such as "40". */
export function hours(minutes: number, language: Language): string {
  return formatNumber(minutes / 60, language, minutes % 60 === 0 ? 0 : 1);
}

/** Weekday, date and time at which something ends, such as "Montag, 10. Oktober 2022, 23:59 Uhr". */
export function deadline(instant: string, language: Language): string {
  return formatDateTime(instant, language);
}

/** The states of an application as people read them. */
export const statusNames: Readonly<Record<Application['status'], Bilingual>> = {
  unconfirmed: { de: 'noch nicht bestätigt', en: 'not confirmed yet' },
  'awaiting-endorsement': {
    de: 'wartet auf die Zustimmung der Verwaltung',
    en: 'awaiting the administration’s agreement',
  },
  'in-review': { de: 'in Prüfung', en: 'in review' },
  queried: { de: 'Rückfrage offen', en: 'question open' },
  approved: { de: 'Voraussetzungen erfüllt', en: 'conditions met' },
  rejected: { de: 'abgelehnt', en: 'rejected' },
  'waiting-list': { de: 'auf der Warteliste', en: 'on the waiting list' },
  'seat-offered': { de: 'Platz angeboten', en: 'seat offered' },
  accepted: { de: 'Platz angenommen', en: 'seat accepted' },
  declined: { de: 'Platz abgelehnt', en: 'seat declined' },
  expired: { de: 'Angebot abgelaufen', en: 'offer expired' },
  'list-closed': { de: 'Warteliste geschlossen', en: 'waiting list closed' },
  'taking-part': { de: 'nimmt teil', en: 'taking part' },
  completed: { de: 'abgeschlossen', en: 'completed' },
  'not-completed': { de: 'nicht abgeschlossen', en: 'not completed' },
  withdrawn: { de: 'zurückgezogen', en: 'withdrawn' },
  'dropped-out': { de: 'Teilnahme beendet', en: 'dropped out' },
  erased: { de: 'gelöscht', en: 'erased' },
};
