import { berlinDate, isMorning, morning, nextMondayMorning, nextMorning } from '../domain/calendar.ts';
import type { Round } from '../domain/round.ts';

/** Mondays at 08:00; where a Monday is a holiday, on the next working day. */
export function digestDue(now: string): boolean {
  const today = morning(berlinDate(now));
  const justBefore = new Date(Date.parse(today) - 1).toISOString();
  return isMorning(now) && nextMondayMorning(justBefore) === today;
}

/** While the selection waits for decisions, the office is told on each working day at 08:00 after they were due. */
function waitsForDecisions(round: Round): boolean {
  return round.status === 'closed' && round.selection === undefined && round.goOnWithoutUndecided !== true;
}

/** Whether the office is to be told now that the selection waits for decisions. */
export function undecidedAlertDue(round: Round, now: string): boolean {
  return waitsForDecisions(round) && now >= round.file.decisionsDue && isMorning(now);
}

/** The next morning on which the office would be told so; undefined where the selection waits for nothing. */
export function nextUndecidedAlert(round: Round, now: string): string | undefined {
  const { decisionsDue } = round.file;
  return waitsForDecisions(round) ? nextMorning(now < decisionsDue ? decisionsDue : now) : undefined;
}
