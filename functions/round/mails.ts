import { fullName } from '../domain/application.ts';
import { type MailsOf, type MailWriter, roundOf } from '../platform/letter/mail.ts';
import { calendarSessions, say } from '../platform/letter/wording.ts';

const roundCancelled: MailWriter = (context) => {
  const { language, settings, application, recipient } = context;
  const round = roundOf(context);
  const reason = round.cancelReason;
  const cohort = application?.seat?.acceptedAt === undefined ? undefined : application.seat.cohort;
  const name = application === undefined ? recipient.name : fullName(application.applicant);
  return {
    letter: {
      subject: say(language, { de: `Abgesagt: ${round.file.title}`, en: `Cancelled: ${round.file.title}` }),
      greeting: recipient.role === 'office' || name === undefined ? {} : { name },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `„${settings.title}“, ${round.file.title}, findet nicht statt. Das tut uns leid.`,
            en: `"${settings.title}", ${round.file.title}, will not take place. We are sorry.`,
          }),
        },
        ...(reason === undefined ? [] : [{ kind: 'quote', text: reason } as const]),
        {
          kind: 'text',
          text:
            cohort === undefined
              ? say(language, {
                  de: 'Sie müssen nichts tun. Ein neuer Durchgang wird auf der Startseite des Programms angekündigt.',
                  en: 'There is nothing for you to do. A new round will be announced on the programme’s home page.',
                })
              : say(language, {
                  de: 'Alle Termine sind abgesagt; die angehängte Datei nimmt sie aus Ihrem Kalender. Ein neuer Durchgang wird auf der Startseite des Programms angekündigt.',
                  en: 'All dates are cancelled; the attached file takes them out of your calendar. A new round will be announced on the programme’s home page.',
                }),
        },
        {
          kind: 'link',
          label: say(language, { de: 'Zur Startseite', en: 'Home page' }),
          url: `${context.baseUrl}/`,
        },
      ],
    },
    ...(cohort === undefined || application === undefined
      ? {}
      : {
          calendar: {
            method: 'CANCEL',
            sessions: calendarSessions(round, cohort, application.id, settings.title),
          },
        }),
  };
};

/** The words of this room. */
export const roundMails: MailsOf<'round'> = { 'round-cancelled': roundCancelled };
