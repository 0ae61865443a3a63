import { fullName } from '../domain/application.ts';
import { formatDate } from '../domain/calendar.ts';
import type { Purpose } from '../domain/mail.ts';
import type { Block } from '../platform/letter/letter.ts';
import { caseOf, linkOf, type MailContext, type MailWriter, roundOf } from '../platform/mail.ts';
import { administrationNames, cohortName, deadline, say } from '../platform/wording.ts';
import { cancelledDates } from './cancelled-dates.ts';
import { erasedAt } from './rules.ts';

/** Asks whether the address is right; says nothing of the application itself, as the address may be another's. */
const confirmAddress: MailWriter = (context) => {
  const { language } = context;
  const until = deadline(erasedAt(caseOf(context)), language);
  const again = context.data['again'] === 'yes';
  if (context.data['change'] === 'yes') return confirmNewAddress(context);
  return {
    letter: {
      subject: again
        ? say(
            language,
            'Erinnerung: Bitte bestätigen Sie Ihre E-Mail-Adresse',
            'Reminder: please confirm your email address',
          )
        : say(language, 'Bitte bestätigen Sie Ihre E-Mail-Adresse', 'Please confirm your email address'),
      greeting: {},
      blocks: [
        {
          kind: 'text',
          text: say(
            language,
            `diese E-Mail-Adresse wurde für „${context.settings.title}“ angegeben. Mit Ihrer Bestätigung geht der Vorgang weiter.`,
            `this email address was given for "${context.settings.title}". Things go on once you have confirmed it.`,
          ),
        },
      ],
      action: {
        label: say(language, 'E-Mail-Adresse bestätigen', 'Confirm email address'),
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: say(
          language,
          `Der Link gilt bis ${until}. Wirksam wird die Bestätigung erst auf der folgenden Seite.`,
          `The link is valid until ${until}. Your confirmation takes effect on the page that follows.`,
        ),
      },
      after: [
        {
          kind: 'text',
          text: say(
            language,
            'Waren Sie das nicht? Dann müssen Sie nichts tun: Ohne Bestätigung werden alle Angaben nach sieben Tagen gelöscht.',
            'Was it not you? Then there is nothing to do: without a confirmation everything is erased after seven days.',
          ),
        },
      ],
    },
  };
};

/** Asks the owner of a corrected address; says nothing of the case, as the address may be another's. */
const confirmNewAddress: MailWriter = (context) => {
  const { language } = context;
  return {
    letter: {
      subject: say(
        language,
        'Bitte bestätigen Sie Ihre neue E-Mail-Adresse',
        'Please confirm your new email address',
      ),
      greeting: {},
      blocks: [
        {
          kind: 'text',
          text: say(
            language,
            `diese E-Mail-Adresse wurde für „${context.settings.title}“ als neue Adresse angegeben. Sobald Sie sie bestätigen, gehen die Nachrichten zu diesem Vorgang dorthin.`,
            `this email address was given for "${context.settings.title}" as the new one. Once you confirm it, messages about this case go there.`,
          ),
        },
      ],
      action: {
        label: say(language, 'Neue Adresse bestätigen', 'Confirm the new address'),
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: say(
          language,
          'Der Link gilt sieben Tage. Wirksam wird die Bestätigung erst auf der folgenden Seite.',
          'The link is valid for seven days. Your confirmation takes effect on the page that follows.',
        ),
      },
      after: [
        {
          kind: 'text',
          text: say(
            language,
            'Waren Sie das nicht? Dann müssen Sie nichts tun: Ohne Bestätigung bleibt alles, wie es ist.',
            'Was it not you? Then there is nothing to do: without a confirmation everything stays as it is.',
          ),
        },
      ],
    },
  };
};

