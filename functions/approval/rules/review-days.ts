import type { Application } from '../../domain/application.ts';
import { endOfWorkingDays, morningInWorkingDays } from '../../domain/calendar.ts';
import type { Round } from '../../domain/round.ts';

/** Working days after which an approver is reminded, the deputy is asked as well, and the office is told. */
export const reminderAfter = 3;
export const escalationAfter = 5;
export const officeAfter = 7;

/** A query ends on the evening of this working day. */
const queryDays = 5;

/** Until when the applicant can answer a question that is asked now. */
export function queryEnds(now: string): string {
  return endOfWorkingDays(now, queryDays);
}

/**
 * 08:00 of the nth working day of a review, on which the clock did not stand still for a query.
 * @param since when the review (or the turn of the approver) began
 */
export function reviewDay(application: Application, since: string, n: number): string {
  return morningInWorkingDays(since, n + (application.reviewPaused ?? 0));
}

/** When the present turn of an approver began: with the review, or with the approval before theirs. */
export function turnSince(application: Application, round: Round): string | undefined {
  const { reviewSince, verdicts, version } = application;
  if (round.file.approvalOrder !== 'serial') return reviewSince;
  const approvals = verdicts.filter((verdict) => verdict.version === version && verdict.choice === 'approve');
  return approvals.at(-1)?.at ?? reviewSince;
}

/** When whoever stands in is asked as well, if nobody has decided by then; undefined before a review began. */
export function escalatesAt(application: Application, round: Round): string | undefined {
  const since = turnSince(application, round);
  return since === undefined ? undefined : reviewDay(application, since, escalationAfter);
}
