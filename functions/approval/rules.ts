import type { Application, Verdict } from '../domain/application.ts';
import {
  type Approver,
  absence,
  approverOf,
  approversAsked,
  askedFirst,
  deputiesOf,
  isAsked,
  mayDecide,
  neededApprovals,
  outcomeOf,
  prefersList,
  standing,
  standingOf,
  toApprover,
  toDeputy,
} from '../domain/approvers.ts';
import { addWorkingDays, berlinDate, endOfWorkingDays, morning, nextMorning } from '../domain/calendar.ts';
import { type Decision, moved, noted } from '../domain/change.ts';
import { toApplicant } from '../domain/lifecycle.ts';
import type { MailOrder, Recipient } from '../domain/mail.ts';
import { shownTo } from '../domain/proof.ts';
import { type Round, waitingListCloses } from '../domain/round.ts';

/** Working days after which an approver is reminded, the deputy is asked as well, and the office is told. */
export const reminderAfter = 3;
export const escalationAfter = 5;
export const officeAfter = 7;
/** A query ends on the evening of this working day. */
export const queryDays = 5;

/** Who decides: an approver of the round, perhaps through the deputy. */
export type Decider = {
  /** Address of the approver for whom it counts, as in the round file. */
  readonly approver: string;
  readonly by: 'approver' | 'deputy';
  readonly recipient: Recipient;
  /** With a shared mailbox: who it was. */
  readonly name?: string;
  readonly function?: string;
  /** The ledger's key of the mail whose link was used. */
  readonly link?: string;
  /** From when on that link doesn't act any more. */
  readonly until?: string;
};

/** What the approver sent. */
export type Ballot = {
  readonly choice: 'approve' | 'reject' | 'query';
  readonly reason?: string;
  readonly note?: string;
  /** What the page showed: see `shownTo`. */
  readonly shown: string;
  readonly version: number;
};

/** What the approver is told. */
export type Verdicted =
  | 'recorded'
  | 'changed'
  | 'same-again'
  | 'decided-by-another'
  | 'already-told'
  | 'replaced'
  | 'expired'
  | 'link-expired'
  | 'waits-for-answer'
  | 'withdrawn'
  | 'not-in-review'
  | 'conflict-of-interest'
  | 'counted-already'
  | 'page-outdated'
  | 'not-yet-asked'
  | 'no-approver';

/** Answers after which what the approver sent is what counts. */
export const welcome: readonly Verdicted[] = ['recorded', 'changed', 'same-again'];

/** When a decision that was made at `at` is told: the next morning of a working day. */
export function toldFrom(at: string): string {
  return nextMorning(at);
}

/** From when on no link to decisions acts any more: nobody can be offered a seat then. */
export function decidingEnds(round: Round): string {
  return waitingListCloses(round.file);
}

const samePerson = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Whether an approver's verdict can be changed by whoever asks: the deputy does not overrule the approver. */
export function mayChange(mine: Verdict, by: 'approver' | 'deputy'): boolean {
  return by === 'approver' || mine.by === 'deputy';
}

/** Whether a decision stands that nobody has been told of, and that the ministry made. */
function isUntold(application: Application): boolean {
  const { decision, status } = application;
  return (
    (status === 'approved' || status === 'rejected') &&
    decision !== undefined &&
    decision.toldAt === undefined &&
    decision.by !== 'supervisor' &&
    decision.by !== 'office'
  );
}

/**
 * Why nothing (more) can be decided through a link, whatever would be sent; undefined where a decision or a
 * change of it is open.
 * @param version the one that the link is for
 */
