import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addDaysToDate,
  addWorkingDays,
  atBerlin,
  berlinDate,
  daysBefore,
  endOfDay,
  endOfWorkingDays,
  formatDate,
  formatDateTime,
  formatLongDate,
  formatNumber,
  formatPeriod,
  formatShortDateTime,
  formatTime,
  holidayName,
  isDuration,
  isMonday,
  isPlainDate,
  isWorkingDay,
  minutesBetween,
  morning,
  morningOnOrAfter,
  morningOnOrBefore,
  nextMondayMorning,
  nextMorning,
  parseInstant,
  plusDuration,
  secondsUntil,
  weekday,
  workingDaysBetween,
} from '../../functions/domain/calendar.ts';

const dates = fc
  .date({ min: new Date('2015-01-01T00:00:00Z'), max: new Date('2045-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const instants = fc
  .date({ min: new Date('2015-01-01T00:00:00Z'), max: new Date('2045-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Every day from one to another, by nothing but UTC arithmetic. */
function days(from: string, to: string): string[] {
  const found: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    found.push(new Date(at).toISOString().slice(0, 10));
  }
  return found;
}

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

describe('instants', () => {
  it('are read with any offset and kept in UTC', () => {
    expect(parseInstant('2022-10-04T23:59:59+02:00')).toBe('2022-10-04T21:59:59.000Z');
    expect(parseInstant('2022-10-04T21:59Z')).toBe('2022-10-04T21:59:00.000Z');
    expect(parseInstant('2022-10-04T21:59:59.123456Z')).toBe('2022-10-04T21:59:59.123Z');
  });

  it('without offset, or that no calendar has, are none', () => {
    for (const text of [
      '2022-10-04',
      '2022-10-04T23:59:59',
      '2022-02-30T10:00:00Z',
      '2022-10-04T24:00:00Z',
      '2022-10-04T23:59:60Z',
      '2022-10-04T23:59:59+02:00[Europe/Berlin]',
      '9999-12-31T23:59:59-02:00',
      ' 2022-10-04T21:59Z',
      'tomorrow',
      '',
    ]) {
      expect(parseInstant(text), text).toBeUndefined();
    }
  });

  it('read and written again are the same', () => {
    fc.assert(fc.property(instants, (instant) => parseInstant(instant) === instant));
  });

  it('keep their time of day over both changes of the clocks', () => {
    expect(addDays('2026-03-28T08:00:00.000Z', 1)).toBe('2026-03-29T07:00:00.000Z');
    expect(addDays('2026-10-24T07:00:00.000Z', 1)).toBe('2026-10-25T08:00:00.000Z');
    expect(plusDuration('2022-10-28T10:00:00.000Z', 'P7D')).toBe('2022-11-04T11:00:00.000Z');
    expect(plusDuration('2022-10-28T10:00:00.000Z', 'PT168H')).toBe('2022-11-04T10:00:00.000Z');
    expect(plusDuration('2026-03-29T00:59:59.000Z', 'PT1S')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('that the change to summer time skips are an hour later, those that come twice the first', () => {
    expect(atBerlin('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(atBerlin('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('fall on the day that Berlin has', () => {
    expect(berlinDate('2026-07-02T22:00:00.000Z')).toBe('2026-07-03');
    expect(berlinDate('2025-12-31T22:59:59.999Z')).toBe('2025-12-31');
    expect(berlinDate('2025-12-31T23:00:00.000Z')).toBe('2026-01-01');
    expect(daysBefore('2022-11-07T23:30:00.000Z', 7)).toBe('2022-11-01');
  });

  it('are so many whole seconds away, at least one', () => {
    expect(secondsUntil('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:01.001Z')).toBe(2);
    expect(secondsUntil('2026-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z')).toBe(1);
    expect(minutesBetween('2022-11-08T08:00:00.000Z', '2022-11-08T12:00:00.000Z')).toBe(240);
  });

  it('and durations and days are told from other text', () => {
    expect(['P7D', 'PT1H', 'P1Y2M', '-P1D'].every(isDuration)).toBe(true);
    expect(['7D', 'P', '', 'PT', 'P1H'].some(isDuration)).toBe(false);
    expect(isPlainDate('2024-02-29')).toBe(true);
    expect(['2023-02-29', '2023-2-1', '20230201'].some(isPlainDate)).toBe(false);
    expect(weekday('2026-11-22')).toBe(7);
    expect(isMonday('2026-11-23')).toBe(true);
    expect(() => plusDuration('2026-01-01T00:00:00.000Z', 'P9000Y')).toThrow(RangeError);
  });
});

describe('dates and numbers as DIN 5008', () => {
  const moment = '2026-11-22T08:00:00.000Z';

  it('are written in German and English', () => {
    expect(formatDate(moment, 'de')).toBe('22.11.2026');
    expect(formatDate('2026-01-02', 'de')).toBe('02.01.2026');
    expect(formatDate(moment, 'en')).toBe('22 November 2026');
    expect(formatLongDate(moment, 'de')).toBe('Sonntag, 22. November 2026');
    expect(formatLongDate('2026-11-22', 'en')).toBe('Sunday, 22 November 2026');
    expect(formatTime(moment, 'de')).toBe('09:00 Uhr');
    expect(formatTime(moment, 'en')).toBe('09:00');
    expect(formatDateTime(moment, 'de')).toBe('Sonntag, 22. November 2026, 09:00 Uhr');
    expect(formatShortDateTime(moment, 'de')).toBe('22.11.2026, 09:00 Uhr');
  });

  it('name a period by its day, or by both', () => {
    expect(formatPeriod('2022-11-08T08:00:00.000Z', '2022-11-08T12:00:00.000Z', 'de')).toBe(
      'Dienstag, 8. November 2022, 09:00 bis 13:00 Uhr',
    );
    expect(formatPeriod('2022-11-08T08:00:00.000Z', '2022-11-08T12:00:00.000Z', 'en')).toBe(
      'Tuesday, 8 November 2022, 09:00 to 13:00',
    );
    expect(formatPeriod('2022-11-08T08:00:00.000Z', '2022-11-09T12:00:00.000Z', 'de')).toBe(
      'Dienstag, 8. November 2022, 09:00 Uhr bis Mittwoch, 9. November 2022, 13:00 Uhr',
    );
  });

  it('group numbers by narrow spaces in German', () => {
    expect(formatNumber(12345.6, 'de', 1)).toBe('12\u202F345,6');
    expect(formatNumber(1234567, 'de')).toBe('1\u202F234\u202F567');
    expect(formatNumber(12345.6, 'en', 1)).toBe('12,345.6');
    expect(formatNumber(999, 'de')).toBe('999');
    expect(formatNumber(-0.4, 'de')).toBe('0');
    expect(formatNumber(-2.5, 'de', 1)).toBe('−2,5');
  });
});
