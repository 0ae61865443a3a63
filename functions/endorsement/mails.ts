import { type Application, fullName } from '../domain/application.ts';
import { sessionsOf, totalMinutes } from '../domain/round.ts';
import type { Block } from '../platform/letter/letter.ts';
import {
  caseOf,
  linkOf,
  type MailContext,
  type MailsOf,
  type MailWriter,
  roundOf,
} from '../platform/letter/mail.ts';
import { cohortName, hours, letterSessions, say } from '../platform/letter/wording.ts';

/** Dates and hours of each cohort that suits the applicant. */
function datesOf(context: MailContext, application: Application): Block[] {
  const { language } = context;
  const { file } = roundOf(context);
  const cohorts = file.cohorts.filter(({ id }) => application.cohorts?.includes(id) ?? true);
  return cohorts.flatMap(({ id }): Block[] => [
    {
      kind: 'heading',
      text:
        cohorts.length === 1
          ? say(language, {
              de: `Termine (${hours(totalMinutes(file, id), language)} Stunden)`,
              en: `Dates (${hours(totalMinutes(file, id), language)} hours)`,
            })
          : `${cohortName(id, language)} (${hours(totalMinutes(file, id), language)} ${say(language, { de: 'Stunden', en: 'hours' })})`,
    },
    { kind: 'sessions', sessions: letterSessions(sessionsOf(file, id), language) },
  ]);
}

/** Where the data come from, for a person whom somebody else entered (Art. 14 DSGVO). */
function origin(context: MailContext, application: Application): Block {
  const { language } = context;
  const forwardedBy = context.data['forwardedBy'];
  const name = forwardedBy ?? fullName(application.applicant);
  const where =
    forwardedBy === undefined
      ? say(language, { de: 'in der Bewerbung', en: 'in the application' })
      : say(language, { de: 'beim Weiterleiten', en: 'when forwarding the request' });
  return {
    kind: 'text',
    text: say(language, {
      de: `${name} hat Ihren Namen und Ihre dienstliche E-Mail-Adresse ${where} angegeben. Wir verwenden sie nur für diesen Vorgang und löschen sie mit ihm. Ihre Rechte stehen in der Datenschutzerklärung (Art. 14 DSGVO), der Link steht am Ende dieser E-Mail.`,
      en: `${name} gave your name and office address ${where}. We use them for this case only and erase them with it. Your rights are set out in the privacy notice (Art. 14 GDPR), linked at the end of this mail.`,
    }),
  };
}

/** Who named the person that is asked. */
function naming(context: MailContext, name: string): string {
  const { language } = context;
  const forwardedBy = context.data['forwardedBy'];
  if (forwardedBy === undefined) {
    return say(language, {
      de: 'und hat Sie als vorgesetzte Person genannt',
      en: 'and named you as supervisor',
    });
  }
  return say(language, {
    de: `(${name} hat zuerst ${forwardedBy} genannt; von dort wurde die Bitte an Sie weitergeleitet)`,
    en: `(${name} first named ${forwardedBy}, who forwarded the request to you)`,
  });
}

const endorsementRequest: MailWriter = (context) => {
  const { language, settings, recipient } = context;
  const application = caseOf(context);
  const name = fullName(application.applicant);
  return {
    letter: {
      subject: say(language, {
        de: `Zustimmung erbeten: Teilnahme von ${name}`,
        en: `Your agreement is requested: ${name}`,
      }),
      greeting: recipient.name === undefined ? {} : { name: recipient.name },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `${name} möchte an „${settings.title}“ teilnehmen (${roundOf(context).file.title}) ${naming(context, name)}. Die Schulung ist kostenfrei und findet online während der Arbeitszeit statt. Bitte teilen Sie uns mit, ob die Verwaltung zustimmt.`,
            en: `${name} would like to take part in "${settings.title}" (${roundOf(context).file.title}) ${naming(context, name)}. The training is free of charge and takes place online during working hours. Please tell us whether the administration agrees.`,
          }),
        },
        ...datesOf(context, application),
      ],
      action: {
        label: say(language, { de: 'Zustimmen oder ablehnen', en: 'Agree or refuse' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
        note: say(language, {
          de: 'Wirksam wird Ihre Antwort erst auf der folgenden Seite. Dort können Sie die Bitte auch an die zuständige Person weiterleiten.',
          en: 'Your answer takes effect on the page that follows. There you can also forward the request to the person in charge.',
        }),
      },
      after: [origin(context, application)],
    },
  };
};

const supervisorNotice: MailWriter = (context) => {
  const { language, settings, recipient } = context;
  const application = caseOf(context);
  const name = fullName(application.applicant);
  return {
    letter: {
      subject: say(language, {
        de: `Zur Kenntnis: Bewerbung von ${name}`,
        en: `For your information: application of ${name}`,
      }),
      greeting: recipient.name === undefined ? {} : { name: recipient.name },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `${name} hat sich für „${settings.title}“ beworben (${roundOf(context).file.title}) und Sie als vorgesetzte Person genannt. Sie müssen nichts tun. Wenn etwas dagegen spricht, antworten Sie bitte auf diese E-Mail.`,
            en: `${name} has applied for "${settings.title}" (${roundOf(context).file.title}) and named you as supervisor. There is nothing for you to do. If there are objections, please answer this mail.`,
          }),
        },
        ...datesOf(context, application),
      ],
      after: [origin(context, application)],
    },
  };
};

/** The words of this room. */
export const endorsementMails: MailsOf<'endorsement'> = {
  'endorsement-request': endorsementRequest,
  'supervisor-notice': supervisorNotice,
};
