import { formatDate } from '../domain/calendar.ts';
import type { Purpose } from '../domain/mail.ts';
import { linkOf, type MailContext, type MailWriter } from '../platform/mail.ts';

/** What each alert says: what happened, and where to mend it. */
function alertWords(context: MailContext): { subject: string; text: string } {
  const { data, round } = context;
  const title = round?.file.title ?? '';
  switch (data['alert']) {
    case 'undecided':
      return {
        subject: `Offene Entscheidungen: ${title}`,
        text: `in „${title}“ sind noch ${data['count'] ?? ''} Bewerbungen nicht entschieden, obwohl die Frist am ${round === undefined ? '' : formatDate(round.file.decisionsDue, 'de')} ablief. Die Auswahl wartet, bis sie entschieden sind oder das Büro ohne sie fortfährt.`,
      };
    case 'selection-proposed':
      return {
        subject: `Auswahl liegt vor: ${title}`,
        text: `die Auswahl für „${title}“ ist berechnet und wartet auf die Bestätigung durch das Büro. Vorher erfährt niemand davon.`,
      };
    case 'selection-violations':
      return {
        subject: `Auswahl mit Abweichungen: ${title}`,
        text: `die Auswahl für „${title}“ ist wirksam. Der gewünschte Querschnitt war mit den vorliegenden Bewerbungen nicht ganz zu erreichen; die Abweichungen stehen im Büro bei der Auswahl.`,
      };
    case 'unmarked':
      return {
        subject: `Anwesenheit fehlt: ${title}`,
        text: `in „${title}“, Gruppe ${(data['cohort'] ?? '').toUpperCase()}, sind eine Woche nach dem letzten Termin noch nicht alle Termine abgehakt. Solange können keine Zertifikate ausgestellt werden.`,
      };
    default:
      return { subject: `Hinweis: ${title}`, text: data['text'] ?? 'im Büro wartet etwas auf Sie.' };
  }
}

const officeAlert: MailWriter = (context) => {
  const words = alertWords(context);
  return {
    letter: {
      subject: words.subject,
      greeting: {},
      blocks: [
        { kind: 'text', text: words.text },
        { kind: 'link', label: 'Zum Büro', url: `${context.baseUrl}/buero` },
      ],
    },
  };
};

const officeDigest: MailWriter = (context) => {
  const title = context.round?.file.title ?? '';
  const facts = Object.entries(context.data).map(([label, value]) => ({ label, value }));
  return {
    letter: {
      subject: `Wochenüberblick: ${title}`,
      greeting: {},
      blocks: [
        { kind: 'text', text: `so steht „${title}“ heute:` },
        { kind: 'facts', facts },
        { kind: 'link', label: 'Zum Büro', url: `${context.baseUrl}/buero` },
      ],
    },
  };
};

const signIn: MailWriter = (context) => ({
  letter: {
    subject: 'Ihr Anmeldelink für das Büro',
    greeting: {},
    blocks: [
      {
        kind: 'text',
        text: 'mit diesem Link melden Sie sich im Büro an. Er gilt 15 Minuten und nur einmal.',
      },
    ],
    action: { label: 'Im Büro anmelden', url: linkOf(context).url },
    after: [
      {
        kind: 'text',
        text: 'Haben Sie keine Anmeldung angefordert? Dann müssen Sie nichts tun.',
      },
    ],
  },
});

/** The words of this room. */
export const officeMails: Partial<Record<Purpose, MailWriter>> = {
  'office-alert': officeAlert,
  'office-digest': officeDigest,
  'sign-in': signIn,
};
