import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDaysToDate,
  addWorkingDays,
  berlinDate,
  endOfDay,
  endOfWorkingDays,
  formatTime,
  holidayName,
  isWorkingDay,
  morning,
  morningOnOrAfter,
  morningOnOrBefore,
  nextMondayMorning,
  nextMorning,
  workingDaysBetween,
} from '../../../functions/domain/calendar.ts';
import { dates, days, instants } from './samples.ts';

/** Easter by Gauss's rule in Lichtenberg's form, apart from the library. */
function easter(year: number): string {
  const k = Math.floor(year / 100);
  const m = 15 + Math.floor((3 * k + 3) / 4) - Math.floor((8 * k + 13) / 25);
  const a = year % 19;
  const d = (19 * a + m) % 30;
  const r = Math.floor((d + Math.floor(a / 11)) / 29);
  const og = 21 + d - r;
  const sz = 7 - ((year + Math.floor(year / 4) + (2 - Math.floor((3 * k + 3) / 4))) % 7);
  const day = og + 7 - ((((og - sz) % 7) + 7) % 7);
  return new Date(Date.UTC(year, 2, day)).toISOString().slice(0, 10);
}

describe('holidays of Brandenburg', () => {
  it('are those of 2026 by name', () => {
    const found = days('2026-01-01', '2026-12-31').flatMap((day) => {
      const name = holidayName(day);
      return name === undefined ? [] : [`${day} ${name.de}`];
    });
    expect(found).toEqual([
      '2026-01-01 Neujahrstag',
      '2026-04-03 Karfreitag',
      '2026-04-05 Ostersonntag',
      '2026-04-06 Ostermontag',
      '2026-05-01 Tag der Arbeit',
      '2026-05-14 Christi Himmelfahrt',
      '2026-05-24 Pfingstsonntag',
      '2026-05-25 Pfingstmontag',
      '2026-10-03 Tag der Deutschen Einheit',
      '2026-10-31 Reformationstag',
      '2026-12-25 1. Weihnachtstag',
      '2026-12-26 2. Weihnachtstag',
    ]);
    expect(holidayName('2026-10-31')?.en).toBe('Reformation Day');
  });

  it('follow Easter in every year', () => {
    for (let year = 2015; year <= 2060; year += 1) {
      const sunday = easter(year);
      expect(holidayName(sunday)?.de, sunday).toBe('Ostersonntag');
      for (const offset of [-2, 0, 1, 39, 49, 50]) {
        expect(holidayName(addDaysToDate(sunday, offset)), `${sunday} ${offset}`).toBeDefined();
      }
      expect(days(`${year}-01-01`, `${year}-12-31`).filter((day) => holidayName(day))).toHaveLength(
        addDaysToDate(sunday, 39) === `${year}-05-01` ? 11 : 12,
      );
    }
  });

  it('do not depend on the time zone of the machine', () => {
    const script = `import { holidayName, nextMorning } from './functions/domain/calendar.ts';
      console.log(holidayName('2026-04-03')?.de, holidayName('2026-04-04')?.de, nextMorning('2026-04-02T07:00:00.000Z'));`;
    for (const TZ of ['Pacific/Auckland', 'America/Los_Angeles']) {
      const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        env: { ...process.env, TZ },
      });
      expect(ran.stdout.trim(), TZ).toBe('Karfreitag undefined 2026-04-07T06:00:00.000Z');
    }
  });

  it('are those of another Land where it is given', () => {
    expect(isWorkingDay('2026-10-31', 'BE')).toBe(false); // a Saturday
    expect(isWorkingDay('2025-10-31', 'BE')).toBe(true);
    expect(isWorkingDay('2025-10-31')).toBe(false);
    expect(isWorkingDay('2026-01-06', 'BY')).toBe(false);
    expect(isWorkingDay('2026-01-06')).toBe(true);
  });
});

