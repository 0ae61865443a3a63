import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  atBerlin,
  berlinDate,
  daysBefore,
  formatDate,
  formatDateTime,
  formatLongDate,
  formatNumber,
  formatPeriod,
  formatShortDateTime,
  formatTime,
  isPlainDate,
  minutesBetween,
  parseInstant,
  plusDuration,
  weekday,
} from '../../../functions/domain/calendar.ts';
import { instants } from './samples.ts';

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

  it('are so many minutes apart', () => {
    expect(minutesBetween('2022-11-08T08:00:00.000Z', '2022-11-08T12:00:00.000Z')).toBe(240);
  });

  it('and days are told from other text, and counted from Monday', () => {
    expect(isPlainDate('2024-02-29')).toBe(true);
    expect(['2023-02-29', '2023-2-1', '20230201'].some(isPlainDate)).toBe(false);
    expect(weekday('2026-11-22')).toBe(7);
    expect(weekday('2026-11-23')).toBe(1);
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