export function obstacle(
  application: Application,
  round: Round,
  decider: Pick<Decider, 'approver' | 'by' | 'recipient' | 'until'>,
  version: number,
  now: string,
): Exclude<Verdicted, 'recorded' | 'changed' | 'page-outdated'> | undefined {
  const { status } = application;
  const approver = approverOf(round, decider.approver);
  if (status === 'withdrawn' || status === 'dropped-out' || status === 'erased') return 'withdrawn';
  if (approver === undefined || !isNamed(round, approver, decider)) return 'no-approver';
  if (!mayDecide(application, decider.recipient.email)) return 'conflict-of-interest';
  if (version !== application.version) return 'replaced';
  if (status === 'unconfirmed' || status === 'awaiting-endorsement') return 'not-in-review';
  if (status === 'queried') return 'waits-for-answer';
  if (status !== 'in-review' && !isUntold(application)) return 'already-told';
  if (now >= decidingEnds(round)) return 'expired';
  if (decider.until !== undefined && now >= decider.until) return 'link-expired';
  const mine = standingOf(application, approver);
  if (status !== 'in-review' && (mine === undefined || !mayChange(mine, decider.by)))
    return 'decided-by-another';
  if (mine !== undefined && !mayChange(mine, decider.by)) return 'decided-by-another';
  if (!isAsked(application, round, approver)) return 'not-yet-asked';
  const elsewhere = standing(application).some(
    (verdict) =>
      !samePerson(verdict.approver, approver.email) &&
      samePerson(verdict.email ?? '', decider.recipient.email),
  );
  return elsewhere ? 'counted-already' : undefined;
}

/** Whether the round (still) names the holder of a link in that part. */
export function isNamed(
  round: Round,
  approver: Approver,
  decider: Pick<Decider, 'by' | 'recipient'>,
): boolean {
  if (decider.by === 'approver') return samePerson(approver.email, decider.recipient.email);
  return deputiesOf(round, approver).some(({ email }) => samePerson(email, decider.recipient.email));
}

/** What counts now says the same as the ballot: then it is welcome, however late it comes. */
function agrees(application: Application, mine: Verdict | undefined, ballot: Ballot): boolean {
  if (ballot.version !== application.version) return false;
  if (application.status === 'queried') {
    return ballot.choice === 'query' && application.query?.text === ballot.reason;
  }
  if (application.decision !== undefined && application.decision.by !== 'supervisor') {
    if (mine === undefined || application.status !== 'in-review')
      return application.decision.outcome === ballot.choice;
  }
  return mine?.choice === ballot.choice;
}

/**
 * An approver (or the deputy) decides on one version of an application. The same answer again is welcome;
 * a change of the own decision counts until it is told, from a page that showed it; what another approver
 * settled is not overturned.
 * @param id of the new verdict, drawn by the caller
 */
export function decide(
  application: Application,
  round: Round,
  decider: Decider,
  ballot: Ballot,
  id: string,
  now: string,
): Decision<Application, Verdicted> {
  const approver = approverOf(round, decider.approver);
  if (approver === undefined) return { answer: 'no-approver' };
  const mine = standingOf(application, approver);
  const why = obstacle(application, round, decider, ballot.version, now);
  if (why !== undefined) {
    const settled = why === 'already-told' || why === 'decided-by-another' || why === 'waits-for-answer';
    return { answer: settled && agrees(application, mine, ballot) ? 'same-again' : why };
  }
  const isSame =
    mine !== undefined &&
    mine.choice === ballot.choice &&
    (mine.reason ?? '') === (ballot.reason ?? '') &&
    (ballot.note === undefined || mine.note === ballot.note);
  if (isSame) return { answer: 'same-again' };
  if (ballot.shown !== shownTo(application, round, approver)) return { answer: 'page-outdated' };
  return {
    answer: mine === undefined ? 'recorded' : 'changed',
    change: recorded(application, round, approver, decider, ballot, id, now),
  };
}

/** When whoever stands in is asked as well, if nobody has decided by then. */
function escalatesAt(application: Application): string | undefined {
  const { reviewSince, reviewPaused } = application;
  if (reviewSince === undefined) return undefined;
  return morning(addWorkingDays(berlinDate(reviewSince), escalationAfter + (reviewPaused ?? 0)));
}

