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

const duty = (name: string, run: Duty['run']): Duty => ({ name, run });

const resuming = duty('ApplicationResume', resume);
const reviewing = duty('ApprovalReview', review);
const offering = duty('CohortOffer', offer);
const reminding = duty('ReminderModules', modules);
const concluding = duty('CertificateConclude', conclude);

/** What the workflow of an application does while it is in a state, before it waits. In the other states it has ended. */
export const applicationDuties: Readonly<Partial<Record<ApplicationStatus, readonly Duty[]>>> = {
  unconfirmed: [duty('ApplicationUnconfirmed', unconfirmed)],
  'awaiting-endorsement': [duty('EndorsementAwait', awaitEndorsement)],
  'in-review': [reviewing],
  queried: [reviewing],
  approved: [resuming],
  'waiting-list': [resuming],
  'seat-offered': [offering],
  expired: [offering],
  accepted: [reminding],
  'taking-part': [reminding],
  completed: [concluding],
  'not-completed': [concluding],
  rejected: [resuming],
};

const advancing = duty('RoundAdvance', advance);
const telling = duty('ApprovalTell', tell);
const refilling = duty('CohortRefill', refill);
const writing = duty('OfficeDigest', digest);

/** The same for a round. A rehearsal ends with the round: what is erased later is no part of it. */
export const roundDuties: Readonly<Partial<Record<RoundStatus, readonly Duty[]>>> = {
  draft: [advancing, writing],
  open: [advancing, telling, writing],
  closed: [advancing, telling, duty('CohortSelect', select), writing],
  selected: [advancing, telling, refilling, writing],
  running: [advancing, telling, refilling, duty('AttendanceSessions', sessions), writing],
};
