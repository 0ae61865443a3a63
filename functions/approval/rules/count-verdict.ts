import type { Application, Verdict } from '../../domain/application.ts';
import {
  type Approver,
  absence,
  approversAsked,
  askedFirst,
  deputiesOf,
  mayDecide,
  neededApprovals,
  outcomeOf,
  prefersList,
  standing,
  standingOf,
  toApprover,
  toDeputy,
} from '../../domain/approvers.ts';
import { type Change, moved, noted } from '../../domain/change.ts';
import { toApplicant } from '../../domain/lifecycle.ts';
import type { MailOrder } from '../../domain/mail.ts';
import type { Round } from '../../domain/round.ts';
import { type Decider, type SubmittedVerdict, samePerson } from './decider.ts';
import { escalatesAt, queryEnds } from './review-days.ts';

/** Everybody who is told of a verdict: whoever gave it; of a deputy's the approver too; of an approver's the deputy who was asked. */
function receipts(application: Application, round: Round, approver: Approver, verdict: Verdict): MailOrder[] {
  const asked =
    absence(round, approver, verdict.at) !== undefined ||
    verdict.at >= (escalatesAt(application, round) ?? '9');
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
  submitted: SubmittedVerdict,
  id: string,
  now: string,
): Verdict {
  const { approver, by, recipient, link, name, function: role } = decider;
  const { choice, reason, note, shown } = submitted;
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

/** What a submitted verdict that counts makes of an application: the verdict on record, its outcome, and the mails. */
export function countVerdict(
  application: Application,
  round: Round,
  approver: Approver,
  decider: Decider,
  submitted: SubmittedVerdict,
  id: string,
  now: string,
): Change<Application> {
  const { by } = decider;
  const verdict = verdictOf(application, { ...decider, approver: approver.email }, submitted, id, now);
  const named = { name: verdict.name ?? approver.name };
  const { decision: _before, ...undecided } = application;
  const withVerdict: Application = { ...undecided, verdicts: [...application.verdicts, verdict] };
  const isChange = standingOf(application, approver) !== undefined;
  const base: Application = isChange
    ? noted(withVerdict, { at: now, who: by, what: 'decision-changed', ...named })
    : withVerdict;
  const receipt = receipts(application, round, approver, verdict);
  if (submitted.choice === 'query') {
    const text = submitted.reason ?? '';
    const query = {
      id,
      text,
      approver: approver.email,
      askedAt: now,
      until: queryEnds(now),
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
