import {
  dayOf,
  evening,
  type Moment,
  moment,
  morning,
  nextMorning,
  onOrBefore,
  plusDays,
  workingDays,
} from '../berlin.ts';
import { begins, type Model, type PlannedCase, type PlannedRound, supervisorOf } from './model.ts';

/** How far from its time an offer may be seen and still be this one. */
const tolerance = 300_000;

/** Those whom the selection may take: approved, and the decision told. */
function candidates(model: Model, round: PlannedRound): PlannedCase[] {
  return model
    .casesOf(round)
    .filter(({ status, decision }) => status === 'approved' && (decision === undefined || decision.told));
}

function seen(model: Model, one: PlannedCase, at: Moment): string | undefined {
  return model.offers.find((offer) => offer.case === one.reference && Math.abs(offer.at - at) <= tolerance)
    ?.cohort;
}

/** The selection takes effect: a seat or a place on the waiting list for each candidate. */
export function select(model: Model, round: PlannedRound, at: Moment, by: 'act' | 'date'): void {
  round.state = 'selected';
  round.free = round.file.cohorts.flatMap(({ id, seats }) =>
    Array.from({ length: seats }, () => ({ cohort: id, from: at })),
  );
  const all = candidates(model, round);
  for (const one of all) {
    const cohort = seen(model, one, at);
    if (cohort !== undefined) offer(model, one, cohort, at, by);
  }
  for (const one of all.filter(({ status }) => status === 'approved')) wait(model, one, at, by);
  complain(model, round, at);
}

function wait(model: Model, one: PlannedCase, at: Moment, by: 'act' | 'date'): void {
  one.status = 'waiting-list';
  model.tell(at, one, 'waiting-list', by);
}

/** Free seats go to those who wait (and to those approved late); nobody waits beside a seat that is free for them. */
export function refill(model: Model, round: PlannedRound, at: Moment, by: 'act' | 'date'): void {
  if (round.state !== 'selected') return;
  const late = candidates(model, round);
  const line = [...model.casesOf(round).filter(({ status }) => status === 'waiting-list'), ...late];
  for (const one of line) {
    const cohort = seen(model, one, at);
    if (cohort !== undefined) offer(model, one, cohort, at, by);
  }
  for (const one of late.filter(({ status }) => status === 'approved')) wait(model, one, at, by);
  complain(model, round, at);
}

/** An administration never has more seats than the round allows, and no seat stays free beside somebody who could take it. */
function complain(model: Model, round: PlannedRound, at: Moment): void {
  const { perAdministration } = round.file.selection;
  const seated = model
    .casesOf(round)
    .filter(({ status }) => ['seat-offered', 'accepted', 'taking-part'].includes(status));
  const held = new Map<string, number>();
  for (const key of seated.flatMap(({ body }) => body.administrations))
    held.set(key, (held.get(key) ?? 0) + 1);
  for (const [key, count] of held) {
    if (count > perAdministration)
      model.doubts.push(`${key} has ${count} seats in the round ${round.file.id}`);
  }
  for (const { cohort, from } of round.free) {
    if (from > at || begins(round.file, cohort) <= at) continue;
    const left = model
      .casesOf(round)
      .find(
        ({ status, body }) =>
          status === 'waiting-list' &&
          (body.cohorts?.includes(cohort) ?? true) &&
          body.administrations.every((key) => (held.get(key) ?? 0) < perAdministration),
      );
    if (left !== undefined) {
      model.doubts.push(`${left.reference} waits although a seat is free in ${round.file.id}${cohort}`);
    }
  }
}

/** A seat is offered until the evening of its last working day, never beyond the first session. */
function offer(model: Model, one: PlannedCase, cohort: string, at: Moment, by: 'act' | 'date'): void {
  const { round } = one;
  const free = round.free.findIndex((seat) => seat.cohort === cohort && seat.from <= at + tolerance);
  if (free < 0)
    model.doubts.push(
      `${one.reference} was offered a seat in ${round.file.id}${cohort} that nobody had left`,
    );
  else round.free.splice(free, 1);
  const last = evening(workingDays(dayOf(at), round.file.seatsOfferedForWorkingDays));
  const seat = { cohort, offered: at, until: Math.min(last, begins(round.file, cohort)) };
  one.status = 'seat-offered';
  one.seat = seat;
  model.tell(at, one, 'seat-offer', by);
  for (const to of supervisorOf(one)) {
    model.mail({ at, to, purpose: 'seat-offer-copy', case: one.reference, round: round.file.id, by });
  }
  const isOpen = (): boolean => one.status === 'seat-offered' && one.seat === seat;
  const reminder = morning(workingDays(dayOf(seat.until), -2));
  if (reminder > at) {
    model.when(reminder, () => {
      if (isOpen()) model.tell(reminder, one, 'seat-offer-reminder', 'date');
    });
  }
  model.when(seat.until, () => {
    if (!isOpen()) return;
    one.status = 'expired';
    const told = nextMorning(seat.until);
    round.free.push({ cohort, from: told });
    model.when(told, () => model.tell(told, one, 'seat-expired', 'date'));
  });
}

/** The seat is taken: what confirms it, the reminders still to come, and the beginning. */
export function accept(model: Model, one: PlannedCase, at: Moment): void {
  const { seat, round } = one;
  if (seat === undefined) return;
  one.status = 'accepted';
  model.tell(at, one, 'seat-confirmed', 'act');
  model.tell(at, one, 'calendar-invitation', 'act');
  model.when(
    begins(round.file, seat.cohort),
    () => {
      if (one.status === 'accepted') one.status = 'taking-part';
    },
    1,
  );
  planReminders(model, one, at);
}

/** The reminders of the modules that are still to come; of those planned before, the same ones fall together. */
export function planReminders(model: Model, one: PlannedCase, at: Moment): void {
  const cohort = one.seat?.cohort;
  for (const { number } of one.round.file.cohorts.find(({ id }) => id === cohort)?.modules ?? []) {
    const remindersNow = (): Set<Moment> => {
      const all = one.round.file.cohorts.find(({ id }) => id === cohort)?.modules ?? [];
      const sessions = all.find((module) => module.number === number)?.sessions ?? [];
      if (sessions.length === 0) return new Set();
      const first = dayOf(Math.min(...sessions.map(({ starts }) => moment(starts))));
      return new Set([morning(onOrBefore(plusDays(first, -7))), morning(workingDays(first, -1))]);
    };
    for (const date of remindersNow()) {
      if (date <= at) continue;
      model.when(date, () => {
        const key = `module ${number} ${date} ${one.email}`;
        const isDue = remindersNow().has(date) && !one.reminded.has(key);
        if (!isDue || (one.status !== 'accepted' && one.status !== 'taking-part')) return;
        one.reminded.add(key);
        model.tell(date, one, 'module-reminder', 'date');
      });
    }
  }
}

/** The seat of a case falls free, and is offered to the next at once. */
export function release(model: Model, one: PlannedCase, at: Moment): void {
  const { seat, round } = one;
  if (seat === undefined) return;
  round.free.push({ cohort: seat.cohort, from: at });
  model.when(at, () => refill(model, round, at, 'act'), 9);
}

/** The first session of the cohort that begins last: whoever still waits is told that the list is closed. */
export function closeList(model: Model, round: PlannedRound, at: Moment): void {
  if (round.state !== 'selected') return;
  round.listClosed = true;
  for (const one of model.casesOf(round)) {
    if (one.status !== 'waiting-list') continue;
    one.status = 'list-closed';
    model.tell(at, one, 'waiting-list-closed', 'date');
  }
}
