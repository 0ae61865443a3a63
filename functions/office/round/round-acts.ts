import { type Decision, roundMoved, roundNoted } from '../../domain/change.ts';
import { isRoundMoveAllowed, type Round } from '../../domain/round.ts';

/** What the office is told after an act on a round. */
export type RoundActed = 'done' | 'was-done' | 'not-possible';

type RoundDecision = Decision<Round, RoundActed>;

/** Names those who take part on the public page. */
export function release(round: Round, by: string, now: string): RoundDecision {
  if (round.releasedAt !== undefined) return { answer: 'was-done' };
  if (!canRelease(round)) return { answer: 'not-possible' };
  const line = { at: now, who: 'office', name: by, what: 'released' };
  return { answer: 'done', change: { record: roundNoted(round, line, { releasedAt: now }) } };
}

/** Those who take part are known once the seats are given. */
export function canRelease(round: Round): boolean {
  return ['selected', 'running', 'finished'].includes(round.status) && round.releasedAt === undefined;
}

/** Calls a round off. Its execution tells everybody in it. @param reason read by everybody who is told */
export function cancel(round: Round, reason: string, by: string, now: string): RoundDecision {
  if (round.status === 'cancelled') return { answer: 'was-done' };
  if (!isRoundMoveAllowed(round.status, 'cancelled', 'office')) return { answer: 'not-possible' };
  const line = { at: now, what: 'cancelled', name: by, words: reason };
  const record = roundMoved(round, 'cancelled', 'office', line, { cancelledAt: now, cancelReason: reason });
  return { answer: 'done', change: { record } };
}

/** The proposed selection becomes effective: the round's execution gives the seats. */
export function confirmSelection(round: Round, by: string, now: string): RoundDecision {
  const { selection } = round;
  if (selection?.state === 'effective') return { answer: 'was-done' };
  if (selection === undefined || !canConfirmSelection(round)) return { answer: 'not-possible' };
  const line = { at: now, who: 'office', name: by, what: 'selection-confirmed' };
  const effective = { ...selection, state: 'effective', effectiveAt: now, confirmedBy: by } as const;
  return { answer: 'done', change: { record: roundNoted(round, line, { selection: effective }) } };
}

export function canConfirmSelection(round: Round): boolean {
  return round.status === 'closed' && round.selection?.state === 'proposed';
}

/** The selection no longer waits for undecided applications; one that is approved later joins the list's end. */
export function goOn(round: Round, by: string, now: string): RoundDecision {
  if (round.goOnWithoutUndecided === true) return { answer: 'was-done' };
  if (!canGoOn(round)) return { answer: 'not-possible' };
  const line = { at: now, who: 'office', name: by, what: 'gone-on' };
  return {
    answer: 'done',
    change: { record: roundNoted(round, line, { goOnWithoutUndecided: true, goOnAt: now }) },
  };
}

export function canGoOn(round: Round): boolean {
  return round.status === 'closed' && round.selection === undefined && round.goOnWithoutUndecided !== true;
}

/** Closes the file of a round that is over. */
export function archive(round: Round, by: string, now: string): RoundDecision {
  if (round.status === 'archived') return { answer: 'was-done' };
  if (!isRoundMoveAllowed(round.status, 'archived', 'office')) return { answer: 'not-possible' };
  const line = { at: now, what: 'archived', name: by };
  return {
    answer: 'done',
    change: { record: roundMoved(round, 'archived', 'office', line, { archivedAt: now }) },
  };
}

/** The selection runs at once, before its morning. */
export function selectNow(round: Round, by: string, now: string): RoundDecision {
  if (round.selectAt !== undefined) return { answer: 'was-done' };
  if (!canSelectNow(round)) return { answer: 'not-possible' };
  const line = { at: now, who: 'office', name: by, what: 'selection-called' };
  return { answer: 'done', change: { record: roundNoted(round, line, { selectAt: now }) } };
}

export function canSelectNow(round: Round): boolean {
  return round.status === 'closed' && round.selection === undefined && round.selectAt === undefined;
}

/** Ends the say of an execution that has stopped; a new one goes on from the record. */
export function startAnew(round: Round, by: string, now: string): RoundDecision {
  if (round.status === 'erased') return { answer: 'not-possible' };
  const line = { at: now, who: 'office', name: by, what: 'started-anew' };
  return { answer: 'done', change: { record: roundNoted(round, line), restart: true } };
}
