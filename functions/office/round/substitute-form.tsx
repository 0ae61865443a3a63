import { nameSubstitute } from '../../approval/rules.ts';
import { absence, arrangementOf } from '../../domain/approvers.ts';
import { formatShortDateTime } from '../../domain/calendar.ts';
import { type Mistake, mistake } from '../../domain/mistake.ts';
import type { Contact } from '../../domain/people.ts';
import type { Round } from '../../domain/round.ts';
import { isEmail, lengthOf, singleLine } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Table } from '../../platform/page/content.tsx';
import { EmailField, Hidden, RadioGroup, Select, TextField } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { choice, field } from '../../platform/web/forms.ts';
import { type ChangeForm, changePage, type FormState, shownValue } from '../shared/change-form.tsx';
import { formWords } from '../shared/form-words.ts';
import { canReplacePeople } from './round-changes.ts';

/** For which approver, and who stands in; undefined: nobody any more. */
type Wish = { readonly approver: string; readonly person: Contact | undefined };

/** Whether somebody decides in this round for whom a substitute can be named. */
export function canNameSubstitute(round: Round): boolean {
  return canReplacePeople(round) && round.file.approvers.length > 0;
}

/** Who decides for whom at present. */
function Present({ visit: { language, at }, round }: FormState) {
  const line = ({ name, email }: Contact): string => `${name}, ${email}`;
  return (
    <Table
      caption={say(language, { de: 'Wer zurzeit entscheidet', en: 'Who decides at present' })}
      rows={round.file.approvers}
      rowKey={({ email }) => email}
      columns={[
        { header: say(language, { de: 'Stelle', en: 'Approver' }), rowHeader: true, cell: line },
        {
          header: say(language, { de: 'Abwesend bis', en: 'Absent until' }),
          cell: (approver) => {
            const away = absence(round, approver, at);
            return away === undefined ? '–' : formatShortDateTime(away.until, language);
          },
        },
        {
          header: say(language, { de: 'Vertretung', en: 'Deputy' }),
          cell: ({ deputy }) => (deputy === undefined ? '–' : line(deputy)),
        },
        {
          header: say(language, { de: 'Ersatz', en: 'Substitute' }),
          cell: (approver) => {
            const { substitute } = arrangementOf(round, approver);
            return substitute === undefined ? '–' : line(substitute);
          },
        },
      ]}
    />
  );
}

function fields(state: FormState) {
  const { visit, round, errors, sent } = state;
  const { language } = visit;
  const { approvers } = round.file;
  const [only, ...others] = approvers;
  return (
    <>
      <Present {...state} />
      {others.length === 0 ? (
        <Hidden name="approver" value={only?.email ?? ''} />
      ) : (
        <Select
          name="approver"
          label={say(language, { de: 'Für welche Stelle?', en: 'For which approver?' })}
          options={approvers.map(({ name, email }) => ({ value: email, label: `${name}, ${email}` }))}
          value={shownValue(state, 'approver', '')}
          error={errorOf(errors, 'approver')}
        />
      )}
      <RadioGroup
        name="action"
        label={say(language, { de: 'Was ist zu tun?', en: 'What is to be done?' })}
        error={errorOf(errors, 'action')}
        value={sent?.get('action') ?? undefined}
        choices={[
          {
            value: 'name',
            label: say(language, { de: 'Ersatz benennen', en: 'Name a substitute' }),
            more: (
              <div class="k-flow">
                <TextField
                  name="name"
                  label={say(language, { de: 'Name', en: 'Name' })}
                  size="medium"
                  value={shownValue(state, 'name', '')}
                  error={errorOf(errors, 'name')}
                />
                <EmailField
                  name="email"
                  label={say(language, { de: 'E-Mail-Adresse', en: 'Email address' })}
                  size="medium"
                  autocomplete="off"
                  value={shownValue(state, 'email', '')}
                  error={errorOf(errors, 'email')}
                />
              </div>
            ),
          },
          {
            value: 'remove',
            label: say(language, { de: 'Ersatz wieder aufheben', en: 'Remove the substitute' }),
          },
        ]}
      />
    </>
  );
}

const form: ChangeForm<Wish> = {
  path: 'ersatz',
  about: 'Name a substitute for an approver',
  done: 'people-replaced',
  title: ({ visit }) =>
    say(visit.language, { de: 'Ersatz für eine entscheidende Stelle', en: 'A substitute for an approver' }),
  lead: (language) =>
    say(language, {
      de: 'Wenn eine Stelle und ihre Vertretung ausfallen. Der Ersatz erhält sofort die Liste der offenen Bewerbungen und wird von nun an zuerst gefragt; die Links der Stelle selbst gelten weiter.',
      en: 'Where an approver and the deputy are both away. The substitute gets the list of open applications at once and is asked first from now on; the approver’s own links go on to work.',
    }),
  isPossible: canNameSubstitute,
  fields,
  read: (sent, round) => {
    const approver = field(sent, 'approver') ?? '';
    const action = choice(sent, 'action', ['name', 'remove']);
    const name = singleLine(field(sent, 'name') ?? '');
    const email = field(sent, 'email')?.trim() ?? '';
    const errors: Mistake[] = [
      ...(round.file.approvers.some((each) => each.email === approver)
        ? []
        : [mistake('approver', { de: 'Bitte wählen Sie die Stelle.', en: 'Please choose one.' })]),
      ...(action === undefined
        ? [mistake('action', { de: 'Bitte wählen Sie, was zu tun ist.', en: 'Please choose what to do.' })]
        : []),
      ...(action === 'name' && (name === '' || lengthOf(name) > 200)
        ? [mistake('name', { de: 'Bitte geben Sie den Namen an.', en: 'Please give the name.' })]
        : []),
      ...(action === 'name' && !isEmail(email) ? [mistake('email', formWords.address)] : []),
    ];
    if (errors.length > 0) return { errors };
    return { wish: { approver, person: action === 'name' ? { name, email } : undefined } };
  },
  decide: (round, { approver, person }, { session, at }) => {
    const { answer, change } = nameSubstitute(round, approver, person, at);
    if (answer === 'is-approver') {
      const message = {
        de: 'Diese Adresse entscheidet in diesem Durchgang schon selbst. Bitte nennen Sie jemand anderen.',
        en: 'This address is an approver of this round already. Please name somebody else.',
      };
      return { answer: { kind: 'mistakes', mistakes: [{ pointer: '/email', message }] } };
    }
    if (change === undefined)
      return { answer: { kind: answer === 'same-again' ? 'nothing' : 'not-possible' } };
    // The history names who of the office did it; whom it is about stands in its words.
    const { history } = change.record;
    const line = history.at(-1);
    const lines =
      line === undefined
        ? history
        : [
            ...history.slice(0, -1),
            { ...line, name: session.email, ...(line.name === undefined ? {} : { words: line.name }) },
          ];
    return { answer: { kind: 'done' }, change: { ...change, record: { ...change.record, history: lines } } };
  },
  fieldOf: () => 'email',
  confirm: (language) => say(language, { de: 'Ja, so eintragen.', en: 'Yes, do so.' }),
};

export const substitutePage = changePage(form);
