import type { Application } from '../../domain/application.ts';
import { approverOf, askedFirst, decidersFor } from '../../domain/approvers.ts';
import { berlinDate, workingDaysBetween } from '../../domain/calendar.ts';
import { type Decision, moved } from '../../domain/change.ts';
import type { MailOrder } from '../../domain/mail.ts';
import type { Round } from '../../domain/round.ts';

/** What the applicant is told after answering a query. */
export type Answered = 'answered' | 'was-answered' | 'too-late';

/**
 * The applicant answers the question: back to review, and whoever asked is told. The same answer again is
 * welcome; at the instant of the deadline it is too late.
 */
export function answerQuery(
  application: Application,
  round: Round,
  text: string,
  now: string,
): Decision<Application, Answered> {
  const { query } = application;
  if (query === undefined) return { answer: 'too-late' };
  if (query.answer !== undefined) return { answer: query.answer === text ? 'was-answered' : 'too-late' };
  if (application.status !== 'queried' || now >= query.until) return { answer: 'too-late' };
  const record = moved(
    application,
    'in-review',
    'applicant',
    { at: now, what: 'answered', words: text },
    { query: { ...query, answer: text, answeredAt: now }, reviewPaused: pausedDays(application, now) },
  );
  return { answer: 'answered', change: { record, mails: answeredMails(record, round, query, now) } };
}

/** Working days for which the clock of the decision stood still. */
export function pausedDays(application: Application, now: string): number {
  const asked = application.query?.askedAt ?? now;
  return (application.reviewPaused ?? 0) + workingDaysBetween(berlinDate(asked), berlinDate(now));
}

/** To whoever asked (or stands in now): there is an answer, or the time for one is over. */
export function answeredMails(
  application: Application,
  round: Round,
  query: { readonly id: string; readonly approver: string },
  now: string,
): MailOrder[] {
  const approver = approverOf(round, query.approver);
  if (approver === undefined) return [];
  const asker = application.verdicts.find(({ id }) => id === query.id)?.email?.toLowerCase();
  const to =
    decidersFor(application, round, approver).find(({ email }) => email.toLowerCase() === asker) ??
    askedFirst(application, round, approver, now);
  if (to === undefined) return [];
  return [{ purpose: 'query-answered', to, occasion: query.id, version: application.version }];
}
