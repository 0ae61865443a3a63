import { answerQuery } from '../../approval/rules.ts';
import { answerOffer } from '../../cohort/rules.ts';
import { type Application, type HistoryEntry, isLive } from '../../domain/application.ts';
import { reviewRequests } from '../../domain/approvers.ts';
import { type Change, moved, noted } from '../../domain/change.ts';
import { toApplicant, toSupervisor, withdraw } from '../../domain/lifecycle.ts';
import { factsOf, type LedgerEntry, type MailOrder, type Purpose } from '../../domain/mail.ts';
import type { Round } from '../../domain/round.ts';
import { normaliseEmail } from '../../domain/text.ts';
import { endorse } from '../../endorsement/rules.ts';
import type { WrittenDecision } from '../../platform/store/records.ts';

/** What the office is told after an act on an application. */
export type CaseActed = 'done' | 'nothing' | 'not-possible' | 'too-late' | 'other-application' | 'bad-input';
export type CaseDecision = WrittenDecision<Application, CaseActed>;

/** Who of the office acts, and what somebody told them: kept in the history. */
export type Office = { readonly email: string; readonly note?: string };

/** The lines that a change adds say that the office did it, who there, and what they noted. */
export function byOffice(
  before: Application,
  change: Change<Application>,
  office: Office,
): Change<Application> {
  const { history } = change.record;
  const added = history.slice(before.history.length).map(
    (line): HistoryEntry => ({
      ...line,
      who: 'office',
      name: office.email,
      ...(line.words !== undefined || office.note === undefined ? {} : { words: office.note }),
    }),
  );
  return {
    ...change,
    record: { ...change.record, history: [...history.slice(0, before.history.length), ...added] },
  };
}

/** Whether it is not too late to send a mail of this purpose again, as the table of mails says. */
export function maySendAgain(purpose: Purpose, { status, decision }: Application): boolean {
  const { again } = factsOf(purpose).sent;
  switch (again) {
    case 'always':
    case 'each':
      return true;
    case 'until-told':
      return decision?.toldAt === undefined;
    case 'not-of-a-case':
      return false;
    default:
      return status === again;
  }
}

/** The mails of a case that can be sent again: each of its purposes once, the latest; not what it is too late for. */
export function resendable(ledger: readonly LedgerEntry[], application: Application): LedgerEntry[] {
  const latest = new Map<string, LedgerEntry>();
  for (const entry of [...ledger].sort((a, b) => (a.owedAt < b.owedAt ? -1 : 1))) {
    const { purpose, to, occasion } = entry.order;
    const about = factsOf(purpose).sent.again === 'each' ? occasion : '';
    if (maySendAgain(purpose, application)) latest.set(`${purpose} ${to.role} ${to.email} ${about}`, entry);
  }
  return [...latest.values()];
}

/** The same mail again: a new order with a new link, to the address that the case has now. */
export function sendAgain(
  application: Application,
  entry: LedgerEntry,
  office: Office,
  now: string,
): CaseDecision {
  if (application.status === 'erased') return { answer: 'not-possible' };
  const { order } = entry;
  const { version, ...rest } = order;
  const present =
    order.to.role === 'applicant' || order.to.role === 'graduate'
      ? { ...toApplicant(application), role: order.to.role }
      : order.to;
  const again: MailOrder = {
    ...rest,
    to: present,
    occasion: `${order.occasion.slice(0, 200)}-again-${now}`,
    ...(version === undefined ? {} : { version: application.version }),
  };
  const line = { at: now, who: 'office', what: 'sent-again', name: office.email };
  return { answer: 'done', change: { record: noted(application, line), mails: [again] } };
}

/**
 * Corrects an address that somebody named on the phone: the applicant's or the supervisor's. Earlier links to the
 * case end; the person gets what is open at the new address.
 * @param person hash of who the applicant is with the new address
 * @param claimedBy id of the application that holds the claim of that person, if one does
 */
export function correctAddress(
  application: Application,
  wish: { readonly applicant?: string; readonly supervisor?: string },
  person: string,
  claimedBy: string | undefined,
  office: Office,
  now: string,
): CaseDecision {
  if (application.status === 'erased') return { answer: 'not-possible' };
  const differs = (given: string | undefined, before: string | undefined): given is string =>
    given !== undefined && before !== undefined && normaliseEmail(given) !== normaliseEmail(before);
  const applicant = differs(wish.applicant, application.applicant.email);
  const supervisor = differs(wish.supervisor, application.supervisor?.email);
  if (!applicant && !supervisor) return { answer: 'nothing' };
  if (applicant && claimedBy !== undefined && claimedBy !== application.id)
    return { answer: 'other-application' };
  const { emailChange: _asked, ...rest } = application;
  const base: Application = {
    ...rest,
    ...(applicant
      ? {
          applicant: { ...application.applicant, email: wish.applicant ?? '' },
          person,
          caseLinkEpoch: application.caseLinkEpoch + 1,
        }
      : {}),
    ...(supervisor && application.supervisor !== undefined
      ? { supervisor: { ...application.supervisor, email: wish.supervisor ?? '' } }
      : {}),
  };
  const record = noted(base, {
    at: now,
    who: 'office',
    name: office.email,
    what: 'address-corrected',
    ...(office.note === undefined ? {} : { words: office.note }),
  });
  const moves = applicant && isLive(application.status) && person !== application.person;
  return {
    answer: 'done',
    change: {
      record,
      mails: [
        ...(applicant ? [openForApplicant(record, now)] : []),
        ...(supervisor ? openForSupervisor(record, now) : []),
      ],
      effects: moves ? [{ claim: 'move', to: person }] : [],
    },
  };
}

