import { type Application, type ApplicationStatus, undecidedStatuses } from './application.ts';
import { nextMorning } from './calendar.ts';
import type { Round } from './round.ts';

/** Lines of history by which an application becomes decided, is decided otherwise, or leaves. */
const settling = new Set(['approved', 'rejected', 'endorsement-refused', 'withdrawn', 'round-cancelled']);

/** The instant at which an application became decided (or left): the selection waits for the morning after. */
function settledAt(application: Application): string {
  const line = application.history.findLast(({ what }) => settling.has(what));
  return line?.at ?? application.confirmedAt ?? application.submittedAt;
}

/**
 * When an approved application can expect the selection, as things stand: its own date where nothing else is
 * undecided. Whoever was decided later than this one was decided before now, so the next morning is their date, too.
 * @param others the states of the round's other applications
 */
export function selectionExpected(
  round: Round,
  application: Application,
  others: readonly ApplicationStatus[],
  now: string,
): string | undefined {
  const waits = others.some((status) => undecidedStatuses.includes(status));
  if (waits && round.goOnWithoutUndecided !== true) return undefined;
  const due = selectionDue(round, [application]);
  return due === undefined || due > now ? due : nextMorning(now);
}

/** Applications on which the selection still waits. */
function undecided(applications: readonly Application[]): Application[] {
  return applications.filter((application) => undecidedStatuses.includes(application.status));
}

/**
 * When the selection runs: 08:00 of the first working day after the closing on which nothing is undecided
 * (or the office goes on without them). Undefined while the round is not closed or something is undecided.
 */
export function selectionDue(round: Round, applications: readonly Application[]): string | undefined {
  if (round.status !== 'closed' || round.selection !== undefined) return undefined;
  const goesOn = round.goOnWithoutUndecided === true;
  const live = applications.filter((application) => application.status !== 'unconfirmed');
  if (!goesOn && undecided(live).length > 0) return undefined;
  if (round.selectAt !== undefined) return round.selectAt;
  const decided = goesOn ? [] : live.map(settledAt);
  const closed = round.closedAt ?? round.file.applications.closes;
  const last =
    [closed, ...decided, ...(round.goOnAt === undefined ? [] : [round.goOnAt])].sort().at(-1) ?? closed;
  return nextMorning(last);
}
