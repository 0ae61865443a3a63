import type { Bilingual, Language } from '../../../functions/domain/text.ts';
import type { View } from './data.ts';

/** The language to which the switch leads. */
export const otherLanguage: Readonly<Record<Language, Language>> = { de: 'en', en: 'de' };

/** The page's texts in every language. */
export const words = {
  title: { de: 'Kohorte auf dieser Maschine', en: 'Kohorte on this machine' },
  here: { de: 'auf dieser Maschine', en: 'on this machine' },
  skip: { de: 'Zum Inhalt', en: 'Skip to content' },
  switch: { de: 'English', en: 'Deutsch' },
  parts: { de: 'Bereiche', en: 'Parts' },
  public: { de: 'Zur Startseite des Programms', en: 'The programme’s home page' },
  office: { de: 'Büro', en: 'Office' },
  apply: { de: 'Bewerben', en: 'Apply' },
  rounds: { de: 'Durchgänge', en: 'Rounds' },
  noRounds: {
    de: 'Noch kein Durchgang. Mit einem Beispiel können Sie sofort eine Bewerbung ausprobieren: Sein Bewerbungszeitraum ist heute offen.',
    en: 'No round yet. With an example you can try an application at once: its window is open today.',
  },
  makeExample: { de: 'Beispieldurchgang anlegen', en: 'Make an example round' },
  exampleMade: {
    de: 'Der Beispieldurchgang ist angelegt. Bewerben Sie sich unter „Bewerben“; die Mails kommen hier an.',
    en: 'The example round is made. Use “Apply” to send an application; its mails arrive here.',
  },
  clock: { de: 'Uhr', en: 'Clock' },
  clockHelp: {
    de: 'Die Uhr geht im normalen Tempo. Stellen Sie sie vor, geschieht alles, was bis dahin fällig wird.',
    en: 'The clock runs at normal speed. Move it forward, and everything that falls due until then happens.',
  },
  hour: { de: '+ 1 Stunde', en: '+ 1 hour' },
  day: { de: '+ 1 Tag', en: '+ 1 day' },
  week: { de: '+ 1 Woche', en: '+ 1 week' },
  next: { de: 'Zum nächsten Termin', en: 'To what is next' },
  nextDue: { de: 'Als Nächstes fällig', en: 'Next due' },
  nothingDue: { de: 'Nichts ist geplant.', en: 'Nothing is planned.' },
  until: { de: 'Vorstellen bis', en: 'Move to' },
  go: { de: 'Vorstellen', en: 'Move' },
  badTime: {
    de: 'Das ist kein Zeitpunkt, zu dem die Uhr gehen kann.',
    en: 'That is no time the clock can go to.',
  },
  pastTime: {
    de: 'Dieser Zeitpunkt ist schon vorbei; die Uhr geht nur vorwärts.',
    en: 'That time is past; the clock only goes forward.',
  },
  search: { de: 'Suchen', en: 'Search' },
  searchMails: {
    de: 'Mails durchsuchen: Name, Adresse, Vorgang, Wort',
    en: 'Search mails: name, address, case, word',
  },
  searchApplications: {
    de: 'Bewerbungen durchsuchen: Vorgang, Stand, Wort',
    en: 'Search applications: case, status, word',
  },
  searchFor: { de: 'Name, Vorgang, Wort', en: 'Name, case, word' },
  clear: { de: 'Suche aufheben', en: 'Clear the search' },
  reload: { de: 'Neu laden', en: 'Reload' },
  all: { de: 'Alle ansehen', en: 'See all' },
  newer: { de: 'Neuere', en: 'Newer' },
  older: { de: 'Ältere', en: 'Older' },
  noMails: { de: 'Noch keine Mail', en: 'No mail yet' },
  noMailsHelp: {
    de: 'Sobald sich jemand bewirbt, kommt hier die Mail zur Bestätigung an, mit dem Link, der weiterführt. Keine Mail verlässt diese Maschine.',
    en: 'As soon as somebody applies, the mail that asks for a confirmation arrives here, with the link that leads on. No mail leaves this machine.',
  },
  noHits: { de: 'Nichts gefunden für', en: 'Nothing found for' },
  noApplications: {
    de: 'Noch keine Bewerbung. Nach dem Absenden des Formulars steht sie hier mit allem, was seither geschah.',
    en: 'No application yet. Once the form is sent, it stands here with all that has happened since.',
  },
  noExecutions: {
    de: 'Noch kein Ablauf. Jeder Durchgang und jede Bewerbung bekommt einen.',
    en: 'No execution yet. Each round and each application gets one.',
  },
  noUsage: { de: 'Noch kein Aufruf.', en: 'No call yet.' },
  relay: { de: 'Echte Mails gehen hinaus über', en: 'Real mail goes out through' },
  to: { de: 'An', en: 'To' },
  from: { de: 'Von', en: 'From' },
  replyTo: { de: 'Antwort an', en: 'Reply to' },
  copy: { de: 'Kopie', en: 'Copy' },
  sent: { de: 'Gesendet', en: 'Sent' },
  purpose: { de: 'Zweck', en: 'Purpose' },
  case: { de: 'Vorgang', en: 'Case' },
  doubled: { de: 'vielleicht doppelt gesendet', en: 'possibly sent twice' },
  attachments: { de: 'Anhänge', en: 'Attachments' },
  withAttachments: { de: 'mit Anhang', en: 'with attachment' },
  formatted: { de: 'Gestaltet', en: 'Formatted' },
  plain: { de: 'Nur Text', en: 'Plain text' },
  raw: { de: 'Quelltext (.eml)', en: 'Source (.eml)' },
  back: { de: 'Zurück zum Posteingang', en: 'Back to the inbox' },
  unknown: { de: 'Diese Seite gibt es nicht.', en: 'There is no such page.' },
  unknownMail: { de: 'Diese Mail gibt es nicht.', en: 'There is no such mail.' },
  foreign: {
    de: 'Dieses Formular kam von einer fremden Seite; nichts wurde getan.',
    en: 'This form came from another site; nothing was done.',
  },
  round: { de: 'Durchgang', en: 'Round' },
  version: { de: 'Version', en: 'Version' },
  mailsOfCase: { de: 'Mails zu diesem Vorgang', en: 'Mails of this case' },
  who: { de: 'Wer', en: 'Who' },
  since: { de: 'seit', en: 'since' },
  due: { de: 'fällig', en: 'due' },
  price: { de: 'So viel hätte es bei AWS gekostet', en: 'What it would have cost at AWS' },
  priceHelp: {
    de: 'Listenpreise für Frankfurt, ohne Freikontingent, Speicher und Datenverkehr, seit dem ersten Start.',
    en: 'List prices for Frankfurt, without free tiers, storage and traffic, since the first start.',
  },
  item: { de: 'Leistung', en: 'Item' },
  units: { de: 'Einheiten', en: 'Units' },
  usd: { de: 'US-Dollar', en: 'US dollars' },
  service: { de: 'Dienst', en: 'Service' },
  operation: { de: 'Aufruf', en: 'Operation' },
  function: { de: 'Funktion', en: 'Function' },
  count: { de: 'Anzahl', en: 'Count' },
  calls: { de: 'Aufrufe', en: 'calls' },
  asJson: { de: 'Als JSON', en: 'As JSON' },
} as const satisfies Record<string, Bilingual>;

/** The names of the page's parts. */
export const viewNames: Readonly<Record<View, Bilingual>> = {
  overview: { de: 'Überblick', en: 'Overview' },
  inbox: { de: 'Posteingang', en: 'Inbox' },
  applications: { de: 'Bewerbungen', en: 'Applications' },
  executions: { de: 'Abläufe', en: 'Executions' },
  usage: { de: 'Verbrauch', en: 'Usage' },
};
