import { Temporal } from 'temporal-polyfill';
import type { Language } from '../text.ts';
import { type Instant, inBerlin, type PlainDate } from './instants.ts';

// Dates and numbers as DIN 5008 has them. The names stand here, not in the runtime's locale data, so that a mail
// reads the same wherever it is made.

const WEEKDAYS = {
  de: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;

const MONTHS = {
  de: [
    'Januar',
    'Februar',
    'März',
    'April',
    'Mai',
    'Juni',
    'Juli',
    'August',
    'September',
    'Oktober',
    'November',
    'Dezember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const;

/** Between groups of three digits (in German a narrow no-break space), and before decimal places. */
const SEPARATORS = { de: { group: '\u202F', point: ',' }, en: { group: ',', point: '.' } } as const;

function dayOf(when: Instant | PlainDate): Temporal.PlainDate {
  return when.length === 10 ? Temporal.PlainDate.from(when) : inBerlin(when).toPlainDate();
}

const two = (value: number): string => String(value).padStart(2, '0');

function clock(instant: Instant): string {
  const { hour, minute } = inBerlin(instant);
  return `${two(hour)}:${two(minute)}`;
}

/** `22.11.2026` or `22 November 2026`, of a moment in Berlin or of a day. */
export function formatDate(when: Instant | PlainDate, language: Language): string {
  const { day, month, year } = dayOf(when);
  return { de: `${two(day)}.${two(month)}.${year}`, en: `${day} ${MONTHS.en[month - 1]} ${year}` }[language];
}

/** `Sonntag, 22. November 2026` or `Sunday, 22 November 2026`, of a moment in Berlin or of a day. */
export function formatLongDate(when: Instant | PlainDate, language: Language): string {
  const { day, dayOfWeek, month, year } = dayOf(when);
  const dot = { de: '.', en: '' }[language];
  return `${WEEKDAYS[language][dayOfWeek - 1]}, ${day}${dot} ${MONTHS[language][month - 1]} ${year}`;
}

/** `09:00 Uhr` or `09:00`, in Berlin. */
export function formatTime(instant: Instant, language: Language): string {
  return { de: `${clock(instant)} Uhr`, en: clock(instant) }[language];
}

/** `Sonntag, 22. November 2026, 09:00 Uhr` or `Sunday, 22 November 2026, 09:00`, in Berlin: for sentences. */
export function formatDateTime(instant: Instant, language: Language): string {
  return `${formatLongDate(instant, language)}, ${formatTime(instant, language)}`;
}

/** `22.11.2026, 09:00 Uhr` or `22 November 2026, 09:00`, in Berlin: for tables and lists. */
export function formatShortDateTime(instant: Instant, language: Language): string {
  return `${formatDate(instant, language)}, ${formatTime(instant, language)}`;
}

/**
 * From when to when, in Berlin: `Dienstag, 8. November 2022, 09:00 bis 13:00 Uhr`; over several days each end with
 * its date.
 */
export function formatPeriod(starts: Instant, ends: Instant, language: Language): string {
  const until = { de: 'bis', en: 'to' }[language];
  if (!dayOf(starts).equals(dayOf(ends))) {
    return `${formatDateTime(starts, language)} ${until} ${formatDateTime(ends, language)}`;
  }
  return `${formatLongDate(starts, language)}, ${clock(starts)} ${until} ${formatTime(ends, language)}`;
}

/**
 * A number with at most `decimals` decimal places: `12 345,6` with narrow no-break spaces between groups of three,
 * or `12,345.6` in English. For counts and measures; not for money, years or keys.
 */
export function formatNumber(value: number, language: Language, decimals = 0): string {
  const factor = 10 ** decimals;
  const [whole = '0', fraction] = String(Math.round(Math.abs(value) * factor) / factor).split('.');
  const { group, point } = SEPARATORS[language];
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, group);
  const sign = value < 0 && !/^0*$/.test(whole + (fraction ?? '')) ? '−' : '';
  return sign + groups + (fraction === undefined ? '' : point + fraction);
}