/** What an applicant needs at a new address: the confirmation, the offer, or the way into the case. */
function openForApplicant(application: Application, now: string): MailOrder {
  const to = toApplicant(application);
  switch (application.status) {
    case 'unconfirmed':
      return { purpose: 'confirm-address', to, occasion: now };
    case 'seat-offered':
      return { purpose: 'seat-offer', to, occasion: now };
    case 'queried':
      return { purpose: 'query', to, occasion: now };
    default:
      return { purpose: 'case-link', to, occasion: now };
  }
}

function openForSupervisor(application: Application, now: string): MailOrder[] {
  const to = toSupervisor(application);
  if (to === undefined || application.status !== 'awaiting-endorsement') return [];
  return [{ purpose: 'endorsement-request', to, occasion: now, version: application.version }];
}

/** An administration can be changed until the selection has frozen its candidates. */
export function mayChangeAdministrations(application: Application, round: Round): boolean {
  return (
    round.selection === undefined &&
    round.frozen === undefined &&
    ['unconfirmed', 'awaiting-endorsement', 'in-review', 'queried', 'approved'].includes(application.status)
  );
}

/** Another administration: a new version, which those who decide see anew while nothing is decided. */
export function changeAdministrations(
  application: Application,
  round: Round,
  administrations: readonly string[],
  office: Office,
  now: string,
): CaseDecision {
  if (!mayChangeAdministrations(application, round)) return { answer: 'not-possible' };
  if (application.administrations.join() === administrations.join()) return { answer: 'nothing' };
  const inReview = application.status === 'in-review' || application.status === 'queried';
  const { query: _query, ...unasked } = application;
  const base: Application = {
    ...(inReview ? unasked : application),
    administrations: [...administrations],
    ...(inReview ? { version: application.version + 1 } : {}),
  };
  const changed = noted(base, {
    at: now,
    who: 'office',
    name: office.email,
    what: 'administrations-changed',
    ...(office.note === undefined ? {} : { words: office.note }),
  });
  if (!inReview) return { answer: 'done', change: { record: changed } };
  const record = moved(
    changed,
    'in-review',
    'office',
    { at: now, what: 'review-begun', name: office.email },
    { reviewSince: now, reviewPaused: 0 },
  );
  return { answer: 'done', change: { record, mails: reviewRequests(record, round, now) } };
}

/** Takes an application back for somebody who phones. */
export function withdrawFor(application: Application, office: Office, now: string): CaseDecision {
  const { answer, change } = withdraw(application, 'office', now, office.note);
  if (change === undefined) return { answer: answer === 'was-withdrawn' ? 'nothing' : 'not-possible' };
  return { answer: 'done', change: byOffice(application, change, office) };
}

/** Accepts or declines an offer for somebody who phones. */
export function answerOfferFor(
  application: Application,
  answer: 'accept' | 'decline',
  office: Office,
  now: string,
): CaseDecision {
  const decided = answerOffer(application, answer, 'office', now);
  if (decided.change !== undefined) {
    return { answer: 'done', change: byOffice(application, decided.change, office) };
  }
  if (decided.answer === 'same-again') return { answer: 'nothing' };
  return { answer: decided.answer === 'too-late' ? 'too-late' : 'not-possible' };
}

/** Answers a question for somebody who phones. */
export function answerQueryFor(
  application: Application,
  round: Round,
  text: string,
  office: Office,
  now: string,
): CaseDecision {
  const decided = answerQuery(application, round, text, now);
  if (decided.change === undefined) {
    return { answer: decided.answer === 'was-answered' ? 'nothing' : 'too-late' };
  }
  return { answer: 'done', change: byOffice(application, decided.change, office) };
}

/** Agrees or refuses for a supervisor who phones; a refusal is told like a decision. */
export function endorseFor(
  application: Application,
  round: Round,
  choice: 'endorse' | 'refuse',
  office: Office,
  now: string,
): CaseDecision {
  if (application.status !== 'awaiting-endorsement') return { answer: 'not-possible' };
  if (choice === 'refuse' && office.note === undefined) return { answer: 'bad-input' };
  const answer = choice === 'endorse' ? { choice } : { choice, reason: office.note ?? '' };
  const { change } = endorse(application, round, answer, now, 'office');
  return change === undefined
    ? { answer: 'not-possible' }
    : { answer: 'done', change: byOffice(application, change, office) };
}

/** A line in the history, for the file. */
export function note(application: Application, text: string, office: Office, now: string): CaseDecision {
  if (application.status === 'erased') return { answer: 'not-possible' };
  const line = { at: now, who: 'office', name: office.email, what: 'noted', words: text };
  return { answer: 'done', change: { record: noted(application, line) } };
}

/** Ends the say of an execution that has stopped; a new one goes on from the record. */
export function startAnew(application: Application, office: Office, now: string): CaseDecision {
  if (application.status === 'erased') return { answer: 'not-possible' };
  const line = { at: now, who: 'office', name: office.email, what: 'started-anew' };
  return { answer: 'done', change: { record: noted(application, line), restart: true } };
}
