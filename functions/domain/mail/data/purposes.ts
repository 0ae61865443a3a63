import * as z from 'zod';
import type { PurposeFacts } from '../purpose-facts.ts';

/**
 * Every purpose of a mail. The names are part of the contract (header X-Kohorte-Purpose). They stand apart from the
 * table, so that a function that only reads the ledger does not carry the words.
 */
export const purposeSchema = z.enum([
  'confirm-address',
  'application-received',
  'case-link',
  'withdrawn',
  'endorsement-request',
  'supervisor-notice',
  'review-request',
  'review-reminder',
  'review-escalation',
  'review-list',
  'query',
  'query-answered',
  'decision-receipt',
  'approved',
  'rejected',
  'seat-offer',
  'seat-offer-copy',
  'seat-offer-reminder',
  'seat-confirmed',
  'calendar-invitation',
  'seat-expired',
  'waiting-list',
  'waiting-list-closed',
  'module-reminder',
  'session-moved',
  'session-cancelled',
  'attendance-request',
  'attendance-warning',
  'certificate',
  'participation-confirmation',
  'alumni-invitation',
  'alumni-workshop',
  'round-cancelled',
  'office-alert',
  'office-digest',
  'sign-in',
]);
export type Purpose = z.infer<typeof purposeSchema>;

/** Whoever may decide on an application: the approver, or who stands in. */
const deciders = ['approver', 'deputy'] as const;

/**
 * The one table of mails: what each is called, what causes it, to whom it goes and by which link, who words it from
 * what, and what it tells. What must know a purpose is made from it, or does not compile.
 */
