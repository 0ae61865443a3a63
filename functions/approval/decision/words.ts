import type { Verdict } from '../../domain/application.ts';
import type { Approver } from '../../domain/approvers.ts';
import { type Balance, type BalanceRow, effectOf } from '../../domain/balance.ts';
import { formatNumber } from '../../domain/calendar.ts';
import type { Bilingual, Language } from '../../domain/text.ts';
import { deadline, say } from '../../platform/letter/wording.ts';
import type { Tone } from '../../platform/page/content.tsx';
import { toldFrom, type Verdicted } from '../rules.ts';

/** The three choices as forms, mails and papers name them. */
export const choiceNames: Readonly<Record<Verdict['choice'], Bilingual>> = {
  approve: { de: 'Voraussetzungen erfüllt', en: 'Conditions met' },
  reject: { de: 'Ablehnen', en: 'Reject' },
  query: { de: 'Rückfrage stellen', en: 'Ask a question' },
};

/** The same once it has happened. */
export const decidedNames: Readonly<Record<Verdict['choice'], Bilingual>> = {
  approve: { de: 'Voraussetzungen erfüllt', en: 'conditions met' },
  reject: { de: 'Abgelehnt', en: 'rejected' },
  query: { de: 'Rückfrage gestellt', en: 'question asked' },
};

/** Who gave a verdict, in words: with a shared mailbox the person, for a deputy both. */
export function whoGave(verdict: Verdict, approver: Approver | undefined, language: Language): string {
  const listed = approver?.name ?? verdict.approver;
  const person = [verdict.name, verdict.function].filter(Boolean).join(', ');
  if (verdict.by === 'office')
    return `${person || ''} (${say(language, { de: 'Programmbüro', en: 'programme office' })})`.trim();
  if (verdict.by === 'deputy') {
    return say(language, {
      de: `${person || (verdict.email ?? 'Vertretung')}, in Vertretung für ${listed}`,
      en: `${person || (verdict.email ?? 'deputy')}, as deputy for ${listed}`,
    });
  }
  return person === '' ? listed : `${person} (${listed})`;
}

/** What one more approval does in a row, such as "Kleinstadt: 4 statt bisher 3, Ziel rund 5,2". */
export function rowSentence(row: BalanceRow, language: Language): string {
  const target = formatNumber(row.target, language, 1);
  const effect = {
    wanted: say(language, { de: 'noch gesucht', en: 'still wanted' }),
    enough: say(language, { de: 'Ziel erreicht', en: 'target reached' }),
    above: say(language, { de: 'mehr als der Anteil', en: 'more than its share' }),
  }[effectOf(row)];
  return say(language, {
    de: `${row.value}: mit dieser ${row.approved + 1}, Ziel rund ${target} (${effect})`,
    en: `${row.value}: ${row.approved + 1} with this one, target about ${target} (${effect})`,
  });
}

/** What an approval does for the balance, one sentence for each dimension. */
export function balanceSentences(balances: readonly Balance[], language: Language): string[] {
  return balances.flatMap(({ rows }) =>
    rows.filter(({ here }) => here).map((row) => rowSentence(row, language)),
  );
}

/** What an approver is told, as title, text and tone. */
export type AnswerWords = { readonly title: string; readonly text: string; readonly tone: Tone };

/** What happens next to a decision of that moment. */
export function nextWords(choice: Verdict['choice'], at: string, language: Language): string {
  const until = deadline(toldFrom(at), language);
  switch (choice) {
    case 'approve':
      return say(language, {
        de: `Bis ${until} können Sie die Entscheidung über denselben Link ändern. Dann wird sie mitgeteilt, und die Bewerbung nimmt an der Auswahl teil.`,
        en: `Until ${until} you can change the decision through the same link. Then it is told, and the application joins the selection.`,
      });
    case 'reject':
      return say(language, {
        de: `Bis ${until} können Sie die Entscheidung über denselben Link ändern. Dann wird sie mit Ihrer Begründung mitgeteilt.`,
        en: `Until ${until} you can change the decision through the same link. Then it is told with your reason.`,
      });
    case 'query':
      return say(language, {
        de: 'Die Frage ist unterwegs. Sobald die Antwort da ist oder die Frist endet, schreiben wir Ihnen; die Zeit bis dahin zählt nicht für Ihre Frist.',
        en: 'The question is on its way. We will write to you when the answer is there or its time is over; your own time stands still until then.',
      });
  }
}

/** What comes next where one has approved and others are still to decide. */
export function othersDecide(language: Language): string {
  return say(language, {
    de: 'Weitere Stellen entscheiden noch. Bis dahin können Sie Ihre Entscheidung über denselben Link ändern.',
    en: 'Others are still to decide. Until then you can change your decision through the same link.',
  });
}

