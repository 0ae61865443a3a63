import type { LedgerEntry } from '../../domain/mail.ts';
import type { Bilingual } from '../../domain/text.ts';

/** A number of mails, as the beginning of a sentence. */
const germanMails = (count: number): string => (count === 1 ? 'Eine E-Mail' : `${count} E-Mails`);
const englishMails = (count: number): string => (count === 1 ? 'One mail' : `${count} mails`);
/** What follows it: the first form for one mail, the second for several. */
const form = (count: number, one: string, several: string): string => (count === 1 ? one : several);

/** Why somebody did, or did not, get mails, in words, from what the ledger says. */
export function explain(entries: readonly LedgerEntry[]): Bilingual[] {
  if (entries.length === 0) {
    return [
      {
        de: 'Dorthin war nie eine E-Mail fällig. Vielleicht wurde eine andere Adresse angegeben, oder die Bewerbung ist noch nicht bestätigt.',
        en: 'No mail was ever due there. Perhaps another address was given, or the application is not confirmed yet.',
      },
    ];
  }
  const count = (test: (entry: LedgerEntry) => boolean): number => entries.filter(test).length;
  const delivered = count(({ deliveredAt, trouble }) => deliveredAt !== undefined && trouble === undefined);
  const sent = count(
    ({ state, trouble, deliveredAt }) =>
      state === 'sent' && trouble === undefined && deliveredAt === undefined,
  );
  const bounced = count(({ trouble }) => trouble === 'bounce');
  const complained = count(({ trouble }) => trouble === 'complaint');
  const refused = count(
    ({ state, trouble }) => (state === 'failed' && trouble === 'refused') || trouble === 'reject',
  );
  const passed = count(({ trouble }) => trouble === 'passed');
  const faulty = count(({ trouble }) => trouble === 'faulty');
  const waiting = count(({ state }) => state === 'owed' || state === 'sending');
  const doubled = count(({ delivery }) => delivery === 'possibly-doubled');
  return [
    ...(delivered > 0
      ? [
          {
            de: `${germanMails(delivered)} hat der Mailserver der Empfängerseite angenommen. Ist dort nichts zu sehen, hilft ein Blick in den Spam-Ordner oder die IT der Verwaltung.`,
            en: `${englishMails(delivered)} ${form(delivered, 'was', 'were')} taken by the recipient’s mail server. If nothing is to be seen there, look into the spam folder or ask the administration’s IT.`,
          },
        ]
      : []),
    ...(sent > 0
      ? [
          {
            de: `${germanMails(sent)} ${form(sent, 'ist', 'sind')} gesendet, die Bestätigung der Empfängerseite steht noch aus. Meist kommt sie in Sekunden, manche Mailserver lassen Unbekannte einige Stunden warten.`,
            en: `${englishMails(sent)} ${form(sent, 'was', 'were')} sent, and the recipient’s side has not confirmed ${form(sent, 'it', 'them')} yet. This usually takes seconds; some mail servers let strangers wait for hours.`,
          },
        ]
      : []),
    ...(bounced > 0
      ? [
          {
            de: `${germanMails(bounced)} ${form(bounced, 'wurde', 'wurden')} vom Postfach zurückgewiesen: Die Adresse stimmt wahrscheinlich nicht. Berichtigen Sie sie, dann geht das Offene neu hinaus.`,
            en: `${englishMails(bounced)} ${form(bounced, 'was', 'were')} rejected by the mailbox: the address is probably wrong. Correct it, and what is open goes out anew.`,
          },
        ]
      : []),
    ...(complained > 0
      ? [
          {
            de: `${germanMails(complained)} ${form(complained, 'wurde', 'wurden')} als unerwünscht gemeldet. Bitte rufen Sie an, bevor Sie weiter schreiben.`,
            en: `${englishMails(complained)} ${form(complained, 'was', 'were')} reported as unwanted. Please phone before you write again.`,
          },
        ]
      : []),
    ...(refused > 0
      ? [
          {
            de: `${germanMails(refused)} hat der Mailversand gar nicht erst angenommen. Prüfen Sie die Adresse.`,
            en: `${englishMails(refused)} ${form(refused, 'was', 'were')} not taken by the mail service at all. Check the address.`,
          },
        ]
      : []),
    ...(passed > 0
      ? [
          {
            de: `${germanMails(passed)} ${form(passed, 'ist', 'sind')} entfallen: Der Versand war gestört, und als er wieder ging, war der Anlass vorbei.`,
            en: `${englishMails(passed)} ${form(passed, 'was', 'were')} left out: sending was disturbed, and when it worked again the occasion was over.`,
          },
        ]
      : []),
    ...(faulty > 0
      ? [
          {
            de: `${germanMails(faulty)} ${form(faulty, 'ließ', 'ließen')} sich wegen eines technischen Fehlers nicht erstellen. Bitte sagen Sie dem Betrieb Bescheid.`,
            en: `${englishMails(faulty)} could not be made because of a technical fault. Please tell those who run the system.`,
          },
        ]
      : []),
    ...(waiting > 0
      ? [
          {
            de: `${germanMails(waiting)} ${form(waiting, 'ist', 'sind')} fällig und noch nicht gesendet. Das dauert sonst nur Sekunden; bleibt es so, ist der Versand gestört.`,
            en: `${englishMails(waiting)} ${form(waiting, 'is', 'are')} due and not sent yet. This usually takes seconds; if it stays so, sending is disturbed.`,
          },
        ]
      : []),
    ...(doubled > 0
      ? [
          {
            de: `${germanMails(doubled)} ${form(doubled, 'kam', 'kamen')} vielleicht doppelt an, weil der Versand unterbrochen wurde.`,
            en: `${englishMails(doubled)} may have arrived twice, as sending was interrupted.`,
          },
        ]
      : []),
  ];
}
