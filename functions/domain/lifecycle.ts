import { type Application, applicationMoves, fullName, isLive, seatedStatuses } from './application.ts';
import { reviewRequests } from './approvers.ts';
import { type Change, type Decision, type Effect, moved } from './change.ts';
import { withSubmitted } from './form-fields/record.ts';
import { erasedSubmission } from './form-fields/submitted.ts';
import type { Recipient } from './mail.ts';
import { firstSession, type Round } from './round.ts';

/** The applicant as the recipient of a mail. */
export function toApplicant(application: Application): Recipient {
  return { role: 'applicant', name: fullName(application.applicant), email: application.applicant.email };
}

/** The supervisor as the recipient of a mail, where one is named. */
export function toSupervisor(application: Application): Recipient | undefined {
  const { supervisor } = application;
  return supervisor === undefined
    ? undefined
    : { role: 'supervisor', name: fullName(supervisor), email: supervisor.email };
}

/** The programme office of a round as the recipient of a mail. */
export function toOffice(round: Round): Recipient {
  return { role: 'office', name: round.file.office.name, email: round.file.office.email };
}

/** Whether a round takes applications at this instant. The instant at which it closes is already outside. */
export function isWindowOpen(round: Round, now: string): boolean {
  const { opens, closes } = round.file.applications;
  if (round.status === 'open') return now < closes;
  return round.status === 'draft' && opens <= now && now < closes;
}

/** The change that leads an application into review: by asking the approvers, or at once where there are none. */
export function intoReview(
  application: Application,
  round: Round,
  actor: 'applicant' | 'supervisor' | 'office',
  now: string,
): Change<Application> {
  if (round.file.approvers.length === 0) {
    return {
      record: moved(application, 'approved', actor, { at: now, what: 'approved' }, { reviewSince: now }),
    };
  }
  const record = moved(
    application,
    'in-review',
    actor,
    { at: now, what: 'review-begun' },
    { reviewSince: now, reviewPaused: 0 },
  );
  return { record, mails: reviewRequests(record, round, now) };
}

/** Whether the agreement of the administration is still to be asked for. */
export function needsEndorsement(application: Application, round: Round): boolean {
  return (
    round.file.endorsement && application.supervisor !== undefined && application.endorsedAt === undefined
  );
}

/** What erasing leaves of an application: no person, no words, the state and the dates of the moves. */
export function erased(
  application: Application,
  actor: 'date' | 'applicant' | 'office',
  now: string,
): Application {
  const { endorser: _f, emailChange: _a, query: _q, decision: _d, explanation: _e, ...rest } = application;
  const bare: Application = {
    ...withSubmitted(rest, erasedSubmission(application)),
    person: '',
    verdicts: [],
    history: application.history.map(({ at, who, what }) => ({ at, who, what })),
    name: '',
  };
  return moved(bare, 'erased', actor, { at: now, what: 'erased' });
}

/** Why a withdrawal is not possible. */
export type Withdrawn = 'withdrawn' | 'was-withdrawn' | 'not-possible';

/** Takes an application back at any stage: withdrawn, and from taking part on dropped out. A seat falls free. */
export function withdraw(
  application: Application,
  actor: 'applicant' | 'supervisor' | 'office',
  now: string,
  words?: string,
): Decision<Application, Withdrawn> {
  if (application.status === 'withdrawn' || application.status === 'dropped-out')
    return { answer: 'was-withdrawn' };
  const to = application.status === 'taking-part' ? 'dropped-out' : 'withdrawn';
  const allowed = applicationMoves.some(
    (move) => move.from === application.status && move.to === to && move.by.includes(actor),
  );
  if (!allowed) return { answer: 'not-possible' };
  const record = moved(
    application,
    to,
    actor,
    { at: now, what: to, ...(words === undefined ? {} : { words }) },
    { withdrawnAt: now },
  );
  const supervisor = application.supervisor?.email;
  return {
    answer: 'withdrawn',
    change: {
      record,
      mails: [
        {
          purpose: 'withdrawn',
          to: toApplicant(application),
          ...(supervisor === undefined ? {} : { cc: [supervisor] }),
          occasion: now,
          data: { by: actor },
        },
      ],
      effects: [
        ...(isLive(application.status) ? [{ claim: 'release' } as const] : []),
        ...freeSeat(application, now),
      ],
      // A seat falls free, or the reserve for the seats of its group gets thinner.
      wakeRound: seatedStatuses.includes(application.status) || application.status === 'waiting-list',
    },
  };
}

/**
 * Frees the seat that an application holds, if it holds one.
 * @param offerFrom from when it may be offered to the next: at once after a person's act
 */
export function freeSeat(application: Application, offerFrom: string): Effect[] {
  if (application.seat === undefined || !seatedStatuses.includes(application.status)) return [];
  const { cohort, number } = application.seat;
  return [{ seat: 'free', cohort, number, offerFrom }];
}

/** Until when a substitute can be named: a date of the round, or the first session of the cohort. */
export function substitutesUntil(round: Round, cohort: string): string {
  return round.file.substitutesUntil ?? firstSession(round.file, cohort);
}

/** Whether a decision has been made that the applicant doesn't know yet. */
export function isUntold(application: Application): boolean {
  const decided = application.status === 'approved' || application.status === 'rejected';
  return decided && application.decision !== undefined && application.decision.toldAt === undefined;
}

/** The state as the applicant may know it: a decision that has not been told is still a review. */
export function toldStatus(application: Application): Application['status'] {
  if (!isUntold(application)) return application.status;
  return application.decision?.by === 'supervisor' ? 'awaiting-endorsement' : 'in-review';
}

/** Lines of history that tell how a review goes. */
const reviewLines = ['approval', 'approved', 'rejected', 'endorsement-refused', 'decision-changed'];

/** The history as the applicant may know it: what a review has come to stays out until it is told. */
export function toldHistory(application: Application): Application['history'] {
  const told = application.history.findLastIndex(({ what }) => what === 'decision-told');
  return application.history.filter(({ what, who }, index) => {
    if (index <= told || !reviewLines.includes(what)) return true;
    if (who === 'approver' || who === 'deputy') return false;
    return !isUntold(application);
  });
}

/** What an application whose cohort is through is still owed. */
export type Due = 'certificate' | 'confirmation' | 'nothing';

/** What is due to an application; what was issued is not issued again, but where the office ordered it. */
export function dueTo(application: Application): Due {
  const { certificate, status } = application;
  const isOpen = certificate === undefined || certificate.reissueOrderedAt !== undefined;
  if (status === 'completed' && isOpen) return 'certificate';
  if (application.status === 'not-completed' && application.concludedAt === undefined) return 'confirmation';
  return 'nothing';
}
