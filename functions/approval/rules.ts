import { createHash } from 'node:crypto';
import type { Application, Verdict } from '../domain/application.ts';
import {
  addWorkingDays,
  berlinDate,
  endOfWorkingDays,
  morning,
  nextMorning,
} from '../domain/calendar.ts';
import { type Decision, moved, noted } from '../domain/change.ts';
import { mayDecide, reviewRequests, toApplicant } from '../domain/lifecycle.ts';
import type { LedgerEntry, MailOrder, Recipient } from '../domain/mail.ts';
import { answeredMails, approverOf, pausedDays } from '../domain/query.ts';
import type { Round } from '../domain/round.ts';
import type { StageResult } from '../platform/stage.ts';

/** Working days after which an approver is reminded, and the deputy is asked as well. */
export const reminderAfter = 3;
export const escalationAfter = 5;
/** A query ends on the evening of this working day. */
export const queryDays = 5;

/** Who decides: an approver of the round, perhaps through the deputy. */
export type Decider = {
  readonly approver: string;
  readonly by: 'approver' | 'deputy';
  readonly recipient: Recipient;
  /** With a shared mailbox: who it was. */
  readonly name?: string;
  readonly function?: string;
  /** The ledger's key of the mail whose link was used. */
  readonly link?: string;
};

