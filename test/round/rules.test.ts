import { describe, expect, it } from 'vitest';
import { selectionDue } from '../../functions/domain/selection-time.ts';
import { advanceStage, cancelApplication, erasureDue } from '../../functions/round/rules.ts';
import { anApplication, aRound } from '../support/records.ts';

describe('a round', () => {
  it('opens and closes at its very dates', () => {
    const draft = aRound({ status: 'draft' });
    expect(advanceStage(draft, '2022-09-04T21:59:59.999Z')).toEqual({ until: '2022-09-04T22:00:00.000Z' });
    expect(advanceStage(draft, '2022-09-04T22:00:00.000Z').change?.record.status).toBe('open');
    const open = aRound({ status: 'open' });
    expect(advanceStage(open, '2022-10-04T21:59:58.999Z')).toEqual({ until: '2022-10-04T21:59:59.000Z' });
    expect(advanceStage(open, '2022-10-04T21:59:59.000Z').change?.record.status).toBe('closed');
  });

  it('runs from its first session on', () => {
    const selected = aRound({ status: 'selected' });
    expect(advanceStage(selected, '2022-11-08T08:00:00.000Z').change?.record.status).toBe('running');
  });
});

describe('the selection', () => {
  const closed = aRound({ status: 'closed', closedAt: '2022-10-04T21:59:59.000Z' });
  const line = (what: string, at: string) => ({ at, who: 'approver', what });
  const approved = anApplication({
    status: 'approved',
    history: [
      line('approved', '2022-09-20T10:00:00.000Z'),
      line('decision-told', '2022-09-21T06:00:00.000Z'),
    ],
  });

  it('runs on the morning after the closing where nothing is undecided', () => {
    expect(selectionDue(closed, [approved])).toBe('2022-10-05T06:00:00.000Z');
  });

  it('waits while an application is undecided', () => {
    const queried = anApplication({ status: 'queried', history: [] });
    expect(selectionDue(closed, [approved, queried])).toBeUndefined();
  });

  it('runs on the morning after the last decision, so that it is told first', () => {
    const late = anApplication({
      status: 'rejected',
      history: [line('rejected', '2022-10-11T12:00:00.000Z')],
    });
    expect(selectionDue(closed, [approved, late])).toBe('2022-10-12T06:00:00.000Z');
  });

  it('is not held back by unconfirmed applications', () => {
    const unconfirmed = anApplication({ status: 'unconfirmed', history: [] });
    expect(selectionDue(closed, [approved, unconfirmed])).toBe('2022-10-05T06:00:00.000Z');
  });

  it('goes on without the undecided where the office says so', () => {
    const inReview = anApplication({ status: 'in-review', history: [] });
    const goesOn = { ...closed, goOnWithoutUndecided: true, goOnAt: '2022-10-17T10:00:00.000Z' };
    expect(selectionDue(goesOn, [approved, inReview])).toBe('2022-10-18T06:00:00.000Z');
  });
});

describe('a cancelled round', () => {
  const cancelled = aRound({ status: 'cancelled', cancelReason: 'Zu wenige Bewerbungen.' });

  it('ends each live application and tells it, the supervisor in copy', () => {
    const change = cancelApplication(
      anApplication({ status: 'accepted' }),
      cancelled,
      '2022-10-20T10:00:00.000Z',
    );
    expect(change?.record.status).toBe('withdrawn');
    expect(change?.mails?.[0]).toMatchObject({
      purpose: 'round-cancelled',
      cc: ['uwe.noack@cottbus.example'],
    });
  });

  it('leaves unconfirmed and ended applications alone', () => {
    for (const status of ['unconfirmed', 'rejected', 'declined', 'withdrawn'] as const) {
      expect(
        cancelApplication(anApplication({ status }), cancelled, '2022-10-20T10:00:00.000Z'),
      ).toBeUndefined();
    }
  });
});

describe('personal data', () => {
  const periods = { rejected: 365, withdrawn: 365, participants: 730 };
  const round = aRound({ status: 'finished', closedAt: '2022-10-04T21:59:59.000Z' });

  it('of those who did not take part are kept for a year after the closing', () => {
    expect(erasureDue(anApplication({ status: 'rejected' }), round, periods)).toBe(
      '2023-10-04T21:59:59.000Z',
    );
  });

  it('of participants are kept from the archiving on', () => {
    expect(erasureDue(anApplication({ status: 'completed' }), round, periods)).toBeUndefined();
    const archived = { ...round, archivedAt: '2023-01-10T10:00:00.000Z' };
    expect(erasureDue(anApplication({ status: 'completed' }), archived, periods)).toBe(
      '2025-01-09T10:00:00.000Z',
    );
  });
});
