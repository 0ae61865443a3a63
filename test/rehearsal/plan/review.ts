import {
  dayOf,
  evening,
  type Moment,
  morning,
  nextMorning,
  workingDays,
  workingDaysFrom,
} from '../berlin.ts';
import type { Model, PlannedCase } from './model.ts';

/** A case comes before the approvers: each is asked at once, or one after the other. */
export function beginReview(model: Model, one: PlannedCase, at: Moment): void {
  if (one.round.file.approvers.length === 0) {
    one.status = 'approved';
    return;
  }
  one.status = 'in-review';
  one.reviewSince = at;
  for (const { email } of asked(one)) toApprover(model, one, email, 'review-request', at, 'act');
  planReminders(model, one);
}

/** Approvers whose verdict is still to come, and whose turn it is. */
function asked(one: PlannedCase) {
  const { approvers, approvalOrder } = one.round.file;
  const open = approvers.filter(({ email }) => !one.verdicts.has(email));
  return approvalOrder === 'serial' ? open.slice(0, 1) : open;
}

function toApprover(
  model: Model,
  one: PlannedCase,
  to: string,
  purpose: string,
  at: Moment,
  by: 'act' | 'date',
): void {
  model.mail({ at, to, purpose, case: one.reference, round: one.round.file.id, by });
}

/** Unanswered: a reminder after three working days, the deputy as well after five. A query stops this clock. */
function planReminders(model: Model, one: PlannedCase): void {
  const since = one.reviewSince;
  if (since === undefined) return;
  const day = (n: number): Moment => morning(workingDays(dayOf(since), n + one.paused));
  const { paused } = one;
  for (const approver of one.round.file.approvers) {
    const remind = (n: number, purpose: string, to: string): void => {
      model.when(day(n), () => {
        const key = `${since} ${purpose} ${to}`;
        const isOpen = one.status === 'in-review' && one.reviewSince === since && one.paused === paused;
        if (!isOpen || one.reminded.has(key) || !asked(one).includes(approver)) return;
        one.reminded.add(key);
        toApprover(model, one, to, purpose, day(n), 'date');
      });
    };
    remind(3, 'review-reminder', approver.email);
    if (approver.deputy !== undefined) remind(5, 'review-escalation', approver.deputy.email);
  }
}

/** An approver, or the deputy in place of one, decides or asks. */
export function decide(
  model: Model,
  one: PlannedCase,
  who: string,
  insteadOf: string | undefined,
  choice: 'approve' | 'reject' | 'query',
  at: Moment,
): void {
  const approver = insteadOf ?? who;
  receipts(model, one, who, approver, at);
  if (choice === 'query') {
    const until = evening(workingDays(dayOf(at), 5));
    const query = { by: approver, asked: at, until };
    one.status = 'queried';
    one.query = query;
    one.decision = undefined;
    model.tell(at, one, 'query', 'act');
    model.when(until, () => {
      if (one.status !== 'queried' || one.query !== query) return;
      backToReview(model, one, until);
      const told = nextMorning(until);
      model.when(told, () => {
        if (one.query === query) toApprover(model, one, approver, 'query-answered', told, 'date');
      });
    });
    return;
  }
  one.verdicts.set(approver, choice);
  const approvals = [...one.verdicts.values()].filter((each) => each === 'approve').length;
  const { approvalsNeeded, approvalOrder } = one.round.file;
  if ([...one.verdicts.values()].includes('reject')) settle(one, 'reject', at);
  else if (approvals >= approvalsNeeded) settle(one, 'approve', at);
  else if (approvalOrder === 'serial') {
    for (const { email } of asked(one)) toApprover(model, one, email, 'review-request', at, 'act');
  }
}

function settle(one: PlannedCase, outcome: 'approve' | 'reject', at: Moment): void {
  one.status = outcome === 'approve' ? 'approved' : 'rejected';
  one.decision = { outcome, at, told: false };
}

/** Who decided gets a receipt; approver and deputy both, once both were asked. */
function receipts(model: Model, one: PlannedCase, who: string, approver: string, at: Moment): void {
  const deputy = one.round.file.approvers.find(({ email }) => email === approver)?.deputy?.email;
  const wasAsked = deputy !== undefined && one.reminded.has(`${one.reviewSince} review-escalation ${deputy}`);
  const readers = new Set([who, ...(who === approver ? [] : [approver]), ...(wasAsked ? [deputy] : [])]);
  for (const to of readers) toApprover(model, one, to, 'decision-receipt', at, 'act');
}

/** The applicant answers: the approver who asked is told, and the clock goes on. */
export function answerQuery(model: Model, one: PlannedCase, at: Moment): void {
  const { query } = one;
  if (query === undefined) return;
  backToReview(model, one, at);
  toApprover(model, one, query.by, 'query-answered', at, 'act');
}

function backToReview(model: Model, one: PlannedCase, at: Moment): void {
  one.status = 'in-review';
  one.paused += one.query === undefined ? 0 : workingDaysFrom(dayOf(one.query.asked), dayOf(at));
  planReminders(model, one);
}
