import type { ApplicationStatus } from '../../domain/application.ts';
import { dimensionNames } from '../../domain/register/register.ts';
import type { RoundStatus } from '../../domain/round.ts';
import type { RoundFile } from '../../domain/round-file.ts';
import { type Bilingual, enumerate, type Language } from '../../domain/text.ts';

/** The states of a round as people read them. */
export const roundStatusNames: Readonly<Record<RoundStatus, Bilingual>> = {
  draft: { de: 'in Vorbereitung', en: 'in preparation' },
  open: { de: 'Bewerbung läuft', en: 'taking applications' },
  closed: { de: 'Bewerbungsfrist beendet', en: 'applications closed' },
  selected: { de: 'Plätze vergeben', en: 'seats given' },
  running: { de: 'läuft', en: 'running' },
  finished: { de: 'beendet', en: 'finished' },
  archived: { de: 'archiviert', en: 'archived' },
  erased: { de: 'gelöscht', en: 'erased' },
  cancelled: { de: 'abgesagt', en: 'cancelled' },
};

/** What the last form did, said once on the page that follows it. */
const done: Readonly<Record<string, Bilingual>> = {
  released: {
    de: 'Die Verwaltungen stehen jetzt auf der Startseite.',
    en: 'The administrations are now on the home page.',
  },
  cancelled: {
    de: 'Der Durchgang ist abgesagt. Alle Beteiligten erhalten eine E-Mail.',
    en: 'The round is cancelled. Everybody involved gets a mail.',
  },
  'selection-confirmed': {
    de: 'Die Auswahl ist bestätigt. Die Platzangebote gehen jetzt hinaus.',
    en: 'The selection is confirmed. The offers go out now.',
  },
  'gone-on': {
    de: 'Die Auswahl wartet nicht mehr auf die offenen Bewerbungen. Sie läuft am nächsten Arbeitstag um 08:00 Uhr.',
    en: 'The selection no longer waits for the undecided applications. It runs at 08:00 of the next working day.',
  },
  archived: { de: 'Der Durchgang ist archiviert.', en: 'The round is archived.' },
  opened: { de: 'Die Bewerbung ist geöffnet.', en: 'Applications are open.' },
  closed: { de: 'Die Bewerbung ist geschlossen.', en: 'Applications are closed.' },
  'selection-called': { de: 'Die Auswahl läuft.', en: 'The selection is running.' },
  'dates-moved': { de: 'Die Änderung ist gespeichert.', en: 'The change is saved.' },
  'session-changed': {
    de: 'Der Termin ist geändert. Die Teilnehmenden erhalten eine E-Mail.',
    en: 'The session is changed. The participants get a mail.',
  },
  'people-replaced': { de: 'Die Beteiligten sind geändert.', en: 'The people are changed.' },
  'case-done': { de: 'Das ist eingetragen.', en: 'This is done.' },
  'started-anew': { de: 'Der Ablauf ist neu angestoßen.', en: 'The workflow was started anew.' },
  'sent-again': { de: 'Die E-Mails gehen jetzt neu hinaus.', en: 'The mails go out again now.' },
  settled: { de: 'Abgelegt.', en: 'Settled.' },
  continued: {
    de: 'Die Vorgänge gehen weiter. Was jetzt noch hier steht, braucht Sie einzeln.',
    en: 'The cases go on. What still stands here needs you one by one.',
  },
  'taken-up': {
    de: 'Das System versucht es jetzt noch einmal. Was weiter nicht lesbar ist, steht in einigen Stunden wieder hier.',
    en: 'The system tries again now. What still cannot be read stands here again in some hours.',
  },
  nothing: { de: 'Es war nichts zu ändern.', en: 'There was nothing to change.' },
  'workshop-invited': { de: 'Die Einladungen gehen jetzt hinaus.', en: 'The invitations go out now.' },
  created: { de: 'Der Durchgang ist angelegt.', en: 'The round is created.' },
  reminded: { de: 'Das Schulungsteam erhält eine neue E-Mail.', en: 'The trainers get a new mail.' },
};

/** The words for a code in a page's address; undefined for what is no such code. */
export function doneWords(code: string | null): Bilingual | undefined {
  return code !== null && Object.hasOwn(done, code) ? done[code] : undefined;
}

/** How a round's state is meant. */
export const roundTones: Readonly<Record<RoundStatus, 'info' | 'success' | 'warning' | 'danger'>> = {
  draft: 'info',
  open: 'success',
  closed: 'warning',
  selected: 'success',
  running: 'success',
  finished: 'info',
  archived: 'info',
  erased: 'info',
  cancelled: 'danger',
};

/** How seats are given. */
export const methodNames: Readonly<Record<RoundFile['selection']['method'], Bilingual>> = {
  lottery: { de: 'Los mit ausgewogenem Querschnitt', en: 'Lottery with a balanced cross-section' },
  'first-come': { de: 'Reihenfolge der Bestätigung', en: 'Order of confirmation' },
  leximin: {
    de: 'Los mit möglichst gleichen Chancen (Leximin)',
    en: 'Lottery with chances as equal as can be (leximin)',
  },
};

const nothing: Bilingual = { de: '', en: '' };

/** The rules of a round's selection in a sentence. */
export function selectionWords(file: RoundFile, language: Language): string {
  const { method, dimensions, shares, perAdministration, confirm, preferWaitingListOf } = file.selection;
  const by = enumerate(
    dimensions.map((dimension) => dimensionNames[dimension][language]),
    language,
  );
  const share: Bilingual =
    shares === 'population'
      ? { de: 'der Bevölkerung', en: 'of the population' }
      : { de: 'der Verwaltungen', en: 'of administrations' };
  const dimensioned: Bilingual =
    by === ''
      ? nothing
      : {
          de: `, nach ${by}, gemessen an den Anteilen ${share.de}`,
          en: `, by ${by}, measured by shares ${share.en}`,
        };
  const first: Bilingual =
    preferWaitingListOf === undefined
      ? nothing
      : {
          de: `; wer im Durchgang ${preferWaitingListOf} auf der Warteliste blieb, kommt im Los zuerst`,
          en: `; who was left on the waiting list of round ${preferWaitingListOf} comes first in the draw`,
        };
  const effect: Bilingual = confirm
    ? { de: 'das Büro bestätigt das Ergebnis', en: 'the office confirms the result' }
    : { de: 'das Ergebnis gilt sofort', en: 'the result stands at once' };
  return {
    de: `${methodNames[method].de}${dimensioned.de}; höchstens ${perAdministration} je Verwaltung${first.de}; ${effect.de}`,
    en: `${methodNames[method].en}${dimensioned.en}; at most ${perAdministration} per administration${first.en}; ${effect.en}`,
  }[language];
}

/** How an application's state is meant. */
export const applicationTones: Readonly<
  Record<ApplicationStatus, 'info' | 'success' | 'warning' | 'danger'>
> = {
  unconfirmed: 'warning',
  'awaiting-endorsement': 'warning',
  'in-review': 'warning',
  queried: 'warning',
  approved: 'success',
  rejected: 'danger',
  'waiting-list': 'info',
  'seat-offered': 'warning',
  accepted: 'success',
  declined: 'info',
  expired: 'info',
  'list-closed': 'info',
  'taking-part': 'success',
  completed: 'success',
  'not-completed': 'info',
  withdrawn: 'info',
  'dropped-out': 'info',
  erased: 'info',
};
