import type { Application } from './application.ts';
import { berlinDate, workingDaysBetween } from './calendar.ts';
import { type Decision, moved } from './change.ts';
import type { MailOrder } from './mail.ts';
import type { Round } from './round.ts';

type Approver = Round['file']['approvers'][number];

/** The approver of that address, if the round has one. */
export function approverOf(round: Round, email: string): Approver | undefined {
  return round.file.approvers.find((approver) => approver.email.toLowerCase() === email.toLowerCase());
}

/** What the applicant is told after answering a query. */
export type Answered = 'answered' | 'was-answered' | 'too-late';

/** The applicant answers the question: back to review, and the approver who asked is told. */
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
  return { answer: 'answered', change: { record, mails: answeredMails(record, round, query) } };
}

/** Working days for which the clock of the decision stood still. */
export function pausedDays(application: Application, now: string): number {
  const asked = application.query?.askedAt ?? now;
  return (application.reviewPaused ?? 0) + workingDaysBetween(berlinDate(asked), berlinDate(now));
}

/** To the approver who asked: there is an answer, or the time for one is over. */
export function answeredMails(application: Application, round: Round, query: { id: string; approver: string }): MailOrder[] {
  const approver = approverOf(round, query.approver);
  if (approver === undefined) return [];
  return [
    {
      purpose: 'query-answered',
      to: { role: 'approver', name: approver.name, email: approver.email },
      occasion: query.id,
      version: application.version,
    },
  ];
}

