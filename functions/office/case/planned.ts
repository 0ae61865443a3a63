import { asksAgainAt } from '../../application/rules.ts';
import { toldFrom } from '../../approval/rules.ts';
import { expiryToldAt, offerReminderAt } from '../../cohort/rules.ts';
import type { Application, ApplicationStatus } from '../../domain/application.ts';
import { isUntold } from '../../domain/lifecycle.ts';
import type { LedgerEntry, Purpose } from '../../domain/mail.ts';
import { type Round, waitingListCloses } from '../../domain/round.ts';
import { selectionExpected } from '../../domain/selection-time.ts';
import { settings } from '../../platform/settings.ts';
import { moduleReminders } from '../../reminder/rules.ts';

/** A mail that its date will bring, if nothing changes until then. */
export type Planned = { readonly at: string; readonly purpose: Purpose };

const on = (at: string | undefined, purpose: Purpose): Planned[] =>
  at === undefined ? [] : [{ at, purpose }];

/** What the plan follows from: the record, its round, what was mailed, and how the round's others stand. */
type Standing = {
  readonly application: Application;
  readonly round: Round;
  readonly ledger: readonly LedgerEntry[];
  /** The states of the round's other applications; read only while a selection lies ahead. */
  readonly others: readonly ApplicationStatus[];
};

/** Whether the plan depends on how the other applications of the round stand. */
export function awaitsSelection(application: Application, round: Round): boolean {
  return application.status === 'approved' && round.status === 'closed';
}

/** What dates will bring in the present state; when, each room says that sends it. */
function planned({ application, round, ledger, others }: Standing, now: string): Planned[] {
  const { status, decision, seat } = application;
  switch (status) {
    case 'unconfirmed':
      return on(asksAgainAt(application, ledger, settings.retention), 'confirm-address');
    case 'approved':
    case 'rejected':
      return [
        ...(isUntold(application) && decision !== undefined ? on(toldFrom(decision.at), status) : []),
        ...(awaitsSelection(application, round)
          ? on(selectionExpected(round, application, others, now), 'seat-offer')
          : []),
      ];
    case 'seat-offered':
      return on(offerReminderAt(application), 'seat-offer-reminder');
    case 'expired':
      return seat === undefined ? [] : on(expiryToldAt(seat), 'seat-expired');
    case 'waiting-list':
      return on(waitingListCloses(round.file), 'waiting-list-closed');
    case 'accepted':
    case 'taking-part':
      return moduleReminders(application, round).flatMap(({ at }) => on(at, 'module-reminder'));
    default:
      return [];
  }
}

/** The mails that dates will bring to an applicant, the earliest first. */
export function plannedMails(standing: Standing, now: string): Planned[] {
  return planned(standing, now)
    .filter(({ at }) => at > now)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}
