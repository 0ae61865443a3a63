import type { Application } from '../../domain/application.ts';
import { approverOf, approversAsked, askedFirst, prefersList, standingOf } from '../../domain/approvers.ts';
import { berlinDate, isMorning } from '../../domain/calendar.ts';
import { roundNoted } from '../../domain/change.ts';
import type { MailOrder, Recipient } from '../../domain/mail.ts';
import type { Round } from '../../domain/round.ts';
import { obstacle } from '../rules.ts';
import type { Decider } from './decider.ts';

/** The applications of a round as one approver's list shows them, each part by reference. */
export type ListParts = {
  /** To be decided by this approver now. */
  readonly open: readonly Application[];
  /** A question is with the applicant. */
  readonly queried: readonly Application[];
  /** Decided, not told, and this approver can change it. */
  readonly changeable: readonly Application[];
  /** Decided by others or told: nothing more to do here. */
  readonly settled: readonly Application[];
};

/** Sorts the applications of a round into the parts of an approver's list. Those they are involved in are left out. */
export function listParts(
  all: readonly Application[],
  round: Round,
  decider: Decider,
  now: string,
): ListParts {
  const parts = { open: [], queried: [], changeable: [], settled: [] } as {
    [part in keyof ListParts]: Application[];
  };
  const approver = approverOf(round, decider.approver);
  if (approver === undefined) return parts;
  for (const application of [...all].sort((a, b) => (a.reference < b.reference ? -1 : 1))) {
    const why = obstacle(application, round, decider, application.version, now);
    if (why === undefined) {
      const part = standingOf(application, approver) === undefined ? 'open' : 'changeable';
      parts[part].push(application);
    } else if (why === 'waits-for-answer') parts.queried.push(application);
    else if (why === 'already-told' || why === 'decided-by-another') parts.settled.push(application);
  }
  return parts;
}

/** Whom each open application waits for, one list for each person and part. */
function waitingFor(all: readonly Application[], round: Round, now: string): Map<string, Recipient> {
  const people = new Map<string, Recipient>();
  for (const application of all) {
    if (application.status !== 'in-review') continue;
    for (const approver of approversAsked(application, round)) {
      const to = askedFirst(application, round, approver, now);
      if (to !== undefined) people.set(`${to.role} ${to.email} ${to.standsInFor ?? ''}`, to);
    }
  }
  return people;
}

/**
 * The lists of a morning: for who prefers them, and for who is back from an absence with something open.
 * Ends absences that are over.
 * @param occasions of the round's mails so far
 */
export function morningLists(
  all: readonly Application[],
  round: Round,
  occasions: ReadonlySet<string>,
  now: string,
): { readonly mails: readonly MailOrder[]; readonly record?: Round } {
  if (!isMorning(now)) return { mails: [] };
  const back = Object.entries(round.arrangements ?? {}).filter(
    ([, { absence }]) => absence !== undefined && absence.until <= now,
  );
  const returned = new Set(back.map(([email]) => email));
  const record = back.reduce<Round>((before, [email, { absence: _over, ...rest }]) => {
    const name = approverOf(round, email)?.name ?? '';
    return roundNoted(
      before,
      { at: now, who: 'date', what: 'handed-back', name },
      { arrangements: { ...before.arrangements, [email]: rest } },
    );
  }, round);
  const occasion = `list-${berlinDate(now)}`;
  const mails = [...waitingFor(all, record, now).values()]
    .filter(({ email }) => prefersList(round, email) || returned.has(email.toLowerCase()))
    .filter(({ email }) => !occasions.has(`${occasion} ${email}`))
    .map(
      (to): MailOrder => ({
        purpose: 'review-list',
        to,
        occasion,
        data: { why: returned.has(to.email.toLowerCase()) ? 'back' : 'morning' },
      }),
    );
  return { mails, ...(back.length === 0 ? {} : { record }) };
}
