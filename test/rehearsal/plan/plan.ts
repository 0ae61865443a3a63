import type { InboxMail } from '../../program/host.ts';
import {
  after,
  dayOf,
  type Moment,
  moment,
  morning,
  nextMorning,
  onOrAfter,
  plusDays,
  weekday,
} from '../berlin.ts';
import type { OfficeAct, RoundFile } from '../inputs.ts';
import type { Act } from '../people/acts.ts';
import {
  begins,
  Model,
  over,
  type PlannedCase,
  type PlannedRound,
  type SeenOffer,
  supervisorOf,
  undecided,
} from './model.ts';
import { answerQuery, beginReview, decide } from './review.ts';
import { accept, closeList, refill, release, select } from './seats.ts';
import { changeSession, mark, planSessions } from './sessions.ts';

export type { PlannedMail } from './model.ts';

/** What must have been mailed and where each case must stand, given what people did. */
export type Plan = {
  readonly mails: Model['mails'];
  /** The state of each case at the end, by its reference. */
  readonly statuses: ReadonlyMap<string, string>;
  readonly doubts: readonly string[];
};

const months = [
  'Januar',
  'Februar',
  'März',
  'April',
  'Mai',
  'Juni',
  'Juli',
  'August',
  'September',
  'Oktober',
  'November',
  'Dezember',
];

/** How a day may be written in a mail, German or English. */
function written(at: Moment): RegExp {
  const [year = '', month = '', day = ''] = dayOf(at).split('-');
  const name = months[Number(month) - 1] ?? '';
  const english = new Date(Date.UTC(2000, Number(month) - 1)).toLocaleString('en', {
    month: 'long',
    timeZone: 'UTC',
  });
  return new RegExp(`\\b${Number(day)}\\.? (?:${name}|${english}) ${year}`);
}

/** The cohort of which an offer lists the most dates. */
function cohortIn(mail: InboxMail, file: RoundFile): string {
  const counted = file.cohorts.map(({ id, modules }) => ({
    id,
    count: modules
      .flatMap(({ sessions }) => sessions)
      .filter(({ starts }) => written(moment(starts)).test(mail.text)).length,
  }));
  return counted.sort((a, b) => b.count - a.count)[0]?.id ?? '';
}

function seenOffers(mails: readonly InboxMail[], acts: readonly Act[]): SeenOffer[] {
  const files = new Map(
    acts.flatMap((act) => (act.kind === 'make-round' ? [[act.round, act.file] as const] : [])),
  );
  const roundOf = new Map(
    acts.flatMap((act) => (act.kind === 'apply' ? [[act.case, act.round] as const] : [])),
  );
  return mails.flatMap((mail) => {
    const file = mail.case === null ? undefined : files.get(roundOf.get(mail.case) ?? '');
    if (mail.purpose !== 'seat-offer' || mail.case === null || file === undefined) return [];
    return [{ case: mail.case, at: moment(mail.sentAt), cohort: cohortIn(mail, file) }];
  });
}

/**
 * The plan for what people did, from the contract alone.
 * @param mails of these only the offers are read: which of the candidates chance chose
 */
export function plan(acts: readonly Act[], mails: readonly InboxMail[], until: Moment): Plan {
  const model = new Model(seenOffers(mails, acts));
  for (const act of acts) model.when(act.at, () => perform(model, act), 0);
  model.run(until);
  return {
    mails: model.mails.sort((a, b) => a.at - b.at),
    statuses: new Map([...model.cases.values()].map(({ reference, status }) => [reference, status])),
    doubts: model.doubts,
  };
}

function perform(model: Model, act: Act): void {
  if (act.kind === 'make-round') {
    makeRound(model, act.file, act.at);
    return;
  }
  if (act.kind === 'sign-in') {
    model.mail({ at: act.at, to: act.who, purpose: 'sign-in', case: null, round: '', by: 'act' });
    return;
  }
  if (act.kind === 'apply') {
    apply(model, act);
    return;
  }
  const round = 'round' in act ? model.rounds.get(act.round) : undefined;
  if (act.kind === 'mark' && round !== undefined) {
    mark(model, round, act.session, act.present, act.at);
    return;
  }
  if (act.kind === 'office' && round !== undefined) {
    office(model, round, act.what, act.at);
    return;
  }
  const one = 'case' in act ? model.cases.get(act.case) : undefined;
  if (one !== undefined) onCase(model, one, act);
}

