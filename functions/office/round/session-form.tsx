import { atBerlin, berlinDate, formatPeriod, isPlainDate } from '../../domain/calendar.ts';
import { sessionsOf } from '../../domain/round.ts';
import { say } from '../../platform/letter/wording.ts';
import { RadioGroup, TextArea, TextField } from '../../platform/page/controls.tsx';
import { errorOf, type FieldError } from '../../platform/page/errors.tsx';
import { choice, field } from '../../platform/web/forms.ts';
import {
  type ChangeForm,
  changePage,
  type FormState,
  shownValue,
  timeValue,
} from '../shared/change-form.tsx';
import { canMoveSession, changeSession, type SessionWish } from './round-changes.ts';

const longestReason = 1000;

function fields(state: FormState) {
  const { visit, round, errors, sent } = state;
  const { language } = visit;
  const session = sessionsOf(round.file).find((each) => each.id === visit.params['session']);
  if (session === undefined) return null;
  const time = (name: 'from' | 'until', label: string, instant: string) => (
    <TextField
      name={name}
      type="time"
      size="short"
      label={label}
      value={shownValue(state, name, timeValue(instant))}
      error={errorOf(errors, name)}
    />
  );
  return (
    <>
      <RadioGroup
        name="action"
        label={say(language, 'Was geschieht mit dem Termin?', 'What becomes of the session?')}
        hint={`${session.module.title}: ${formatPeriod(session.starts, session.ends, language)}`}
        value={sent?.get('action') ?? undefined}
        error={errorOf(errors, 'action')}
        choices={[
          {
            value: 'move',
            label: say(language, 'Er wird verlegt', 'It is moved'),
            more: (
              <>
                <TextField
                  name="date"
                  type="date"
                  size="short"
                  label={say(language, 'Neuer Tag', 'New day')}
                  value={shownValue(state, 'date', berlinDate(session.starts))}
                  error={errorOf(errors, 'date')}
                />
                {time('from', say(language, 'Beginn', 'Start'), session.starts)}
                {time('until', say(language, 'Ende', 'End'), session.ends)}
              </>
            ),
          },
          { value: 'cancel', label: say(language, 'Er fällt aus', 'It is cancelled') },
        ]}
      />
      <TextArea
        name="reason"
        label={say(language, 'Grund', 'Reason')}
        hint={say(
          language,
          'Steht in der E-Mail an die Teilnehmenden.',
          'Stands in the mail to the participants.',
        )}
        optional
        rows={3}
        maxLength={longestReason}
        value={shownValue(state, 'reason', '')}
        error={errorOf(errors, 'reason')}
      />
    </>
  );
}

function read(
  form: URLSearchParams,
  language: 'de' | 'en',
): { readonly wish: SessionWish } | { readonly errors: readonly FieldError[] } {
  const action = choice(form, 'action', ['move', 'cancel']);
  const reason = field(form, 'reason')?.trim();
  const tooLong: FieldError[] =
    [...(reason ?? '')].length > longestReason
      ? [
          {
            name: 'reason',
            message: say(language, 'Bitte kürzen Sie den Grund.', 'Please shorten the reason.'),
          },
        ]
      : [];
  const more = reason === undefined || reason === '' ? {} : { reason };
  if (action === undefined) {
    return {
      errors: [
        {
          name: 'action',
          message: say(language, 'Bitte wählen Sie, was geschieht.', 'Please choose what happens.'),
        },
        ...tooLong,
      ],
    };
  }
  if (action === 'cancel') return tooLong.length > 0 ? { errors: tooLong } : { wish: { action, ...more } };
  const date = form.get('date') ?? '';
  const [from, until] = [form.get('from') ?? '', form.get('until') ?? ''];
  const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
  const noTime = say(
    language,
    'Bitte geben Sie eine Uhrzeit an, zum Beispiel 09:00.',
    'Please give a time, such as 09:00.',
  );
  const errors = [
    ...(isPlainDate(date)
      ? []
      : [{ name: 'date', message: say(language, 'Bitte geben Sie einen Tag an.', 'Please give a day.') }]),
    ...(isTime(from) ? [] : [{ name: 'from', message: noTime }]),
    ...(isTime(until) ? [] : [{ name: 'until', message: noTime }]),
    ...tooLong,
  ];
  if (errors.length > 0) return { errors };
  return { wish: { action, starts: atBerlin(date, from), ends: atBerlin(date, until), ...more } };
}

const form: ChangeForm<SessionWish> = {
  path: 'termin/{session}',
  about: 'Move or cancel a session',
  done: 'session-changed',
  title: ({ visit }) => say(visit.language, 'Termin verlegen oder absagen', 'Move or cancel a session'),
  lead: (language) =>
    say(
      language,
      'Alle, die einen Platz haben, erhalten sofort eine E-Mail mit einer Datei für ihren Kalender. Erinnerungen rechnen ab jetzt mit dem neuen Termin.',
      'Everybody who has a seat gets a mail with a file for the calendar at once. Reminders go by the new date from now on.',
    ),
  isPossible: (round, { params, at }) => canMoveSession(round, params['session'] ?? '', at),
  fields,
  read: (sent, _round, { language }) => read(sent, language),
  decide: (round, wish, { params, session, at }) =>
    changeSession(round, params['session'] ?? '', wish, session.email, at),
  fieldOf: (pointer) =>
    pointer.endsWith('/ends') ? 'until' : pointer.endsWith('/starts') ? 'date' : 'action',
  confirm: (language) =>
    say(language, 'Ja, alle Teilnehmenden benachrichtigen.', 'Yes, tell all participants.'),
};

export const sessionPage = changePage(form);