describe('working days', () => {
  it('are neither Saturdays nor Sundays nor holidays', () => {
    expect(
      ['2026-04-02', '2026-04-03', '2026-04-04', '2026-04-06', '2026-04-07'].map((day) => isWorkingDay(day)),
    ).toEqual([true, false, false, false, true]);
  });

  it('are counted without the day of the trigger, over Easter 2026 and the turn of the year', () => {
    expect(addWorkingDays('2026-04-02', 1)).toBe('2026-04-07');
    expect(addWorkingDays('2026-04-04', 1)).toBe('2026-04-07');
    expect(addWorkingDays('2026-04-07', -1)).toBe('2026-04-02');
    expect(addWorkingDays('2025-12-31', 1)).toBe('2026-01-02');
    expect(addWorkingDays('2025-12-23', 5)).toBe('2026-01-02');
    expect(addWorkingDays('2026-04-04', 0)).toBe('2026-04-04');
  });

  it('agree with counting day by day', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 40 }), (from, n) => {
        const later = days(addDaysToDate(from, 1), addDaysToDate(from, 120)).filter((day) =>
          isWorkingDay(day),
        )[n - 1];
        expect(addWorkingDays(from, n)).toBe(later);
        const earlier = days(addDaysToDate(from, -120), addDaysToDate(from, -1)).filter((day) =>
          isWorkingDay(day),
        );
        expect(addWorkingDays(from, -n)).toBe(earlier.at(-n));
        expect(isWorkingDay(addWorkingDays(from, n))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('between two days are as many as were added', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -30, max: 30 }), (from, n) => {
        expect(workingDaysBetween(from, addWorkingDays(from, n))).toBe(n === 0 ? 0 : n);
      }),
    );
  });

  it('end at 23:59:59 in Berlin, also when the clocks change in between', () => {
    expect(endOfWorkingDays('2022-10-04T22:00:00.000Z', 5)).toBe('2022-10-12T21:59:59.000Z');
    // The trigger is 23:30 in Berlin on Thursday; the clocks go back on Sunday.
    expect(endOfWorkingDays('2022-10-27T21:30:00.000Z', 2)).toBe('2022-11-01T22:59:59.000Z');
    expect(endOfWorkingDays('2026-03-27T08:00:00.000Z', 1)).toBe('2026-03-30T21:59:59.000Z');
    expect(endOfDay('2022-10-04')).toBe('2022-10-04T21:59:59.000Z');
  });
});

describe('mornings', () => {
  it('are at 08:00 in Berlin in summer and winter', () => {
    expect(morning('2026-03-28')).toBe('2026-03-28T07:00:00.000Z');
    expect(morning('2026-03-29')).toBe('2026-03-29T06:00:00.000Z');
    expect(morning('2026-10-24')).toBe('2026-10-24T06:00:00.000Z');
    expect(morning('2026-10-25')).toBe('2026-10-25T07:00:00.000Z');
  });

  it('that come next are strictly later', () => {
    expect(nextMorning('2026-11-20T06:59:59.999Z')).toBe('2026-11-20T07:00:00.000Z');
    expect(nextMorning('2026-11-20T07:00:00.000Z')).toBe('2026-11-23T07:00:00.000Z');
    expect(nextMorning('2026-04-02T06:00:00.000Z')).toBe('2026-04-07T06:00:00.000Z');
    expect(nextMorning('2025-12-31T07:00:00.000Z')).toBe('2026-01-02T07:00:00.000Z');
    // 23:30 UTC on Thursday is Friday already in Berlin.
    expect(nextMorning('2026-07-02T23:30:00.000Z')).toBe('2026-07-03T06:00:00.000Z');
  });

  it('keep to a working day before or after', () => {
    expect(morningOnOrBefore('2026-04-06')).toBe('2026-04-02T06:00:00.000Z');
    expect(morningOnOrAfter('2026-04-03')).toBe('2026-04-07T06:00:00.000Z');
    expect(morningOnOrBefore('2026-04-07')).toBe(morningOnOrAfter('2026-04-07'));
  });

  it('on Mondays move to the next working day where the Monday is a holiday', () => {
    expect(nextMondayMorning('2026-11-22T12:00:00.000Z')).toBe('2026-11-23T07:00:00.000Z');
    expect(nextMondayMorning('2026-11-23T07:00:00.000Z')).toBe('2026-11-30T07:00:00.000Z');
    expect(nextMondayMorning('2026-04-05T10:00:00.000Z')).toBe('2026-04-07T06:00:00.000Z');
    expect(nextMondayMorning('2026-04-06T10:00:00.000Z')).toBe('2026-04-07T06:00:00.000Z');
    expect(nextMondayMorning('2026-04-07T06:00:00.000Z')).toBe('2026-04-13T06:00:00.000Z');
  });

  it('are the first ones after any moment', () => {
    fc.assert(
      fc.property(instants, (after) => {
        const found = nextMorning(after);
        expect(found > after).toBe(true);
        expect(isWorkingDay(berlinDate(found))).toBe(true);
        expect(formatTime(found, 'en')).toBe('08:00');
        const skipped = days(berlinDate(after), berlinDate(found)).slice(0, -1);
        for (const day of skipped) expect(!isWorkingDay(day) || morning(day) <= after, day).toBe(true);
      }),
    );
  });
});
