import { getHolidays } from 'feiertagejs';
import type { Bilingual } from '../text.ts';
import {
  addDaysToDate,
  atBerlin,
  berlinDate,
  endOfDay,
  type Instant,
  type PlainDate,
  weekday,
} from './instants.ts';

/** A Land by its usual two letters: it decides which days are holidays. */
export type Land =
  | 'BB'
  | 'BE'
  | 'BW'
  | 'BY'
  | 'HB'
  | 'HE'
  | 'HH'
  | 'MV'
  | 'NI'
  | 'NW'
  | 'RP'
  | 'SH'
  | 'SL'
  | 'SN'
  | 'ST'
  | 'TH';

/** What a date causes is mailed at this time of day. */
const MORNING = '08:00';

/** The time in which a morning's work still counts as that morning's, should the timer be late. */
const LATE_MILLISECONDS = 3_600_000;

const holidaysOfYear = new Map<string, ReadonlyMap<PlainDate, Bilingual>>();

function holidays(year: string, land: Land): ReadonlyMap<PlainDate, Bilingual> {
  const known = holidaysOfYear.get(land + year);
  if (known !== undefined) return known;
  const names = new Map<PlainDate, Bilingual>();
  for (const holiday of getHolidays(Number(year), land)) {
    const de = holiday.translate('de') ?? holiday.name;
    // `date` is noon in UTC of the day, on every machine; `dateString` would follow the machine's own time zone.
    const day = holiday.date.toISOString().slice(0, 10);
    names.set(day, { de, en: holiday.translate('en') ?? de });
  }
  holidaysOfYear.set(land + year, names);
  return names;
}

/** The holiday of the Land on that day, Sundays that are holidays (Easter, Whitsun) included; else `undefined`. */
export function holidayName(date: PlainDate, land: Land = 'BB'): Bilingual | undefined {
  return holidays(date.slice(0, 4), land).get(date);
}

/** No Saturday, no Sunday, no holiday of the Land. */
export function isWorkingDay(date: PlainDate, land: Land = 'BB'): boolean {
  return weekday(date) <= 5 && holidayName(date, land) === undefined;
}

function onOrAfter(date: PlainDate, land: Land): PlainDate {
  let day = date;
  while (!isWorkingDay(day, land)) day = addDaysToDate(day, 1);
  return day;
}

/**
 * The nth working day after the day (before it, if negative); the day itself, on which a period is triggered, is
 * not counted. 0 leaves the day as it is.
 */
export function addWorkingDays(date: PlainDate, n: number, land: Land = 'BB'): PlainDate {
  const step = Math.sign(n);
  let day = date;
  let left = Math.abs(n);
  while (left > 0) {
    day = addDaysToDate(day, step);
    if (isWorkingDay(day, land)) left -= 1;
  }
  return day;
}

/**
 * How many working days lie after `from` up to and including `to`; if `to` comes first, the negative count of those
 * from `to` up to, not including, `from`. So it counts what `addWorkingDays` adds.
 */
export function workingDaysBetween(from: PlainDate, to: PlainDate, land: Land = 'BB'): number {
  const step = from <= to ? 1 : -1;
  let day = from;
  let count = 0;
  while (day !== to) {
    day = addDaysToDate(day, step);
    if (isWorkingDay(day, land)) count += step;
  }
  return count;
}

/** 23:59:59 Berlin of the nth working day after the day of the trigger, which is not counted. */
export function endOfWorkingDays(trigger: Instant, n: number, land: Land = 'BB'): Instant {
  return endOfDay(addWorkingDays(berlinDate(trigger), n, land));
}

/** 08:00 Berlin of that day, whatever day it is. */
export function morning(date: PlainDate): Instant {
  return atBerlin(date, MORNING);
}

/** Whether it is the morning of a working day, or shortly after. */
export function isMorning(now: Instant, land: Land = 'BB'): boolean {
  const today = berlinDate(now);
  const late = Date.parse(now) - Date.parse(morning(today));
  return late >= 0 && late < LATE_MILLISECONDS && isWorkingDay(today, land);
}

/** The morning of the nth working day after the day of the moment (before it, if negative). */
export function morningInWorkingDays(moment: Instant, n: number, land: Land = 'BB'): Instant {
  return morning(addWorkingDays(berlinDate(moment), n, land));
}

/** The morning of that day if it is a working day, else of the next one. */
export function morningOnOrAfter(date: PlainDate, land: Land = 'BB'): Instant {
  return morning(onOrAfter(date, land));
}

/** The morning of that day if it is a working day, else of the last one before. */
export function morningOnOrBefore(date: PlainDate, land: Land = 'BB'): Instant {
  return morning(isWorkingDay(date, land) ? date : addWorkingDays(date, -1, land));
}

/** The next morning of a working day that comes strictly after the moment. */
export function nextMorning(after: Instant, land: Land = 'BB'): Instant {
  const today = berlinDate(after);
  const first = morningOnOrAfter(today, land);
  return first > after ? first : morningOnOrAfter(addDaysToDate(today, 1), land);
}

/** The next Monday's morning strictly after the moment; where the Monday is a holiday, the next working day's. */
export function nextMondayMorning(after: Instant, land: Land = 'BB'): Instant {
  const today = berlinDate(after);
  const monday = addDaysToDate(today, 1 - weekday(today));
  const thisWeek = morningOnOrAfter(monday, land);
  return thisWeek > after ? thisWeek : morningOnOrAfter(addDaysToDate(monday, 7), land);
}
