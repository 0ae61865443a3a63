import type { Application } from '../domain/application.ts';
import { addWorkingDays, berlinDate, daysBefore, morning, morningOnOrBefore } from '../domain/calendar.ts';
import { moved } from '../domain/change.ts';
import { toApplicant } from '../domain/lifecycle.ts';
import type { LedgerEntry, MailOrder } from '../domain/mail.ts';
import { cohortOf, firstSession, type Round } from '../domain/round.ts';
import type { StageResult } from '../platform/stage.ts';

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
    const day = morning(addWorkingDays(date, -1));
    return week === day ? [reminder(day, 'day')] : [reminder(week, 'week'), reminder(day, 'day')];
  });
}

/** Accepted or taking part: the reminders at their time, and the beginning of the training. */
export function modulesStage(
  application: Application,
  round: Round,
  ledger: readonly LedgerEntry[],
  now: string,
): StageResult<Application> {
  const { seat, status } = application;
  if (seat === undefined || (status !== 'accepted' && status !== 'taking-part')) return {};
  const since = application.substitutedAt ?? seat.acceptedAt ?? seat.offeredAt;
  const sent = new Set(
    ledger
      .filter(({ order }) => order.purpose === 'module-reminder')
      .map(({ order }) => `${order.occasion} ${order.to.email}`),
  );
  const open = moduleReminders(application, round).filter(
    ({ at, order }) => at > since && !sent.has(`${order.occasion} ${order.to.email}`),
  );
  const begins = firstSession(round.file, seat.cohort);
  const mails = open.filter(({ at }) => at <= now).map(({ order }) => order);
  const record =
    status === 'accepted' && begins <= now
      ? moved(application, 'taking-part', 'date', { at: now, what: 'taking-part' })
      : application;
  const next = [...open.map(({ at }) => at), ...(record.status === 'accepted' ? [begins] : [])];
  const until = next.filter((at) => at > now).sort()[0];
  return mails.length === 0 && record === application ? { until } : { change: { record, mails }, until };
}