function makeRound(model: Model, file: RoundFile, at: Moment): void {
  const round: PlannedRound = {
    file,
    state: 'before',
    goesOn: false,
    listClosed: false,
    free: [],
    marks: new Map(),
  };
  model.rounds.set(file.id, round);
  planMorning(model, round, nextMorning(at));
  planSessions(model, round);
  const last = Math.max(...file.cohorts.map(({ id }) => begins(file, id)));
  model.when(last, () => closeList(model, round, last), 2);
}

/** The round's duties at 08:00 of each working day, in their order. */
function planMorning(model: Model, round: PlannedRound, at: Moment): void {
  model.when(
    at,
    () => {
      if (round.state === 'archived') return;
      planMorning(model, round, nextMorning(at));
      if (round.state !== 'cancelled') inTheMorning(model, round, at);
      const monday = plusDays(dayOf(at), 1 - weekday(dayOf(at)));
      if (onOrAfter(monday) === dayOf(at)) toOffice(model, round, 'office-digest', at);
    },
    3,
  );
}

function toOffice(model: Model, round: PlannedRound, purpose: string, at: Moment, optional = false): void {
  const { file } = round;
  model.mail({
    at,
    to: file.office.email,
    purpose,
    case: null,
    round: file.id,
    by: 'date',
    ...(optional ? { optional: true } : {}),
  });
}

function inTheMorning(model: Model, round: PlannedRound, at: Moment): void {
  const { file } = round;
  const isClosed = at >= moment(file.applications.closes);
  const isOpen = model.casesOf(round).some(({ status }) => undecided.includes(status));
  const selects = round.state === 'before' && isClosed && (!isOpen || round.goesOn);
  const withResult = (selects && !file.selection.confirm) || round.state === 'selected';
  for (const one of model.casesOf(round)) tellDecision(model, one, at, withResult);
  if (selects && file.selection.confirm) {
    round.state = 'proposed';
    toOffice(model, round, 'office-alert', at);
  } else if (selects) {
    select(model, round, at, 'date');
    // Missed quotas are reported; whether one was missed hangs on who applied and on chance.
    toOffice(model, round, 'office-alert', at, true);
  } else refill(model, round, at, 'date');
  if (round.listClosed) closeList(model, round, at);
  if (round.state === 'before' && isClosed && isOpen && !round.goesOn && at >= moment(file.decisionsDue)) {
    toOffice(model, round, 'office-alert', at);
  }
}

function tellDecision(model: Model, one: PlannedCase, at: Moment, withResult: boolean): void {
  const { decision, status } = one;
  if (decision === undefined || decision.told || nextMorning(decision.at) > at) return;
  if (status !== 'approved' && status !== 'rejected') return;
  decision.told = true;
  if (status === 'rejected') model.tell(at, one, 'rejected', 'date');
  else if (!withResult) model.tell(at, one, 'approved', 'date');
}

function apply(model: Model, act: Extract<Act, { kind: 'apply' }>): void {
  const { at, body } = act;
  const round = model.rounds.get(act.round);
  if (round === undefined) return;
  const { givenName, familyName, email } = body.applicant;
  const one: PlannedCase = {
    reference: act.case,
    round,
    body,
    submitted: at,
    email,
    name: `${givenName} ${familyName}`,
    status: 'unconfirmed',
    reviewSince: undefined,
    paused: 0,
    verdicts: new Map(),
    query: undefined,
    decision: undefined,
    seat: undefined,
    warned: false,
    member: false,
    reminded: new Set(),
  };
  model.cases.set(act.case, one);
  model.tell(at, one, 'confirm-address', 'act');
  const again = morning(onOrAfter(plusDays(dayOf(at), 1)));
  const end = after(at, 'P7D');
  if (again < end) {
    model.when(again, () => {
      const isOff = round.state === 'cancelled' || isClaimed(model, one);
      if (one.status === 'unconfirmed' && !isOff) model.tell(again, one, 'confirm-address', 'date');
    });
  }
  model.when(end, () => {
    if (one.status === 'unconfirmed') one.status = 'erased';
  });
}

const plain = (text: string): string => text.normalize('NFC').trim().toLowerCase();

