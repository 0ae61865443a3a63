import { Temporal } from 'temporal-polyfill';

/**
 * A moment: ISO 8601 in UTC with milliseconds, such as `2022-10-04T21:59:59.000Z`. Always this very form, so
 * that two of them can be compared as text.
 */
export type Instant = string;

/** A day of the calendar in Europe/Berlin, `YYYY-MM-DD`. Comparable as text. */
export type PlainDate = string;

const ZONE = 'Europe/Berlin';

/** What a file or a request may hold: date, time and an offset; without the offset a time would be a guess. */
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:[0-5]\d([.,]\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** An instant in the very form in which it is stored. */
const STORED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Whether a text is an instant as it is stored: most that are read are, and need no more work. */
function isStored(text: string): boolean {
  if (!STORED.test(text)) return false;
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text;
}

function toInstant(moment: Temporal.Instant | Temporal.ZonedDateTime): Instant {
  const instant = moment instanceof Temporal.Instant ? moment : moment.toInstant();
  const text = instant.toString({ smallestUnit: 'millisecond', roundingMode: 'floor' });
  // Years beyond four digits are written with a sign and would no longer compare as text.
  if (!/^\d{4}-/.test(text)) throw new RangeError(`${text} lies outside the years 0000 to 9999`);
  return text;
}

/** The moment as Berlin's clocks and calendars show it. For this folder alone. */
export function inBerlin(instant: Instant): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE);
}

/**
 * Reads an ISO 8601 moment with its offset, such as `2022-10-04T23:59:59+02:00`, whatever the offset.
 * Finer parts than milliseconds are cut off. `undefined` if it is no such moment.
 */
export function parseInstant(text: string): Instant | undefined {
  if (isStored(text)) return text;
  if (!WITH_OFFSET.test(text)) return undefined;
  try {
    return toInstant(Temporal.Instant.from(text));
  } catch {
    return undefined;
  }
}

/** Is it a day of the calendar, `YYYY-MM-DD`? */
export function isPlainDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

/** Is it a time of day, `HH:mm`, as time fields send it? */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** The day on which the moment falls in Berlin. */
export function berlinDate(instant: Instant): PlainDate {
  return inBerlin(instant).toPlainDate().toString();
}

/**
 * The moment at which Berlin's clocks show `time` (`HH:mm` or `HH:mm:ss`) on that day. A time that the change to
 * summer time skips is taken an hour later, of one that occurs twice the first is taken.
 */
export function atBerlin(date: PlainDate, time: string): Instant {
  return toInstant(
    Temporal.PlainDate.from(date).toZonedDateTime({
      timeZone: ZONE,
      plainTime: Temporal.PlainTime.from(time),
    }),
  );
}

/** The last second of the day in Berlin, 23:59:59, with which deadlines end; that instant is already outside. */
export function endOfDay(date: PlainDate): Instant {
  return atBerlin(date, '23:59:59');
}

/** The same time of day in Berlin, `days` calendar days later (earlier, if negative). */
export function addDays(instant: Instant, days: number): Instant {
  return toInstant(inBerlin(instant).add({ days }));
}

/** The day `days` calendar days later (earlier, if negative). */
export function addDaysToDate(date: PlainDate, days: number): PlainDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The day in Berlin that lies `days` calendar days before the day of the moment. */
export function daysBefore(instant: Instant, days: number): PlainDate {
  return addDaysToDate(berlinDate(instant), -days);
}

/**
 * The moment after an ISO 8601 duration. Years, months, weeks and days are those of Berlin's calendar (the time of
 * day stays), hours and below are exact. Throws a RangeError if it is no duration or leads out of the calendar.
 */
export function plusDuration(instant: Instant, duration: string): Instant {
  return toInstant(inBerlin(instant).add(Temporal.Duration.from(duration)));
}

/** 1 (Monday) to 7 (Sunday). */
export function weekday(date: PlainDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** Minutes from one moment to another, such as the length of a session; negative if `to` comes first. */
export function minutesBetween(from: Instant, to: Instant): number {
  return (
    (Temporal.Instant.from(to).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 60_000
  );
}
