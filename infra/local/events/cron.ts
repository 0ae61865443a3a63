import { Temporal } from 'temporal-polyfill';

/** A cron expression of EventBridge Scheduler, read: the values that each field accepts; undefined: any. */
export interface CronFields {
  readonly minutes: ReadonlySet<number> | undefined;
  readonly hours: ReadonlySet<number> | undefined;
  readonly days: ReadonlySet<number> | undefined;
  readonly months: ReadonlySet<number> | undefined;
  /** 1 is Sunday, as in cron expressions of AWS. */
  readonly weekdays: ReadonlySet<number> | undefined;
  readonly years: ReadonlySet<number> | undefined;
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Reads the six fields `minutes hours day-of-month month day-of-week year`; undefined for what is not known here. */
export function cronFields(text: string): CronFields | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== 6) return undefined;
  const ranges: readonly [number, number, readonly string[]][] = [
    [0, 59, []],
    [0, 23, []],
    [1, 31, []],
    [1, 12, monthNames],
    [1, 7, dayNames],
    [1970, 2199, []],
  ];
  const read = ranges.map(([from, to, names], at) => field(parts[at] ?? '', from, to, names));
  if (read.includes('unknown')) return undefined;
  const [minutes, hours, days, months, weekdays, years] = read.map((it) =>
    it === 'unknown' ? undefined : it,
  );
  return { minutes, hours, days, months, weekdays, years };
}

function field(
  text: string,
  lowest: number,
  highest: number,
  names: readonly string[],
): ReadonlySet<number> | undefined | 'unknown' {
  if (text === '*' || text === '?') return undefined;
  const accepted = new Set<number>();
  const value = (word: string) => {
    const named = names.indexOf(word.toUpperCase());
    return named >= 0 ? named + lowest : /^\d+$/.test(word) ? Number(word) : Number.NaN;
  };
  for (const part of text.split(',')) {
    const [range = '', step] = part.split('/');
    const [first = '', last] = range.split('-');
    const from = first === '*' ? lowest : value(first);
    const to = last !== undefined ? value(last) : first === '*' || step !== undefined ? highest : from;
    const by = step === undefined ? 1 : Number(step);
    if (!(from >= lowest && to <= highest && from <= to && by >= 1)) return 'unknown';
    for (let it = from; it <= to; it += by) accepted.add(it);
  }
  return accepted;
}

/**
 * The first instant after another at which a cron expression holds, in ms since 1970. A local time that a change
 * of the clocks leaves out does not occur on that day; one that occurs twice counts the first time.
 */
export function nextCron(fields: CronFields, timeZone: string, after: number): number | undefined {
  const start = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone);
  let day = start.toPlainDate();
  const lastYear = day.year + 5;
  for (; day.year <= lastYear; day = day.add({ days: 1 })) {
    if (!fits(fields.years, day.year) || !fits(fields.months, day.month) || !fits(fields.days, day.day))
      continue;
    if (!fits(fields.weekdays, (day.dayOfWeek % 7) + 1)) continue;
    for (let hour = 0; hour < 24; hour += 1) {
      if (!fits(fields.hours, hour)) continue;
      for (let minute = 0; minute < 60; minute += 1) {
        if (!fits(fields.minutes, minute)) continue;
        const wanted = day.toPlainDateTime({ hour, minute });
        const found = wanted.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
        if (!found.toPlainDateTime().equals(wanted)) continue;
        if (found.epochMilliseconds > after) return found.epochMilliseconds;
      }
    }
  }
  return undefined;
}

function fits(accepted: ReadonlySet<number> | undefined, value: number): boolean {
  return accepted?.has(value) ?? true;
}