/** What was submitted, what comes next, and how to change or withdraw it. */
const applicationReceived: MailWriter = (context) => {
  const { language, register } = context;
  const application = caseOf(context);
  const round = roundOf(context);
  const { applicant, supervisor } = application;
  const facts = [
    { label: say(language, 'Vorgang', 'Reference'), value: application.reference },
    { label: say(language, 'Durchgang', 'Round'), value: round.file.title },
    {
      label: say(language, 'Verwaltung', 'Administration'),
      value: administrationNames(application, register),
    },
    { label: say(language, 'Name', 'Name'), value: fullName(applicant) },
    { label: say(language, 'Funktion', 'Function'), value: applicant.role },
    { label: say(language, 'E-Mail', 'Email'), value: applicant.email },
    ...(applicant.phone === undefined
      ? []
      : [{ label: say(language, 'Telefon', 'Phone'), value: applicant.phone }]),
    ...(supervisor === undefined
      ? []
      : [
          {
            label: say(language, 'Fachvorgesetzte oder Fachvorgesetzter', 'Supervisor'),
            value: `${fullName(supervisor)}, ${supervisor.email}`,
          },
        ]),
    ...(application.cohorts === undefined
      ? []
      : [
          {
            label: say(language, 'Passende Termine', 'Dates that suit'),
            value: application.cohorts.map((id) => cohortName(id, language)).join(', '),
          },
        ]),
  ];
  const due = formatDate(round.file.decisionsDue, language);
  const waits = application.status === 'awaiting-endorsement';
  return {
    letter: {
      subject: say(language, 'Ihre Bewerbung ist eingegangen', 'We have received your application'),
      greeting: { name: fullName(applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(
            language,
            'vielen Dank für Ihre Bewerbung. Ihre E-Mail-Adresse ist bestätigt. Eine Zusage ist damit noch nicht verbunden.',
            'thank you for your application. Your email address is confirmed. This is not an acceptance yet.',
          ),
        },
        { kind: 'heading', text: say(language, 'Ihre Angaben', 'What you submitted') },
        { kind: 'facts', facts },
        {
          kind: 'quote',
          text: application.motivation,
          by: say(language, 'Ihre Motivation', 'Your motivation'),
        },
        { kind: 'heading', text: say(language, 'Wie es weitergeht', 'What happens next') },
        {
          kind: 'text',
          text: waits
            ? say(
                language,
                'Wir haben die genannte vorgesetzte Person um ihre Zustimmung gebeten. Danach prüft das Ministerium Ihre Bewerbung.',
                'We have asked the supervisor you named to agree. After that the ministry reviews your application.',
              )
            : say(language, 'Ihre Bewerbung wird jetzt geprüft.', 'Your application is now being reviewed.'),
        },
        {
          kind: 'text',
          text: say(
            language,
            `Über die Bewerbungen wird bis zum ${due} entschieden. Sie müssen bis dahin nichts tun.`,
            `Applications are decided on by ${due}. There is nothing for you to do until then.`,
          ),
        },
      ],
      action: {
        label: say(
          language,
          'Vorgang ansehen, ändern oder zurückziehen',
          'View, change or withdraw your application',
        ),
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: say(
          language,
          'Mit diesem Link sehen Sie jederzeit, wo Ihre Bewerbung steht. Bitte geben Sie ihn nicht weiter.',
          'With this link you can see at any time where your application stands. Please do not pass it on.',
        ),
      },
    },
  };
};

