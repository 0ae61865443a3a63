import { fullName } from '../../domain/application.ts';
import { addDays, formatDate } from '../../domain/calendar.ts';
import { caseOf, linkOf, type MailsOf, type MailWriter, roundOf } from '../../platform/letter/mail.ts';
import { deadline, say } from '../../platform/letter/wording.ts';

const query: MailWriter = (context) => {
  const { language } = context;
  const application = caseOf(context);
  const asked = application.query;
  const until = deadline(asked?.until ?? context.now, language);
  return {
    letter: {
      subject: say(language, {
        de: 'Eine Rückfrage zu Ihrer Bewerbung',
        en: 'A question about your application',
      }),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: 'zu Ihrer Bewerbung gibt es eine Frage:',
            en: 'there is a question about your application:',
          }),
        },
        {
          kind: 'quote',
          text: asked?.text ?? '',
          by: say(language, { de: 'das Ministerium', en: 'the ministry' }),
        },
        {
          kind: 'text',
          text: say(language, {
            de: `Bitte antworten Sie bis ${until}. Kommt bis dahin keine Antwort, geht die Prüfung ohne sie weiter. Alles andere bleibt, wie es ist.`,
            en: `Please answer by ${until}. Without an answer the review goes on as it is. Everything else stays the same.`,
          }),
        },
      ],
      action: {
        label: say(language, { de: 'Frage beantworten', en: 'Answer the question' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
};

const approved: MailWriter = (context) => {
  const { language } = context;
  const application = caseOf(context);
  const reason = application.decision?.reason;
  return {
    letter: {
      subject: say(language, {
        de: 'Ihre Bewerbung erfüllt die Voraussetzungen',
        en: 'Your application meets the conditions',
      }),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: 'Ihre Bewerbung ist geprüft: Sie erfüllt die Voraussetzungen. Ein Platz ist damit noch nicht vergeben. Wenn alle Bewerbungen geprüft sind, werden die Plätze vergeben; dann schreiben wir Ihnen wieder.',
            en: 'your application has been reviewed and meets the conditions. A seat has not been given yet. Once all applications are reviewed, the seats are given and we will write to you again.',
          }),
        },
        ...(reason === undefined
          ? []
          : [
              {
                kind: 'quote',
                text: reason,
                by: say(language, { de: 'das Ministerium', en: 'the ministry' }),
              } as const,
            ]),
      ],
      action: {
        label: say(language, { de: 'Vorgang ansehen', en: 'View your case' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
};

const rejected: MailWriter = (context) => {
  const { language, settings } = context;
  const application = caseOf(context);
  const { decision } = application;
  const bySupervisor = decision?.by === 'supervisor';
  const round = roundOf(context);
  const erased = formatDate(
    addDays(round.closedAt ?? round.file.applications.closes, settings.retention.rejected),
    language,
  );
  const remedy = settings.decision.form === 'verwaltungsakt' ? settings.decision.legalRemedy : undefined;
  return {
    letter: {
      subject: say(language, { de: 'Zu Ihrer Bewerbung', en: 'About your application' }),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text: bySupervisor
            ? say(language, {
                de: 'vielen Dank für Ihr Interesse. Ihre Verwaltung hat der Teilnahme nicht zugestimmt. Deshalb können wir Ihre Bewerbung nicht berücksichtigen. Die Begründung lautet:',
                en: 'thank you for your interest. Your administration did not agree to your taking part, so we cannot consider your application. The reason given is:',
              })
            : say(language, {
                de: 'vielen Dank für Ihre Bewerbung und die Mühe, die Sie sich gemacht haben. Wir können sie leider nicht berücksichtigen. Der Grund ist:',
                en: 'thank you for your application and the effort you put into it. We are sorry that we cannot consider it. The reason is:',
              }),
        },
        { kind: 'quote', text: decision?.reason ?? '' },
        {
          kind: 'text',
          text: say(language, {
            de: 'Sie können sich zu einem späteren Durchgang gern wieder bewerben. Was angekündigt ist, steht auf der Startseite des Programms.',
            en: 'You are welcome to apply for a later round. What is announced is on the programme’s home page.',
          }),
        },
        {
          kind: 'link',
          label: say(language, { de: 'Zur Startseite', en: 'Home page' }),
          url: `${context.baseUrl}/`,
        },
        ...(remedy === undefined ? [] : [{ kind: 'text', text: remedy } as const]),
        {
          kind: 'text',
          text: say(language, {
            de: `Ihre Angaben werden am ${erased} gelöscht.`,
            en: `Your data will be erased on ${erased}.`,
          }),
        },
      ],
      action: {
        label: say(language, { de: 'Vorgang ansehen', en: 'View your case' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
};

/** Mails by which an applicant hears of the review. */
export const applicantMails = { query, approved, rejected } satisfies Partial<MailsOf<'approval'>>;
