import type { Decider } from '../../../functions/approval/rules/decider.ts';
import { shownTo } from '../../../functions/approval/rules/proof.ts';
import { reviewStage } from '../../../functions/approval/rules/review-rules.ts';
import { decide } from '../../../functions/approval/rules.ts';
import type { Application } from '../../../functions/domain/application.ts';
import { approverOf } from '../../../functions/domain/approvers.ts';
import { intoReview } from '../../../functions/domain/lifecycle.ts';
import type { MailOrder } from '../../../functions/domain/mail.ts';
import type { Round } from '../../../functions/domain/round.ts';
import { entries } from '../../support/ledger.ts';
import { anApplication, aRound } from '../../support/records.ts';

/** Approvers, an application in review, and ballots, for tests of the rules alone. */

/** An approver with a deputy. */
export const first = {
  name: 'Erstes Referat',
  email: 'erste@ministerium.example',
  shared: false,
  deputy: { name: 'Vera Tretung', email: 'vera@ministerium.example' },
};
/** An approver without one. */
export const second = { name: 'Zweites Referat', email: 'zweite@ministerium.example', shared: false };
/** A Tuesday, in the morning. */
export const tuesday = '2022-09-06T08:00:00.000Z';

/** An open round of both approvers. */
export function roundWith(file: Partial<Round['file']> = {}): Round {
  const round = aRound({ status: 'open' });
  return { ...round, file: { ...round.file, approvers: [first, second], ...file } };
}

/** An application that has just come into review, and the mails that this caused. */
export function inReview(
  round: Round,
  changes: Partial<Application> = {},
): { application: Application; mails: readonly MailOrder[] } {
  const { seat: _seat, ...before } = anApplication({ status: 'awaiting-endorsement', ...changes });
  const { record, mails = [] } = intoReview(before, round, 'supervisor', tuesday);
  return { application: record, mails };
}

let drawn = 0;
/** Somebody submits a verdict from a page opened this moment, perhaps in an approver’s place. */
export function vote(
  application: Application,
  round: Round,
  by: { name: string; email: string },
  choice: 'approve' | 'reject' | 'query',
  at = tuesday,
  standsInFor?: string,
) {
  const approver = approverOf(round, standsInFor ?? by.email);
  if (approver === undefined) throw new Error('no such approver');
  const decider: Decider = {
    approver: approver.email,
    by: standsInFor === undefined ? 'approver' : 'deputy',
    recipient: {
      role: standsInFor === undefined ? 'approver' : 'deputy',
      ...by,
      ...(standsInFor === undefined ? {} : { standsInFor }),
    },
  };
  drawn += 1;
  const submitted = {
    choice,
    ...(choice === 'approve' ? {} : { reason: 'Warum?' }),
    version: application.version,
    shown: shownTo(application, round, approver),
  };
  const { answer, change } = decide(application, round, decider, submitted, `verdict-${drawn}`, at);
  return { answer, after: change?.record ?? application, mails: change?.mails ?? [] };
}

/** Purposes and addresses of mails. */
export const list = (mails: readonly MailOrder[]): string[] =>
  mails.map(({ purpose, to }) => `${purpose} ${to.email}`);

/** When a stage does something by itself, and what: from its first look until it only waits for a wake. */
export function days(application: Application, round: Round, mails: readonly MailOrder[]): string[] {
  const seen: string[] = [];
  let sent = [...mails];
  let now = tuesday;
  for (let pass = 0; pass < 12; pass++) {
    const { change, until } = reviewStage(application, round, entries(application, sent), now);
    for (const order of change?.mails ?? []) seen.push(`${now} ${order.purpose} ${order.to.email}`);
    sent = [...sent, ...(change?.mails ?? [])];
    if (until === undefined) return seen;
    now = until;
  }
  throw new Error('the stage never waits');
}
