import {
  addDays,
  addDaysToDate,
  addWorkingDays,
  atBerlin,
  berlinDate,
  endOfDay,
  type Instant,
  isWorkingDay,
  type PlainDate,
} from '../../domain/calendar.ts';
import type { Round } from '../../domain/round.ts';
import type { RoundFile } from '../../domain/round-file.ts';
import type { Settings } from '../../platform/settings.ts';

/** What the office says of a new round; everything else is proposed from it. */
export type Outline = {
  readonly id: string;
  readonly title: string;
  readonly opens: PlainDate;
  readonly closes: PlainDate;
  /** Day of the first session. */
  readonly begins: PlainDate;
  readonly modules: number;
  readonly sessionsPerModule: number;
  readonly daysBetweenModules: number;
  /** Time of day at which a session begins and ends, such as `09:00`. */
  readonly from: string;
  readonly until: string;
  readonly groups: number;
  readonly seats: number;
  readonly approver: { readonly name: string; readonly email: string };
  readonly deputy: { readonly name: string; readonly email: string };
  readonly trainer: { readonly name: string; readonly email: string };
  readonly office: { readonly name: string; readonly email: string };
  readonly joinUrl: string;
};

function workingDayFrom(date: PlainDate): PlainDate {
  return isWorkingDay(date) ? date : addWorkingDays(date, 1);
}

/** How long applications are taken and decisions have, in days: as the first rounds of the programme were. */
const windowDays = 30;
const decisionDays = 10;
const leadDays = 28;

/** A first proposal: the window opens in a week, the sessions follow with room for decisions and answers. */
export function firstOutline(rounds: readonly Round[], settings: Settings, now: Instant): Outline {
  const number =
    rounds.reduce((most, { id }) => (/^\d+$/.test(id) ? Math.max(most, Number(id)) : most), 0) + 1;
  const opens = workingDayFrom(addDaysToDate(berlinDate(now), 7));
  const closes = workingDayFrom(addDaysToDate(opens, windowDays));
  const begins = workingDayFrom(addDaysToDate(closes, decisionDays + leadDays));
  return {
    id: String(number),
    title: `${number}. Schulungsdurchgang`,
    opens,
    closes,
    begins,
    modules: 5,
    sessionsPerModule: 2,
    daysBetweenModules: 7,
    from: '09:00',
    until: '13:00',
    groups: 1,
    seats: 16,
    approver: { name: settings.ministry.short, email: '' },
    deputy: { name: '', email: '' },
    trainer: { name: 'Schulungsteam', email: '' },
    office: { name: settings.office.name, email: settings.office.email },
    joinUrl: '',
  };
}

/** Titles of the modules, where nobody gave others. */
function moduleTitle(number: number): string {
  return `Modul ${number}`;
}

/** The days of a module's sessions: working days one after the other. */
function sessionDays(first: PlainDate, count: number): PlainDate[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? first : addWorkingDays(first, index)));
}

/** The whole round that follows from an outline; days off are avoided. Not yet checked. */
export function fileFrom(outline: Outline): unknown {
  const { id, title, office, approver, deputy, trainer } = outline;
  const decisionsDue = workingDayFrom(addDaysToDate(outline.closes, decisionDays));
  const groups = Array.from({ length: outline.groups }, (_, index) => String.fromCharCode(97 + index));
  return {
    id,
    title,
    applications: { opens: atBerlin(outline.opens, '00:00'), closes: endOfDay(outline.closes) },
    decisionsDue: endOfDay(decisionsDue),
    seatsOfferedForWorkingDays: 5,
    approvers: [
      { ...approver, shared: true, ...(deputy.email === '' && deputy.name === '' ? {} : { deputy }) },
    ],
    office,
    cohorts: groups.map((group, index) => ({
      id: group,
      seats: outline.seats,
      trainers: [trainer],
      modules: Array.from({ length: outline.modules }, (_, module) => {
        // A second group learns in the days after the first one.
        const shift = module * outline.daysBetweenModules + index * 2;
        const first = workingDayFrom(addDaysToDate(outline.begins, shift));
        return {
          number: module + 1,
          title: moduleTitle(module + 1),
          joinUrl: outline.joinUrl,
          sessions: sessionDays(first, outline.sessionsPerModule).map((day, session) => ({
            id: `${group}${module + 1}-${session + 1}`,
            starts: atBerlin(day, outline.from),
            ends: atBerlin(day, outline.until),
          })),
        };
      }),
    })),
  };
}

/** An earlier round as it would be `weeks` weeks later, so that weekdays and times of day stay. */
export function shifted(file: RoundFile, weeks: number, id: string, title: string): RoundFile {
  const later = (instant: Instant): Instant => addDays(instant, weeks * 7);
  const workingDeadline = (instant: Instant): Instant => {
    const moved = later(instant);
    const day = berlinDate(moved);
    return isWorkingDay(day) ? moved : addDays(moved, daysUntilWorkingDay(day));
  };
  return {
    ...file,
    id,
    title,
    applications: {
      opens: later(file.applications.opens),
      closes: workingDeadline(file.applications.closes),
    },
    decisionsDue: workingDeadline(file.decisionsDue),
    ...(file.substitutesUntil === undefined
      ? {}
      : { substitutesUntil: workingDeadline(file.substitutesUntil) }),
    cohorts: file.cohorts.map((cohort) => ({
      ...cohort,
      modules: cohort.modules.map((module) => ({
        ...module,
        sessions: module.sessions.map((session) => ({
          ...session,
          starts: later(session.starts),
          ends: later(session.ends),
        })),
      })),
    })),
  };
}

function daysUntilWorkingDay(day: PlainDate): number {
  let days = 0;
  for (let next = day; !isWorkingDay(next); next = addDaysToDate(next, 1)) days += 1;
  return days;
}

/** How many whole weeks an earlier round must be moved so that its window lies ahead. */
export function weeksAhead(file: RoundFile, now: Instant): number {
  const week = 7 * 86_400_000;
  return Math.max(1, Math.ceil((Date.parse(now) + week - Date.parse(file.applications.opens)) / week));
}

/**
 * The earlier round as a proposal for the next one.
 * @param prefers whether those left on the earlier waiting list come first in the draw of the next one
 */
export function nextFrom(
  earlier: Round,
  rounds: readonly Round[],
  settings: Settings,
  now: Instant,
  prefers = false,
): RoundFile {
  const { id, title } = firstOutline(rounds, settings, now);
  const file = shifted(earlier.file, weeksAhead(earlier.file, now), id, title);
  // A preference is of one list for one round; it is not handed on.
  const { preferWaitingListOf: _before, ...selection } = file.selection;
  return {
    ...file,
    selection: { ...selection, ...(prefers ? { preferWaitingListOf: earlier.id } : {}) },
  };
}
