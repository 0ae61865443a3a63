import { fullName } from '../domain/application.ts';
import { formatLongDate } from '../domain/calendar.ts';
import { cohortOf, sessionsOf } from '../domain/round.ts';
import {
  caseOf,
  linkOf,
  type MailContext,
  type MailsOf,
  type MailWriter,
  roundOf,
} from '../platform/letter/mail.ts';
import { calendarSessions, letterSessions, say } from '../platform/letter/wording.ts';

function cohortId(context: MailContext): string {
  const { seat } = caseOf(context);
  if (seat === undefined) throw new Error('this mail needs a seat');
  return seat.cohort;
}

const moduleReminder: MailWriter = (context) => {
  const { language, settings } = context;
  const application = caseOf(context);
  const round = roundOf(context);
  const cohort = cohortId(context);
  const number = Number(context.data['module']);
  const module = cohortOf(round.file, cohort).modules.find((each) => each.number === number);
  const sessions = sessionsOf(round.file, cohort).filter((session) => session.module.number === number);
  const first = sessions[0];
  if (module === undefined || first === undefined) throw new Error('the round has no such module');
  return {
    letter: {
      subject: say(language, {
        de: `Modul ${number} am ${formatLongDate(first.starts, language)}`,
        en: `Module ${number} on ${formatLongDate(first.starts, language)}`,
      }),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: `bald beginnt Modul ${number}: ${module.title}.`,
            en: `module ${number} begins soon: ${module.title}.`,
          }),
        },
        { kind: 'sessions', sessions: letterSessions(sessions, language, true) },
        {
          kind: 'text',
          text: say(language, {
            de: 'Können Sie nicht dabei sein? Antworten Sie bitte kurz auf diese E-Mail.',
            en: 'You cannot be there? Please answer this mail briefly.',
          }),
        },
      ],
      action: {
        label: say(language, { de: 'Vorgang und alle Termine ansehen', en: 'View your case and all dates' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
    calendar: {
      method: 'REQUEST',
      sessions: calendarSessions(
        round,
        cohort,
        application.id,
        settings.title,
        (session) => session.module.number === number,
      ),
    },
  };
};

const sessionMoved: MailWriter = (context) => {
  const { language, settings } = context;
  const application = caseOf(context);
  const round = roundOf(context);
  const cohort = cohortId(context);
  const id = context.data['session'] ?? '';
  const session = sessionsOf(round.file, cohort).filter((each) => each.id === id);
  return {
    letter: {
      subject: say(language, { de: 'Ein Termin wurde verlegt', en: 'A session was moved' }),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: 'ein Termin Ihres Durchgangs wurde verlegt. Er findet jetzt statt:',
            en: 'a session of your round was moved. It now takes place:',
          }),
        },
        { kind: 'sessions', sessions: letterSessions(session, language, true) },
        ...(context.data['reason'] === undefined
          ? []
          : [{ kind: 'quote', text: context.data['reason'] } as const]),
        {
          kind: 'text',
          text: say(language, {
            de: 'Der Termin in Ihrem Kalender wird mit der angehängten Datei geändert.',
            en: 'The attached file changes the date in your calendar.',
          }),
        },
      ],
      action: {
        label: say(language, { de: 'Alle Termine ansehen', en: 'View all dates' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
    calendar: {
      method: 'REQUEST',
      sessions: calendarSessions(round, cohort, application.id, settings.title, (each) => each.id === id),
    },
  };
};

const sessionCancelled: MailWriter = (context) => {
  const { language, settings } = context;
  const application = caseOf(context);
  const { data } = context;
  const starts = data['starts'] ?? context.now;
  const ends = data['ends'] ?? context.now;
  const title = data['title'] ?? '';
  return {
    letter: {
      subject: say(language, { de: 'Ein Termin fällt aus', en: 'A session is cancelled' }),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: 'dieser Termin Ihres Durchgangs fällt aus:',
            en: 'this session of your round is cancelled:',
          }),
        },
        { kind: 'sessions', sessions: [{ starts, ends, title }] },
        ...(data['reason'] === undefined ? [] : [{ kind: 'quote', text: data['reason'] } as const]),
      ],
      action: {
        label: say(language, { de: 'Alle Termine ansehen', en: 'View all dates' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
    calendar: {
      method: 'CANCEL',
      sessions: [
        {
          uid: `${roundOf(context).id}-${data['session'] ?? ''}-${application.id}@kohorte`,
          starts,
          ends,
          title: `${settings.title}: ${title}`,
        },
      ],
    },
  };
};

/** The words of this room. */
export const reminderMails: MailsOf<'reminder'> = {
  'module-reminder': moduleReminder,
  'session-moved': sessionMoved,
  'session-cancelled': sessionCancelled,
};
