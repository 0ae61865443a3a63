import { dayOf, type Moment, morning, onOrAfter, plusDays } from '../berlin.ts';
import { type Model, type PlannedRound, sessionsOf } from './model.ts';

/** What the dates of the sessions cause: the trainers are asked, and the office where a list stays empty. */
export function planSessions(model: Model, round: PlannedRound): void {
  const { file } = round;
  for (const cohort of file.cohorts) {
    const sessions = sessionsOf(file, cohort.id);
    for (const { starts } of sessions) {
      model.when(starts, () => {
        if (round.state !== 'selected') return;
        for (const { email: to } of cohort.trainers) {
          model.mail({
            at: starts,
            to,
            purpose: 'attendance-request',
            case: null,
            round: file.id,
            by: 'date',
          });
        }
      });
    }
    const last = Math.max(...sessions.map(({ ends }) => ends));
    const alert = morning(onOrAfter(plusDays(dayOf(last), 7)));
    model.when(alert, () => {
      // A cohort in which nobody has a seat for good leaves nobody to be marked.
      const learning = model
        .casesOf(round)
        .some(({ status, seat }) => status === 'taking-part' && seat?.cohort === cohort.id);
      if (!learning || round.state !== 'selected' || sessions.every(({ id }) => round.marks.has(id))) return;
      model.mail({
        at: alert,
        to: file.office.email,
        purpose: 'office-alert',
        case: null,
        round: file.id,
        by: 'date',
      });
    });
  }
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
