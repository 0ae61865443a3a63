import type { Application } from '../domain/application.ts';
import { formatDateTime } from '../domain/calendar.ts';
import { label, type Register } from '../domain/register/register.ts';
import { type Round, sessionsOf } from '../domain/round.ts';
import { compareDin5007, type Language } from '../domain/text.ts';
import { DateList, Link, Notice } from '../platform/page/content.tsx';
import {
  Button,
  Checkbox,
  CheckboxGroup,
  EmailField,
  Fieldset,
  Form,
  Select,
  TextArea,
  TextField,
} from '../platform/page/controls.tsx';
import { ErrorSummary, errorOf, fieldErrors } from '../platform/page/errors.tsx';
import { page } from '../platform/page/frame.tsx';
import { settings } from '../platform/settings.ts';
import { cohortName, deadline, say } from '../platform/wording.ts';
import { erasedAt } from './rules.ts';
import { limits, type Mistake } from './submission.ts';

function Dates({ round, language }: { round: Round; language: Language }) {
  return (
    <>
      {round.file.cohorts.map(({ id }) => (
        <section key={id}>
          <h2>
            {round.file.cohorts.length > 1
              ? `${say(language, 'Termine', 'Dates')} ${cohortName(id, language)}`
              : say(language, 'Termine', 'Dates')}
          </h2>
          <DateList
            dates={sessionsOf(round.file, id).map(({ starts, ends, module }) => ({
              starts,
              ends,
              title: `${say(language, 'Modul', 'Module')} ${module.number}: ${module.title}`,
            }))}
          />
        </section>
      ))}
    </>
  );
}

/** The application form, with everything that was typed and what is wrong with it. */
export function formPage(parts: {
  readonly round: Round;
  readonly register: Register;
  readonly language: Language;
  readonly values: URLSearchParams;
  readonly mistakes: readonly Mistake[];
}): string {
  const { round, register, language, values, mistakes } = parts;
  const errors = fieldErrors(
    mistakes.map(({ pointer, message }) => ({ pointer, message: message[language] })),
  );
  const text = (
    name: string,
    de: string,
    en: string,
    more: { autocomplete?: string; optional?: boolean } = {},
  ) => (
    <TextField
      name={name}
      label={say(language, de, en)}
      value={values.get(name) ?? ''}
      error={errorOf(errors, name)}
      {...more}
    />
  );
  const options = [...register.administrations]
    .map((each) => ({ value: each.key, label: label(each) }))
    .sort((a, b) => compareDin5007(a.label, b.label));
  const chosen = values.getAll('administrations');
  return page({
    title: say(language, 'Bewerbung', 'Application'),
    preline: round.file.title,
    language,
    path: `/bewerbung/${round.id}`,
    hasErrors: errors.length > 0,
    body: (
      <>
        <ErrorSummary errors={errors} />
        <p>
          {say(language, 'Bewerbungen sind möglich bis', 'Applications are possible until')}{' '}
          <strong>{deadline(round.file.applications.closes, language)}</strong>.
        </p>
        <Dates round={round} language={language} />
        <Form action={`/bewerbung/${round.id}`}>
          <Fieldset legend={say(language, 'Ihre Verwaltung', 'Your administration')}>
            <Select
              name="administrations"
              label={say(
                language,
                'Bei welcher Verwaltung arbeiten Sie?',
                'Which administration do you work for?',
              )}
              options={options}
              value={chosen[0] ?? ''}
              error={errorOf(errors, 'administrations')}
            />
          </Fieldset>
          <Fieldset legend={say(language, 'Über Sie', 'About you')}>
            {text('applicant.givenName', 'Vorname', 'Given name', { autocomplete: 'given-name' })}
            {text('applicant.familyName', 'Nachname', 'Family name', { autocomplete: 'family-name' })}
            <EmailField
              name="applicant.email"
              label={say(language, 'Dienstliche E-Mail-Adresse', 'Office email address')}
              value={values.get('applicant.email') ?? ''}
              error={errorOf(errors, 'applicant.email')}
            />
            {text('applicant.role', 'Ihre Funktion in der Verwaltung', 'Your function in the administration')}
            {text('applicant.phone', 'Telefon', 'Phone', { autocomplete: 'tel', optional: true })}
          </Fieldset>
          <Fieldset
            legend={say(language, 'Ihre vorgesetzte Person', 'Your supervisor')}
            hint={say(
              language,
              'Wenn Sie die Verwaltung leiten, lassen Sie diese Felder frei.',
              'If you head the administration, leave these fields empty.',
            )}
          >
            {text('supervisor.givenName', 'Vorname', 'Given name', { optional: true })}
            {text('supervisor.familyName', 'Nachname', 'Family name', { optional: true })}
            <EmailField
              name="supervisor.email"
              autocomplete="off"
              optional
              label={say(language, 'Dienstliche E-Mail-Adresse', 'Office email address')}
              value={values.get('supervisor.email') ?? ''}
              error={errorOf(errors, 'supervisor.email')}
            />
          </Fieldset>
          <TextArea
            name="motivation"
            label={say(language, 'Warum möchten Sie teilnehmen?', 'Why would you like to take part?')}
            value={values.get('motivation') ?? ''}
            maxLength={limits.motivation}
            error={errorOf(errors, 'motivation')}
          />
          {round.file.cohorts.length > 1 && (
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
          )}
          <Checkbox
            name="privacyNoticeRead"
            value="true"
            label={
              <>
                {say(language, 'Ich habe den', 'I have read the')}{' '}
                <Link href="/datenschutz">{say(language, 'Datenschutzhinweis', 'privacy notice')}</Link>
                {say(language, ' zur Kenntnis genommen.', '.')}
              </>
            }
            checked={values.get('privacyNoticeRead') === 'true'}
            error={errorOf(errors, 'privacyNoticeRead')}
          />
          <Button>{say(language, 'Bewerbung absenden', 'Send application')}</Button>
        </Form>
      </>
    ),
  });
}

