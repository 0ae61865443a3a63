import * as z from 'zod';
import type { Application } from '../domain/application.ts';
import { endOfWorkingDays, morningInWorkingDays, nextMorning } from '../domain/calendar.ts';
import { type Change, moved } from '../domain/change.ts';
import { freeSeat, toApplicant, toSupervisor } from '../domain/lifecycle.ts';
import type { LedgerEntry, MailOrder } from '../domain/mail.ts';
import { firstSession, type Round } from '../domain/round.ts';
import { storedReader } from '../domain/stored.ts';
import type { StageResult } from '../platform/flow/stage.ts';

/** The reminder of an offer goes out so many working days before its end. */
const reminderBefore = 2;

/** A seat of a cohort, and who has it. `offerFrom` says from when a free one may be offered. */
export const seatSchema = z.strictObject({
  kind: z.literal('seat'),
  cohort: z.string(),
  number: z.number(),
  state: z.enum(['free', 'offered', 'taken']),
  revision: z.number(),
  holder: z.optional(z.string()),
  offerFrom: z.optional(z.string()),
});
export type Seat = z.infer<typeof seatSchema>;

/** Reads a stored seat. @throws StoredRecordError */
export const readSeat = storedReader('seat', seatSchema, ['pk', 'sk']);

/** Whether the selection may take this application: approved, and the decision told (where there was one). */
export function isCandidate(application: Application): boolean {
  return (
    application.status === 'approved' &&
    (application.decision === undefined || application.decision.toldAt !== undefined)
  );
}

/** When an offer made now ends: the evening of its last working day, never later than the cohort's first session. */
export function offerEnds(round: Round, cohort: string, now: string): string {
  const evening = endOfWorkingDays(now, round.file.seatsOfferedForWorkingDays);
  const first = firstSession(round.file, cohort);
  return first < evening ? first : evening;
}

/** Offers a free seat to an application; the supervisor gets a copy without an acting link. */
export function offerSeat(
  application: Application,
  round: Round,
  seat: Pick<Seat, 'cohort' | 'number' | 'revision'>,
  now: string,
): Change<Application> {
  const { cohort, number, revision } = seat;
  const { waiting: _left, ...rest } = application;
  const record = moved(
    rest,
    'seat-offered',
    'selection',
    { at: now, what: 'seat-offered' },
    { seat: { cohort, number, offeredAt: now, until: offerEnds(round, cohort, now) } },
  );
  const supervisor = toSupervisor(application);
  return {
    record,
    effects: [{ seat: 'offer', cohort, number, revision }],
    mails: [
      { purpose: 'seat-offer', to: toApplicant(application), occasion: now },
      ...(supervisor === undefined
        ? []
        : [{ purpose: 'seat-offer-copy', to: supervisor, occasion: now } satisfies MailOrder]),
    ],
  };
}

/** Puts an application on the waiting list, at the place `order`; smaller is earlier. */
export function putOnWaitingList(
  application: Application,
  order: number,
  by: 'selection' | 'date',
  now: string,
): Change<Application> {
  return {
    record: moved(
      application,
      'waiting-list',
      by,
      { at: now, what: 'waiting-list' },
      { waiting: { since: now, order } },
    ),
    mails: [{ purpose: 'waiting-list', to: toApplicant(application), occasion: now }],
  };
}

/** Closes the waiting list for one application, when the cohort that begins last begins. */
export function closeList(application: Application, now: string): Change<Application> {
  return {
    record: moved(application, 'list-closed', 'date', { at: now, what: 'list-closed' }),
    mails: [{ purpose: 'waiting-list-closed', to: toApplicant(application), occasion: 'list' }],
  };
}

/** When an offer is reminded of, if nobody answers it; undefined where it was made later than that. */
export function offerReminderAt({ seat }: Pick<Application, 'seat'>): string | undefined {
  if (seat === undefined) return undefined;
  const at = morningInWorkingDays(seat.until, -reminderBefore);
  return at > seat.offeredAt ? at : undefined;
}

/** When a person is told that an offer has expired: the end is a date's doing, so on the next morning. */
export function expiryToldAt(seat: NonNullable<Application['seat']>): string {
  return nextMorning(seat.expiredAt ?? seat.until);
}

/** Offered, or expired a moment ago: reminds, lets the offer end, and says so on the next morning. */
export function offerStage(
  application: Application,
  ledger: readonly LedgerEntry[],
  now: string,
): StageResult<Application> {
  const { seat, status } = application;
  if (seat === undefined) return {};
  const owed = (purpose: string): boolean =>
    ledger.some(({ order }) => order.purpose === purpose && order.occasion === seat.offeredAt);
  if (status === 'expired') {
    const at = expiryToldAt(seat);
    if (owed('seat-expired')) return {};
    if (now < at) return { until: at };
    return {
      change: {
        record: application,
        mails: [{ purpose: 'seat-expired', to: toApplicant(application), occasion: seat.offeredAt }],
      },
    };
  }
  if (status !== 'seat-offered') return {};
  if (now >= seat.until) {
    const record = moved(
      application,
      'expired',
      'date',
      { at: now, what: 'expired' },
      { seat: { ...seat, expiredAt: now } },
    );
    return {
      change: { record, effects: freeSeat(application, nextMorning(now)), wakeRound: true },
      until: nextMorning(now),
    };
  }
  const reminder = offerReminderAt(application);
  if (reminder === undefined || owed('seat-offer-reminder')) return { until: seat.until };
  if (now < reminder) return { until: reminder };
  return {
    change: {
      record: application,
      mails: [{ purpose: 'seat-offer-reminder', to: toApplicant(application), occasion: seat.offeredAt }],
    },
    until: seat.until,
  };
}

export { answerOffer } from './rules/offer.ts';
export { isPreviewSeed } from './rules/preview-seed.ts';
export { type Preview, preferredPeople, previewCandidates, previewOf } from './run-selection/preview.ts';
