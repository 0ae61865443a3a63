import { describe, expect, it } from 'vitest';
import { answerOffer } from '../../functions/cohort/rules/offer.ts';
import { offerEnds, offerSeat, offerStage } from '../../functions/cohort/rules.ts';
import { entries } from '../support/ledger.ts';
import { anApplication, aRound } from '../support/records.ts';

const seat = {
  cohort: 'a',
  number: 1,
  offeredAt: '2022-10-05T06:00:00.000Z',
  until: '2022-10-12T21:59:59.000Z',
};
const offered = anApplication({ status: 'seat-offered', seat });

describe('an offer', () => {
  it('ends on the evening of its fifth working day; the day of the offer is not counted', () => {
    expect(offerEnds(aRound(), 'a', '2022-10-05T06:00:00.000Z')).toBe('2022-10-12T21:59:59.000Z');
  });

  it('never ends later than the first session of its cohort', () => {
    expect(offerEnds(aRound(), 'a', '2022-11-07T07:00:00.000Z')).toBe('2022-11-08T08:00:00.000Z');
  });

  it('goes to the applicant with a link, and to the supervisor as a copy without one', () => {
    const { mails, effects, record } = offerSeat(
      anApplication({ status: 'approved' }),
      aRound(),
      { cohort: 'a', number: 3, revision: 1 },
      '2022-10-05T06:00:00.000Z',
    );
    expect(mails?.map(({ purpose, to }) => [purpose, to.role])).toEqual([
      ['seat-offer', 'applicant'],
      ['seat-offer-copy', 'supervisor'],
    ]);
    expect(effects).toEqual([{ seat: 'offer', cohort: 'a', number: 3, revision: 1 }]);
    expect(record.status).toBe('seat-offered');
  });

  it('is reminded of two working days before its end, once', () => {
    expect(offerStage(offered, [], '2022-10-10T05:59:59.000Z').until).toBe('2022-10-10T06:00:00.000Z');
    const due = offerStage(offered, [], '2022-10-10T06:00:00.000Z');
    expect(due.change?.mails?.map(({ purpose }) => purpose)).toEqual(['seat-offer-reminder']);
    const sent = entries(offered, due.change?.mails ?? []);
    expect(offerStage(offered, sent, '2022-10-10T06:00:00.000Z')).toEqual({ until: seat.until });
  });

  it('is not reminded of where the reminder would have come before the offer', () => {
    const short = anApplication({
      status: 'seat-offered',
      seat: { ...seat, offeredAt: '2022-11-07T07:00:00.000Z', until: '2022-11-08T08:00:00.000Z' },
    });
    expect(offerStage(short, [], '2022-11-07T07:00:00.000Z')).toEqual({ until: '2022-11-08T08:00:00.000Z' });
  });

  it('frees the seat at its end, for the next in line on the next morning', () => {
    const { change } = offerStage(offered, [], seat.until);
    expect(change?.record.status).toBe('expired');
    expect(change?.effects).toEqual([
      { seat: 'free', cohort: 'a', number: 1, offerFrom: '2022-10-13T06:00:00.000Z' },
    ]);
    expect(change?.wakeRound).toBe(true);
  });

  it('tells of its end on the next morning of a working day, once', () => {
    const expired = anApplication({ status: 'expired', seat: { ...seat, expiredAt: seat.until } });
    expect(offerStage(expired, [], seat.until)).toEqual({ until: '2022-10-13T06:00:00.000Z' });
    const told = offerStage(expired, [], '2022-10-13T06:00:00.000Z');
    expect(told.change?.mails?.map(({ purpose }) => purpose)).toEqual(['seat-expired']);
    expect(
      offerStage(expired, entries(expired, told.change?.mails ?? []), '2022-10-13T06:00:00.000Z'),
    ).toEqual({});
  });
});

describe('an answer to an offer', () => {
  const at = '2022-10-06T10:00:00.000Z';

  it('takes the seat for good', () => {
    const { answer, change } = answerOffer(offered, 'accept', 'applicant', at);
    expect(answer).toBe('accepted');
    expect(change?.effects).toEqual([{ seat: 'take', cohort: 'a', number: 1 }]);
    expect(change?.mails?.map(({ purpose }) => purpose)).toEqual(['seat-confirmed', 'calendar-invitation']);
  });

  it('frees the seat at once where it is declined', () => {
    const { answer, change } = answerOffer(offered, 'decline', 'applicant', at);
    expect(answer).toBe('declined');
    expect(change?.effects).toEqual([{ seat: 'free', cohort: 'a', number: 1, offerFrom: at }]);
  });

  it('is welcome twice, refused where it contradicts the first, and too late at the very end', () => {
    const accepted = answerOffer(offered, 'accept', 'applicant', at).change?.record ?? offered;
    expect(answerOffer(accepted, 'accept', 'applicant', at)).toEqual({ answer: 'same-again' });
    expect(answerOffer(accepted, 'decline', 'applicant', at)).toEqual({ answer: 'answered-otherwise' });
    expect(answerOffer(offered, 'accept', 'applicant', seat.until)).toEqual({ answer: 'too-late' });
  });
});
