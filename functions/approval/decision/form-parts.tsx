import { type Approver, absence, deputiesOf, prefersList } from '../../domain/approvers.ts';
import { berlinDate, formatDateTime } from '../../domain/calendar.ts';
import { type Mistake, nameOf } from '../../domain/mistake.ts';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Details } from '../../platform/page/content.tsx';
import { Button, Checkbox, Form, RadioGroup, TextField } from '../../platform/page/controls.tsx';
import { errorOf } from '../../platform/page/errors.tsx';
import type { Visit } from './open.ts';

/** With a shared mailbox: who it is that decides. */
export function WhoFields(props: {
  values: URLSearchParams;
  errors: readonly Mistake[];
  language: Language;
}) {
  const { values, errors, language } = props;
  return (
    <>
      <TextField
        name="name"
        size="medium"
        label={say(language, { de: 'Ihr Name', en: 'Your name' })}
        hint={say(language, {
          de: 'Dieses Postfach lesen mehrere; festgehalten wird, wer entschieden hat.',
          en: 'Several people read this mailbox; it is recorded who decided.',
        })}
        autocomplete="name"
        value={values.get('name') ?? ''}
        error={errorOf(errors, 'name')}
      />
      <TextField
        name="function"
        size="medium"
        label={say(language, { de: 'Ihre Funktion', en: 'Your function' })}
        autocomplete="organization-title"
        value={values.get('function') ?? ''}
        error={errorOf(errors, 'function')}
      />
    </>
  );
}

type ArrangeProps = {
  readonly visit: Visit;
  readonly approver: Approver;
  readonly language: Language;
  readonly at: string;
  readonly values: URLSearchParams;
  readonly errors: readonly Mistake[];
  /** Where the form is sent to. */
  readonly action: string;
};

/** What else an approver can arrange: the list, one mail in the morning, an absence. None chosen beforehand. */
export function Arrange(props: ArrangeProps) {
  const { visit, approver, language, at, values, errors, action } = props;
  const { round, decider, isList } = visit;
  const away = absence(round, approver, at);
  const deputy = deputiesOf(round, approver)[0];
  const lists = prefersList(round, decider.recipient.email);
  const choices = [
    ...(isList
      ? []
      : [
          {
            value: 'list',
            label: say(language, {
              de: 'Alle offenen Bewerbungen als Liste',
              en: 'All open applications as a list',
            }),
            hint: say(language, {
              de: 'Der Link zur Liste kommt an Ihre hinterlegte Adresse.',
              en: 'The link to the list is sent to your listed address.',
            }),
          },
        ]),
    lists
      ? {
          value: 'single-mails',
          label: say(language, {
            de: 'Wieder für jede Bewerbung eine E-Mail',
            en: 'A mail for each application again',
          }),
        }
      : {
          value: 'morning-list',
          label: say(language, {
            de: 'Eine E-Mail am Morgen statt vieler',
            en: 'One mail in the morning instead of many',
          }),
          hint: say(language, {
            de: 'An Arbeitstagen um 08:00 Uhr, solange in diesem Durchgang etwas auf Sie wartet.',
            en: 'At 08:00 of working days, as long as something in this round waits for you.',
          }),
        },
    ...(decider.by === 'approver' && deputy !== undefined && away === undefined
      ? [
          {
            value: 'hand-over',
            label: say(language, {
              de: `Für einige Tage an ${deputy.name} übergeben`,
              en: `Hand over to ${deputy.name} for some days`,
            }),
            hint: say(language, {
              de: 'Die Vertretung bekommt jetzt die Liste und bis zum Ende alle neuen Bewerbungen. Ihre Links gelten weiter.',
              en: 'Your deputy gets the list now and all new applications until the end. Your links stay valid.',
            }),
          },
        ]
      : []),
    ...(decider.by === 'approver' && away !== undefined
      ? [
          {
            value: 'take-back',
            label: say(language, {
              de: 'Ab sofort wieder selbst entscheiden',
              en: 'Decide again from now on',
            }),
          },
        ]
      : []),
  ];
  const mine = errors.filter((mistake) => ['action', 'until'].includes(nameOf(mistake)));
  return (
    <Details
      summary={say(language, { de: 'Liste, Morgen-E-Mail, Abwesenheit', en: 'List, morning mail, absence' })}
      open={mine.length > 0}
    >
      {away !== undefined && deputy !== undefined && (
        <p>
          {say(language, {
            de: `Bis ${formatDateTime(away.until, language)} entscheidet ${deputy.name} in Vertretung.`,
            en: `Until ${formatDateTime(away.until, language)} ${deputy.name} decides as deputy.`,
          })}
        </p>
      )}
      <Form action={action} label={say(language, { de: 'Weitere Einstellungen', en: 'Further settings' })}>
        <RadioGroup
          name="action"
          label={say(language, { de: 'Was soll geschehen?', en: 'What is to be done?' })}
          value={values.get('action') ?? undefined}
          error={errorOf(errors, 'action')}
          choices={choices}
        />
        {decider.by === 'approver' && deputy !== undefined && away === undefined && (
          <TextField
            name="until"
            type="date"
            size="short"
            optional
            label={say(language, { de: 'Letzter Tag der Abwesenheit', en: 'Last day of the absence' })}
            hint={say(language, {
              de: `Nur für die Übergabe; frühestens heute, ${berlinDate(at).split('-').reverse().join('.')}`,
              en: `For handing over only; today (${berlinDate(at)}) at the earliest`,
            })}
            value={values.get('until') ?? ''}
            error={errorOf(errors, 'until')}
          />
        )}
        <Button kind="secondary">{say(language, { de: 'Übernehmen', en: 'Apply' })}</Button>
      </Form>
    </Details>
  );
}

/** Asks for a fresh link, which goes to the listed address only. */
export function FreshLink(props: {
  visit: Visit;
  language: Language;
  errors: readonly Mistake[];
  action: string;
}) {
  const { language, errors, action } = props;
  return (
    <Form action={action} label={say(language, { de: 'Neuer Link', en: 'Fresh link' })}>
      <Checkbox
        name="action"
        value="new-link"
        label={say(language, {
          de: 'Einen neuen Link an meine hinterlegte Adresse schicken',
          en: 'Send a fresh link to my listed address',
        })}
        error={errorOf(errors, 'action')}
      />
      <Button>{say(language, { de: 'Link anfordern', en: 'Request link' })}</Button>
    </Form>
  );
}