/** Whether the same person has another live application in the round. */
function isClaimed(model: Model, one: PlannedCase): boolean {
  const dead = ['unconfirmed', 'withdrawn', 'dropped-out', 'erased'];
  return model
    .casesOf(one.round)
    .some(
      (other) =>
        other !== one &&
        !dead.includes(other.status) &&
        plain(other.email) === plain(one.email) &&
        plain(other.name) === plain(one.name),
    );
}

function onCase(model: Model, one: PlannedCase, act: Act): void {
  const { at } = act;
  const { file } = one.round;
  switch (act.kind) {
    case 'confirm': {
      if (one.status !== 'unconfirmed' || isClaimed(model, one)) return;
      model.tell(at, one, 'application-received', 'act');
      const asks = file.endorsement && one.body.supervisor !== undefined;
      for (const to of supervisorOf(one)) {
        const purpose = asks ? 'endorsement-request' : 'supervisor-notice';
        model.mail({ at, to, purpose, case: one.reference, round: file.id, by: 'act' });
      }
      if (asks) one.status = 'awaiting-endorsement';
      else beginReview(model, one, at);
      return;
    }
    case 'endorse':
      beginReview(model, one, at);
      return;
    case 'refuse':
      one.status = 'rejected';
      one.decision = { outcome: 'reject', at, told: false };
      return;
    case 'forward':
      model.mail({
        at,
        to: act.to,
        purpose: 'endorsement-request',
        case: one.reference,
        round: file.id,
        by: 'act',
      });
      return;
    case 'correct':
      one.verdicts.clear();
      one.query = undefined;
      one.decision = undefined;
      one.paused = 0;
      beginReview(model, one, at);
      return;
    case 'decide':
      decide(model, one, act.who, act.insteadOf, act.choice, at);
      return;
    case 'answer-query':
      answerQuery(model, one, at);
      return;
    case 'accept':
      accept(model, one, at);
      return;
    case 'decline':
      one.status = 'declined';
      release(model, one, at);
      return;
    case 'alumni':
      one.member = true;
      return;
    case 'take-back':
    case 'withdraw': {
      const holds = ['seat-offered', 'accepted', 'taking-part'].includes(one.status);
      one.status = one.status === 'taking-part' ? 'dropped-out' : 'withdrawn';
      model.tell(at, one, 'withdrawn', 'act', supervisorOf(one));
      if (holds) release(model, one, at);
      return;
    }
    case 'substitute': {
      model.tell(at, one, 'withdrawn', 'act', supervisorOf(one));
      one.email = act.email;
      one.name = act.name;
      if (one.status === 'accepted') {
        model.tell(at, one, 'seat-confirmed', 'act');
        model.tell(at, one, 'calendar-invitation', 'act');
      } else model.tell(at, one, 'seat-offer', 'act');
    }
  }
}

function office(model: Model, round: PlannedRound, what: OfficeAct, at: Moment): void {
  const { file } = round;
  const { act } = what;
  if (act === 'go-on') round.goesOn = true;
  if (act === 'archive') round.state = 'archived';
  if (act === 'confirm-selection') select(model, round, at, 'act');
  if (act === 'invite-workshop') inviteAlumni(model, at);
  if (act === 'move-session' || act === 'cancel-session') changeSession(model, round, what, at);
  if (act !== 'cancel') return;
  round.state = 'cancelled';
  for (const one of model.casesOf(round)) {
    if (one.status === 'unconfirmed' || over.includes(one.status)) continue;
    one.status = one.status === 'taking-part' ? 'dropped-out' : 'withdrawn';
    model.tell(at, one, 'round-cancelled', 'act', supervisorOf(one));
  }
  const others = [file.office, ...file.cohorts.flatMap(({ trainers }) => trainers)].map(({ email }) => email);
  for (const to of new Set(others)) {
    model.mail({ at, to, purpose: 'round-cancelled', case: null, round: file.id, by: 'act' });
  }
}

/** Everybody in the network is invited, and their supervisors, each once. */
function inviteAlumni(model: Model, at: Moment): void {
  const members = [...model.cases.values()].filter(({ member }) => member);
  const invited = new Set(members.map(({ email }) => email));
  const invite = (one: PlannedCase, to: string): void =>
    model.mail({
      at,
      to,
      purpose: 'alumni-workshop',
      case: one.reference,
      round: one.round.file.id,
      by: 'act',
    });
  for (const one of members) invite(one, one.email);
  for (const one of members) {
    for (const to of supervisorOf(one)) {
      if (invited.has(to)) continue;
      invited.add(to);
      invite(one, to);
    }
  }
}
