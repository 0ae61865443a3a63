import { describe, expect, it } from 'vitest';
import { moduleReminders } from '../../functions/reminder/rules/module-reminders.ts';
import { modulesStage } from '../../functions/reminder/rules.ts';
import { entries } from '../support/ledger.ts';
import { anApplication, aRound } from '../support/records.ts';

const seat = {
  cohort: 'a',
  number: 1,
  offeredAt: '2022-10-05T06:00:00.000Z',
  until: '2022-10-12T21:59:59.000Z',
  acceptedAt: '2022-10-06T10:00:00.000Z',
};
const accepted = anApplication({ status: 'accepted', seat });
const plan = (application = accepted) => moduleReminders(application, aRound()).map(({ at }) => at);

describe('the reminders of a module', () => {
  it('come a week before its first session and on the last working day before it', () => {
    expect(plan()).toEqual([
      '2022-11-01T07:00:00.000Z',
      '2022-11-07T07:00:00.000Z',
      '2022-11-08T07:00:00.000Z',
      '2022-11-14T07:00:00.000Z',
      '2022-11-15T07:00:00.000Z',
      '2022-11-21T07:00:00.000Z',
    ]);
  });

  it('come on the last working day before, where the day a week before is none', () => {
    const round = aRound();
    const [cohort] = round.file.cohorts;
    const [module] = cohort?.modules ?? [];
    if (cohort === undefined || module === undefined) throw new Error('the round has a module');
    const sessions = [{ id: 'x', starts: '2022-11-07T08:00:00.000Z', ends: '2022-11-07T12:00:00.000Z' }];
    const file = { ...round.file, cohorts: [{ ...cohort, modules: [{ ...module, sessions }] }] };
    const reminders = moduleReminders(accepted, aRound({ file }));
    // A week before is Monday, 31 October: Reformation Day. The last working day before is Friday, 28 October.
    expect(reminders.map(({ at }) => at)).toEqual(['2022-10-28T06:00:00.000Z', '2022-11-04T07:00:00.000Z']);
  });

  it('are sent once each, at their time', () => {
    const now = '2022-11-01T07:00:00.000Z';
    const { change, until } = modulesStage(accepted, aRound(), [], now);
    expect(change?.mails?.map(({ occasion }) => occasion)).toEqual(['module-1-2022-11-08-week']);
    expect(until).toBe('2022-11-07T07:00:00.000Z');
    const again = modulesStage(accepted, aRound(), entries(accepted, change?.mails ?? []), now);
    expect(again.change).toBeUndefined();
  });

  it('are left out where their time had passed when the seat was accepted', () => {
    const late = anApplication({
      status: 'accepted',
      seat: { ...seat, acceptedAt: '2022-11-02T10:00:00.000Z' },
    });
    expect(modulesStage(late, aRound(), [], '2022-11-02T10:00:00.000Z')).toEqual({
      until: '2022-11-07T07:00:00.000Z',
    });
  });

  it('go to the substitute from the naming on', () => {
    const substituted = { ...accepted, substitutedAt: '2022-11-07T10:00:00.000Z' };
    const { until } = modulesStage(substituted, aRound(), [], '2022-11-07T10:00:00.000Z');
    expect(until).toBe('2022-11-08T07:00:00.000Z');
  });
});

describe('the training', () => {
  it('begins with the first session of the cohort', () => {
    const { change } = modulesStage(accepted, aRound(), [], '2022-11-08T08:00:00.000Z');
    expect(change?.record.status).toBe('taking-part');
  });
});
