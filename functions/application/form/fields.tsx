import { label, type Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
const limits = { motivation: 2000, needs: 1000 };
import { compareDin5007, type Language } from '../../domain/text.ts';
import { cohortName, say } from '../../platform/letter/wording.ts';
import {
  Checkbox,
  CheckboxGroup,
  EmailField,
  Fieldset,
  type Option,
  Select,
  TextArea,
  TextField,
} from '../../platform/page/controls.tsx';
import { errorOf, type FieldError } from '../../platform/page/errors.tsx';

/** What the fields of a form need: the words, what was typed, and what is wrong with it. */
export type FieldsProps = {
  readonly language: Language;
  readonly values: URLSearchParams;
  readonly errors: readonly FieldError[];
};

const optionsOf = new WeakMap<Register, Option[]>();

/** All administrations in the order of a German list, each findable by its municipalities. */
function administrationOptions(register: Register): Option[] {
  const known = optionsOf.get(register);
  if (known !== undefined) return known;
  const options = [...register.administrations]
    .map((each) => ({
      value: each.key,
      label: label(each),
      names: each.municipalities.map(({ name }) => name).filter((name) => !each.name.endsWith(name)),
    }))
    .sort((a, b) => compareDin5007(a.label, b.label));
  optionsOf.set(register, options);
  return options;
}

/** The administration that somebody works for, and the second one of a joint place. */
export function AdministrationFields({ register, ...props }: FieldsProps & { readonly register: Register }) {
  const { language, values, errors } = props;
  const [first, second] = chosenAdministrations(values);
  const options = administrationOptions(register);
  return (
    <Fieldset legend={say(language, 'Ihre Verwaltung', 'Your administration')}>
      <Select
        name="administrations"
        label={say(language, 'Bei welcher Verwaltung arbeiten Sie?', 'Which administration do you work for?')}
        hint={say(
          language,
          'Stadt, Gemeinde, Amt oder Verbandsgemeinde, keine Ortsteile. Sie finden ein Amt auch unter dem Namen seiner Gemeinden.',
          'Town, municipality or association of municipalities (Amt), no parts of towns. An Amt is also found by the names of its municipalities.',
        )}
        options={options}
        value={first ?? ''}
        search
        typed={values.get('typed-administrations') ?? undefined}
        error={errorOf(errors, 'administrations')}
      />
      <Select
        name="secondAdministration"
        label={say(
          language,
          'Gemeinsamer Platz: mit welcher zweiten Verwaltung?',
          'Joint place: with which second administration?',
        )}
        hint={say(
          language,
          'Nur wenn sich zwei Verwaltungen einen Platz teilen.',
          'Only where two administrations share one place.',
        )}
        options={options}
        value={second ?? ''}
        search
        typed={values.get('typed-secondAdministration') ?? undefined}
        optional
        error={errorOf(errors, 'secondAdministration')}
      />
    </Fieldset>
  );
}

/** The administrations that a form names, empty ones left out. */
export function chosenAdministrations(values: URLSearchParams): string[] {
  return [...values.getAll('administrations'), ...values.getAll('secondAdministration')].filter(
    (key) => key !== '',
  );
}

/** The person's own fields: name, address, function, phone. */
export function PersonFields(props: FieldsProps & { readonly legend?: string; readonly hint?: string }) {
  const { language, values, errors } = props;
  const text = (
    name: string,
    words: string,
    more: { autocomplete?: string; optional?: boolean; type?: 'tel'; hint?: string; size?: 'medium' } = {},
  ) => (
    <TextField
      name={name}
      label={words}
      value={values.get(name) ?? ''}
      error={errorOf(errors, name)}
      {...more}
    />
  );
  return (
    <Fieldset legend={props.legend ?? say(language, 'Über Sie', 'About you')} hint={props.hint}>
      {text('applicant.givenName', say(language, 'Vorname', 'Given name'), { autocomplete: 'given-name' })}
      {text('applicant.familyName', say(language, 'Nachname', 'Family name'), {
        autocomplete: 'family-name',
      })}
      <EmailField
        name="applicant.email"
        label={say(language, 'Dienstliche E-Mail-Adresse', 'Office email address')}
        hint={say(
          language,
          'Dorthin schicken wir den Link zum Bestätigen und alle Nachrichten.',
          'The link for confirming and all messages go there.',
        )}
        value={values.get('applicant.email') ?? ''}
        error={errorOf(errors, 'applicant.email')}
      />
      <Checkbox
        name="sharedMailbox"
        value="true"
        label={say(language, 'Dieses Postfach lesen auch andere.', 'Others read this mailbox, too.')}
        hint={say(
          language,
          'Dann steht in unseren E-Mails kein Ergebnis, nur ein Link dorthin.',
          'Our emails then state no result, only a link to it.',
        )}
        checked={values.get('sharedMailbox') === 'true'}
      />
      {text(
        'applicant.role',
        say(language, 'Ihre Funktion in der Verwaltung', 'Your function in the administration'),
        {
          hint: say(
            language,
            'Zum Beispiel: Leiterin Hauptamt',
            'For example: head of administration services',
          ),
          autocomplete: 'organization-title',
        },
      )}
      {text('applicant.phone', say(language, 'Telefon', 'Phone'), {
        autocomplete: 'tel',
        optional: true,
        type: 'tel',
        size: 'medium',
      })}
    </Fieldset>
  );
}

/** The supervisor, or that there is none as the person heads the administration. */
export function SupervisorFields({
  language,
  values,
  errors,
  asks,
}: FieldsProps & { readonly asks: boolean }) {
  const text = (name: string, words: string) => (
    <TextField
      name={name}
      label={words}
      autocomplete="off"
      value={values.get(name) ?? ''}
      error={errorOf(errors, name)}
    />
  );
  return (
    <Fieldset
      legend={say(language, 'Ihre vorgesetzte Person', 'Your supervisor')}
      hint={
        asks
          ? say(
              language,
              'Wir bitten sie um die Zustimmung der Verwaltung. Sie braucht eine andere E-Mail-Adresse als Sie.',
              'We ask this person for the administration’s agreement. The email address must differ from yours.',
            )
          : say(
              language,
              'Sie bekommt eine Nachricht, dass Sie sich beworben haben. Sie braucht eine andere E-Mail-Adresse als Sie.',
              'This person is told that you have applied. The email address must differ from yours.',
            )
      }
    >
      <Checkbox
        name="leadsAdministration"
        value="true"
        label={say(language, 'Ich leite die Verwaltung.', 'I head the administration.')}
        hint={say(
          language,
          'Dann lassen Sie die folgenden drei Felder bitte leer.',
          'Then please leave the following three fields empty.',
        )}
        checked={values.get('leadsAdministration') === 'true'}
        error={errorOf(errors, 'leadsAdministration')}
      />
      {text('supervisor.givenName', say(language, 'Vorname', 'Given name'))}
      {text('supervisor.familyName', say(language, 'Nachname', 'Family name'))}
      <EmailField
        name="supervisor.email"
        autocomplete="off"
        label={say(language, 'Dienstliche E-Mail-Adresse', 'Office email address')}
        value={values.get('supervisor.email') ?? ''}
        error={errorOf(errors, 'supervisor.email')}
      />
    </Fieldset>
  );
}

/** Which of several cohorts suit. Shows nothing where there is one only. */
export function CohortFields({ round, ...props }: FieldsProps & { readonly round: Round }) {
  const { language, values, errors } = props;
  if (round.file.cohorts.length < 2) return null;
  return (
    <CheckboxGroup
      name="cohorts"
      label={say(language, 'Welche Termine passen Ihnen?', 'Which dates suit you?')}
      hint={say(
        language,
        'Ohne Auswahl gelten alle als passend.',
        'If you choose none, all are taken to suit.',
      )}
      choices={round.file.cohorts.map(({ id }) => ({ value: id, label: cohortName(id, language) }))}
      values={values.getAll('cohorts')}
      error={errorOf(errors, 'cohorts')}
    />
  );
}

/** Why somebody would like to take part, and what they need in order to. */
export function WordsFields({ language, values, errors }: FieldsProps) {
  return (
    <>
      <TextArea
        name="motivation"
        label={say(language, 'Warum möchten Sie teilnehmen?', 'Why would you like to take part?')}
        hint={say(
          language,
          'Ein paar Sätze genügen: Was haben Sie vor Ort vor?',
          'A few sentences will do: what are your plans locally?',
        )}
        value={values.get('motivation') ?? ''}
        rows={7}
        maxLength={limits.motivation}
        error={errorOf(errors, 'motivation')}
      />
      <TextArea
        name="needs"
        label={say(
          language,
          'Was brauchen Sie, um teilnehmen zu können?',
          'What do you need in order to take part?',
        )}
        hint={say(
          language,
          'Zum Beispiel Untertitel, Gebärdensprache oder längere Pausen. Bitte keine Diagnosen. Das liest nur das Programmbüro; auf die Auswahl hat es keinen Einfluss.',
          'For example captions, sign language or longer breaks. Please give no diagnoses. Only the programme office reads this; it does not affect the selection.',
        )}
        optional
        value={values.get('needs') ?? ''}
        rows={3}
        maxLength={limits.needs}
        error={errorOf(errors, 'needs')}
      />
    </>
  );
}