/** What the approver sent. */
export type Ballot = {
  readonly choice: 'approve' | 'reject' | 'query';
  readonly reason?: string;
  readonly note?: string;
  /** What the page showed: see `shownState`. */
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
  | 'waits-for-answer'
  | 'withdrawn'
  | 'conflict-of-interest'
  | 'page-outdated'
  | 'not-yet-asked';

/** The verdicts on the version that is there now, the last of each approver; questions don't count. */
export function standing(application: Application): Verdict[] {
  const last = new Map<string, Verdict>();
  for (const verdict of application.verdicts) {
    if (verdict.version === application.version) last.set(verdict.approver, verdict);
  }
  return [...last.values()].filter((verdict) => verdict.choice !== 'query');
}

/** One rejection rejects; enough approvals approve; else it is open. */
export function outcomeOf(verdicts: readonly Verdict[], needed: number): 'approve' | 'reject' | undefined {
  if (verdicts.some((verdict) => verdict.choice === 'reject')) return 'reject';
  return verdicts.filter((verdict) => verdict.choice === 'approve').length >= needed ? 'approve' : undefined;
}

/**
 * A fingerprint of what a decision page shows: the version and the verdicts given so far. A change of an own
 * decision counts only from a page that showed the decision it replaces.
 */
export function shownState(application: Application): string {
  const state = JSON.stringify([
    application.id,
    application.version,
    application.status,
    standing(application).map((verdict) => verdict.id),
  ]);
  return createHash('sha256').update(state).digest('hex').slice(0, 32);
}

/** Approvals that are needed: never more than there are approvers who may decide on this application. */
export function neededApprovals(application: Application, round: Round): number {
  const able = round.file.approvers.filter((approver) => mayDecide(application, approver.email)).length;
  return Math.max(1, Math.min(round.file.approvalsNeeded, able));
}

function settledAnswer(application: Application, mine: Verdict | undefined, ballot: Ballot): Verdicted | undefined {
  if (application.status === 'withdrawn' || application.status === 'dropped-out' || application.status === 'erased') {
    return 'withdrawn';
  }
  if (ballot.version !== application.version) return 'replaced';
  if (application.status === 'queried') {
    return ballot.choice === 'query' && application.query?.text === ballot.reason ? 'same-again' : 'waits-for-answer';
  }
  const open =
    application.status === 'in-review' || application.status === 'approved' || application.status === 'rejected';
  const told = application.decision?.toldAt !== undefined;
  if (!open || told) return mine?.choice === ballot.choice ? 'same-again' : 'already-told';
  if (application.decision?.by === 'supervisor') return 'already-told';
  return undefined;
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
  if (!mayDecide(application, decider.approver) || !mayDecide(application, decider.recipient.email)) {
    return { answer: 'conflict-of-interest' };
  }
  const mine = standing(application).find((verdict) => verdict.approver === decider.approver);
  const settled = settledAnswer(application, mine, ballot);
  if (settled !== undefined) return { answer: settled };
  const same = mine !== undefined && mine.choice === ballot.choice && (mine.reason ?? '') === (ballot.reason ?? '');
  if (same) return { answer: 'same-again' };
  if (ballot.shown !== shownState(application)) {
    return { answer: mine === undefined && application.status === 'in-review' ? 'page-outdated' : othersOrOutdated(application, mine) };
  }
  if (application.status !== 'in-review' && mine === undefined) return { answer: 'decided-by-another' };
  if (!isAsked(application, round, decider.approver)) return { answer: 'not-yet-asked' };
  return {
    answer: mine === undefined ? 'recorded' : 'changed',
    change: recorded(application, round, decider, ballot, id, mine !== undefined, now),
  };
}

function othersOrOutdated(application: Application, mine: Verdict | undefined): Verdicted {
  return mine === undefined && application.status !== 'in-review' ? 'decided-by-another' : 'page-outdated';
}

/** With approvals one after the other, an approver decides only when all before have approved. */
export function isAsked(application: Application, round: Round, email: string): boolean {
  if (round.file.approvalOrder !== 'serial') return true;
  const verdicts = standing(application);
  for (const approver of round.file.approvers) {
    if (approver.email === email) return true;
    if (!mayDecide(application, approver.email)) continue;
    if (!verdicts.some((verdict) => verdict.approver === approver.email && verdict.choice === 'approve')) return false;
  }
  return false;
}

function receipts(round: Round, decider: Decider, id: string, version: number): MailOrder[] {
  const approver = approverOf(round, decider.approver);
  const also: MailOrder[] =
    decider.by === 'deputy' && approver !== undefined
      ? [
          {
            purpose: 'decision-receipt',
            to: { role: 'approver', name: approver.name, email: approver.email },
            occasion: id,
            version,
            data: { verdict: id },
          },
        ]
      : [];
  return [
    { purpose: 'decision-receipt', to: decider.recipient, occasion: id, version, data: { verdict: id } },
    ...also,
  ];
}

function recorded(
  application: Application,
  round: Round,
  decider: Decider,
  ballot: Ballot,
  id: string,
  isChange: boolean,
  now: string,
): NonNullable<Decision<Application, Verdicted>['change']> {
  const { approver, by, recipient: _recipient, link, ...person } = decider;
  const verdict: Verdict = {
    id,
    approver,
    by,
    choice: ballot.choice,
    ...(ballot.reason === undefined ? {} : { reason: ballot.reason }),
    ...(ballot.note === undefined ? {} : { note: ballot.note }),
    ...person,
    at: now,
    version: application.version,
    shown: ballot.shown,
    ...(link === undefined ? {} : { link }),
  };
  const named = person.name === undefined ? {} : { name: person.name };
  const { decision: _before, ...undecided } = application;
  const withVerdict: Application = { ...undecided, verdicts: [...application.verdicts, verdict] };
  const base: Application = isChange
    ? noted(withVerdict, { at: now, who: by, what: 'decision-changed', ...named })
    : withVerdict;
  const receipt = receipts(round, decider, id, application.version);
  if (ballot.choice === 'query') {
    const text = ballot.reason ?? '';
    const record = moved(
      base,
      'queried',
      by,
      { at: now, what: 'queried', words: text, ...named },
      { query: { id, text, approver, askedAt: now, until: endOfWorkingDays(now, queryDays) } },
    );
    return {
      record,
      mails: [{ purpose: 'query', to: toApplicant(application), occasion: id }, ...receipt],
    };
  }
  const outcome = outcomeOf(standing(base), neededApprovals(application, round));
  if (outcome === undefined) {
    const approval = { at: now, who: by, what: 'approval', ...named };
    const record =
      application.status === 'in-review' ? noted(base, approval) : moved(base, 'in-review', by, approval);
    const asked = new Set(reviewRequests(application, round, now).map((order) => order.to.email));
    const next = reviewRequests(record, round, now).filter((order) => !asked.has(order.to.email));
    return { record, mails: [...receipt, ...(round.file.approvalOrder === 'serial' ? next : [])] };
  }
  const to = outcome === 'approve' ? 'approved' : 'rejected';
  const decision = {
    outcome,
    by: approver,
    at: now,
    ...(ballot.reason === undefined ? {} : { reason: ballot.reason }),
  };
  const line = { at: now, what: to, ...named, ...(ballot.reason === undefined ? {} : { words: ballot.reason }) };
  const record =
    base.status === to ? noted(base, { who: by, ...line }, { decision }) : moved(base, to, by, line, { decision });
  return { record, mails: receipt };
}

function owed(ledger: readonly LedgerEntry[], order: MailOrder): boolean {
  return ledger.some(
    ({ order: other }) =>
      other.purpose === order.purpose &&
      other.occasion === order.occasion &&
      other.version === order.version &&
      other.to.email === order.to.email &&
      other.to.role === order.to.role,
  );
}

/** The reminders of a review: when each is due, and to whom it goes. */
function reminders(application: Application, round: Round): { readonly at: string; readonly order: MailOrder }[] {
  const { reviewSince } = application;
  if (reviewSince === undefined) return [];
  const day = (n: number): string =>
    morning(addWorkingDays(berlinDate(reviewSince), n + (application.reviewPaused ?? 0)));
  const decided = new Set(standing(application).map((verdict) => verdict.approver));
  return round.file.approvers
    .filter(
      (approver) =>
        !decided.has(approver.email) &&
        mayDecide(application, approver.email) &&
        isAsked(application, round, approver.email),
    )
    .flatMap((approver) => {
      const version = application.version;
      const to: Recipient = { role: 'approver', name: approver.name, email: approver.email };
      const reminder: MailOrder = { purpose: 'review-reminder', to, occasion: reviewSince, version };
      if (approver.deputy === undefined || !mayDecide(application, approver.deputy.email)) {
        return [{ at: day(reminderAfter), order: reminder }];
      }
      const deputy: Recipient = {
        role: 'deputy',
        name: approver.deputy.name,
        email: approver.deputy.email,
        standsInFor: approver.email,
      };
      const escalation: MailOrder = { purpose: 'review-escalation', to: deputy, occasion: reviewSince, version };
      return [
        { at: day(reminderAfter), order: reminder },
        { at: day(escalationAfter), order: escalation },
      ];
    });
}

/** In review or queried: reminds, asks the deputy, and ends a query that was not answered in time. */
export function reviewStage(
  application: Application,
  round: Round,
  ledger: readonly LedgerEntry[],
  now: string,
): StageResult<Application> {
  if (application.status === 'queried') {
    const { query } = application;
    if (query === undefined || now < query.until) return { until: query?.until };
    const record = moved(
      application,
      'in-review',
      'date',
      { at: now, what: 'query-expired' },
      { query: { ...query, expiredAt: now }, reviewPaused: pausedDays(application, now) },
    );
    return { change: { record }, until: now };
  }
  if (application.status !== 'in-review') return {};
  const unanswered = unansweredNotice(application, round);
  const due = [...unanswered, ...reminders(application, round)].filter(({ order }) => !owed(ledger, order));
  const mails = due.filter(({ at }) => at <= now).map(({ order }) => order);
  const until = due
    .map(({ at }) => at)
    .filter((at) => at > now)
    .sort()[0];
  return mails.length === 0 ? { until } : { change: { record: application, mails }, until };
}

/** A query that ended unanswered is told to the approver on the next morning: its end is a date's doing. */
function unansweredNotice(
  application: Application,
  round: Round,
): { readonly at: string; readonly order: MailOrder }[] {
  const { query } = application;
  if (query?.expiredAt === undefined) return [];
  return answeredMails(application, round, query).map((order) => ({ at: nextMorning(query.until), order }));
}

/** When a decision that was made at `at` is told: the next morning of a working day. */
export function toldFrom(at: string): string {
  return nextMorning(at);
}

/**
 * Tells a decision that is due.
 * @param withSelection whether this very morning's selection tells the result along with it
 */
export function tell(application: Application, withSelection: boolean, now: string): Decision<Application, boolean> {
  const { decision } = application;
  if (decision === undefined || decision.toldAt !== undefined) return { answer: false };
  if (application.status !== 'approved' && application.status !== 'rejected') return { answer: false };
  if (now < toldFrom(decision.at)) return { answer: false };
  const record = noted(
    application,
    { at: now, who: 'date', what: 'decision-told' },
    { decision: { ...decision, toldAt: now } },
  );
  const silent = application.status === 'approved' && withSelection;
  return {
    answer: true,
    change: {
      record,
      mails: silent
        ? []
        : [
            {
              purpose: application.status === 'approved' ? 'approved' : 'rejected',
              to: toApplicant(application),
              occasion: decision.at,
            },
          ],
    },
  };
}
