import { dayOf, type Moment, morning, onOrAfter, plusDays } from '../berlin.ts';
import type { OfficeAct } from '../inputs.ts';
import { changedFile } from '../people/office-acts.ts';
import { type Model, type PlannedRound, sessionsOf } from './model.ts';
import { planReminders } from './seats.ts';

/** What the dates of the sessions cause: the trainers are asked, and the office where a list stays empty. */
export function planSessions(model: Model, round: PlannedRound): void {
  for (const cohort of round.file.cohorts) {
    for (const { id } of sessionsOf(round.file, cohort.id)) planSession(model, round, cohort.id, id);
    planAlert(model, round, cohort.id);
  }
}

/** A session is planned anew when it moves; the plan for its old date then comes to nothing. */
function planSession(model: Model, round: PlannedRound, cohort: string, id: string): void {
  const find = () => sessionsOf(round.file, cohort).find((session) => session.id === id);
  const starts = find()?.starts;
  if (starts === undefined) return;
  model.when(starts, () => {
    if (round.state !== 'selected' || find()?.starts !== starts) return;
    const trainers = round.file.cohorts.find((each) => each.id === cohort)?.trainers ?? [];
    for (const { email: to } of trainers) {
      model.mail({
        at: starts,
        to,
        purpose: 'attendance-request',
        case: null,
        round: round.file.id,
        by: 'date',
      });
    }
  });
}

function lastEnd(round: PlannedRound, cohort: string): Moment {
  return Math.max(...sessionsOf(round.file, cohort).map(({ ends }) => ends));
}

function planAlert(model: Model, round: PlannedRound, cohort: string): void {
  const planned = lastEnd(round, cohort);
  const alert = morning(onOrAfter(plusDays(dayOf(planned), 7)));
  model.when(alert, () => {
    // A cohort in which nobody has a seat for good leaves nobody to be marked.
    const learning = model
      .casesOf(round)
      .some(({ status, seat }) => status === 'taking-part' && seat?.cohort === cohort);
    const isMarked = sessionsOf(round.file, cohort).every(({ id }) => round.marks.has(id));
    if (!learning || round.state !== 'selected' || isMarked || lastEnd(round, cohort) !== planned) return;
    model.mail({
      at: alert,
      to: round.file.office.email,
      purpose: 'office-alert',
      case: null,
      round: round.file.id,
      by: 'date',
    });
  });
}

/** The office moves a session or calls it off: everybody with a seat in its cohort is told, and plans anew. */
export function changeSession(
  model: Model,
  round: PlannedRound,
  act: Extract<OfficeAct, { session: string }>,
  at: Moment,
): void {
  const { session } = act;
  const cohort = round.file.cohorts.find(({ modules }) =>
    modules.some(({ sessions }) => sessions.some(({ id }) => id === session)),
  );
  if (cohort === undefined) return;
  const before = lastEnd(round, cohort.id);
  round.file = changedFile(round.file, act);
  const purpose = act.act === 'move-session' ? 'session-moved' : 'session-cancelled';
  for (const one of model.casesOf(round)) {
    if (one.seat?.cohort !== cohort.id) continue;
    if (!['seat-offered', 'accepted', 'taking-part'].includes(one.status)) continue;
    model.tell(at, one, purpose, 'act');
    if (one.status !== 'seat-offered') planReminders(model, one, at);
  }
  planSession(model, round, cohort.id, session);
  if (lastEnd(round, cohort.id) !== before) planAlert(model, round, cohort.id);
}

/** A share as thousandths, so that 0.8 of 10 are 8 whatever binary fractions make of it. */
function needed(total: number, share: number): number {
  return Math.ceil((Math.round(share * 1000) * total) / 1000);
}

/** A list is sent: warnings after an absence that leaves none, and the end once all sessions are marked. */
export function mark(
  model: Model,
  round: PlannedRound,
  session: string,
  present: readonly string[],
  at: Moment,
): void {
  const { file } = round;
  round.marks.set(session, new Set(present));
  const cohort = file.cohorts.find(({ modules }) =>
    modules.some(({ sessions }) => sessions.some(({ id }) => id === session)),
  );
  if (cohort === undefined) return;
  const sessions = sessionsOf(file, cohort.id);
  const marked = sessions.flatMap(({ id }) => round.marks.get(id) ?? []);
  const enough = needed(sessions.length, file.attendanceNeeded);
  for (const one of model.casesOf(round)) {
    if (one.status !== 'taking-part' || one.seat?.cohort !== cohort.id) continue;
    const attended = marked.filter((list) => list.has(one.reference)).length;
    if (marked.length === sessions.length) {
      one.status = attended >= enough ? 'completed' : 'not-completed';
      if (one.status === 'completed') {
        model.tell(at, one, 'certificate', 'act');
        model.tell(at, one, 'alumni-invitation', 'act');
      } else model.tell(at, one, 'participation-confirmation', 'act');
    } else if (
      !one.warned &&
      marked.length - attended > 0 &&
      marked.length - attended === sessions.length - enough
    ) {
      one.warned = true;
      model.tell(at, one, 'attendance-warning', 'act');
    }
  }
}
