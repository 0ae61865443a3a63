import type { LedgerEntry, Purpose } from '../../domain/mail.ts';
import type { Bilingual } from '../../domain/text.ts';

/** What each mail is, as the office reads it. */
export const purposeNames: Readonly<Record<Purpose, Bilingual>> = {
  'confirm-address': { de: 'Bitte um Bestätigung der Adresse', en: 'Request to confirm the address' },
  'application-received': { de: 'Eingangsbestätigung', en: 'Confirmation of receipt' },
  'endorsement-request': {
    de: 'Bitte um Zustimmung der Verwaltung',
    en: 'Request for the administration’s agreement',
  },
  'supervisor-notice': { de: 'Hinweis an die vorgesetzte Person', en: 'Notice to the supervisor' },
  'review-request': { de: 'Bitte um Entscheidung', en: 'Request for a decision' },
  'review-reminder': { de: 'Erinnerung an die Entscheidung', en: 'Reminder of the decision' },
  'review-escalation': { de: 'Bitte um Entscheidung an die Vertretung', en: 'Request to the deputy' },
  'review-list': { de: 'Liste offener Entscheidungen', en: 'List of open decisions' },
  query: { de: 'Rückfrage', en: 'Question' },
  'query-answered': { de: 'Antwort auf die Rückfrage', en: 'Answer to the question' },
  approved: { de: 'Zusage ohne Platz', en: 'Approval, no seat yet' },
  rejected: { de: 'Absage', en: 'Rejection' },
  'seat-offer': { de: 'Platzangebot', en: 'Offer of a seat' },
  'seat-offer-copy': { de: 'Platzangebot in Kopie', en: 'Copy of the offer' },
  'seat-offer-reminder': { de: 'Erinnerung an das Platzangebot', en: 'Reminder of the offer' },
  'waiting-list': { de: 'Nachricht über die Warteliste', en: 'Notice of the waiting list' },
  'seat-confirmed': { de: 'Platz bestätigt', en: 'Seat confirmed' },
  'calendar-invitation': { de: 'Termine für den Kalender', en: 'Dates for the calendar' },
  'seat-expired': { de: 'Platzangebot abgelaufen', en: 'Offer expired' },
  'module-reminder': { de: 'Erinnerung an ein Modul', en: 'Reminder of a module' },
  'attendance-request': { de: 'Abfrage der Anwesenheit', en: 'Request for attendance' },
  'session-moved': { de: 'Termin verlegt', en: 'Session moved' },
  'session-cancelled': { de: 'Termin fällt aus', en: 'Session cancelled' },
  'attendance-warning': { de: 'Hinweis auf Fehlzeiten', en: 'Warning about absences' },
  'waiting-list-closed': { de: 'Warteliste geschlossen', en: 'Waiting list closed' },
  certificate: { de: 'Zertifikat', en: 'Certificate' },
  'alumni-invitation': { de: 'Einladung in das Netzwerk', en: 'Invitation to the network' },
  'participation-confirmation': { de: 'Teilnahmebescheinigung', en: 'Confirmation of participation' },
  'decision-receipt': { de: 'Quittung der Entscheidung', en: 'Receipt of the decision' },
  withdrawn: { de: 'Bestätigung der Rücknahme', en: 'Confirmation of the withdrawal' },
  'round-cancelled': { de: 'Absage des Durchgangs', en: 'Cancellation of the round' },
  'alumni-workshop': { de: 'Einladung zur Werkstatt', en: 'Invitation to a workshop' },
  'case-link': { de: 'Neuer Link zum Vorgang', en: 'New link to the case' },
  'office-alert': { de: 'Hinweis an das Büro', en: 'Alert to the office' },
  'office-digest': { de: 'Wochenüberblick', en: 'Weekly digest' },
  'sign-in': { de: 'Anmeldelink', en: 'Sign-in link' },
};

/** What became of a mail, in a word. */
export function stateWord(entry: LedgerEntry): {
  readonly tone: 'info' | 'success' | 'warning' | 'danger';
  readonly word: Bilingual;
} {
  if (entry.trouble === 'complaint')
    return { tone: 'danger', word: { de: 'als unerwünscht gemeldet', en: 'reported as unwanted' } };
  if (entry.trouble === 'bounce')
    return { tone: 'danger', word: { de: 'unzustellbar', en: 'undeliverable' } };
  if (entry.trouble === 'erased')
    return { tone: 'info', word: { de: 'entfallen, Angaben gelöscht', en: 'left out, data erased' } };
  if (entry.state === 'failed' || entry.trouble === 'reject')
    return { tone: 'danger', word: { de: 'vom Mailversand abgelehnt', en: 'refused by the mail service' } };
  if (entry.delivery === 'possibly-doubled')
    return { tone: 'warning', word: { de: 'gesendet, vielleicht doppelt', en: 'sent, perhaps twice' } };
  if (entry.deliveredAt !== undefined)
    return { tone: 'success', word: { de: 'zugestellt', en: 'delivered' } };
  if (entry.state === 'sent') return { tone: 'success', word: { de: 'gesendet', en: 'sent' } };
  if (entry.state === 'sending') return { tone: 'warning', word: { de: 'wird gesendet', en: 'being sent' } };
  return { tone: 'warning', word: { de: 'wartet auf den Versand', en: 'waits to be sent' } };
}

/** Parts in which people get mails. */
export const roleNames: Readonly<Record<LedgerEntry['order']['to']['role'], Bilingual>> = {
  applicant: { de: 'Bewerberin oder Bewerber', en: 'Applicant' },
  supervisor: { de: 'vorgesetzte Person', en: 'Supervisor' },
  approver: { de: 'Ministerium', en: 'Ministry' },
  deputy: { de: 'Ministerium (Vertretung)', en: 'Ministry (deputy)' },
  office: { de: 'Programmbüro', en: 'Programme office' },
  trainer: { de: 'Schulungsteam', en: 'Trainer' },
  graduate: { de: 'Ehemalige', en: 'Graduate' },
};
