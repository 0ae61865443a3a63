import { caseOf, type Mail, type MailContext, roundOf } from '../../platform/letter/mail.ts';
import { calendarSessions } from '../../platform/letter/wording.ts';

/** Takes the dates that are still to come out of the calendar of somebody who had accepted a seat. */
export function cancelledDates(context: MailContext): Pick<Mail, 'calendar'> {
  const application = caseOf(context);
  const round = roundOf(context);
  const { seat } = application;
  if (seat?.acceptedAt === undefined) return {};
  const sessions = calendarSessions(
    round,
    seat.cohort,
    application.id,
    context.settings.title,
    ({ starts }) => starts > context.now,
  );
  return sessions.length === 0 ? {} : { calendar: { method: 'CANCEL', sessions } };
}
