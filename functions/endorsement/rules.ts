import { type Application, applicationMoves, fullName } from '../domain/application.ts';
import { type Change, type Decision, moved, noted } from '../domain/change.ts';
import { intoReview, needsEndorsement, withdraw } from '../domain/lifecycle.ts';
import type { Recipient } from '../domain/mail.ts';
import type { Round } from '../domain/round.ts';
import { normaliseEmail } from '../domain/text.ts';
import type { StageResult } from '../platform/flow/stage.ts';

/** So often a request can be handed on: from desk to desk, not in circles. */
const forwardings = 5;

/** What the supervisor answers. */
export type Answer =
  | { readonly choice: 'endorse' }
  | { readonly choice: 'refuse'; readonly reason: string }
  | { readonly choice: 'forward'; readonly name: string; readonly email: string }
  | { readonly choice: 'take-back'; readonly reason: string };

/** What the supervisor is told after an answer. */
export type Endorsed =
  | 'endorsed'
  | 'refused'
  | 'forwarded'
  | 'taken-back'
  | 'same-again'
  | 'answered-otherwise'
  | 'applicant'
  | 'too-often'
  | 'settled';

/** Whether this person is the one who answers for the administration now. */
export function answersFor(application: Application, person: Pick<Recipient, 'email'>): boolean {
  const email = application.endorser?.email ?? application.supervisor?.email;
  return email !== undefined && normaliseEmail(email) === normaliseEmail(person.email);
}

/** Whether an agreement that was given can be taken back: as long as the application is on its way or has a seat. */
export function mayTakeBack(application: Application): boolean {
  if (application.endorsedAt === undefined) return false;
  const to = application.status === 'taking-part' ? 'dropped-out' : 'withdrawn';
  return applicationMoves.some(
    (move) => move.from === application.status && move.to === to && move.by.includes('supervisor'),
  );
}

/**
 * The administration answers: agrees, refuses with a reason, hands the request on to the person in charge, or
 * takes its agreement back, which ends the application. The same answer again is welcome, another one is not
 * taken.
 * @param by the office, where a supervisor who phones has it entered
 */
export function endorse(
  application: Application,
  round: Round,
  answer: Answer,
  now: string,
  by: 'supervisor' | 'office' = 'supervisor',
): Decision<Application, Endorsed> {
  if (answer.choice === 'take-back') return takeBack(application, answer.reason, now);
  if (application.status !== 'awaiting-endorsement') {
    const refused = application.decision?.by === 'supervisor';
    const endorsed = application.endorsedAt !== undefined;
    if (!refused && !endorsed) return { answer: 'settled' };
    if (answer.choice === 'forward') return { answer: 'answered-otherwise' };
    return { answer: (answer.choice === 'refuse') === refused ? 'same-again' : 'answered-otherwise' };
  }
  switch (answer.choice) {
    case 'endorse': {
      const endorsed = noted(application, { at: now, who: by, what: 'endorsed' }, { endorsedAt: now });
      return { answer: 'endorsed', change: intoReview(endorsed, round, by, now) };
    }
    case 'refuse':
      return { answer: 'refused', change: refused(application, answer.reason, by, now) };
    case 'forward':
      return forward(application, answer, now);
  }
}

function refused(
  application: Application,
  reason: string,
  by: 'supervisor' | 'office',
  now: string,
): Change<Application> {
  const record = moved(
    application,
    'rejected',
    by,
    { at: now, what: 'endorsement-refused', words: reason },
    { decision: { outcome: 'reject', by: 'supervisor', at: now, reason } },
  );
  return { record };
}

/** Another person answers for the administration from now on; never the applicant. */
function forward(
  application: Application,
  to: { readonly name: string; readonly email: string },
  now: string,
): Decision<Application, Endorsed> {
  if (normaliseEmail(to.email) === normaliseEmail(application.applicant.email))
    return { answer: 'applicant' };
  if (answersFor(application, to)) return { answer: 'forwarded' };
  const before = application.history.filter(({ what }) => what === 'endorsement-forwarded').length;
  if (before >= forwardings) return { answer: 'too-often' };
  const { name, email } = to;
  const from =
    application.endorser?.name ??
    (application.supervisor === undefined ? '' : fullName(application.supervisor));
  const { endorser } = application;
  const earlier = endorser === undefined ? [] : [...(endorser.earlier ?? []), endorser.email];
  const record = noted(
    application,
    { at: now, who: 'supervisor', what: 'endorsement-forwarded', words: name },
    { endorser: { name, email, ...(earlier.length === 0 ? {} : { earlier }) } },
  );
  return {
    answer: 'forwarded',
    change: {
      record,
      mails: [
        {
          purpose: 'endorsement-request',
          to: { role: 'supervisor', name, email },
          occasion: now,
          version: application.version,
          data: { forwardedBy: from },
        },
      ],
    },
  };
}

function takeBack(application: Application, reason: string, now: string): Decision<Application, Endorsed> {
  const takenBack = application.history.some(({ what }) => what === 'endorsement-taken-back');
  if (takenBack && (application.status === 'withdrawn' || application.status === 'dropped-out')) {
    return { answer: 'same-again' };
  }
  if (!mayTakeBack(application)) return { answer: 'settled' };
  const line = { at: now, who: 'supervisor', what: 'endorsement-taken-back', words: reason };
  const { change } = withdraw(noted(application, line), 'supervisor', now);
  return change === undefined ? { answer: 'settled' } : { answer: 'taken-back', change };
}

/** Waits for the supervisor; goes on without where the round does not ask for one any more. */
export function awaitingStage(application: Application, round: Round, now: string): StageResult<Application> {
  if (application.status !== 'awaiting-endorsement' || needsEndorsement(application, round)) return {};
  return { change: intoReview(application, round, 'office', now) };
}