export const purposes = {
  'confirm-address': {
    name: { de: 'Bitte um Bestätigung der Adresse', en: 'Request to confirm the address' },
    when: {
      de: 'Jemand bewirbt sich oder nennt eine neue Adresse; einmal wird erinnert.',
      en: 'Somebody applies or names a new address; there is one reminder.',
    },
    sent: { need: 'awaited', by: 'course', to: ['applicant'], link: '/bestaetigung', again: 'unconfirmed' },
    written: { room: 'application', from: 'case', tells: 'nothing' },
  },
  'application-received': {
    name: { de: 'Eingangsbestätigung', en: 'Confirmation of receipt' },
    when: { de: 'Die Adresse ist bestätigt.', en: 'The address is confirmed.' },
    sent: { need: 'awaited', by: 'course', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'application', from: 'case', tells: 'nothing' },
  },
  'case-link': {
    name: { de: 'Neuer Link zum Vorgang', en: 'New link to the case' },
    when: {
      de: 'Jemand bittet darum oder hat eine neue Adresse.',
      en: 'Somebody asks for it or has a new address.',
    },
    sent: { need: 'awaited', by: 'request', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'application', from: 'case', tells: 'nothing' },
  },
  withdrawn: {
    name: { de: 'Ende des Vorgangs', en: 'End of the case' },
    when: {
      de: 'Eine Bewerbung ist zurückgezogen, eine Teilnahme beendet oder ein Platz übergeben.',
      en: 'An application is withdrawn, a participation ended, or a seat handed over.',
    },
    sent: {
      need: 'awaited',
      by: 'course',
      to: ['applicant'],
      copy: 'supervisor',
      link: 'none',
      again: 'always',
    },
    written: { room: 'application', from: 'case', tells: 'end' },
  },
  'endorsement-request': {
    name: { de: 'Bitte um Zustimmung der Verwaltung', en: 'Request for the administration’s agreement' },
    when: {
      de: 'Die Verwaltung muss der Bewerbung zustimmen.',
      en: 'The administration has to agree to the application.',
    },
    sent: {
      need: 'timely',
      by: 'course',
      to: ['supervisor'],
      link: '/freigabe',
      versioned: true,
      again: 'awaiting-endorsement',
    },
    written: { room: 'endorsement', from: 'case', tells: 'nothing' },
  },
  'supervisor-notice': {
    name: { de: 'Hinweis an die vorgesetzte Person', en: 'Notice to the supervisor' },
    when: {
      de: 'Jemand hat sich beworben, und der Durchgang verlangt keine Zustimmung.',
      en: 'Somebody has applied, and the round asks for no agreement.',
    },
    sent: { need: 'other', by: 'course', to: ['supervisor'], link: 'none', again: 'always' },
    written: { room: 'endorsement', from: 'case', tells: 'nothing' },
  },
  'review-request': {
    name: { de: 'Bitte um Entscheidung', en: 'Request for a decision' },
    when: { de: 'Eine Bewerbung ist zu entscheiden.', en: 'An application is to be decided.' },
    sent: {
      need: 'timely',
      by: 'course',
      to: deciders,
      link: '/entscheidung',
      versioned: true,
      again: 'in-review',
    },
    written: { room: 'approval', from: 'case-among-others', tells: 'nothing' },
  },
  'review-reminder': {
    name: { de: 'Erinnerung an die Entscheidung', en: 'Reminder of the decision' },
    when: {
      de: 'Nach einigen Arbeitstagen ist noch nichts entschieden.',
      en: 'After some working days nothing is decided yet.',
    },
    sent: {
      need: 'other',
      by: 'course',
      to: deciders,
      link: '/entscheidung',
      versioned: true,
      again: 'in-review',
    },
    written: { room: 'approval', from: 'case-among-others', tells: 'nothing' },
  },
  'review-escalation': {
    name: { de: 'Bitte um Entscheidung an die Vertretung', en: 'Request to the deputy' },
    when: {
      de: 'Auch nach der Erinnerung ist noch nichts entschieden.',
      en: 'After the reminder, too, nothing is decided yet.',
    },
    sent: {
      need: 'timely',
      by: 'course',
      to: ['deputy'],
      link: '/entscheidung',
      versioned: true,
      again: 'in-review',
    },
    written: { room: 'approval', from: 'case-among-others', tells: 'nothing' },
  },
  'review-list': {
    name: { de: 'Liste offener Entscheidungen', en: 'List of open decisions' },
    when: {
      de: 'Jemand fordert sie an, will sie an jedem Morgen, oder eine Vertretung beginnt oder endet.',
      en: 'Somebody asks for it, wants it every morning, or standing in begins or ends.',
    },
    sent: { need: 'timely', by: 'request', to: deciders, link: '/entscheidung', again: 'not-of-a-case' },
    written: { room: 'approval', from: 'applications', tells: 'nothing' },
  },
  query: {
    name: { de: 'Rückfrage', en: 'Question' },
    when: { de: 'Das Ministerium hat eine Frage.', en: 'The ministry has a question.' },
    sent: { need: 'timely', by: 'course', to: ['applicant'], link: '/vorgang', again: 'queried' },
    written: { room: 'approval', from: 'case', tells: 'result', answers: 'query' },
  },
  'query-answered': {
    name: { de: 'Antwort auf die Rückfrage', en: 'Answer to the question' },
    when: {
      de: 'Die Antwort ist da, oder ihre Frist ist vorbei.',
      en: 'The answer is there, or the time for it is over.',
    },
    sent: {
      need: 'timely',
      by: 'course',
      to: deciders,
      link: '/entscheidung',
      versioned: true,
      again: 'in-review',
    },
    written: { room: 'approval', from: 'case-among-others', tells: 'nothing' },
  },
  'decision-receipt': {
    name: { de: 'Quittung der Entscheidung', en: 'Receipt of the decision' },
    when: { de: 'Jemand im Ministerium hat entschieden.', en: 'Somebody in the ministry has decided.' },
    sent: {
      need: 'awaited',
      by: 'course',
      to: deciders,
      link: '/entscheidung',
      versioned: true,
      again: 'until-told',
    },
    written: { room: 'approval', from: 'case', tells: 'nothing' },
  },
  approved: {
    name: { de: 'Voraussetzungen erfüllt', en: 'Conditions met' },
    when: {
      de: 'Die Entscheidung wird mitgeteilt, und Plätze werden erst später vergeben.',
      en: 'The decision is told, and the seats are given only later.',
    },
    sent: { need: 'timely', by: 'course', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'approval', from: 'case', tells: 'result' },
  },
  rejected: {
    name: { de: 'Absage', en: 'Rejection' },
    when: {
      de: 'Die Ablehnung durch Ministerium oder Verwaltung wird mitgeteilt.',
      en: 'The rejection by the ministry or the administration is told.',
    },
    sent: { need: 'timely', by: 'course', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'approval', from: 'case', tells: 'result' },
  },
  'seat-offer': {
    name: { de: 'Platzangebot', en: 'Offer of a seat' },
    when: {
      de: 'Die Auswahl gibt einen Platz, oder einer wird frei.',
      en: 'The selection gives a seat, or one falls free.',
    },
    sent: { need: 'timely', by: 'course', to: ['applicant'], link: '/platz', again: 'seat-offered' },
    written: { room: 'cohort', from: 'case', tells: 'result', answers: 'offer' },
  },
  'seat-offer-copy': {
    name: { de: 'Platzangebot in Kopie', en: 'Copy of the offer' },
    when: { de: 'Ein Platz wird angeboten.', en: 'A seat is offered.' },
    sent: { need: 'other', by: 'course', to: ['supervisor'], link: 'none', again: 'always' },
    written: { room: 'cohort', from: 'case', tells: 'nothing' },
  },
  'seat-offer-reminder': {
    name: { de: 'Erinnerung an das Platzangebot', en: 'Reminder of the offer' },
    when: {
      de: 'Die Frist des Angebots endet in wenigen Arbeitstagen.',
      en: 'The time of the offer ends within a few working days.',
    },
    sent: { need: 'other', by: 'course', to: ['applicant'], link: '/platz', again: 'seat-offered' },
    written: { room: 'cohort', from: 'case', tells: 'result', answers: 'offer' },
  },
  'seat-confirmed': {
    name: { de: 'Platz bestätigt', en: 'Seat confirmed' },
    when: {
      de: 'Jemand nimmt einen Platz an oder übernimmt ihn.',
      en: 'Somebody accepts a seat or takes it over.',
    },
    sent: { need: 'awaited', by: 'course', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'cohort', from: 'case', tells: 'result' },
  },
  'calendar-invitation': {
    name: { de: 'Termine für den Kalender', en: 'Dates for the calendar' },
    when: {
      de: 'Jemand nimmt einen Platz an oder übernimmt ihn.',
      en: 'Somebody accepts a seat or takes it over.',
    },
    sent: { need: 'timely', by: 'course', to: ['applicant'], link: 'none', again: 'always' },
    written: { room: 'cohort', from: 'case', tells: 'nothing' },
  },
  'seat-expired': {
    name: { de: 'Platzangebot abgelaufen', en: 'Offer expired' },
    when: {
      de: 'Die Frist des Angebots ist ohne Antwort vorbei.',
      en: 'The time of the offer is over without an answer.',
    },
    sent: { need: 'timely', by: 'course', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'cohort', from: 'case', tells: 'result' },
  },
  'waiting-list': {
    name: { de: 'Nachricht über die Warteliste', en: 'Notice of the waiting list' },
    when: {
      de: 'Die Auswahl hat für eine genehmigte Bewerbung keinen Platz.',
      en: 'The selection has no seat for an approved application.',
    },
    sent: { need: 'timely', by: 'course', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'cohort', from: 'case', tells: 'result' },
  },
  'waiting-list-closed': {
    name: { de: 'Warteliste geschlossen', en: 'Waiting list closed' },
    when: { de: 'Die letzte Gruppe beginnt.', en: 'The last cohort begins.' },
    sent: { need: 'timely', by: 'course', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'cohort', from: 'case', tells: 'result' },
  },
  'module-reminder': {
    name: { de: 'Erinnerung an ein Modul', en: 'Reminder of a module' },
    when: {
      de: 'Ein Modul beginnt in einer Woche, und noch einmal am Arbeitstag davor.',
      en: 'A module begins in a week, and again on the working day before it.',
    },
    sent: { need: 'other', by: 'course', to: ['applicant'], link: '/vorgang', again: 'each' },
    written: { room: 'reminder', from: 'case', tells: 'nothing' },
  },
  'session-moved': {
    name: { de: 'Termin verlegt', en: 'Session moved' },
    when: { de: 'Das Büro verlegt einen Termin.', en: 'The office moves a session.' },
    sent: { need: 'timely', by: 'office', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'reminder', from: 'case', tells: 'nothing' },
  },
  'session-cancelled': {
    name: { de: 'Termin fällt aus', en: 'Session cancelled' },
    when: { de: 'Das Büro sagt einen Termin ab.', en: 'The office cancels a session.' },
    sent: { need: 'timely', by: 'office', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'reminder', from: 'case', tells: 'nothing' },
  },
  'attendance-request': {
    name: { de: 'Abfrage der Anwesenheit', en: 'Request for attendance' },
    when: { de: 'Ein Termin beginnt.', en: 'A session begins.' },
    sent: { need: 'timely', by: 'course', to: ['trainer'], link: '/anwesenheit', again: 'not-of-a-case' },
    written: { room: 'attendance', from: 'round', tells: 'nothing' },
  },
  'attendance-warning': {
    name: { de: 'Hinweis auf Fehlzeiten', en: 'Warning about absences' },
    when: {
      de: 'Noch eine Fehlzeit wäre für das Zertifikat eine zu viel.',
      en: 'One more absence would be one too many for the certificate.',
    },
    sent: { need: 'other', by: 'course', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'attendance', from: 'case', tells: 'result' },
  },
  certificate: {
    name: { de: 'Zertifikat', en: 'Certificate' },
    when: {
      de: 'Ein Zertifikat ist ausgestellt, ersetzt oder widerrufen.',
      en: 'A certificate is issued, replaced or revoked.',
    },
    sent: { need: 'timely', by: 'course', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'certificate', from: 'case', tells: 'document' },
  },
  'participation-confirmation': {
    name: { de: 'Teilnahmebescheinigung', en: 'Confirmation of participation' },
    when: {
      de: 'Der letzte Termin ist vorbei, und es reicht nicht für das Zertifikat.',
      en: 'The last session is over, and it is not enough for the certificate.',
    },
    sent: { need: 'timely', by: 'course', to: ['applicant'], link: '/vorgang', again: 'always' },
    written: { room: 'certificate', from: 'case', tells: 'document' },
  },
  'alumni-invitation': {
    name: { de: 'Einladung in das Netzwerk', en: 'Invitation to the network' },
    when: { de: 'Jemand bekommt das Zertifikat.', en: 'Somebody gets the certificate.' },
    sent: { need: 'other', by: 'course', to: ['applicant'], link: '/alumni', again: 'always' },
    // Only graduates are invited.
    written: { room: 'alumni', from: 'case', tells: 'result' },
  },
  'alumni-workshop': {
    name: { de: 'Einladung zur Werkstatt', en: 'Invitation to a workshop' },
    when: {
      de: 'Das Büro lädt die Ehemaligen und ihre Vorgesetzten zu einer Werkstatt ein.',
      en: 'The office invites graduates and their supervisors to a workshop.',
    },
    sent: { need: 'other', by: 'office', to: ['graduate', 'supervisor'], link: '/alumni', again: 'always' },
    // A membership outlasts what is kept of the application.
    written: { room: 'office', from: 'order', tells: 'nothing' },
  },
  'round-cancelled': {
    name: { de: 'Absage des Durchgangs', en: 'Cancellation of the round' },
    when: { de: 'Das Büro sagt den Durchgang ab.', en: 'The office cancels the round.' },
    sent: {
      need: 'timely',
      by: 'office',
      to: ['applicant', 'trainer', 'office'],
      copy: 'supervisor',
      link: 'none',
      again: 'always',
    },
    written: { room: 'round', from: 'round', tells: 'nothing' },
  },
  'office-alert': {
    name: { de: 'Hinweis an das Büro', en: 'Alert to the office' },
    when: { de: 'Etwas braucht das Büro sofort.', en: 'Something needs the office at once.' },
    sent: { need: 'timely', by: 'course', to: ['office'], link: 'none', again: 'always' },
    written: { room: 'office', from: 'round', tells: 'nothing' },
  },
  'office-digest': {
    name: { de: 'Wochenüberblick', en: 'Weekly digest' },
    when: { de: 'An jedem Montagmorgen.', en: 'On every Monday morning.' },
    sent: { need: 'other', by: 'course', to: ['office'], link: 'none', again: 'not-of-a-case' },
    written: { room: 'office', from: 'round', tells: 'nothing' },
  },
  'sign-in': {
    name: { de: 'Anmeldelink', en: 'Sign-in link' },
    when: { de: 'Jemand meldet sich im Büro an.', en: 'Somebody signs in to the office.' },
    sent: {
      need: 'awaited',
      by: 'request',
      to: ['office'],
      link: '/buero/anmeldung',
      again: 'not-of-a-case',
    },
    written: { room: 'office', from: 'order', tells: 'nothing' },
  },
} as const satisfies Record<Purpose, PurposeFacts>;
