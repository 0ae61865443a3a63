import { Temporal } from 'temporal-polyfill';

// The rehearsal's own calendar. It is written from the contract and knows nothing of the program's, so that a
// mistake there cannot hide in the plan that it is compared with.

/** Milliseconds since 1970. */
export type Moment = number;

/** A day in Berlin, `YYYY-MM-DD`. */
export type Day = string;

const zone = 'Europe/Berlin';

function zoned(at: Moment): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** The moment of an ISO 8601 text with an offset. */
export function moment(text: string): Moment {
  return Temporal.Instant.from(text).epochMilliseconds;
}

/** ISO 8601 in UTC. */
export function iso(at: Moment): string {
  return new Date(at).toISOString();
}

/** The day in Berlin on which a moment falls. */
export function dayOf(at: Moment): Day {
  return zoned(at).toPlainDate().toString();
}

/** The time of the day that Berlin's clocks show at a moment (`08:00`). */
export function timeOf(at: Moment): string {
  return zoned(at).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** The moment at which Berlin's clocks show that time of the day (`08:00`). */
export function at(day: Day, time: string): Moment {
  return Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone: zone,
    plainTime: Temporal.PlainTime.from(time),
  }).epochMilliseconds;
}

/** The same time of day in Berlin after an ISO 8601 duration; days are calendar days. */
export function after(from: Moment, duration: string): Moment {
  return zoned(from).add(Temporal.Duration.from(duration)).epochMilliseconds;
}

/** The day so many calendar days later; earlier, if negative. */
export function plusDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** Easter Sunday by Gauss's rule, as completed by Lichtenberg. */
export function easter(year: number): Day {
  const k = Math.floor(year / 100);
  const m = 15 + Math.floor((3 * k + 3) / 4) - Math.floor((8 * k + 13) / 25);
  const s = 2 - Math.floor((3 * k + 3) / 4);
  const a = year % 19;
  const d = (19 * a + m) % 30;
  const r = Math.floor((d + Math.floor(a / 11)) / 29);
  const og = 21 + d - r;
  const sz = 7 - ((year + Math.floor(year / 4) + s) % 7);
  const march = og + 7 - ((og - sz) % 7);
  return plusDays(`${year}-03-01`, march - 1);
}

const fixed = ['01-01', '05-01', '10-03', '10-31', '12-25', '12-26'];
/** Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday and Monday: days after Easter Sunday. */
const moving = [-2, 0, 1, 39, 49, 50];

/** A holiday of Brandenburg? */
export function isHoliday(day: Day): boolean {
  if (fixed.includes(day.slice(5))) return true;
  const sunday = easter(Number(day.slice(0, 4)));
  return moving.some((days) => plusDays(sunday, days) === day);
}

/** No Saturday, Sunday or holiday of Brandenburg. */
export function isWorkingDay(day: Day): boolean {
  return Temporal.PlainDate.from(day).dayOfWeek <= 5 && !isHoliday(day);
}

/** 1 (Monday) to 7 (Sunday). */
export function weekday(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/** The day itself if it is a working day, else the next one. */
export function onOrAfter(day: Day): Day {
  return isWorkingDay(day) ? day : onOrAfter(plusDays(day, 1));
}

/** The day itself if it is a working day, else the last one before. */
export function onOrBefore(day: Day): Day {
  return isWorkingDay(day) ? day : onOrBefore(plusDays(day, -1));
}

/** The nth working day after that day, or before it if negative; the day itself is not counted. */
export function workingDays(day: Day, n: number): Day {
  if (n === 0) return day;
  const step = Math.sign(n);
  const next = plusDays(day, step);
  return workingDays(next, isWorkingDay(next) ? n - step : n);
}

/** Working days after `from` up to and including `to`. */
export function workingDaysFrom(from: Day, to: Day): number {
  let count = 0;
  for (let day = from; day < to; ) {
    day = plusDays(day, 1);
    if (isWorkingDay(day)) count += 1;
  }
  return count;
}

/** 08:00 of that day. */
export function morning(day: Day): Moment {
  return at(day, '08:00');
}

/** The next 08:00 of a working day, strictly after the moment. */
export function nextMorning(from: Moment): Moment {
  const today = morning(onOrAfter(dayOf(from)));
  return today > from ? today : morning(onOrAfter(plusDays(dayOf(from), 1)));
}

/** 23:59:59 of that day: the instant at which a deadline of that day is over. */
export function evening(day: Day): Moment {
  return at(day, '23:59:59');
}
