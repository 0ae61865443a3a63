import { type Mistake, mistake } from '../../../functions/domain/mistake.ts';
import {
  Button,
  Buttons,
  Checkbox,
  CheckboxGroup,
  EmailField,
  Fieldset,
  Form,
  Hidden,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../../../functions/platform/page/controls.tsx';
import { ErrorSummary, errorOf } from '../../../functions/platform/page/errors.tsx';
import { page } from '../../../functions/platform/page/frame.tsx';

/** The application form: every field, empty, with mistakes, in both languages. */

export function application(
  errors: readonly Mistake[],
  typed: Record<string, string>,
  language: 'de' | 'en' = 'de',
) {
  const de = language === 'de';
  return page({
    title: de ? 'Bewerbung für den 3. Schulungsdurchgang' : 'Application for the 3rd round',
    language,
    path: '/bewerbung/3',
    hasErrors: errors.length > 0,
    lead: de
      ? 'Bewerbungen sind bis Dienstag, 4. Oktober 2022 möglich.'
      : 'Apply until Tuesday, 4 October 2022.',
    body: (
      <>
        <ErrorSummary errors={errors} />
        <Form action="/bewerbung/3">
          <Hidden name="formKey" value="0c9a" />
          <Fieldset
            legend={de ? 'Termine' : 'Dates'}
            hint={de ? 'Zehn Vormittage, zusammen 40 Stunden' : 'Ten mornings'}
          >
            <CheckboxGroup
              name="cohorts"
              label={de ? 'Welche Gruppen passen Ihnen?' : 'Which groups suit you?'}
              values={['a']}
              error={errorOf(errors, 'cohorts')}
              choices={[
                { value: 'a', label: 'Gruppe A', hint: 'dienstags und donnerstags, ab 8. November 2022' },
                { value: 'b', label: 'Gruppe B', hint: 'montags und mittwochs, ab 14. November 2022' },
              ]}
            />
          </Fieldset>
          <Fieldset legend={de ? 'Verwaltung' : 'Administration'}>
            <Select
              name="administrations"
              search
              label={de ? 'Bei welcher Verwaltung arbeiten Sie?' : 'Which administration do you work for?'}
              hint={
                de
                  ? 'Suchen Sie nach der Verwaltung oder nach einer ihrer Gemeinden.'
                  : 'Search for the administration or one of its municipalities.'
              }
              error={errorOf(errors, 'administrations')}
              value={typed['administrations']}
              options={[
                { value: '120690020', label: 'Beelitz, Stadt', group: 'Potsdam-Mittelmark' },
                {
                  value: '120695902',
                  label: 'Amt Brück',
                  group: 'Potsdam-Mittelmark',
                  names: ['Borkheide', 'Brück', 'Golzow'],
                },
                { value: '120600020', label: 'Bernau bei Berlin, Stadt', group: 'Barnim' },
                {
                  value: '120605003',
                  label: 'Amt Biesenthal-Barnim',
                  group: 'Barnim',
                  names: ['Biesenthal', 'Rüdnitz'],
                },
              ]}
            />
          </Fieldset>
          <Fieldset legend={de ? 'Angaben zur Person' : 'About you'}>
            <TextField
              name="applicant.givenName"
              label={de ? 'Vorname' : 'Given name'}
              autocomplete="given-name"
              size="medium"
              value={typed['applicant.givenName']}
              error={errorOf(errors, 'applicant.givenName')}
            />
            <TextField
              name="applicant.familyName"
              label={de ? 'Nachname' : 'Family name'}
              autocomplete="family-name"
              size="medium"
              value={typed['applicant.familyName']}
            />
            <EmailField
              name="applicant.email"
              label={de ? 'Dienstliche E-Mail-Adresse' : 'Mail address at work'}
              hint={
                de
                  ? 'An diese Adresse schicken wir einen Link zur Bestätigung.'
                  : 'We send a link to confirm it.'
              }
              value={typed['applicant.email']}
              error={errorOf(errors, 'applicant.email')}
            />
            <TextField
              name="applicant.phone"
              label={de ? 'Telefon' : 'Phone'}
              type="tel"
              inputMode="tel"
              autocomplete="tel"
              size="medium"
              optional
            />
            <TextArea
              name="motivation"
              label={de ? 'Warum möchten Sie teilnehmen?' : 'Why do you want to take part?'}
              maxLength={2000}
              value={typed['motivation']}
              error={errorOf(errors, 'motivation')}
            />
            <RadioGroup
              name="endorsement"
              label={de ? 'Wer stimmt Ihrer Teilnahme zu?' : 'Who agrees that you take part?'}
              error={errorOf(errors, 'endorsement')}
              choices={[
                {
                  value: 'supervisor',
                  label: de ? 'Meine Fachvorgesetzte oder mein Fachvorgesetzter' : 'My supervisor',
                },
                { value: 'head', label: de ? 'Ich leite die Verwaltung' : 'I am head of the administration' },
              ]}
            />
          </Fieldset>
          <Checkbox
            name="privacyNoticeRead"
            value="true"
            label={
              de ? (
                <>
                  Ich habe die <a href="/datenschutz">Hinweise zum Datenschutz</a> zur Kenntnis genommen.
                </>
              ) : (
                <>
                  I have taken note of the <a href="/datenschutz?lang=en">privacy notice</a>.
                </>
              )
            }
            error={errorOf(errors, 'privacyNoticeRead')}
          />
          <Buttons>
            <Button>{de ? 'Weiter zur Prüfung' : 'Continue to the review'}</Button>
          </Buttons>
        </Form>
      </>
    ),
  });
}

/** These pages are seen in German. */
const german = (de: string) => ({ de, en: de });

export const mistakes: Mistake[] = [
  mistake('administrations', german('Bitte wählen Sie Ihre Verwaltung aus der Liste.')),
  mistake('applicant.givenName', german('Bitte geben Sie Ihren Vornamen ein.')),
  mistake(
    'applicant.email',
    german('In der E-Mail-Adresse fehlt der Teil nach dem @-Zeichen, zum Beispiel stadt.example.'),
  ),
  mistake('endorsement', german('Bitte sagen Sie uns, wer zustimmt.')),
  mistake('privacyNoticeRead', german('Bitte bestätigen Sie, dass Sie die Hinweise gelesen haben.')),
];
