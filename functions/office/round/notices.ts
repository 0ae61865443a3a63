import { type Application, seatedStatuses } from '../../domain/application.ts';
import { mayDecide, reviewRequests } from '../../domain/approvers.ts';
import { noted } from '../../domain/change.ts';
import { toApplicant } from '../../domain/lifecycle.ts';
import type { LedgerEntry, MailOrder } from '../../domain/mail.ts';
import type { Notice, Round } from '../../domain/round.ts';
import {
  changeApplication,
  eachApplication,
  ledgerOf,
  type WrittenChange,
} from '../../platform/store/records.ts';

function isOwed(ledger: readonly LedgerEntry[], order: MailOrder): boolean {
  return ledger.some(
    ({ order: other }) =>
      other.purpose === order.purpose &&
      other.to.email === order.to.email &&
      other.occasion === order.occasion &&
      other.version === order.version,
  );
}

/** What one notice means for one application; undefined where it is not concerned or has been told. */
export function noticeChange(
  application: Application,
  round: Round,
  notice: Notice,
  ledger: readonly LedgerEntry[],
  now: string,
): WrittenChange<Application> | undefined {
  if (notice.about === 'approver') {
    if (application.status !== 'in-review' || !mayDecide(application, notice.email)) return undefined;
    const asked = ledger.some(
      ({ order }) =>
        order.purpose === 'review-request' &&
        order.to.email === notice.email &&
        order.version === application.version,
    );
    const mails = reviewRequests(application, round, now).filter((order) => order.to.email === notice.email);
    return asked || mails.length === 0 ? undefined : { record: application, mails };
  }
  const seated = seatedStatuses.includes(application.status) && application.seat?.cohort === notice.cohort;
  if (!seated) return undefined;
  const { about, session, starts, ends, title, reason, sequence } = notice;
  const order: MailOrder = {
    purpose: about,
    to: toApplicant(application),
    occasion: `${session}-${sequence}`,
    data: { session, starts, ends, title, ...(reason === undefined ? {} : { reason }) },
  };
  if (isOwed(ledger, order)) return undefined;
  const line = { at: now, who: 'office', what: about, ...(reason === undefined ? {} : { words: reason }) };
  return { record: noted(application, line), mails: [order] };
}

/** Tells everybody concerned of what the office changed. It may run twice: who was told is not told again. */
export async function tellNotices(round: Round, now: string): Promise<void> {
  const notices = round.notices ?? [];
  if (notices.length === 0) return;
  for await (const application of eachApplication(round.id)) {
    for (const notice of notices) {
      await changeApplication(round.id, application.id, now, async (fresh) => {
        const ledger = await ledgerOf({ application: fresh.id });
        const change = noticeChange(fresh, round, notice, ledger, now);
        return { answer: change !== undefined, ...(change === undefined ? {} : { change }) };
      });
    }
  }
}
