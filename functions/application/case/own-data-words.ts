import { formatShortDateTime } from '../../domain/calendar.ts';
import { factsOf, purposeSchema } from '../../domain/mail.ts';
import { capitalised, type Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';

/** German labels for the names of the export; English ones are made of the names themselves. */
const labels: Readonly<Record<string, string>> = {
  exportedAt: 'Stand',
  reference: 'Vorgang',
  id: 'Kennung',
  round: 'Durchgang',
  title: 'Titel',
  status: 'Zustand',
  statusInWords: 'Zustand in Worten',
  version: 'Fassung',
  submittedAt: 'Gesendet am',
  confirmedAt: 'Bestätigt am',
  endorsedAt: 'Zustimmung der Verwaltung am',
  emailToConfirm: 'Neue Adresse, noch nicht bestätigt',
  language: 'Sprache',
  query: 'Rückfrage',
  text: 'Frage',
  askedAt: 'Gestellt am',
  until: 'Frist',
  answer: 'Antwort',
  answeredAt: 'Beantwortet am',
  decision: 'Entscheidung',
  outcome: 'Ergebnis',
  reason: 'Begründung',
  toldAt: 'Mitgeteilt am',
  waitingSince: 'Auf der Warteliste seit',
  seat: 'Platz',
  cohort: 'Gruppe',
  number: 'Nummer',
  offeredAt: 'Angeboten am',
  acceptedAt: 'Angenommen am',
  expiredAt: 'Verfallen am',
  explanation: 'Erläuterung der Auswahl',
  attended: 'Besuchte Termine',
  certificate: 'Zertifikat',
  issuedAt: 'Ausgestellt am',
  printed: 'Gedruckt',
  name: 'Name',
  programme: 'Programm',
  administrations: 'Verwaltungen',
  modules: 'Module',
  hours: 'Stunden',
  hoursOfRound: 'Stunden des Durchgangs',
  from: 'Von',
  place: 'Ort',
  signatory: 'Unterzeichnet von',
  signatoryFunction: 'Funktion',
  authority: 'Stelle',
  alumniSince: 'Im Netzwerk der Ehemaligen seit',
  mails: 'E-Mails an Sie',
  purpose: 'Anlass',
  to: 'An',
  state: 'Stand der Zustellung',
  owedAt: 'Veranlasst am',
  sentAt: 'Verschickt am',
};

/** What a name of the export is called on the page. */
export function labelOf(name: string, language: Language): string {
  const words = name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
  return { de: labels[name] ?? name, en: capitalised(words) }[language];
}

/** German words for the codes under these names; a code that is not here stands as it is. */
const codes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  outcome: { approve: 'Voraussetzungen erfüllt', reject: 'abgelehnt' },
  state: { owed: 'veranlasst', sending: 'wird verschickt', sent: 'verschickt', failed: 'nicht zugestellt' },
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/**
 * A value of the export as people read it: instants in Berlin's time, yes and no, known codes in words, all else
 * as it is.
 * @param name under which it stands
 */
export function valueInWords(name: string, value: unknown, language: Language): string {
  if (typeof value === 'boolean')
    return value ? say(language, { de: 'ja', en: 'yes' }) : say(language, { de: 'nein', en: 'no' });
  if (typeof value === 'string' && instant.test(value)) return formatShortDateTime(value, language);
  const text = String(value);
  const purpose = purposeSchema.safeParse(name === 'purpose' ? value : undefined);
  if (purpose.success) return factsOf(purpose.data).name[language];
  return { de: codes[name]?.[text] ?? text, en: text }[language];
}