/** Everybody who is told of a verdict: whoever gave it; of a deputy's the approver too; of an approver's the deputy who was asked. */
function receipts(application: Application, round: Round, approver: Approver, verdict: Verdict): MailOrder[] {
  const asked =
    absence(round, approver, verdict.at) !== undefined || verdict.at >= (escalatesAt(application) ?? '9');
  const deputies = deputiesOf(round, approver).map((deputy) => toDeputy(approver, deputy));
  const other = verdict.by === 'deputy' ? [toApprover(approver)] : asked ? deputies.slice(0, 1) : [];
  const own =
    verdict.by === 'deputy'
      ? deputies.filter(({ email }) => samePerson(email, verdict.email ?? ''))
      : [toApprover(approver)];
  return [...own, ...other]
    .filter(({ email }) => mayDecide(application, email))
    .map((to) => ({
      purpose: 'decision-receipt',
      to,
      occasion: verdict.id,
      version: application.version,
      data: { verdict: verdict.id },
    }));
}

/** To approvers whose turn comes by this change and was not there before. */
function nextRequests(before: Application, after: Application, round: Round, now: string): MailOrder[] {
  const asked = new Set(approversAsked(before, round).map(({ email }) => email));
  return approversAsked(after, round)
    .filter(({ email }) => !asked.has(email))
    .flatMap((approver): MailOrder[] => {
      const to = askedFirst(after, round, approver, now);
      if (to === undefined || prefersList(round, to.email)) return [];
      return [{ purpose: 'review-request', to, occasion: now, version: after.version }];
    });
}

function verdictOf(
  application: Application,
  decider: Decider,
  ballot: Ballot,
  id: string,
  now: string,
): Verdict {
  const { approver, by, recipient, link, name, function: role } = decider;
  const { choice, reason, note, shown } = ballot;
  const called = name ?? (by === 'deputy' ? recipient.name : undefined);
  return {
    id,
    approver,
    by,
    email: recipient.email,
    choice,
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note }),
    ...(called === undefined ? {} : { name: called }),
    ...(role === undefined ? {} : { function: role }),
    at: now,
    version: application.version,
    shown,
    ...(link === undefined ? {} : { link }),
  };
}

function recorded(
  application: Application,
  round: Round,
  approver: Approver,
  decider: Decider,
  ballot: Ballot,
  id: string,
  now: string,
): NonNullable<Decision<Application, Verdicted>['change']> {
  const { by } = decider;
  const verdict = verdictOf(application, { ...decider, approver: approver.email }, ballot, id, now);
  const named = { name: verdict.name ?? approver.name };
  const { decision: _before, ...undecided } = application;
  const withVerdict: Application = { ...undecided, verdicts: [...application.verdicts, verdict] };
  const isChange = standingOf(application, approver) !== undefined;
  const base: Application = isChange
    ? noted(withVerdict, { at: now, who: by, what: 'decision-changed', ...named })
    : withVerdict;
  const receipt = receipts(application, round, approver, verdict);
  if (ballot.choice === 'query') {
    const text = ballot.reason ?? '';
    const query = {
      id,
      text,
      approver: approver.email,
      askedAt: now,
      until: endOfWorkingDays(now, queryDays),
    };
    return {
      record: moved(base, 'queried', by, { at: now, what: 'queried', words: text, ...named }, { query }),
      mails: [{ purpose: 'query', to: toApplicant(application), occasion: id }, ...receipt],
    };
  }
  const outcome = outcomeOf(standing(base), neededApprovals(application, round));
  if (outcome === undefined) {
    const line = { at: now, what: 'approval', ...named };
    const record =
      application.status === 'in-review'
        ? noted(base, { ...line, who: by })
        : moved(base, 'in-review', by, line);
    return { record, mails: [...receipt, ...nextRequests(application, record, round, now)] };
  }
  const to = outcome === 'approve' ? 'approved' : 'rejected';
  // A rejection has one reason: that of the verdict that rejects, whoever decided last.
  const words = (standing(base).find(({ choice }) => choice === 'reject') ?? verdict).reason;
  const said = words === undefined ? {} : { reason: words };
  const decision = { outcome, by: approver.email, at: now, ...said };
  const line = { at: now, what: to, ...named, ...(words === undefined ? {} : { words }) };
  const record =
    base.status === to
      ? noted(base, { who: by, ...line }, { decision })
      : moved(base, to, by, line, { decision });
  return { record, mails: receipt };
}
