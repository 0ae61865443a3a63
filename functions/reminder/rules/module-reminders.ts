import type { Application } from '../../domain/application.ts';
import { berlinDate, daysBefore, morningInWorkingDays, morningOnOrBefore } from '../../domain/calendar.ts';
import { toApplicant } from '../../domain/lifecycle.ts';
import type { MailOrder } from '../../domain/mail.ts';
import { cohortOf, type Round } from '../../domain/round.ts';

/** The earlier reminder goes out so many calendar days before a module's first session. */
const weekBefore = 7;

type Reminder = { readonly at: string; readonly order: MailOrder };

/**
 * The reminders of one participant: for each module a week before its first session (on the last working
 * day before, if that day is none) and on the last working day before it. One mail where both fall together.
 */
export function moduleReminders(application: Application, round: Round): Reminder[] {
  const { seat } = application;
  if (seat === undefined) return [];
  return cohortOf(round.file, seat.cohort).modules.flatMap((module) => {
    const starts = module.sessions.map((session) => session.starts).sort()[0];
    if (starts === undefined) return [];
    const date = berlinDate(starts);
    const reminder = (at: string, rule: 'week' | 'day'): Reminder => ({
      at,
      order: {
        purpose: 'module-reminder',
        to: toApplicant(application),
        occasion: `module-${module.number}-${date}-${rule}`,
        data: { module: String(module.number) },
      },
    });
    const week = morningOnOrBefore(daysBefore(starts, weekBefore));
    const day = morningInWorkingDays(starts, -1);
    return week === day ? [reminder(day, 'day')] : [reminder(week, 'week'), reminder(day, 'day')];
  });
}
