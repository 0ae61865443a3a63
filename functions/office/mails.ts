import { applicationStatuses } from '../domain/application.ts';
import { formatDate, formatDateTime } from '../domain/calendar.ts';
import { linkOf, type MailContext, type MailsOf, type MailWriter, roundOf } from '../platform/letter/mail.ts';
import { statusNames } from '../platform/letter/wording.ts';
import { nextDates } from './shared/next-dates.ts';
import { roundStatusNames } from './shared/words.ts';
import { type NeedKind, needKinds } from './today/needs.ts';
import { workshopMail } from './workshop/workshop-mail.ts';

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
    case 'seed-needed':
      return {
        subject: `Zufallszahl nötig: ${title}`,
        text: `die Liste der Bewerbungen für „${title}“ ist eingefroren, und ihr Prüfwert steht fest. Bitte geben Sie jetzt im Büro die Zufallszahl ein; dann werden die Plätze vergeben.`,
      };
    case 'stuck':
      return {
        subject: `Ein Vorgang steht: ${data['reference'] ?? title}`,
        text: `bei ${data['reference'] ?? title} ist ein technischer Fehler aufgetreten. Nichts ist verloren. Wenn der Betrieb die Ursache behoben hat, stoßen Sie den Vorgang im Büro neu an; er geht dann an der richtigen Stelle weiter.`,
      };
    case 'without-execution': {
      const one = data['count'] === '1';
      return {
        subject: one ? `Ein Vorgang steht: ${title}` : `${data['count']} Vorgänge stehen: ${title}`,
        text: `in „${title}“ ${one ? 'geht ein Vorgang' : `gehen ${data['count']} Vorgänge`} nicht von selbst weiter. Nichts ist verloren. Auf der ersten Seite des Büros können Sie ${one ? 'ihn' : 'alle zusammen'} weiterführen; ${one ? 'er geht' : 'sie gehen'} an der richtigen Stelle weiter.`,
      };
    }
    case 'unmarked':
      return {
        subject: `Anwesenheit fehlt: ${title}`,
        text: `in „${title}“, Gruppe ${(data['cohort'] ?? '').toUpperCase()}, sind eine Woche nach dem letzten Termin noch nicht alle Termine abgehakt. Solange können keine Zertifikate ausgestellt werden.`,
      };
    case 'review-late':
      return { subject: `Entscheidung überfällig: ${title}`, text: data['text'] ?? '' };
    case 'nobody-may-decide':
      return { subject: `Niemand kann entscheiden: ${title}`, text: data['text'] ?? '' };
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

/** What the digest says of each kind of thing that needs a person. */
const needWords: Readonly<Record<NeedKind, (count: string) => string>> = {
  'mail-paused': () => 'Der Mailversand nimmt zurzeit keine E-Mails an. Alle warten; keine ist verloren.',
  failed: (count) => `${count} Vorgänge sind stehen geblieben und müssen neu angestoßen werden.`,
  'outbox-set-aside': (count) => `Aufträge des Systems, die beiseiteliegen: ${count}.`,
  'seed-needed': () => 'Die Auswahl wartet auf den Startwert, den das Büro einträgt.',
  'selection-proposed': () => 'Die Auswahl liegt vor und wartet auf Ihre Bestätigung.',
  'undecided-late': () =>
    'Die Frist für Entscheidungen ist vorbei, aber es ist noch nicht alles entschieden.',
  'mail-trouble': (count) => `Unzustellbare E-Mails: ${count}. Bitte berichtigen Sie die Adressen.`,
  'offer-ends': (count) => `Platzangebote, die bald ohne Antwort enden: ${count}. Ein Anruf hilft oft.`,
  unmarked: (count) => `Termine, deren Anwesenheit fehlt: ${count}.`,
  'to-archive': () => 'Der Durchgang ist beendet und kann archiviert werden.',
};

/** How many of the next dates the digest names. */
const datesInDigest = 4;

const officeDigest: MailWriter = (context) => {
  const { data, now } = context;
  const round = roundOf(context);
  const needs = needKinds.flatMap((kind) => {
    const count = data[`need-${kind}`];
    return count === undefined ? [] : [needWords[kind](count)];
  });
  const facts = applicationStatuses.flatMap((status) => {
    const count = data[`status-${status}`];
    return count === undefined ? [] : [{ label: statusNames[status].de, value: count }];
  });
  const dates = nextDates(round, now).slice(0, datesInDigest);
  return {
    letter: {
      subject: `Wochenüberblick: ${round.file.title}`,
      greeting: {},
      blocks: [
        {
          kind: 'text',
          text: `„${round.file.title}“ ist im Stand „${roundStatusNames[round.status].de}“.${needs.length === 0 ? ' Zurzeit müssen Sie nichts tun.' : ' Das braucht Sie:'}`,
        },
        ...(needs.length === 0 ? [] : [{ kind: 'list', items: needs } as const]),
        ...(facts.length === 0
          ? [{ kind: 'text', text: 'Bewerbungen sind noch nicht eingegangen.' } as const]
          : [
              { kind: 'heading', text: 'So stehen die Bewerbungen' } as const,
              { kind: 'facts', facts } as const,
            ]),
        ...(dates.length === 0
          ? []
          : [
              { kind: 'heading', text: 'Die nächsten Daten' } as const,
              {
                kind: 'facts',
                facts: dates.map(({ at, what }) => ({ label: formatDateTime(at, 'de'), value: what.de })),
              } as const,
            ]),
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
export const officeMails: MailsOf<'office'> = {
  'office-alert': officeAlert,
  'office-digest': officeDigest,
  'sign-in': signIn,
  'alumni-workshop': workshopMail,
};
