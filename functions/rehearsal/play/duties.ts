import type { TaskOf } from '../../../workflows/stage.ts';
import { application, round } from '../../../workflows/stages.ts';
import { handler as resume } from '../../application/resume.ts';
import { handler as unconfirmed } from '../../application/unconfirmed.ts';
import { handler as review } from '../../approval/review.ts';
import { handler as tell } from '../../approval/tell.ts';
import { handler as sessions } from '../../attendance/sessions.ts';
import { handler as conclude } from '../../certificate/conclude.ts';
import { handler as offer } from '../../cohort/offer.ts';
import { handler as refill } from '../../cohort/refill.ts';
import { handler as select } from '../../cohort/select.ts';
import type { ApplicationStatus } from '../../domain/application.ts';
import type { RoundStatus } from '../../domain/round.ts';
import { handler as awaitEndorsement } from '../../endorsement/await.ts';
import { handler as digest } from '../../office/digest.ts';
import type { StageAnswer } from '../../platform/flow/stage.ts';
import { handler as modules } from '../../reminder/modules.ts';
import { handler as advance } from '../../round/advance.ts';

/** A task of a workflow: the name it has there, and what it does. */
type Duty = { readonly name: string; readonly run: (event: unknown) => Promise<StageAnswer> };

/** The states in which a rehearsal plays a round. It ends with the round: what is erased later is no part of it. */
const playedStatuses = ['draft', 'open', 'closed', 'selected', 'running'] as const satisfies RoundStatus[];

type ApplicationTask = TaskOf<(typeof application.stages)[ApplicationStatus]>;
type RoundTask = TaskOf<(typeof round.stages)[(typeof playedStatuses)[number]]>;

/** What runs for each task that the table of stages names. */
const handlers: Readonly<Record<ApplicationTask | RoundTask, Duty['run']>> = {
  ApplicationResume: resume,
  ApplicationUnconfirmed: unconfirmed,
  EndorsementAwait: awaitEndorsement,
  ApprovalReview: review,
  CohortOffer: offer,
  ReminderModules: modules,
  CertificateConclude: conclude,
  RoundAdvance: advance,
  ApprovalTell: tell,
  CohortSelect: select,
  CohortRefill: refill,
  AttendanceSessions: sessions,
  OfficeDigest: digest,
};

function dutiesOf(tasks: readonly (keyof typeof handlers)[]): readonly Duty[] {
  return tasks.map((name) => ({ name, run: handlers[name] }));
}

/** What the workflow of an application does while it is in a state, before it waits. In the other states it has ended. */
export const applicationDuties: Readonly<Partial<Record<ApplicationStatus, readonly Duty[]>>> =
  Object.fromEntries(
    Object.entries(application.stages).flatMap(([status, stage]) =>
      'tasks' in stage ? [[status, dutiesOf(stage.tasks)]] : [],
    ),
  );

/** The same for a round. */
export const roundDuties: Readonly<Partial<Record<RoundStatus, readonly Duty[]>>> = Object.fromEntries(
  playedStatuses.map((status) => [status, dutiesOf(round.stages[status].tasks)]),
);
