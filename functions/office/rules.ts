import { berlinDate, isWorkingDay, morning, nextMondayMorning } from '../domain/calendar.ts';
import type { Round } from '../domain/round.ts';

/** The time in which a morning's mail still counts as that morning's, should the timer be late. */
const lateMilliseconds = 3_600_000;

function isMorning(now: string): boolean {
  const late = Date.parse(now) - Date.parse(morning(berlinDate(now)));
  return late >= 0 && late < lateMilliseconds && isWorkingDay(berlinDate(now));
}

/** Mondays at 08:00; where a Monday is a holiday, on the next working day. */
export function digestDue(now: string): boolean {
  const today = morning(berlinDate(now));
  const justBefore = new Date(Date.parse(today) - 1).toISOString();
  return isMorning(now) && nextMondayMorning(justBefore) === today;
}

/** Each working day at 08:00 after the decisions were due, while the selection waits for them. */
export function undecidedAlertDue(round: Round, now: string): boolean {
  return (
    round.status === 'closed' &&
    round.selection === undefined &&
    round.goOnWithoutUndecided !== true &&
    now >= round.file.decisionsDue &&
    isMorning(now)
  );
}
