import type { Round } from '../../domain/round.ts';
import { say } from '../../platform/letter/wording.ts';
import { Checkbox, EmailField, Fieldset, TextField } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import { type ChangeForm, changePage, type FormState, shownValue } from '../shared/change-form.tsx';
import { canReplacePeople, type People, replacePeople } from './round-changes.ts';

/** An empty line for one more person. */
const oneMore = 1;

function Person(props: {
  readonly state: FormState;
  readonly name: string;
  readonly stands: { name: string; email: string } | undefined;
  readonly optional?: boolean;
}) {
  const { state, name, stands, optional = false } = props;
  const { language } = state.visit;
  return (
    <>
      <TextField
        name={`${name}.name`}
        label={say(language, { de: 'Name oder Stelle', en: 'Name or office' })}
        size="medium"
        optional={optional}
        value={shownValue(state, `${name}.name`, stands?.name ?? '')}
        error={errorOf(state.errors, `${name}.name`)}
      />
      <EmailField
        name={`${name}.email`}
        label={say(language, { de: 'E-Mail-Adresse', en: 'Email address' })}
        size="medium"
        autocomplete="off"
        optional={optional}
        value={shownValue(state, `${name}.email`, stands?.email ?? '')}
        error={errorOf(state.errors, `${name}.email`)}
      />
    </>
  );
}

function fields(state: FormState) {
  const { visit, round } = state;
  const { language } = visit;
  const { file } = round;
  const approvers = [...file.approvers, ...Array.from({ length: oneMore }, () => undefined)];
  return (
    <>
      <Fieldset legend={say(language, { de: 'Programmbüro', en: 'Programme office' })}>
        <Person state={state} name="office" stands={file.office} />
      </Fieldset>
      {file.approvers.length > 0 &&
        approvers.map((approver, index) => (
          <Fieldset
            key={approver?.email ?? 'new'}
            legend={
              approver === undefined
                ? say(language, { de: 'Weitere entscheidende Stelle', en: 'One more approver' })
                : say(language, { de: `Entscheidende Stelle ${index + 1}`, en: `Approver ${index + 1}` })
            }
            hint={
              approver === undefined
                ? say(language, {
                    de: 'Freilassen, wenn keine dazukommt.',
                    en: 'Leave empty if there is none.',
                  })
                : say(language, {
                    de: 'Wer hier neu steht, erhält alle offenen Bewerbungen zur Prüfung. Zum Streichen beide Felder leeren.',
                    en: 'Whoever is new here is asked to review all open applications. Empty both fields to remove.',
                  })
            }
          >
            <Person state={state} name={`approver${index}`} stands={approver} optional />
            <Checkbox
              name={`approver${index}.shared`}
              value="yes"
              label={say(language, {
                de: 'Gemeinsames Postfach mehrerer Personen',
                en: 'A mailbox that several people share',
              })}
              checked={
                state.sent === undefined
                  ? (approver?.shared ?? false)
                  : state.sent.get(`approver${index}.shared`) === 'yes'
              }
            />
            <TextField
              name={`deputy${index}.name`}
              label={say(language, { de: 'Vertretung: Name', en: 'Deputy: name' })}
              size="medium"
              optional
              value={shownValue(state, `deputy${index}.name`, approver?.deputy?.name ?? '')}
              error={errorOf(state.errors, `deputy${index}.name`)}
            />
            <EmailField
              name={`deputy${index}.email`}
              label={say(language, { de: 'Vertretung: E-Mail-Adresse', en: 'Deputy: email address' })}
              size="medium"
              autocomplete="off"
              optional
              value={shownValue(state, `deputy${index}.email`, approver?.deputy?.email ?? '')}
              error={errorOf(state.errors, `deputy${index}.email`)}
            />
          </Fieldset>
        ))}
      {file.cohorts.map((cohort) => (
        <Fieldset
          key={cohort.id}
          legend={say(language, {
            de: `Schulungsteam Gruppe ${cohort.id.toUpperCase()}`,
            en: `Trainers of group ${cohort.id.toUpperCase()}`,
          })}
          hint={say(language, {
            de: 'Sie erhalten zu Beginn jedes Termins die Abfrage der Anwesenheit. Zum Streichen beide Felder leeren.',
            en: 'They are asked for attendance at the start of each session. Empty both fields to remove.',
          })}
        >
          {[...cohort.trainers, undefined].map((trainer, index) => (
            <Person
              key={trainer?.email ?? 'new'}
              state={state}
              name={`trainer-${cohort.id}-${index}`}
              stands={trainer}
              optional
            />
          ))}
        </Fieldset>
      ))}
    </>
  );
}

function readPeople(form: URLSearchParams, round: Round): People {
  const { file } = round;
  const text = (name: string): string => form.get(name)?.trim() ?? '';
  const person = (name: string) => ({ name: text(`${name}.name`), email: text(`${name}.email`) });
  const isNamed = ({ name, email }: { name: string; email: string }): boolean => name !== '' || email !== '';
  return {
    office: person('office'),
    approvers: [...file.approvers, ...Array.from({ length: oneMore }, () => undefined)].flatMap(
      (_, index) => {
        const approver = person(`approver${index}`);
        const deputy = person(`deputy${index}`);
        if (!isNamed(approver)) return [];
        const shared = form.get(`approver${index}.shared`) === 'yes';
        return [{ ...approver, shared, ...(isNamed(deputy) ? { deputy } : {}) }];
      },
    ),
    trainers: Object.fromEntries(
      file.cohorts.map((cohort) => [
        cohort.id,
        [...cohort.trainers, undefined]
          .map((_, index) => person(`trainer-${cohort.id}-${index}`))
          .filter(isNamed),
      ]),
    ),
  };
}

const form: ChangeForm<People> = {
  path: 'personen',
  about: 'Replace approvers, deputies, trainers or the office',
  done: 'people-replaced',
  title: ({ visit }) => say(visit.language, { de: 'Beteiligte ändern', en: 'Change people' }),
  lead: (language) =>
    say(language, {
      de: 'Links von Personen, die nicht mehr beteiligt sind, gelten sofort nicht mehr.',
      en: 'Links of people who are no longer involved stop working at once.',
    }),
  isPossible: canReplacePeople,
  fields,
  read: (sent, round) => ({ wish: readPeople(sent, round) }),
  decide: (round, wish, { session, at }) => replacePeople(round, wish, session.email, at),
  fieldOf: (pointer, round) => {
    const [, list, index, ...rest] = pointer.split('/');
    if (list === 'office') return `office.${index}`;
    if (list === 'approvers') {
      if (index === undefined) return 'approver0.name';
      return rest[0] === 'deputy' ? `deputy${index}.${rest[1]}` : `approver${index}.${rest[0]}`;
    }
    const cohort = round.file.cohorts[Number(index)]?.id ?? '';
    return `trainer-${cohort}-${rest[1] ?? '0'}.${rest[2] ?? 'name'}`;
  },
  confirm: (language) => say(language, { de: 'Ja, so ändern.', en: 'Yes, change it.' }),
};

export const peoplePage = changePage(form);
