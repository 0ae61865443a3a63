import type { Application } from '../../domain/application.ts';
import { type Decision, moved } from '../../domain/change.ts';
import { freeSeat, toApplicant } from '../../domain/lifecycle.ts';

/** What a person is told after answering an offer. */
export type SeatAnswer =
  | 'accepted'
  | 'declined'
  | 'same-again'
  | 'answered-otherwise'
  | 'too-late'
  | 'settled';

/** Answers an offer. The same answer again is welcome; another one, or one after the end, is refused. */
export function answerOffer(
  application: Application,
  answer: 'accept' | 'decline',
  actor: 'applicant' | 'office',
  now: string,
): Decision<Application, SeatAnswer> {
  const { seat, status } = application;
  if (status === 'accepted' || status === 'taking-part') {
    return { answer: answer === 'accept' ? 'same-again' : 'answered-otherwise' };
  }
  if (status === 'declined') return { answer: answer === 'decline' ? 'same-again' : 'answered-otherwise' };
  if (status === 'expired') return { answer: 'too-late' };
  if (status !== 'seat-offered' || seat === undefined) return { answer: 'settled' };
  if (now >= seat.until) return { answer: 'too-late' };
  if (answer === 'decline') {
    return {
      answer: 'declined',
      change: {
        record: moved(application, 'declined', actor, { at: now, what: 'declined' }),
        effects: freeSeat(application, now),
        wakeRound: true,
      },
    };
  }
  const record = moved(
    application,
    'accepted',
    actor,
    { at: now, what: 'accepted' },
    { seat: { ...seat, acceptedAt: now } },
  );
  return {
    answer: 'accepted',
    change: {
      record,
      effects: [{ seat: 'take', cohort: seat.cohort, number: seat.number }],
      mails: [
        { purpose: 'seat-confirmed', to: toApplicant(application), occasion: seat.offeredAt },
        { purpose: 'calendar-invitation', to: toApplicant(application), occasion: seat.offeredAt },
      ],
    },
  };
}
