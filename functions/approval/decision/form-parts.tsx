import { type Approver, absence, deputiesOf, prefersList } from '../../domain/approvers.ts';
import { berlinDate, formatDateTime } from '../../domain/calendar.ts';
import { fieldOf, type Mistake } from '../../domain/mistake.ts';
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
        label={say(language, 'Ihr Name', 'Your name')}
        hint={say(
          language,
          'Dieses Postfach lesen mehrere; festgehalten wird, wer entschieden hat.',
          'Several people read this mailbox; it is recorded who decided.',
        )}
        autocomplete="name"
        value={values.get('name') ?? ''}
        error={errorOf(errors, 'name')}
      />
      <TextField
        name="function"
        size="medium"
        label={say(language, 'Ihre Funktion', 'Your function')}
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
            label: say(language, 'Alle offenen Bewerbungen als Liste', 'All open applications as a list'),
            hint: say(
              language,
              'Der Link zur Liste kommt an Ihre hinterlegte Adresse.',
              'The link to the list is sent to your listed address.',
            ),
          },
        ]),
    lists
      ? {
          value: 'single-mails',
          label: say(language, 'Wieder für jede Bewerbung eine E-Mail', 'A mail for each application again'),
        }
      : {
          value: 'morning-list',
          label: say(
            language,
            'Eine E-Mail am Morgen statt vieler',
            'One mail in the morning instead of many',
          ),
          hint: say(
            language,
            'An Arbeitstagen um 08:00 Uhr, solange in diesem Durchgang etwas auf Sie wartet.',
            'At 08:00 of working days, as long as something in this round waits for you.',
          ),
        },
    ...(decider.by === 'approver' && deputy !== undefined && away === undefined
      ? [
          {
            value: 'hand-over',
            label: say(
              language,
              `Für einige Tage an ${deputy.name} übergeben`,
              `Hand over to ${deputy.name} for some days`,
            ),
            hint: say(
              language,
              'Die Vertretung bekommt jetzt die Liste und bis zum Ende alle neuen Bewerbungen. Ihre Links gelten weiter.',
              'Your deputy gets the list now and all new applications until the end. Your links stay valid.',
            ),
          },
        ]
      : []),
    ...(decider.by === 'approver' && away !== undefined
      ? [
          {
            value: 'take-back',
            label: say(language, 'Ab sofort wieder selbst entscheiden', 'Decide again from now on'),
          },
        ]
      : []),
  ];
  const mine = errors.filter((mistake) => ['action', 'until'].includes(fieldOf(mistake)));
  return (
    <Details
      summary={say(language, 'Liste, Morgen-E-Mail, Abwesenheit', 'List, morning mail, absence')}
      open={mine.length > 0}
    >
      {away !== undefined && deputy !== undefined && (
        <p>
          {say(
            language,
            `Bis ${formatDateTime(away.until, language)} entscheidet ${deputy.name} in Vertretung.`,
            `Until ${formatDateTime(away.until, language)} ${deputy.name} decides as deputy.`,
          )}
        </p>
      )}
      <Form action={action} label={say(language, 'Weitere Einstellungen', 'Further settings')}>
        <RadioGroup
          name="action"
          label={say(language, 'Was soll geschehen?', 'What is to be done?')}
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
            label={say(language, 'Letzter Tag der Abwesenheit', 'Last day of the absence')}
            hint={say(
              language,
              `Nur für die Übergabe; frühestens heute, ${berlinDate(at).split('-').reverse().join('.')}`,
              `For handing over only; today (${berlinDate(at)}) at the earliest`,
            )}
            value={values.get('until') ?? ''}
            error={errorOf(errors, 'until')}
          />
        )}
        <Button kind="secondary">{say(language, 'Übernehmen', 'Apply')}</Button>
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
    <Form action={action} label={say(language, 'Neuer Link', 'Fresh link')}>
      <Checkbox
        name="action"
        value="new-link"
        label={say(
          language,
          'Einen neuen Link an meine hinterlegte Adresse schicken',
          'Send a fresh link to my listed address',
        )}
        error={errorOf(errors, 'action')}
      />
      <Button>{say(language, 'Link anfordern', 'Request link')}</Button>
    </Form>
  );
}
