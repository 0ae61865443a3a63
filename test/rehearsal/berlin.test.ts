import { describe, expect, it } from 'vitest';
import {
  at,
  easter,
  evening,
  iso,
  isWorkingDay,
  moment,
  morning,
  nextMorning,
  workingDays,
} from './berlin.ts';

describe('the calendar of a rehearsal, which shares nothing with the program', () => {
  it('knows Easter', () => {
    expect([2022, 2026, 2027, 2038, 2049, 2076].map(easter)).toEqual([
      '2022-04-17',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
      '2049-04-18',
      '2076-04-19',
    ]);
  });

  it('knows the holidays of Brandenburg', () => {
    const free = [
      '2026-01-01',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
      '2026-10-31',
    ];
    expect(free.filter(isWorkingDay)).toEqual([]);
    // Holidays elsewhere: Corpus Christi, Epiphany, Repentance Day, Women's Day of Berlin.
    expect(['2026-06-04', '2026-01-06', '2026-11-18', '2027-03-08'].every(isWorkingDay)).toBe(true);
  });

  it('counts working days without the day on which the period begins', () => {
    expect(workingDays('2026-04-01', 5)).toBe('2026-04-10');
    expect(workingDays('2026-05-04', -1)).toBe('2026-04-30');
  });

  it('keeps Berlin’s time of day across both changes of the clocks', () => {
    expect(iso(morning('2026-03-27'))).toBe('2026-03-27T07:00:00.000Z');
    expect(iso(morning('2026-03-30'))).toBe('2026-03-30T06:00:00.000Z');
    expect(iso(nextMorning(moment('2026-10-23T12:00:00+02:00')))).toBe('2026-10-26T07:00:00.000Z');
    expect(iso(evening('2026-10-25'))).toBe('2026-10-25T22:59:59.000Z');
    expect(iso(at('2026-07-01', '12:30'))).toBe('2026-07-01T10:30:00.000Z');
  });
});
