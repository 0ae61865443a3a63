import type { Control } from '../../domain/form-fields/field.ts';
import { controlOf, type FieldName, fieldOf, fieldsIn } from '../../domain/form-fields/table.ts';
import type { Mistake } from '../../domain/mistake.ts';
import { label, type Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { compareDin5007, type Language } from '../../domain/text.ts';
import { cohortName, say } from '../../platform/letter/wording.ts';
import { Link } from '../../platform/page/content.tsx';
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
import { errorOf } from '../../platform/page/errors.tsx';
import { chosenAdministrations } from './form-values.ts';

/** What the fields of a form need: the words, what was typed, and what is wrong with it. */
export type FieldsProps = {
  readonly language: Language;
  readonly values: URLSearchParams;
  readonly errors: readonly Mistake[];
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

/** The table's control of a field that the form asks for. @throws for a field that it does not ask for */
function controlFor(name: FieldName): Control {
  const control = controlOf(name);
  if (control === undefined) throw new Error(`the form does not ask for ${name}`);
  return control;
}

/** A label some of whose words lead to a page. */
function LinkedLabel({ control, language }: { readonly control: Control; readonly language: Language }) {
  const { link } = control;
  const text = control.label[language];
  if (link === undefined) return <>{text}</>;
  const [before, after] = text.split(link.words[language]);
  return (
    <>
      {before}
      <Link href={link.href}>{link.words[language]}</Link>
      {after}
    </>
  );
}

/** The control of one field whose kind needs no more than the table says of it. */
function FieldControl({ name, language, values, errors }: FieldsProps & { readonly name: FieldName }) {
  const field = fieldOf(name);
  const control = controlFor(name);
  const { autocomplete, size, rows } = control;
  const common = {
    name,
    label: control.label[language],
    hint: control.hint?.[language],
    value: values.get(name) ?? '',
    error: errorOf(errors, name),
    optional: field.optional,
  };
  const line = {
    ...common,
    ...(autocomplete === undefined ? {} : { autocomplete }),
    ...(size === undefined ? {} : { size }),
  };
  switch (field.kind) {
    case 'email':
      return <EmailField {...line} />;
    case 'phone':
      return <TextField {...line} type="tel" />;
    case 'multi-line':
      return <TextArea {...common} maxLength={field.most} {...(rows === undefined ? {} : { rows })} />;
    case 'boolean':
    case 'agreement':
      return (
        <Checkbox
          {...common}
          label={<LinkedLabel control={control} language={language} />}
          value="true"
          checked={values.get(name) === 'true'}
        />
      );
    case 'text':
    case 'name':
      return <TextField {...line} />;
    default:
      throw new Error(`${name} has a control of its own`);
  }
}

function Controls({
  section,
  ...props
}: FieldsProps & { readonly section: 'person' | 'supervisor' | 'participation' | 'agreement' }) {
  return fieldsIn(section).map((name) => <FieldControl key={name} name={name} {...props} />);
}

/** The administration that somebody works for, and the second one of a joint place. */
export function AdministrationFields({ register, ...props }: FieldsProps & { readonly register: Register }) {
  const { language, values, errors } = props;
  const [first, second] = chosenAdministrations(values);
  const options = administrationOptions(register);
  const control = controlFor('administrations');
  return (
    <Fieldset legend={say(language, { de: 'Ihre Verwaltung', en: 'Your administration' })}>
      <Select
        name="administrations"
        label={control.label[language]}
        hint={control.hint?.[language]}
        options={options}
        value={first ?? ''}
        search
        typed={values.get('typed-administrations') ?? undefined}
        error={errorOf(errors, 'administrations')}
      />
      <Select
        name="secondAdministration"
        label={control.second?.label[language]}
        hint={control.second?.hint[language]}
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

/** The person's own fields: name, address, function, phone. */
export function PersonFields({
  legend,
  hint,
  ...props
}: FieldsProps & { readonly legend?: string; readonly hint?: string }) {
  return (
    <Fieldset legend={legend ?? say(props.language, { de: 'Über Sie', en: 'About you' })} hint={hint}>
      <Controls section="person" {...props} />
    </Fieldset>
  );
}

/** The supervisor, or that there is none as the person heads the administration. */
export function SupervisorFields({ asks, ...props }: FieldsProps & { readonly asks: boolean }) {
  const { language, values, errors } = props;
  return (
    <Fieldset
      legend={say(language, { de: 'Ihre vorgesetzte Person', en: 'Your supervisor' })}
      hint={
        asks
          ? say(language, {
              de: 'Wir bitten sie um die Zustimmung der Verwaltung. Sie braucht eine andere E-Mail-Adresse als Sie.',
              en: 'We ask this person for the administration’s agreement. The email address must differ from yours.',
            })
          : say(language, {
              de: 'Sie bekommt eine Nachricht, dass Sie sich beworben haben. Sie braucht eine andere E-Mail-Adresse als Sie.',
              en: 'This person is told that you have applied. The email address must differ from yours.',
            })
      }
    >
      <Checkbox
        name="leadsAdministration"
        value="true"
        label={say(language, { de: 'Ich leite die Verwaltung.', en: 'I head the administration.' })}
        hint={say(language, {
          de: 'Dann lassen Sie die folgenden drei Felder bitte leer.',
          en: 'Then please leave the following three fields empty.',
        })}
        checked={values.get('leadsAdministration') === 'true'}
        error={errorOf(errors, 'leadsAdministration')}
      />
      <Controls section="supervisor" {...props} />
    </Fieldset>
  );
}

/** Which of several cohorts suit. Shows nothing where there is one only. */
export function CohortFields({ round, ...props }: FieldsProps & { readonly round: Round }) {
  const { language, values, errors } = props;
  if (round.file.cohorts.length < 2) return null;
  const control = controlFor('cohorts');
  return (
    <CheckboxGroup
      name="cohorts"
      label={control.label[language]}
      hint={control.hint?.[language]}
      choices={round.file.cohorts.map(({ id }) => ({ value: id, label: cohortName(id, language) }))}
      values={values.getAll('cohorts')}
      error={errorOf(errors, 'cohorts')}
    />
  );
}

/** Why somebody would like to take part, and what they need in order to. */
export function ParticipationFields(props: FieldsProps) {
  return <Controls section="participation" {...props} />;
}

/** What must be agreed to before anything is sent. */
export function AgreementFields(props: FieldsProps) {
  return <Controls section="agreement" {...props} />;
}
