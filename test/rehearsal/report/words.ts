import { factsOf, purposeSchema } from '../../../functions/domain/mail.ts';

/** The languages of a report. */
export type Language = 'de' | 'en';

type Words = { readonly de: string; readonly en: string };

const states: Readonly<Record<string, Words>> = {
  unconfirmed: { de: 'unbestätigt', en: 'unconfirmed' },
  'awaiting-endorsement': { de: 'wartet auf Zustimmung', en: 'awaiting endorsement' },
  'in-review': { de: 'in Prüfung', en: 'in review' },
  queried: { de: 'Rückfrage offen', en: 'queried' },
  approved: { de: 'Voraussetzungen erfüllt', en: 'approved' },
  rejected: { de: 'abgelehnt', en: 'rejected' },
  'waiting-list': { de: 'auf der Warteliste', en: 'on the waiting list' },
  'seat-offered': { de: 'Platz angeboten', en: 'seat offered' },
  accepted: { de: 'Platz angenommen', en: 'accepted' },
  declined: { de: 'Platz abgelehnt', en: 'declined' },
  expired: { de: 'Angebot abgelaufen', en: 'expired' },
  'list-closed': { de: 'Warteliste geschlossen', en: 'list closed' },
  'taking-part': { de: 'nimmt teil', en: 'taking part' },
  completed: { de: 'abgeschlossen', en: 'completed' },
  'not-completed': { de: 'nicht abgeschlossen', en: 'not completed' },
  withdrawn: { de: 'zurückgezogen', en: 'withdrawn' },
  'dropped-out': { de: 'abgebrochen', en: 'dropped out' },
  erased: { de: 'gelöscht', en: 'erased' },
};

const verdicts: Readonly<Record<string, Words>> = {
  'as-planned': { de: 'wie geplant', en: 'as planned' },
  missing: { de: 'fehlt', en: 'missing' },
  doubled: { de: 'doppelt', en: 'doubled' },
  'wrong-time': { de: 'falsche Zeit', en: 'wrong time' },
  unplanned: { de: 'nicht geplant', en: 'not planned' },
  'copies-differ': { de: 'andere Kopien', en: 'other copies' },
};

function word(list: Readonly<Record<string, Words>>, key: string, language: Language): string {
  return list[key]?.[language] ?? key;
}

/** What a mail is called. */
export function purposeName(purpose: string, language: Language): string {
  const known = purposeSchema.safeParse(purpose);
  return known.success ? factsOf(known.data).name[language] : purpose;
}

/** The state of a case, in words. */
export const stateName = (status: string, language: Language): string => word(states, status, language);
/** How a mail held against the plan, in words. */
export const verdictName = (verdict: string, language: Language): string => word(verdicts, verdict, language);

/** One of two texts. */
export function say(language: Language, de: string, en: string): string {
  return language === 'de' ? de : en;
}

const zone = 'Europe/Berlin';

/** Day and time in Berlin, such as `Di., 04.10.2022, 08:00`; seconds only where they are not zero. */
export function time(at: number, language: Language): string {
  const seconds = new Date(at).getUTCSeconds() !== 0;
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  }).format(at);
}

/** A day in Berlin, such as `04.10.2022`. */
export function day(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone: zone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(at);
}
