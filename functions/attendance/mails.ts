import { fullName } from '../domain/application.ts';
import { formatLongDate, formatPeriod } from '../domain/calendar.ts';
import { sessionsOf } from '../domain/round.ts';
import { caseOf, linkOf, type MailsOf, type MailWriter, roundOf } from '../platform/letter/mail.ts';
import { cohortName, say } from '../platform/letter/wording.ts';

const attendanceRequest: MailWriter = (context) => {
  const { file } = roundOf(context);
  const cohort = context.data['cohort'] ?? '';
  const session = sessionsOf(file, cohort).find(({ id }) => id === context.data['session']);
  const starts = session?.starts ?? context.now;
  return {
    letter: {
      subject: `Anwesenheit: ${cohortName(cohort, 'de')}, ${formatLongDate(starts, 'de')}`,
      greeting: context.recipient.name === undefined ? {} : { name: context.recipient.name },
      blocks: [
        {
          kind: 'text',
          text: 'Ihr Termin beginnt. Bitte haken Sie ab, wer dabei ist. Sie können die Liste später noch ändern.',
        },
        {
          kind: 'facts',
          facts: [
            { label: 'Durchgang', value: file.title },
            { label: 'Gruppe', value: cohort.toUpperCase() },
            {
              label: 'Modul',
              value: session === undefined ? '' : `${session.module.number}: ${session.module.title}`,
            },
            { label: 'Termin', value: session === undefined ? '' : formatPeriod(starts, session.ends, 'de') },
          ],
        },
      ],
      action: { label: 'Anwesenheit eintragen', url: linkOf(context).url, code: linkOf(context).code },
    },
  };
};

const attendanceWarning: MailWriter = (context) => {
  const { language } = context;
  const application = caseOf(context);
  return {
    letter: {
      subject: say(language, { de: 'Zu Ihrer Anwesenheit', en: 'About your attendance' }),
      greeting: { name: fullName(application.applicant) },
      blocks: [
        {
          kind: 'text',
          text: say(language, {
            de: 'schade, dass Sie nicht bei allen Terminen dabei sein konnten. Für das Zertifikat können Sie keinen weiteren Termin versäumen. Wir freuen uns, wenn Sie bei den übrigen dabei sind.',
            en: 'we are sorry that you could not be at every session. For the certificate you cannot miss another one. We would be glad to see you at all that remain.',
          }),
        },
        {
          kind: 'text',
          text: say(language, {
            de: 'Stimmt das nicht, oder geht es nicht anders? Antworten Sie bitte auf diese E-Mail; wir suchen mit Ihnen eine Lösung.',
            en: 'Is this wrong, or can it not be helped? Please answer this mail; we will look for a solution with you.',
          }),
        },
      ],
      action: {
        label: say(language, { de: 'Vorgang und alle Termine ansehen', en: 'View your case and all dates' }),
        url: linkOf(context).url,
        code: linkOf(context).code,
      },
    },
  };
};

/** The words of this room. */
export const attendanceMails: MailsOf<'attendance'> = {
  'attendance-request': attendanceRequest,
  'attendance-warning': attendanceWarning,
};
