import type { Bilingual } from './text.ts';

/**
 * What a line of history says, by its code. A line's own `words` (a reason, an answer) stand after it
 * and are shown as they were written.
 */
export const historySentences = {
  'application-sent': { de: 'Die Bewerbung ist eingegangen.', en: 'The application was received.' },
  'application-late': {
    de: 'Sie wurde nach der Frist mit einem Link des Programmbüros gesendet.',
    en: 'It was sent after the deadline by a link of the programme office.',
  },
  'late-link-made': {
    de: 'Ein Link für eine Bewerbung nach der Frist wurde ausgestellt.',
    en: 'A link for an application after the deadline was made.',
  },
  'address-confirmed': { de: 'Die E-Mail-Adresse wurde bestätigt.', en: 'The email address was confirmed.' },
  'address-corrected': { de: 'Die E-Mail-Adresse wurde berichtigt.', en: 'The email address was corrected.' },
  'endorsement-requested': {
    de: 'Die Zustimmung der Verwaltung wurde erbeten.',
    en: 'The agreement of the administration was requested.',
  },
  endorsed: { de: 'Die Verwaltung hat zugestimmt.', en: 'The administration agreed.' },
  'endorsement-refused': {
    de: 'Die Verwaltung hat nicht zugestimmt.',
    en: 'The administration did not agree.',
  },
  'endorsement-taken-back': {
    de: 'Die Verwaltung hat ihre Zustimmung zurückgenommen.',
    en: 'The administration took its agreement back.',
  },
  'endorsement-forwarded': {
    de: 'Die Bitte um Zustimmung wurde weitergeleitet.',
    en: 'The request for agreement was forwarded.',
  },
  'review-begun': { de: 'Die Prüfung hat begonnen.', en: 'The review began.' },
  queried: { de: 'Es wurde eine Rückfrage gestellt.', en: 'A question was asked.' },
  answered: { de: 'Die Rückfrage wurde beantwortet.', en: 'The question was answered.' },
  'query-expired': {
    de: 'Die Frist für die Antwort ist abgelaufen; die Prüfung geht weiter.',
    en: 'The time for an answer is over; the review goes on.',
  },
  approval: { de: 'Eine prüfende Stelle hat zugestimmt.', en: 'One of the reviewers approved.' },
  approved: { de: 'Die Bewerbung erfüllt die Voraussetzungen.', en: 'The application meets the conditions.' },
  rejected: { de: 'Die Bewerbung wurde abgelehnt.', en: 'The application was rejected.' },
  'decision-changed': { de: 'Die Entscheidung wurde geändert.', en: 'The decision was changed.' },
  'decision-told': { de: 'Die Entscheidung wurde mitgeteilt.', en: 'The decision was told.' },
  'seat-offered': { de: 'Ein Platz wurde angeboten.', en: 'A seat was offered.' },
  'waiting-list': {
    de: 'Die Bewerbung steht auf der Warteliste.',
    en: 'The application is on the waiting list.',
  },
  accepted: { de: 'Der Platz wurde angenommen.', en: 'The seat was accepted.' },
  declined: { de: 'Der Platz wurde abgelehnt.', en: 'The seat was declined.' },
  expired: {
    de: 'Die Frist für die Annahme ist abgelaufen; der Platz wurde frei.',
    en: 'The time for accepting is over; the seat was released.',
  },
  'list-closed': { de: 'Die Warteliste wurde geschlossen.', en: 'The waiting list was closed.' },
  'taking-part': { de: 'Der Durchgang hat begonnen.', en: 'The round began.' },
  completed: { de: 'Die Schulung wurde abgeschlossen.', en: 'The training was completed.' },
  'not-completed': {
    de: 'Die Schulung ist zu Ende; es wurden zu wenige Termine besucht.',
    en: 'The training is over; too few sessions were attended.',
  },
  'certificate-issued': { de: 'Das Zertifikat wurde ausgestellt.', en: 'The certificate was issued.' },
  'certificate-revoked': { de: 'Das Zertifikat wurde zurückgezogen.', en: 'The certificate was revoked.' },
  'certificate-corrected': {
    de: 'Das Zertifikat wird mit berichtigten Angaben neu ausgestellt.',
    en: 'The certificate is issued anew with corrected data.',
  },
  'participation-confirmed': {
    de: 'Die Teilnahmebescheinigung wurde ausgestellt.',
    en: 'The confirmation of participation was issued.',
  },
  'alumni-joined': { de: 'Beitritt zum Netzwerk der Ehemaligen.', en: 'Joined the alumni network.' },
  'alumni-updated': {
    de: 'Der Eintrag im Netzwerk der Ehemaligen wurde geändert.',
    en: 'The entry in the alumni network was changed.',
  },
  'alumni-left': { de: 'Austritt aus dem Netzwerk der Ehemaligen.', en: 'Left the alumni network.' },
  withdrawn: { de: 'Die Bewerbung wurde zurückgezogen.', en: 'The application was withdrawn.' },
  'dropped-out': { de: 'Die Teilnahme wurde abgebrochen.', en: 'The participation was ended.' },
  corrected: { de: 'Die Angaben wurden berichtigt.', en: 'The data were corrected.' },
  substituted: {
    de: 'Die Verwaltung hat eine andere Person für den Platz benannt.',
    en: 'The administration named another person for the seat.',
  },
  'new-link': { de: 'Ein neuer Link wurde angefordert.', en: 'A new link was requested.' },
  'session-moved': { de: 'Ein Termin wurde verlegt.', en: 'A session was moved.' },
  'session-cancelled': { de: 'Ein Termin fällt aus.', en: 'A session was cancelled.' },
  'dates-moved': { de: 'Fristen oder Plätze wurden geändert.', en: 'Deadlines or seats were changed.' },
  reopened: { de: 'Die Bewerbungsfrist wurde verlängert.', en: 'The application period was extended.' },
  'people-replaced': {
    de: 'Beteiligte des Durchgangs wurden geändert.',
    en: 'People involved in the round were changed.',
  },
  'selection-wishes': {
    de: 'Vorgaben für die Auswahl wurden gemacht.',
    en: 'What the selection must respect was set.',
  },
  'seed-entered': {
    de: 'Der Startwert für das Los wurde eingetragen.',
    en: 'The seed of the lottery was entered.',
  },
  'selection-called': { de: 'Die Auswahl wurde vorgezogen.', en: 'The selection was called early.' },
  'started-anew': { de: 'Der Ablauf wurde neu angestoßen.', en: 'The workflow was started anew.' },
  'sent-again': { de: 'Eine E-Mail wurde noch einmal geschickt.', en: 'A mail was sent again.' },
  'administrations-changed': {
    de: 'Die Verwaltung der Bewerbung wurde geändert.',
    en: 'The administration of the application was changed.',
  },
  'handed-over': {
    de: 'Eine prüfende Stelle hat ihre Entscheidungen für einige Tage der Vertretung übergeben.',
    en: 'An approver handed the decisions over to the deputy for some days.',
  },
  'handed-back': {
    de: 'Eine prüfende Stelle entscheidet wieder selbst.',
    en: 'An approver decides again.',
  },
  'substitute-named': {
    de: 'Das Programmbüro hat für eine prüfende Stelle einen Ersatz benannt.',
    en: 'The office named a substitute for an approver.',
  },
  'substitute-removed': {
    de: 'Der benannte Ersatz für eine prüfende Stelle ist aufgehoben.',
    en: 'The substitute for an approver was removed.',
  },
  'round-cancelled': { de: 'Der Durchgang wurde abgesagt.', en: 'The round was cancelled.' },
  erased: { de: 'Die persönlichen Angaben wurden gelöscht.', en: 'The personal data were erased.' },
  noted: { de: 'Das Programmbüro hat etwas vermerkt.', en: 'The programme office made a note.' },
  created: { de: 'Der Durchgang wurde angelegt.', en: 'The round was created.' },
  opened: { de: 'Die Bewerbungsfrist hat begonnen.', en: 'Applications opened.' },
  closed: { de: 'Die Bewerbungsfrist ist zu Ende.', en: 'Applications closed.' },
  selected: { de: 'Die Plätze wurden vergeben.', en: 'The seats were given.' },
  'selection-proposed': { de: 'Eine Auswahl liegt vor.', en: 'A selection was proposed.' },
  'selection-confirmed': { de: 'Die Auswahl wurde bestätigt.', en: 'The selection was confirmed.' },
  running: { de: 'Der erste Termin hat begonnen.', en: 'The first session began.' },
  finished: { de: 'Der Durchgang ist beendet.', en: 'The round is finished.' },
  archived: { de: 'Der Durchgang wurde archiviert.', en: 'The round was archived.' },
  cancelled: { de: 'Der Durchgang wurde abgesagt.', en: 'The round was cancelled.' },
  released: {
    de: 'Die Namen der Verwaltungen wurden veröffentlicht.',
    en: 'The administrations were published.',
  },
  'gone-on': {
    de: 'Die Auswahl geht ohne die offenen Bewerbungen weiter.',
    en: 'The selection goes on without the undecided applications.',
  },
} as const satisfies Record<string, Bilingual>;

/** The sentence of a line of history; the code itself where a later release wrote it. */
export function historySentence(what: string): Bilingual {
  const known: Readonly<Record<string, Bilingual>> = historySentences;
  return known[what] ?? { de: what, en: what };
}

/** Who caused a line of history, in words. */
export const actorNames: Readonly<Record<string, Bilingual>> = {
  applicant: { de: 'Bewerberin oder Bewerber', en: 'Applicant' },
  supervisor: { de: 'Fachvorgesetzte oder Fachvorgesetzter', en: 'Supervisor' },
  approver: { de: 'Ministerium', en: 'Ministry' },
  deputy: { de: 'Ministerium (Vertretung)', en: 'Ministry (deputy)' },
  office: { de: 'Programmbüro', en: 'Programme office' },
  trainer: { de: 'Schulungsteam', en: 'Trainers' },
  selection: { de: 'Auswahlverfahren', en: 'Selection' },
  date: { de: 'Fristablauf', en: 'Passing of a date' },
};
