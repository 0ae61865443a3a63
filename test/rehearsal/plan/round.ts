import { dayOf, type Moment, moment, nextMorning, onOrAfter, plusDays, weekday } from '../berlin.ts';
import type { OfficeAct, RoundFile } from '../inputs.ts';
import {
  begins,
  type Model,
  over,
  type PlannedCase,
  type PlannedRound,
  supervisorOf,
  undecided,
} from './model.ts';
import { closeList, refill, select } from './seats.ts';
import { changeSession, planSessions } from './sessions.ts';

/** A round is made: its mornings, sessions and the end of its waiting list follow. */
export function makeRound(model: Model, file: RoundFile, at: Moment): void {
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

/** The office acts on a round. */
export function office(model: Model, round: PlannedRound, what: OfficeAct, at: Moment): void {
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