/** The words for each answer. @param at when the decision that counts was made */
export function answerWords(answer: Verdicted, language: Language): AnswerWords {
  const words = (tone: Tone, said: Readonly<Record<Language, readonly [string, string]>>): AnswerWords => {
    const [title, text] = said[language];
    return { tone, title, text };
  };
  switch (answer) {
    case 'recorded':
    case 'changed':
      return words('success', {
        de: ['Ihre Entscheidung ist aufgezeichnet', 'Eine Bestätigung kommt per E-Mail.'],
        en: ['Your decision is recorded', 'A receipt follows by mail.'],
      });
    case 'same-again':
      return words('success', {
        de: ['So ist es schon aufgezeichnet', 'Sie müssen nichts weiter tun.'],
        en: ['It is recorded like that already', 'There is nothing more to do.'],
      });
    case 'decided-by-another':
      return words('warning', {
        de: [
          'Es ist schon entschieden',
          'Jemand anderes hat vor Ihnen entschieden. Ihre Eingabe wurde nicht gewertet.',
        ],
        en: ['It has been decided already', 'Somebody else decided before you. Your entry was not counted.'],
      });
    case 'already-told':
      return words('info', {
        de: [
          'Über diese Bewerbung ist entschieden',
          'Ändern kann das jetzt nur noch das Programmbüro, mit einer Begründung.',
        ],
        en: [
          'This application has been decided on',
          'Only the programme office can change that now, with a reason.',
        ],
      });
    case 'replaced':
      return words('warning', {
        de: [
          'Die Angaben wurden inzwischen berichtigt',
          'Dieser Link gilt für die frühere Fassung; über sie ist nichts mehr zu entscheiden. Für die neue haben Sie eine weitere E-Mail bekommen.',
        ],
        en: [
          'The data were corrected meanwhile',
          'This link is for the earlier version, on which there is nothing left to decide. You have been sent another mail for the new one.',
        ],
      });
    case 'expired':
      return words('info', {
        de: [
          'Dieser Link ist abgelaufen',
          'Der Durchgang hat begonnen. Über Bewerbungen wird nicht mehr entschieden.',
        ],
        en: ['This link has expired', 'The round has begun. Applications are no longer decided on.'],
      });
    case 'link-expired':
      return words('warning', {
        de: [
          'Dieser Link ist abgelaufen',
          'Lassen Sie sich einen neuen an Ihre hinterlegte Adresse schicken.',
        ],
        en: ['This link has expired', 'Have a fresh one sent to your listed address.'],
      });
    case 'waits-for-answer':
      return words('info', {
        de: [
          'Es läuft eine Rückfrage',
          'Sie können entscheiden, sobald die Antwort da ist oder die Frist dafür endet.',
        ],
        en: ['A question is open', 'You can decide once the answer is there or its time is over.'],
      });
    case 'withdrawn':
      return words('info', {
        de: ['Die Bewerbung wurde zurückgezogen', 'Es ist nichts mehr zu entscheiden.'],
        en: ['The application was withdrawn', 'There is nothing left to decide.'],
      });
    case 'not-in-review':
      return words('info', {
        de: [
          'Die Bewerbung ist noch nicht in Prüfung',
          'Sie bekommen eine E-Mail, sobald Sie entscheiden können.',
        ],
        en: ['The application is not in review yet', 'You will get a mail once you can decide.'],
      });
    case 'conflict-of-interest':
      return words('warning', {
        de: [
          'Hier können Sie nicht entscheiden',
          'Sie sind an dieser Bewerbung selbst beteiligt. Jemand anderes entscheidet.',
        ],
        en: [
          'You cannot decide here',
          'You are involved in this application yourself. Somebody else decides.',
        ],
      });
    case 'counted-already':
      return words('warning', {
        de: [
          'Ihre Zustimmung zählt schon einmal',
          'Sie haben über diese Bewerbung schon an anderer Stelle entschieden. Die zweite Zustimmung muss von jemand anderem kommen.',
        ],
        en: [
          'Your approval counts already',
          'You have decided on this application in another place. The second approval has to come from somebody else.',
        ],
      });
    case 'page-outdated':
      return words('warning', {
        de: [
          'Inzwischen hat sich etwas geändert',
          'Ihre Eingabe bezog sich auf einen früheren Stand und wurde nicht gewertet. Unten steht, was jetzt gilt. Wenn Sie es ändern möchten, öffnen Sie den Link bitte noch einmal.',
        ],
        en: [
          'Something has changed meanwhile',
          'Your entry was about an earlier state and was not counted. Below is what counts now. To change it, please open the link again.',
        ],
      });
    case 'not-yet-asked':
      return words('info', {
        de: [
          'Noch ist jemand anderes an der Reihe',
          'Sie bekommen eine E-Mail, sobald Sie entscheiden können.',
        ],
        en: ['It is somebody else’s turn first', 'You will get a mail once you can decide.'],
      });
    case 'no-approver':
      return words('info', {
        de: [
          'Dieser Link gilt nicht mehr',
          'Sie sind für diesen Durchgang nicht mehr als prüfende Stelle oder Vertretung benannt. Bei Fragen hilft das Programmbüro.',
        ],
        en: [
          'This link is no longer valid',
          'You are no longer named as an approver or deputy for this round. The programme office will help if you have questions.',
        ],
      });
  }
}
