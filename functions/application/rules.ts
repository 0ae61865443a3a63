import type { Application } from '../domain/application.ts';
import { addDays, addDaysToDate, berlinDate, morningOnOrAfter } from '../domain/calendar.ts';
import { type Decision, moved, noted } from '../domain/change.ts';
import { erased, intoReview, needsEndorsement, toApplicant, toSupervisor } from '../domain/lifecycle.ts';
import type { LedgerEntry, MailOrder } from '../domain/mail.ts';
import { endedRoundStatuses, type Round } from '../domain/round.ts';
import type { StageResult } from '../platform/flow/stage.ts';
import type { Retention } from '../platform/settings.ts';

/** Until when an address can be confirmed that was asked at that instant. */
export function confirmationEnds(askedAt: string, periods: Pick<Retention, 'unconfirmed'>): string {
  return addDays(askedAt, periods.unconfirmed);
}

/** When an unconfirmed application is erased. */
export function erasedAt(application: Application, periods: Pick<Retention, 'unconfirmed'>): string {
  return confirmationEnds(application.submittedAt, periods);
}

/** What a confirmation leads to. */
export type Confirmed = 'confirmed' | 'was-confirmed' | 'too-late' | 'other-application';

/**
 * The applicant confirms the address: the application becomes live, and the one claim of this person and
 * round is taken in the same transaction. Confirming twice is welcome.
 * @param claimedBy id of the application that holds the claim, if one does
 */
export function confirm(
  application: Application,
  round: Round,
  claimedBy: string | undefined,
  periods: Pick<Retention, 'unconfirmed'>,
  now: string,
): Decision<Application, Confirmed> {
  if (application.status !== 'unconfirmed') return { answer: 'was-confirmed' };
  if (now >= erasedAt(application, periods) || endedRoundStatuses.includes(round.status)) {
    return { answer: 'too-late' };
  }
  if (claimedBy !== undefined && claimedBy !== application.id) return { answer: 'other-application' };
  const confirmed = noted(
    application,
    { at: now, who: 'applicant', what: 'address-confirmed' },
    { confirmedAt: now },
  );
  const effects = [{ claim: 'take' } as const];
  const supervisor = toSupervisor(application);
  const received: MailOrder = {
    purpose: 'application-received',
    to: toApplicant(application),
    occasion: 'confirmed',
  };
  if (needsEndorsement(application, round) && supervisor !== undefined) {
    return {
      answer: 'confirmed',
      change: {
        record: moved(confirmed, 'awaiting-endorsement', 'applicant', {
          at: now,
          what: 'endorsement-requested',
        }),
        mails: [
          received,
          {
            purpose: 'endorsement-request',
            to: supervisor,
            occasion: 'confirmed',
            version: application.version,
          },
        ],
        effects,
      },
    };
  }
  const notice: MailOrder[] =
    supervisor === undefined ? [] : [{ purpose: 'supervisor-notice', to: supervisor, occasion: 'confirmed' }];
  const review = intoReview(confirmed, round, 'applicant', now);
  return {
    answer: 'confirmed',
    change: {
      record: review.record,
      mails: [received, ...notice, ...(review.mails ?? [])],
      effects,
    },
  };
}

/**
 * The address of an application that nobody has confirmed was mistyped: the right one is asked instead. Links
 * that went to the wrong one end.
 * @param person hash of who this is with the right address
 */
export function correctAddress(
  application: Application,
  email: string,
  person: string,
  periods: Pick<Retention, 'unconfirmed'>,
  now: string,
): Decision<Application, 'corrected' | 'too-late'> {
  if (application.status !== 'unconfirmed' || now >= erasedAt(application, periods))
    return { answer: 'too-late' };
  if (email === application.applicant.email) return { answer: 'corrected' };
  const record = noted(
    application,
    { at: now, who: 'applicant', what: 'address-corrected' },
    { applicant: { ...application.applicant, email }, person },
  );
  return {
    answer: 'corrected',
    change: {
      record,
      mails: [{ purpose: 'confirm-address', to: toApplicant(record), occasion: now }],
    },
  };
}

/**
 * When an unconfirmed application is asked about once more: on the morning after it was sent; undefined where that was
 * done, or where it is erased before.
 */
export function asksAgainAt(
  application: Application,
  ledger: readonly LedgerEntry[],
  periods: Pick<Retention, 'unconfirmed'>,
): string | undefined {
  const at = morningOnOrAfter(addDaysToDate(berlinDate(application.submittedAt), 1));
  const asked = ledger.some((entry) => entry.order.occasion === 'again');
  return asked || at >= erasedAt(application, periods) ? undefined : at;
}

/** Unconfirmed: asks once more on the day after, and is erased when its period is over. */
export function unconfirmedStage(
  application: Application,
  ledger: readonly LedgerEntry[],
  claimedBy: string | undefined,
  periods: Pick<Retention, 'unconfirmed'>,
  now: string,
): StageResult<Application> {
  if (application.status !== 'unconfirmed') return {};
  const end = erasedAt(application, periods);
  if (now >= end) return { change: { record: erased(application, 'date', now) } };
  const again = asksAgainAt(application, ledger, periods);
  if (again === undefined || claimedBy !== undefined) return { until: end };
  if (now < again) return { until: again };
  return {
    change: {
      record: application,
      mails: [
        {
          purpose: 'confirm-address',
          to: toApplicant(application),
          occasion: 'again',
          data: { again: 'yes' },
        },
      ],
    },
    until: end,
  };
}

export { type LateLink, lateAddress, lateEnd, readLateLink, takesLate } from './rules/late-link.ts';
export { maySubstitute, substitute } from './rules/substitution.ts';
