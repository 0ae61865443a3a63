import { type Application, enrolledStatuses } from '../../domain/application.ts';
import { berlinDate, formatDate, formatTime } from '../../domain/calendar.ts';
import { administration, type Register } from '../../domain/register/register.ts';
import { type Round, sessionsOf } from '../../domain/round.ts';
import type { Language } from '../../domain/text.ts';
import { submittedColumns } from '../../platform/letter/submitted.ts';
import { cohortName, say, statusNames } from '../../platform/letter/wording.ts';

/** A cell: a text, a count, or an instant that is shown in Berlin's time; undefined where there is none. */
export type Cell = string | number | { readonly at: string } | undefined;

/** A table as it is exported: a heading for each column, and its rows. */
export type Sheet = {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

type Column = { readonly heading: string; readonly value: (application: Application) => Cell };

function instant(at: string | undefined): Cell {
  return at === undefined ? undefined : { at };
}

/** What both sheets say of a person and administration. Never what somebody needs in order to take part. */
function personColumns(
  sheet: 'applications' | 'participants',
  register: Register,
  language: Language,
): Column[] {
  const first = (application: Application) => administration(register, application.administrations[0] ?? '');
  const ofRegister: Column[] = [
    {
      heading: say(language, { de: 'Schlüssel', en: 'Key' }),
      value: ({ administrations }) => administrations.join(' / '),
    },
    {
      heading: say(language, { de: 'Größenklasse', en: 'Size class' }),
      value: (each) => first(each)?.sizeClass,
    },
    {
      heading: say(language, { de: 'Planungsregion', en: 'Planning region' }),
      value: (each) => first(each)?.planningRegion,
    },
  ];
  return [
    { heading: say(language, { de: 'Vorgang', en: 'Case' }), value: ({ reference }) => reference },
    {
      heading: say(language, { de: 'Stand', en: 'State' }),
      value: ({ status }) => statusNames[status][language],
    },
    ...submittedColumns(sheet, register, language).flatMap(({ names, ...column }): Column[] =>
      names.includes('administrations') ? [column, ...ofRegister] : [column],
    ),
  ];
}

function sheetOf(name: string, columns: readonly Column[], applications: readonly Application[]): Sheet {
  const sorted = [...applications].sort((a, b) => (a.reference < b.reference ? -1 : 1));
  return {
    name,
    headings: columns.map(({ heading }) => heading),
    rows: sorted.map((application) => columns.map(({ value }) => value(application))),
  };
}

/** All applications of a round. */
export function applicationSheet(
  applications: readonly Application[],
  register: Register,
  language: Language,
): Sheet {
  return sheetOf(
    say(language, { de: 'Bewerbungen', en: 'Applications' }),
    [
      ...personColumns('applications', register, language),
      {
        heading: say(language, { de: 'Eingegangen', en: 'Received' }),
        value: ({ submittedAt }) => instant(submittedAt),
      },
      {
        heading: say(language, { de: 'Bestätigt', en: 'Confirmed' }),
        value: ({ confirmedAt }) => instant(confirmedAt),
      },
      {
        heading: say(language, { de: 'Entschieden', en: 'Decided' }),
        value: ({ decision }) => instant(decision?.at),
      },
      {
        heading: say(language, { de: 'Gruppe', en: 'Group' }),
        value: ({ seat }) => (seat === undefined ? undefined : cohortName(seat.cohort, language)),
      },
      {
        heading: say(language, { de: 'Platz angeboten', en: 'Seat offered' }),
        value: ({ seat }) => instant(seat?.offeredAt),
      },
      {
        heading: say(language, { de: 'Platz angenommen', en: 'Seat accepted' }),
        value: ({ seat }) => instant(seat?.acceptedAt),
      },
    ],
    applications,
  );
}

/** Those who have a seat or took part. */
export function participantSheet(
  applications: readonly Application[],
  round: Round,
  register: Register,
  language: Language,
): Sheet {
  const taking = applications.filter(
    ({ status }) => enrolledStatuses.includes(status) || status === 'dropped-out',
  );
  return sheetOf(
    say(language, { de: 'Teilnehmende', en: 'Participants' }),
    [
      ...personColumns('participants', register, language),
      {
        heading: say(language, { de: 'Gruppe', en: 'Group' }),
        value: ({ seat }) => (seat === undefined ? undefined : cohortName(seat.cohort, language)),
      },
      {
        heading: say(language, { de: 'Besuchte Termine', en: 'Sessions attended' }),
        value: ({ attended }) => attended?.length,
      },
      {
        heading: say(language, { de: 'Termine', en: 'Sessions' }),
        value: ({ seat }) => (seat === undefined ? undefined : sessionsOf(round.file, seat.cohort).length),
      },
      {
        heading: say(language, { de: 'Zertifikat', en: 'Certificate' }),
        value: ({ certificate }) => certificate?.number,
      },
    ],
    taking,
  );
}

/** `05.09.2022 14:30`, as German and other spreadsheets read dates. */
function csvInstant(at: string): string {
  return `${formatDate(at, 'de')} ${formatTime(at, 'en')}`;
}

/** What a spreadsheet calculates: also after blanks, and written in full width. */
const formula = /^\s*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;
/** Digits and what stands between them in dates, times, fractions and numbers. */
const reckoned = /^[\d\s.,:/%€E+-]*\d[\d\s.,:/%€E+-]*$/i;
/** Digits that stay as they are: a count without a leading zero and short enough, or groups with blanks between. */
const harmless = /^[1-9]\d{0,14}$|^\d+(?: \d+)+$/;
const truth = /^(?:wahr|falsch|true|false)$/i;

/**
 * A text that no spreadsheet takes for a formula, a number, a date or a truth value: those get an apostrophe before
 * them. Without it `=cmd…` would run, 03046 would lose its zero, 1/2 would be a day, and Ms Wahr would be TRUE.
 */
export function defused(text: string): string {
  const isRead = formula.test(text) || truth.test(text) || (reckoned.test(text) && !harmless.test(text));
  return isRead ? `'${text}` : text;
}

function csvCell(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = typeof cell === 'string' ? defused(cell) : csvInstant(cell.at);
  return /[";\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The sheet as CSV the way German Excel opens it: UTF-8 with a byte order mark, semicolons, CRLF. */
export function toCsv({ headings, rows }: Sheet): string {
  return `\uFEFF${[headings, ...rows].map((row) => row.map(csvCell).join(';')).join('\r\n')}\r\n`;
}

/** The day and minute of an instant in Berlin, as a moment in UTC: workbooks know no time zones. */
export function wallClock(at: string): number {
  return Date.parse(`${berlinDate(at)}T${formatTime(at, 'en')}:00.000Z`);
}
