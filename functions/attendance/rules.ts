import * as z from 'zod';
import type { Application } from '../domain/application.ts';
import { addDaysToDate, berlinDate, morningOnOrAfter } from '../domain/calendar.ts';
import { type Change, moved } from '../domain/change.ts';
import { toApplicant } from '../domain/lifecycle.ts';
import type { LedgerEntry, MailOrder } from '../domain/mail.ts';
import { cohortOf, lastSessionEnd, type Round, type ScheduledSession, sessionsOf } from '../domain/round.ts';
import { storedReader } from '../domain/stored.ts';
import { allowedAbsences, isCompleted } from './rules/attendance.ts';

/** Sessions that are still unmarked so many days after the last one alert the office. */
const unmarkedDays = 7;

/** Who was present in a session, as the trainer marked it. */
export const attendanceSchema = z.strictObject({
  kind: z.literal('attendance'),
  session: z.string(),
  cohort: z.string(),
  present: z.array(z.string()),
  markedAt: z.string(),
  by: z.string(),
  revision: z.number(),
});
export type Attendance = z.infer<typeof attendanceSchema>;

/** Reads the stored list of a session. @throws StoredRecordError */
export const readAttendance = storedReader('attendance', attendanceSchema, ['pk', 'sk']);

/** The mails to the trainers for the sessions that have begun, and when the next one begins. */
export function attendanceRequests(
  round: Round,
  ledger: readonly LedgerEntry[],
  now: string,
): { readonly mails: MailOrder[]; readonly until: string | undefined } {
  const owed = new Set(
    ledger
      .filter(({ order }) => order.purpose === 'attendance-request')
      .map(({ order }) => `${order.occasion} ${order.to.email}`),
  );
  const sessions = sessionsOf(round.file);
  const mails = sessions
    .filter((session) => session.starts <= now)
    .flatMap((session) =>
      cohortOf(round.file, session.cohort).trainers.map(
        (trainer): MailOrder => ({
          purpose: 'attendance-request',
          to: { role: 'trainer', name: trainer.name, email: trainer.email },
          occasion: `${session.id}-${session.starts}`,
          data: { session: session.id, cohort: session.cohort },
        }),
      ),
    )
    .filter((order) => !owed.has(`${order.occasion} ${order.to.email}`));
  return { mails, until: sessions.map((session) => session.starts).find((starts) => starts > now) };
}

/** The sessions of a cohort that nobody has marked yet. */
export function unmarked(round: Round, cohort: string, marked: readonly Attendance[]): ScheduledSession[] {
  const done = new Set(marked.map((attendance) => attendance.session));
  return sessionsOf(round.file, cohort).filter((session) => !done.has(session.id));
}

/** When sessions that are still unmarked alert the office. */
export function unmarkedAlertAt(round: Round, cohort: string): string {
  return morningOnOrAfter(addDaysToDate(berlinDate(lastSessionEnd(round.file, cohort)), unmarkedDays));
}

/** The sessions of the own cohort that a participant attended. */
export function attendedBy(application: Application, marked: readonly Attendance[]): string[] {
  return marked.filter((each) => each.present.includes(application.id)).map((each) => each.session);
}

/**
 * The warning after an absence that leaves no further one; each marked session warns once at most.
 */
export function attendanceWarning(
  application: Application,
  round: Round,
  marked: readonly Attendance[],
  ledger: readonly LedgerEntry[],
): MailOrder | undefined {
  if (application.seat === undefined) return undefined;
  const own = marked.filter((each) => each.cohort === application.seat?.cohort);
  const absences = own.filter((each) => !each.present.includes(application.id));
  const allowed = allowedAbsences(
    sessionsOf(round.file, application.seat.cohort).length,
    round.file.attendanceNeeded,
  );
  if (absences.length === 0 || absences.length !== allowed) return undefined;
  const warned = ledger.some(
    ({ order }) => order.purpose === 'attendance-warning' && order.to.email === application.applicant.email,
  );
  return warned
    ? undefined
    : {
        purpose: 'attendance-warning',
        to: toApplicant(application),
        occasion: absences
          .map((each) => each.session)
          .sort()
          .join('+')
          .slice(0, 200),
      };
}

/** All sessions are marked: completed or not, by the share of sessions attended. */
export function conclude(
  application: Application,
  round: Round,
  marked: readonly Attendance[],
  now: string,
): Change<Application> | undefined {
  const { seat } = application;
  if (seat === undefined || application.status !== 'taking-part') return undefined;
  if (unmarked(round, seat.cohort, marked).length > 0) return undefined;
  const attended = attendedBy(
    application,
    marked.filter((each) => each.cohort === seat.cohort),
  );
  const total = sessionsOf(round.file, seat.cohort).length;
  const to = isCompleted(attended.length, total, round.file.attendanceNeeded) ? 'completed' : 'not-completed';
  return { record: moved(application, to, 'trainer', { at: now, what: to }, { attended }) };
}
