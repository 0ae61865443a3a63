import type { Application } from '../domain/application.ts';
import { type Decision, moved, noted } from '../domain/change.ts';
import { intoReview, needsEndorsement } from '../domain/lifecycle.ts';
import type { Round } from '../domain/round.ts';
import type { StageResult } from '../platform/stage.ts';

/** What the supervisor is told after an answer. */
export type Endorsed = 'endorsed' | 'refused' | 'same-again' | 'answered-otherwise' | 'settled';

/**
 * The supervisor agrees that the person may take part, or refuses with a reason. The same answer again is
 * welcome; another one is not taken here (taking back has its own act).
 */
export function endorse(
  application: Application,
  round: Round,
  answer: { readonly choice: 'endorse' } | { readonly choice: 'refuse'; readonly reason: string },
  now: string,
): Decision<Application, Endorsed> {
  if (application.status !== 'awaiting-endorsement') {
    const refused = application.decision?.by === 'supervisor';
    const endorsed = application.endorsedAt !== undefined;
    if (!refused && !endorsed) return { answer: 'settled' };
    return { answer: (answer.choice === 'refuse') === refused ? 'same-again' : 'answered-otherwise' };
  }
  if (answer.choice === 'endorse') {
    const endorsed = noted(application, { at: now, who: 'supervisor', what: 'endorsed' }, { endorsedAt: now });
    return { answer: 'endorsed', change: intoReview(endorsed, round, 'supervisor', now) };
  }
  const record = moved(
    application,
    'rejected',
    'supervisor',
    { at: now, what: 'endorsement-refused', words: answer.reason },
    { decision: { outcome: 'reject', by: 'supervisor', at: now, reason: answer.reason } },
  );
  return { answer: 'refused', change: { record } };
}

/** Waits for the supervisor; goes on without where the round does not ask for one any more. */
export function awaitingStage(application: Application, round: Round, now: string): StageResult<Application> {
  if (application.status !== 'awaiting-endorsement' || needsEndorsement(application, round)) return {};
  return { change: intoReview(application, round, 'office', now) };
}
