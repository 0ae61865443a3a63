import type { Application, Verdict } from '../domain/application.ts';
import {
  type Approver,
  approverOf,
  deputiesOf,
  isAsked,
  mayDecide,
  standing,
  standingOf,
} from '../domain/approvers.ts';
import { nextMorning } from '../domain/calendar.ts';
import type { Decision } from '../domain/change.ts';
import { isUntold } from '../domain/lifecycle.ts';
import { type Round, waitingListCloses } from '../domain/round.ts';
import { countVerdict } from './rules/count-verdict.ts';
import { type Decider, type SubmittedVerdict, samePerson } from './rules/decider.ts';
import { shownTo } from './rules/proof.ts';

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

/** Whether an approver's verdict can be changed by whoever asks: the deputy does not overrule the approver. */
export function mayChange(mine: Verdict, by: 'approver' | 'deputy'): boolean {
  return by === 'approver' || mine.by === 'deputy';
}

/** Whether the ministry can still change its decision: one stands that is its own, and nobody has been told of it. */
function isRevisable(application: Application): boolean {
  const by = application.decision?.by;
  return isUntold(application) && by !== 'supervisor' && by !== 'office';
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
  if (status !== 'in-review' && !isRevisable(application)) return 'already-told';
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

/** What counts now says the same as what was submitted: then it is welcome, however late it comes. */
function agrees(application: Application, mine: Verdict | undefined, submitted: SubmittedVerdict): boolean {
  if (submitted.version !== application.version) return false;
  if (application.status === 'queried') {
    return submitted.choice === 'query' && application.query?.text === submitted.reason;
  }
  if (application.decision !== undefined && application.decision.by !== 'supervisor') {
    if (mine === undefined || application.status !== 'in-review')
      return application.decision.outcome === submitted.choice;
  }
  return mine?.choice === submitted.choice;
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
  submitted: SubmittedVerdict,
  id: string,
  now: string,
): Decision<Application, Verdicted> {
  const approver = approverOf(round, decider.approver);
  if (approver === undefined) return { answer: 'no-approver' };
  const mine = standingOf(application, approver);
  const why = obstacle(application, round, decider, submitted.version, now);
  if (why !== undefined) {
    const settled = why === 'already-told' || why === 'decided-by-another' || why === 'waits-for-answer';
    return { answer: settled && agrees(application, mine, submitted) ? 'same-again' : why };
  }
  const isSame =
    mine !== undefined &&
    mine.choice === submitted.choice &&
    (mine.reason ?? '') === (submitted.reason ?? '') &&
    (submitted.note === undefined || mine.note === submitted.note);
  if (isSame) return { answer: 'same-again' };
  if (submitted.shown !== shownTo(application, round, approver)) return { answer: 'page-outdated' };
  return {
    answer: mine === undefined ? 'recorded' : 'changed',
    change: countVerdict(application, round, approver, decider, submitted, id, now),
  };
}

export { nameSubstitute } from './rules/absence.ts';
export { answerQuery } from './rules/query.ts';
