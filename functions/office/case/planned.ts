import type { Application } from '../../domain/application.ts';
import {
  addDaysToDate,
  addWorkingDays,
  berlinDate,
  morning,
  morningOnOrAfter,
  nextMorning,
} from '../../domain/calendar.ts';
import type { LedgerEntry, Purpose } from '../../domain/mail.ts';
import { type Round, waitingListCloses } from '../../domain/round.ts';
import { selectionDue } from '../../domain/selection-time.ts';
import { moduleReminders } from '../../reminder/rules.ts';

/** A mail that its date will bring, if nothing changes until then. */
export type Planned = { readonly at: string; readonly purpose: Purpose };

/** The reminder of an offer goes out so many working days before its end. */
const offerReminderBefore = 2;

/** The mails that dates will bring to an applicant, the earliest first. */
export function plannedMails(
  application: Application,
  round: Round,
  ledger: readonly LedgerEntry[],
  now: string,
): Planned[] {
  const { status, decision, seat } = application;
  const planned: Planned[] = [];
  const untold = decision !== undefined && decision.toldAt === undefined;
  if (status === 'unconfirmed' && !ledger.some(({ order }) => order.occasion === 'again')) {
    const again = morningOnOrAfter(addDaysToDate(berlinDate(application.submittedAt), 1));
    planned.push({ at: again, purpose: 'confirm-address' });
  }
  if (untold && (status === 'approved' || status === 'rejected')) {
    planned.push({ at: nextMorning(decision.at), purpose: status });
  }
  if (status === 'approved' && round.status === 'closed') {
    const due = selectionDue(round, [application]);
    if (due !== undefined) planned.push({ at: due, purpose: 'seat-offer' });
  }
  if (status === 'seat-offered' && seat !== undefined) {
    const reminder = morning(addWorkingDays(berlinDate(seat.until), -offerReminderBefore));
    if (reminder > seat.offeredAt) planned.push({ at: reminder, purpose: 'seat-offer-reminder' });
  }
  if (status === 'expired' && seat !== undefined) {
    planned.push({ at: nextMorning(seat.expiredAt ?? seat.until), purpose: 'seat-expired' });
  }
  if (status === 'waiting-list') {
    planned.push({ at: waitingListCloses(round.file), purpose: 'waiting-list-closed' });
  }
  if (status === 'accepted' || status === 'taking-part') {
    for (const { at } of moduleReminders(application, round))
      planned.push({ at, purpose: 'module-reminder' });
  }
  return planned.filter(({ at }) => at > now).sort((a, b) => (a.at < b.at ? -1 : 1));
}