/** Confirms that an application was taken back, or its seat handed over; the supervisor gets a copy. */
const withdrawn: MailWriter = (context) => {
  const { language } = context;
  const application = caseOf(context);
  const { file } = roundOf(context);
  const before = context.data['name'];
  if (context.data['by'] === 'substituted' && before !== undefined) {
    return {
      letter: {
        subject: say(language, 'Ihr Platz ist übergeben', 'Your seat has been handed over'),
        greeting: { name: before },
        blocks: [
          {
            kind: 'text',
            text: say(
              language,
              `der Platz Ihrer Verwaltung im Durchgang „${file.title}“ ist jetzt auf ${fullName(application.applicant)} übergegangen. Ihre Termine sind damit hinfällig, und Ihre Links zum Vorgang gelten nicht mehr.`,
              `your administration’s seat in the round "${file.title}" now belongs to ${fullName(application.applicant)}. Your dates are cancelled with this, and your links to the case have ended.`,
            ),
          },
          {
            kind: 'text',
            text: say(
              language,
              'Wenn das ein Irrtum ist, antworten Sie bitte auf diese E-Mail.',
              'If this is a mistake, please answer this email.',
            ),
          },
        ],
      },
      ...cancelledDates(context),
    };
  }
  const name = fullName(application.applicant);
  const byApplicant = context.data['by'] === 'applicant';
  const dropped = application.status === 'dropped-out';
  return {
    letter: {
      subject: dropped
        ? say(language, 'Ihre Teilnahme ist beendet', 'Your participation has ended')
        : say(language, 'Ihre Bewerbung ist zurückgezogen', 'Your application is withdrawn'),
      greeting: { name },
      blocks: [
        {
          kind: 'text',
          text: dropped
            ? say(
                language,
                `die Teilnahme von ${name} am Durchgang „${file.title}“ ist beendet.`,
                `the participation of ${name} in the round "${file.title}" has ended.`,
              )
            : say(
                language,
                `die Bewerbung von ${name} für den Durchgang „${file.title}“ ist zurückgezogen.`,
                `the application of ${name} for the round "${file.title}" is withdrawn.`,
              ),
        },
        ...takenBack(context),
        {
          kind: 'text',
          text: byApplicant
            ? say(
                language,
                'Ein Platz, der damit frei wird, geht an die nächste Verwaltung. Sie können sich jederzeit zu einem späteren Durchgang bewerben.',
                'A seat that this frees goes to the next administration. You are welcome to apply for a later round at any time.',
              )
            : say(
                language,
                'Wenn das ein Irrtum ist, antworten Sie bitte auf diese E-Mail.',
                'If this is a mistake, please answer this email.',
              ),
        },
      ],
    },
    ...cancelledDates(context),
  };
};

/** Where the administration took its agreement back: that it did, and its reason word for word. */
function takenBack(context: MailContext): Block[] {
  const { language } = context;
  const reason = caseOf(context).history.findLast(({ what }) => what === 'endorsement-taken-back')?.words;
  if (context.data['by'] !== 'supervisor' || reason === undefined) return [];
  return [
    {
      kind: 'text',
      text: say(
        language,
        'Ihre Verwaltung hat ihre Zustimmung zurückgenommen. Sie begründet das so:',
        'Your administration took its agreement back. It gives this reason:',
      ),
    },
    { kind: 'quote', text: reason },
  ];
}

/** A fresh link to the case page: asked for there or by the office, or for an address that counts from now on. */
const caseLink: MailWriter = (context) => {
  const { language } = context;
  const byAddress = context.data['why'] === 'address';
  return {
    letter: {
      subject: byAddress
        ? say(language, 'Ihre neue E-Mail-Adresse gilt', 'Your new email address counts')
        : say(language, 'Ihr neuer Link zum Vorgang', 'Your new link to your case'),
      greeting: { name: fullName(caseOf(context).applicant) },
      blocks: [
        {
          kind: 'text',
          text: byAddress
            ? say(
                language,
                'Ihre neue Adresse ist bestätigt. Alle Nachrichten zu Ihrem Vorgang kommen ab jetzt hierher; mit diesem Link sehen Sie ihn.',
                'Your new address is confirmed. All messages about your case come here from now on; this link leads to it.',
              )
            : say(
                language,
                'Sie haben einen neuen Link zu Ihrem Vorgang angefordert. Alle früheren Links dorthin gelten nicht mehr.',
                'You asked for a new link to your case. All earlier links to it have stopped working.',
              ),
        },
      ],
      action: {
        label: say(language, 'Vorgang ansehen', 'View your case'),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
};

export { discreetMail } from './discreet.ts';

/** The words of this room. */
export const applicationMails: Partial<Record<Purpose, MailWriter>> = {
  'confirm-address': confirmAddress,
  'application-received': applicationReceived,
  withdrawn,
  'case-link': caseLink,
};