/** After sending: what happens next, and what to do if no mail comes. */
export function sentPage(application: Application, round: Round, language: Language): string {
  return page({
    title: say(language, 'Bitte bestätigen Sie Ihre E-Mail-Adresse', 'Please confirm your email address'),
    preline: application.reference,
    language,
    path: `/bewerbung/${round.id}`,
    personal: true,
    body: (
      <Notice
        tone="success"
        live
        title={say(language, 'Ihre Bewerbung ist angekommen.', 'Your application has arrived.')}
      >
        <p>
          {say(language, 'Wir haben eine E-Mail geschickt an', 'We have sent an email to')}{' '}
          <strong>{application.applicant.email}</strong>.{' '}
          {say(
            language,
            `Öffnen Sie bitte den Link darin bis ${deadline(erasedAt(application), language)}. Erst damit gilt die Bewerbung.`,
            `Please open the link in it by ${deadline(erasedAt(application), language)}. Only then does the application count.`,
          )}
        </p>
      </Notice>
    ),
  });
}

/** In place of the form, where the round takes no applications. */
export function windowPage(round: Round, language: Language, now: string): string {
  const { opens, closes } = round.file.applications;
  const before = now < opens;
  return page({
    title: say(language, 'Zurzeit keine Bewerbung möglich', 'No applications at present'),
    preline: round.file.title,
    language,
    path: `/bewerbung/${round.id}`,
    body: (
      <>
        <p>
          {before
            ? say(
                language,
                `Bewerbungen sind ab ${formatDateTime(opens, language)} möglich.`,
                `Applications open on ${formatDateTime(opens, language)}.`,
              )
            : say(
                language,
                `Die Bewerbungsfrist endete am ${formatDateTime(closes, language)}.`,
                `Applications closed on ${formatDateTime(closes, language)}.`,
              )}
        </p>
        <p>
          <Link href="/">{settings.title}</Link>
        </p>
      </>
    ),
  });
}
