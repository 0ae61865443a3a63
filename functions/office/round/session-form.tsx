import { atBerlin, berlinDate, formatPeriod, isPlainDate, isTimeOfDay } from '../../domain/calendar.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import { sessionsOf } from '../../domain/round.ts';
import { lengthOf } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { RadioGroup, TextArea, TextField } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { choice, field } from '../../platform/web/forms.ts';
import {
  type ChangeForm,
  changePage,
  type FormState,
  shownValue,
  timeValue,
} from '../shared/change-form.tsx';
import { formWords } from '../shared/form-words.ts';
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
        label={say(language, { de: 'Was geschieht mit dem Termin?', en: 'What becomes of the session?' })}
        hint={`${session.module.title}: ${formatPeriod(session.starts, session.ends, language)}`}
        value={sent?.get('action') ?? undefined}
        error={errorOf(errors, 'action')}
        choices={[
          {
            value: 'move',
            label: say(language, { de: 'Er wird verlegt', en: 'It is moved' }),
            more: (
              <>
                <TextField
                  name="date"
                  type="date"
                  size="short"
                  label={say(language, { de: 'Neuer Tag', en: 'New day' })}
                  value={shownValue(state, 'date', berlinDate(session.starts))}
                  error={errorOf(errors, 'date')}
                />
                {time('from', say(language, { de: 'Beginn', en: 'Start' }), session.starts)}
                {time('until', say(language, { de: 'Ende', en: 'End' }), session.ends)}
              </>
            ),
          },
          { value: 'cancel', label: say(language, { de: 'Er fällt aus', en: 'It is cancelled' }) },
        ]}
      />
      <TextArea
        name="reason"
        label={say(language, { de: 'Grund', en: 'Reason' })}
        hint={say(language, {
          de: 'Steht in der E-Mail an die Teilnehmenden.',
          en: 'Stands in the mail to the participants.',
        })}
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
): { readonly wish: SessionWish } | { readonly errors: readonly Mistake[] } {
  const action = choice(form, 'action', ['move', 'cancel']);
  const reason = field(form, 'reason')?.trim();
  const tooLong: Mistake[] =
    lengthOf(reason ?? '') > longestReason
      ? [mistake('reason', { de: 'Bitte kürzen Sie den Grund.', en: 'Please shorten the reason.' })]
      : [];
  const more = reason === undefined || reason === '' ? {} : { reason };
  if (action === undefined) {
    return {
      errors: [
        mistake('action', { de: 'Bitte wählen Sie, was geschieht.', en: 'Please choose what happens.' }),
        ...tooLong,
      ],
    };
  }
  if (action === 'cancel') return tooLong.length > 0 ? { errors: tooLong } : { wish: { action, ...more } };
  const date = form.get('date') ?? '';
  const [from, until] = [form.get('from') ?? '', form.get('until') ?? ''];
  const errors = [
    ...(isPlainDate(date)
      ? []
      : [mistake('date', { de: 'Bitte geben Sie einen Tag an.', en: 'Please give a day.' })]),
    ...(isTimeOfDay(from) ? [] : [mistake('from', formWords.time)]),
    ...(isTimeOfDay(until) ? [] : [mistake('until', formWords.time)]),
    ...tooLong,
  ];
  if (errors.length > 0) return { errors };
  return { wish: { action, starts: atBerlin(date, from), ends: atBerlin(date, until), ...more } };
}

const form: ChangeForm<SessionWish> = {
  path: 'termin/{session}',
  about: 'Move or cancel a session',
  done: 'session-changed',
  title: ({ visit }) =>
    say(visit.language, { de: 'Termin verlegen oder absagen', en: 'Move or cancel a session' }),
  lead: (language) =>
    say(language, {
      de: 'Alle, die einen Platz haben, erhalten sofort eine E-Mail mit einer Datei für ihren Kalender. Erinnerungen rechnen ab jetzt mit dem neuen Termin.',
      en: 'Everybody who has a seat gets a mail with a file for the calendar at once. Reminders go by the new date from now on.',
    }),
  isPossible: (round, { params, at }) => canMoveSession(round, params['session'] ?? '', at),
  fields,
  read: (sent) => read(sent),
  decide: (round, wish, { params, session, at }) =>
    changeSession(round, params['session'] ?? '', wish, session.email, at),
  fieldOf: (pointer) =>
    pointer.endsWith('/ends') ? 'until' : pointer.endsWith('/starts') ? 'date' : 'action',
  confirm: (language) =>
    say(language, { de: 'Ja, alle Teilnehmenden benachrichtigen.', en: 'Yes, tell all participants.' }),
};

export const sessionPage = changePage(form);
