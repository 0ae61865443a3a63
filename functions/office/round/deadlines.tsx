import { atBerlin, berlinDate, endOfDay, formatDateTime, isPlainDate } from '../../domain/calendar.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import { say } from '../../platform/letter/wording.ts';
import { TextField } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { type ChangeForm, changePage, type FormState, shownValue } from '../shared/change-form.tsx';
import { type Deadlines, moveDeadlines, openDeadlines } from './round-changes.ts';

/** A day as sent; the instant stays as it is where its day does. */
function day(
  form: URLSearchParams,
  name: string,
  before: string,
  make: (date: string) => string,
): string | undefined {
  const date = form.get(name)?.trim() ?? '';
  if (!isPlainDate(date)) return undefined;
  return date === berlinDate(before) ? before : make(date);
}

function fields(state: FormState) {
  const { visit, round, errors } = state;
  const { language } = visit;
  const { file } = round;
  const open = openDeadlines(round);
  const until = say(language, { de: 'bis 23:59:59 Uhr dieses Tages', en: 'until 23:59:59 of that day' });
  const date = (name: 'opens' | 'closes' | 'decisionsDue', label: string, hint: string, instant: string) =>
    open.includes(name) && (
      <TextField
        name={name}
        type="date"
        size="short"
        label={label}
        hint={`${hint}. ${say(language, { de: 'Bisher', en: 'So far' })}: ${formatDateTime(instant, language)}`}
        value={shownValue(state, name, berlinDate(instant))}
        error={errorOf(errors, name)}
      />
    );
  return (
    <>
      {date(
        'opens',
        say(language, { de: 'Bewerbung öffnet am', en: 'Applications open on' }),
        say(language, { de: 'ab 00:00 Uhr', en: 'from 00:00' }),
        file.applications.opens,
      )}
      {date(
        'closes',
        round.status === 'closed'
          ? say(language, { de: 'Bewerbung wieder öffnen bis', en: 'Reopen applications until' })
          : say(language, { de: 'Bewerbung endet am', en: 'Applications close on' }),
        until,
        file.applications.closes,
      )}
      {date(
        'decisionsDue',
        say(language, { de: 'Entscheidungen fällig am', en: 'Decisions due on' }),
        until,
        file.decisionsDue,
      )}
      {open.includes('seatsOfferedForWorkingDays') && (
        <TextField
          name="seatsOfferedForWorkingDays"
          type="number"
          size="short"
          label={say(language, {
            de: 'Ein Platzangebot gilt so viele Arbeitstage',
            en: 'Working days for which an offer stands',
          })}
          hint={say(language, {
            de: 'Gilt für Angebote, die ab jetzt hinausgehen.',
            en: 'For offers made from now on.',
          })}
          value={shownValue(state, 'seatsOfferedForWorkingDays', String(file.seatsOfferedForWorkingDays))}
          error={errorOf(errors, 'seatsOfferedForWorkingDays')}
        />
      )}
      {open.includes('seats') &&
        file.cohorts.map((cohort) => (
          <TextField
            key={cohort.id}
            name={`seats-${cohort.id}`}
            type="number"
            size="short"
            label={say(language, {
              de: `Plätze in Gruppe ${cohort.id.toUpperCase()}`,
              en: `Seats in group ${cohort.id.toUpperCase()}`,
            })}
            value={shownValue(state, `seats-${cohort.id}`, String(cohort.seats))}
            error={errorOf(errors, `seats-${cohort.id}`)}
          />
        ))}
    </>
  );
}

const form: ChangeForm<Deadlines> = {
  path: 'fristen',
  about: 'Move deadlines, extend or reopen applications, change seats',
  done: 'dates-moved',
  title: ({ visit }) =>
    say(visit.language, { de: 'Fristen und Plätze ändern', en: 'Change deadlines and seats' }),
  lead: (language) =>
    say(language, {
      de: 'Was schon begonnen hat oder entschieden ist, lässt sich nicht mehr ändern. Fristen sollten an einem Arbeitstag enden (§ 31 Abs. 3 VwVfG).',
      en: 'What has begun or been decided can’t be changed. Deadlines should end on a working day (§ 31 (3) VwVfG).',
    }),
  isPossible: (round) => openDeadlines(round).length > 0,
  fields,
  read: (sent, { file, ...round }) => {
    const open = openDeadlines({ file, ...round });
    const opens = day(sent, 'opens', file.applications.opens, (date) => atBerlin(date, '00:00'));
    const closes = day(sent, 'closes', file.applications.closes, endOfDay);
    const decisionsDue = day(sent, 'decisionsDue', file.decisionsDue, endOfDay);
    const days = { opens, closes, decisionsDue };
    const noDay = {
      de: 'Bitte geben Sie einen Tag an, zum Beispiel 04.10.2022.',
      en: 'Please give a day, such as 4 October 2022.',
    };
    const errors: Mistake[] = (['opens', 'closes', 'decisionsDue'] as const)
      .filter((name) => open.includes(name) && days[name] === undefined)
      .map((name) => mistake(name, noDay));
    if (errors.length > 0) return { errors };
    const number = (name: string): number => Number(sent.get(name) ?? Number.NaN);
    return {
      wish: {
        ...(opens === undefined ? {} : { opens }),
        ...(closes === undefined ? {} : { closes }),
        ...(decisionsDue === undefined ? {} : { decisionsDue }),
        seatsOfferedForWorkingDays: number('seatsOfferedForWorkingDays'),
        seats: Object.fromEntries(file.cohorts.map(({ id }) => [id, number(`seats-${id}`)])),
      },
    };
  },
  decide: (round, wish, { session, at }) => moveDeadlines(round, wish, session.email, at),
  fieldOf: (pointer, round) => {
    const cohort = /^\/cohorts\/(\d+)\/seats$/.exec(pointer)?.[1];
    if (cohort !== undefined) return `seats-${round.file.cohorts[Number(cohort)]?.id ?? ''}`;
    // A session that would come before a deadline is mended by the deadline here.
    if (pointer.startsWith('/cohorts/')) return 'decisionsDue';
    return pointer.split('/').at(-1);
  },
  confirm: (language) =>
    say(language, {
      de: 'Ja, so ändern. Die neuen Fristen stehen sofort auf der Startseite.',
      en: 'Yes, change it. The new deadlines are on the home page at once.',
    }),
};

export const deadlinesPage = changePage(form);
