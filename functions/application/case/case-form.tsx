import type { ComponentChildren } from 'preact';
import { substitutesUntil } from '../../domain/lifecycle.ts';
import type { Mistake } from '../../domain/mistake.ts';
import { type Language, longestStatement } from '../../domain/text.ts';
import { deadline, say } from '../../platform/letter/wording.ts';
import { Details } from '../../platform/page/content.tsx';
import {
  Button,
  Checkbox,
  type Choice,
  Form,
  Hidden,
  RadioGroup,
  TextArea,
} from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import type { Opened } from '../../platform/store/cases.ts';
import {
  AdministrationFields,
  CohortFields,
  type FieldsProps,
  ParticipationFields,
  PersonFields,
  SupervisorFields,
} from '../form/fields.tsx';
import type { CaseAction } from '../rules/case-rules.ts';

/** What the form on the case page shows: what may be done, what was typed, what is wrong. */
export type CaseForm = {
  readonly actions: readonly CaseAction[];
  readonly values: URLSearchParams;
  readonly errors: readonly Mistake[];
};

function CorrectionFields({ opened, ...props }: FieldsProps & { readonly opened: Opened }) {
  const { round, register } = opened;
  return (
    <>
      <AdministrationFields {...props} register={register} />
      <PersonFields {...props} />
      <SupervisorFields {...props} asks={round.file.endorsement} />
      <CohortFields {...props} round={round} />
      <ParticipationFields {...props} />
    </>
  );
}

/** What cannot be undone needs a second sign of the will; only one such act is possible at a time. */
const confirmBox = (label: string, errors: readonly Mistake[]) => (
  <Checkbox name="confirm" value="yes" label={label} error={errorOf(errors, 'confirm')} />
);

/** Each act as a choice: what it does, and the fields that belong to it. */
function choiceOf(action: CaseAction, opened: Opened, props: FieldsProps, isChosen: boolean): Choice {
  const { language, values, errors } = props;
  const more = (summary: string, children: ComponentChildren): ComponentChildren => (
    <Details summary={summary} open={isChosen}>
      {children}
    </Details>
  );
  switch (action) {
    case 'answer':
      return {
        value: action,
        label: say(language, { de: 'Die Frage beantworten', en: 'Answer the question' }),
        more: (
          <TextArea
            name="text"
            label={say(language, { de: 'Ihre Antwort', en: 'Your answer' })}
            value={values.get('text') ?? ''}
            maxLength={longestStatement}
            error={errorOf(errors, 'text')}
          />
        ),
      };
    case 'correct':
      return {
        value: action,
        label: say(language, { de: 'Meine Angaben berichtigen', en: 'Correct what I submitted' }),
        hint: say(language, {
          de: 'Die berichtigte Bewerbung wird neu geprüft. Eine neue E-Mail-Adresse gilt, sobald sie bestätigt ist.',
          en: 'The corrected application is reviewed anew. A new email address counts once it is confirmed.',
        }),
        more: more(
          say(language, { de: 'Alle Angaben zum Ändern', en: 'Everything, for changing' }),
          <CorrectionFields {...props} opened={opened} />,
        ),
      };
    case 'substitute':
      return {
        value: action,
        label: say(language, {
          de: 'Eine andere Person für den Platz benennen',
          en: 'Name another person for the seat',
        }),
        hint: say(language, {
          de: `Der Platz gehört der Verwaltung. Möglich bis ${deadline(substitutesUntil(opened.round, opened.application.seat?.cohort ?? ''), language)}. Ihre eigenen Links enden damit.`,
          en: `The seat belongs to the administration. Possible until ${deadline(substitutesUntil(opened.round, opened.application.seat?.cohort ?? ''), language)}. Your own links end with it.`,
        }),
        more: more(
          say(language, { de: 'Angaben zur neuen Person', en: 'About the new person' }),
          <PersonFields
            {...props}
            legend={say(language, { de: 'Die neue Person', en: 'The new person' })}
            hint={say(language, {
              de: 'Bitte sprechen Sie vorher mit ihr. Sie bekommt eine E-Mail mit allem, was sie wissen muss.',
              en: 'Please talk to them first. They get an email with everything they need to know.',
            })}
          />,
        ),
      };
    case 'withdraw':
      return {
        value: action,
        label: say(language, { de: 'Meine Bewerbung zurückziehen', en: 'Withdraw my application' }),
        hint: say(language, {
          de: 'Ein Platz, der damit frei wird, geht an die nächste Verwaltung. Das lässt sich nicht rückgängig machen.',
          en: 'A seat that this frees goes to the next administration. This cannot be undone.',
        }),
        more: confirmBox(
          say(language, { de: 'Ja, ich möchte zurückziehen', en: 'Yes, I would like to withdraw' }),
          errors,
        ),
      };
    case 'new-link':
      return {
        value: action,
        label: say(language, { de: 'Einen neuen Link anfordern', en: 'Ask for a new link' }),
        hint: say(language, {
          de: 'Er kommt per E-Mail. Alle früheren Links zu dieser Seite enden, zum Beispiel wenn jemand Fremdes einen kennt.',
          en: 'It comes by email. All earlier links to this page end, for example if a stranger knows one.',
        }),
      };
    case 'export':
      return {
        value: action,
        label: say(language, { de: 'Meine Daten herunterladen', en: 'Download my data' }),
        hint: say(language, {
          de: 'Alles, was zu Ihrer Bewerbung gespeichert ist: als Datei (JSON) oder als Seite zum Lesen und Drucken.',
          en: 'Everything that is kept about your application: as a file (JSON) or as a page for reading and printing.',
        }),
        more: (
          <Checkbox
            name="format"
            value="html"
            label={say(language, { de: 'Als Seite zum Lesen', en: 'As a page for reading' })}
            checked={values.get('format') === 'html'}
          />
        ),
      };
    case 'erase':
      return {
        value: action,
        label: say(language, { de: 'Meine Daten löschen', en: 'Erase my data' }),
        hint: say(language, {
          de: 'Alle Angaben, Nachrichten und Links werden gelöscht. Ein Zertifikat bleibt nur mit seiner Nummer prüfbar.',
          en: 'All data, messages and links are erased. A certificate can then be verified by its number only.',
        }),
        more: confirmBox(
          say(language, { de: 'Ja, ich möchte alles löschen', en: 'Yes, I would like to erase everything' }),
          errors,
        ),
      };
  }
}

/** Everything that can be done with a case, in one form: nothing is chosen or ticked beforehand. */
export function ActionForm({
  opened,
  language,
  form,
}: {
  readonly opened: Opened;
  readonly language: Language;
  readonly form: CaseForm;
}) {
  const { actions, values, errors } = form;
  const chosen = values.get('action') ?? undefined;
  return (
    <Form action={`/vorgang/${opened.secret}`}>
      <Hidden name="step" value="case" />
      <Hidden name="version" value={String(opened.application.version)} />
      <RadioGroup
        name="action"
        label={<h2>{say(language, { de: 'Was möchten Sie tun?', en: 'What would you like to do?' })}</h2>}
        choices={actions.map((action) =>
          choiceOf(action, opened, { language, values, errors }, chosen === action),
        )}
        value={chosen}
        error={errorOf(errors, 'action')}
      />
      <Button>{say(language, { de: 'Absenden', en: 'Send' })}</Button>
    </Form>
  );
}
