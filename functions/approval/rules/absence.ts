import {
  type Approver,
  type Arrangement,
  absence,
  approverOf,
  arrangementOf,
  deputiesOf,
  toApprover,
  toDeputy,
} from '../../domain/approvers.ts';
import { addDaysToDate, berlinDate, endOfDay, isPlainDate } from '../../domain/calendar.ts';
import { type Decision, roundNoted } from '../../domain/change.ts';
import type { MailOrder } from '../../domain/mail.ts';
import type { Contact } from '../../domain/people.ts';
import type { Round } from '../../domain/round.ts';

/** For so many days at most an approver can hand over; a longer absence is the office's to arrange. */
export const longestAbsence = 60;

/** What an approver is told after handing over or taking back. */
export type HandedOver = 'handed-over' | 'handed-back' | 'no-deputy' | 'bad-date' | 'not-away' | 'unknown';

function arranged(round: Round, approver: Approver, arrangement: Arrangement): Round['arrangements'] {
  return { ...round.arrangements, [approver.email.toLowerCase()]: arrangement };
}

/**
 * An approver is away: until the evening of that day whoever stands in is asked instead, and gets the list of
 * what is open. The approver is told too, in case somebody else pressed the button.
 * @param until the last day of the absence, `YYYY-MM-DD`
 */
export function handOver(
  round: Round,
  email: string,
  until: string,
  now: string,
): Decision<Round, HandedOver> {
  const approver = approverOf(round, email);
  if (approver === undefined) return { answer: 'unknown' };
  const deputy = deputiesOf(round, approver)[0];
  if (deputy === undefined) return { answer: 'no-deputy' };
  const today = berlinDate(now);
  if (!isPlainDate(until) || until < today || until > addDaysToDate(today, longestAbsence)) {
    return { answer: 'bad-date' };
  }
  const end = endOfDay(until);
  if (end <= now) return { answer: 'bad-date' };
  const arrangement = {
    ...arrangementOf(round, approver),
    absence: { from: now, until: end, by: approver.email },
  };
  const data = { why: 'handed-over', until: end, approver: approver.name, deputy: deputy.name };
  return {
    answer: 'handed-over',
    change: {
      record: roundNoted(
        round,
        { at: now, who: 'approver', what: 'handed-over', name: approver.name },
        { arrangements: arranged(round, approver, arrangement) },
      ),
      mails: [toDeputy(approver, deputy), toApprover(approver)].map(
        (to): MailOrder => ({ purpose: 'review-list', to, occasion: `handed-over-${now}`, data }),
      ),
    },
  };
}

/** The approver is back before the day: from now on they are asked themselves again. */
export function takeBack(round: Round, email: string, now: string): Decision<Round, HandedOver> {
  const approver = approverOf(round, email);
  if (approver === undefined) return { answer: 'unknown' };
  if (absence(round, approver, now) === undefined) return { answer: 'not-away' };
  const { absence: _over, ...rest } = arrangementOf(round, approver);
  return {
    answer: 'handed-back',
    change: {
      record: roundNoted(
        round,
        { at: now, who: 'approver', what: 'handed-back', name: approver.name },
        { arrangements: arranged(round, approver, rest) },
      ),
    },
  };
}

/** What the office is told after naming or removing a substitute. */
export type Substituted = 'named' | 'removed' | 'same-again' | 'unknown' | 'is-approver';

/**
 * The office names somebody who decides where an approver and the deputy cannot, or removes that person again
 * (`person` undefined). The substitute gets the list of what is open; the approver's own links go on to work.
 * Somebody who is an approver of this round already is not named: two approvals come from two people.
 */
export function nameSubstitute(
  round: Round,
  email: string,
  person: Contact | undefined,
  now: string,
): Decision<Round, Substituted> {
  const approver = approverOf(round, email);
  if (approver === undefined) return { answer: 'unknown' };
  const { substitute, ...rest } = arrangementOf(round, approver);
  const isSame = substitute?.email.toLowerCase() === person?.email.trim().toLowerCase();
  if (isSame && substitute?.name === person?.name) return { answer: 'same-again' };
  if (person !== undefined && approverOf(round, person.email) !== undefined) return { answer: 'is-approver' };
  const line = { at: now, who: 'office', name: person?.name ?? substitute?.name ?? approver.name };
  if (person === undefined) {
    return {
      answer: 'removed',
      change: {
        record: roundNoted(
          round,
          { ...line, what: 'substitute-removed' },
          { arrangements: arranged(round, approver, rest) },
        ),
      },
    };
  }
  const named = { name: person.name.trim(), email: person.email.trim() };
  return {
    answer: 'named',
    change: {
      record: roundNoted(
        round,
        { ...line, what: 'substitute-named' },
        { arrangements: arranged(round, approver, { ...rest, substitute: named }) },
      ),
      mails: [
        {
          purpose: 'review-list',
          to: toDeputy(approver, named),
          occasion: `substitute-${now}`,
          data: { why: 'substitute', approver: approver.name, deputy: named.name },
        },
      ],
    },
  };
}

/** One list in the morning instead of a mail for each application, or each by itself again. */
export function preferList(round: Round, email: string, wants: boolean): Decision<Round, 'list' | 'single'> {
  const address = email.toLowerCase();
  const before = round.morningLists ?? [];
  const answer = wants ? 'list' : 'single';
  if (before.includes(address) === wants) return { answer };
  const morningLists = wants ? [...before, address] : before.filter((each) => each !== address);
  return { answer, change: { record: { ...round, morningLists } } };
}
