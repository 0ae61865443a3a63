import type { Application, Verdict } from './application.ts';
import type { MailOrder, Recipient } from './mail.ts';
import type { Contact } from './people.ts';
import type { Round } from './round.ts';

/** One of the round's approvers, as the round file names them. */
export type Approver = Round['file']['approvers'][number];

const same = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase();

/** The approver of that address, if the round has one. */
export function approverOf(round: Round, email: string): Approver | undefined {
  return round.file.approvers.find((approver) => same(approver.email, email));
}

/** Nobody decides where they are applicant or supervisor, or were asked to agree in the supervisor's place. */
export function mayDecide(application: Application, email: string): boolean {
  const { applicant, supervisor, endorser } = application;
  const involved = [applicant.email, supervisor?.email, endorser?.email, ...(endorser?.earlier ?? [])];
  return !involved.some((address) => same(address, email));
}

/** What was arranged for one approver since the round began. */
export type Arrangement = NonNullable<Round['arrangements']>[string];

/** What is arranged for an approver: an absence handed over to the deputy, a substitute that the office named. */
export function arrangementOf(round: Round, approver: Approver): Arrangement {
  return round.arrangements?.[approver.email.toLowerCase()] ?? {};
}

/** The absence of an approver that lasts at this instant, if one does. */
export function absence(round: Round, approver: Approver, at: string): Arrangement['absence'] {
  const { absence: found } = arrangementOf(round, approver);
  return found !== undefined && found.from <= at && at < found.until ? found : undefined;
}

/** Who may decide in place of an approver: the deputy of the round file, and a substitute that the office named. */
export function deputiesOf(round: Round, approver: Approver): readonly Contact[] {
  const { substitute } = arrangementOf(round, approver);
  return [
    ...(substitute === undefined ? [] : [substitute]),
    ...(approver.deputy === undefined || same(approver.deputy.email, substitute?.email)
      ? []
      : [approver.deputy]),
  ];
}

/** An approver as the recipient of a mail. */
export function toApprover(approver: Approver): Recipient {
  return { role: 'approver', name: approver.name, email: approver.email };
}

/** A deputy as the recipient of a mail about what the approver would decide. */
export function toDeputy(approver: Approver, deputy: Contact): Recipient {
  return { role: 'deputy', name: deputy.name, email: deputy.email, standsInFor: approver.email };
}

/** Everybody who may decide for an approver on this application: nobody who is involved in it. */
export function decidersFor(
  application: Application,
  round: Round,
  approver: Approver,
): readonly Recipient[] {
  return [
    toApprover(approver),
    ...deputiesOf(round, approver).map((deputy) => toDeputy(approver, deputy)),
  ].filter(({ email }) => mayDecide(application, email));
}

/**
 * Who is asked first: the approver; while the approver is absent, involved or replaced by the office, whoever
 * stands in. Undefined where everybody is involved in the application.
 */
export function askedFirst(
  application: Application,
  round: Round,
  approver: Approver,
  at: string,
): Recipient | undefined {
  const deciders = decidersFor(application, round, approver);
  const away =
    absence(round, approver, at) !== undefined || arrangementOf(round, approver).substitute !== undefined;
  return (away ? deciders.find(({ role }) => role === 'deputy') : undefined) ?? deciders[0];
}

/** Whether somebody wants one list in the morning instead of a mail for each application. */
export function prefersList(round: Round, email: string): boolean {
  return round.morningLists?.some((address) => same(address, email)) ?? false;
}

/** The verdicts on the version that is there now, the last of each approver; questions don't count. */
export function standing(application: Application): Verdict[] {
  const last = new Map<string, Verdict>();
  for (const verdict of application.verdicts) {
    if (verdict.version !== application.version || verdict.by === 'office') continue;
    last.delete(verdict.approver);
    last.set(verdict.approver, verdict);
  }
  return [...last.values()].filter((verdict) => verdict.choice !== 'query');
}

/** The verdict that stands for an approver, whoever gave it. */
export function standingOf(application: Application, approver: Approver): Verdict | undefined {
  return standing(application).find((verdict) => same(verdict.approver, approver.email));
}

/** Approvers for whom somebody may decide on this application, in the order of the round file. */
export function ableApprovers(application: Application, round: Round): readonly Approver[] {
  return round.file.approvers.filter((approver) => decidersFor(application, round, approver).length > 0);
}

/** Approvals that are needed: never more than there are approvers for whom somebody may decide. */
export function neededApprovals(application: Application, round: Round): number {
  return Math.max(1, Math.min(round.file.approvalsNeeded, ableApprovers(application, round).length));
}

/** One rejection rejects; enough approvals approve; else it is open. */
export function outcomeOf(verdicts: readonly Verdict[], needed: number): 'approve' | 'reject' | undefined {
  if (verdicts.some((verdict) => verdict.choice === 'reject')) return 'reject';
  return verdicts.filter((verdict) => verdict.choice === 'approve').length >= needed ? 'approve' : undefined;
}

/** Approvers whose verdict is still to come, and whose turn it is: all at once, or one after the other. */
export function approversAsked(application: Application, round: Round): readonly Approver[] {
  const decided = standing(application);
  const open = ableApprovers(application, round).filter(
    (approver) => !decided.some((verdict) => same(verdict.approver, approver.email)),
  );
  return round.file.approvalOrder === 'serial' ? open.slice(0, 1) : open;
}

/** With approvals one after the other, an approver decides only when all before have approved. */
export function isAsked(application: Application, round: Round, approver: Approver): boolean {
  if (round.file.approvalOrder !== 'serial') return true;
  const verdicts = standing(application);
  for (const each of ableApprovers(application, round)) {
    if (same(each.email, approver.email)) return true;
    if (!verdicts.some((verdict) => same(verdict.approver, each.email) && verdict.choice === 'approve'))
      return false;
  }
  return false;
}

/** To each who is to be asked now, one mail; who prefers the list of the morning gets it there. */
export function reviewRequests(application: Application, round: Round, at: string): MailOrder[] {
  return approversAsked(application, round).flatMap((approver): MailOrder[] => {
    const to = askedFirst(application, round, approver, at);
    if (to === undefined || prefersList(round, to.email)) return [];
    return [{ purpose: 'review-request', to, occasion: at, version: application.version }];
  });
}
