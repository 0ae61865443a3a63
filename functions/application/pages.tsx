import type { Application } from '../domain/application.ts';
import { formatDateTime, formatNumber } from '../domain/calendar.ts';
import { type Administration, administration, label, type Register } from '../domain/register/register.ts';
import { type Round, sessionsOf, totalMinutes } from '../domain/round.ts';
import type { Submission } from '../domain/submission.ts';
import type { Language } from '../domain/text.ts';
import { Card, DateList, FactList, Link, Notice, Steps, Verbatim } from '../platform/page/content.tsx';
import { Button, Checkbox, EmailField, Fieldset, Form, Hidden } from '../platform/page/controls.tsx';
import { ErrorSummary, errorOf, fieldErrors } from '../platform/page/errors.tsx';
import { page } from '../platform/page/frame.tsx';
import { OfficeContact } from '../platform/page/messages.tsx';
import { settings } from '../platform/settings.ts';
import { cohortName, deadline, hours, say } from '../platform/wording.ts';
import { submittedFacts } from './facts.ts';
import {
  AdministrationFields,
  CohortFields,
  PersonFields,
  SupervisorFields,
  WordsFields,
} from './fields.tsx';
import { erasedAt } from './rules.ts';
import type { Mistake } from './submission.ts';
import { trapField } from './traps.ts';

/** Where the form belongs: its round, the register of that, the language. */
type Place = { readonly round: Round; readonly register: Register; readonly language: Language };

/** All dates and hours of each cohort. */
function Dates({ round, language }: { readonly round: Round; readonly language: Language }) {
  const { cohorts } = round.file;
  return (
    <>
      {cohorts.map(({ id }) => (
        <section key={id}>
          <h2>
            {cohorts.length > 1 ? `${cohortName(id, language)}: ` : ''}
            {say(
              language,
              `${cohorts.length > 1 ? 'alle' : 'Alle'} Termine (${hours(totalMinutes(round.file, id), language)} Stunden, online)`,
              `${cohorts.length > 1 ? 'all' : 'All'} dates (${hours(totalMinutes(round.file, id), language)} hours, online)`,
            )}
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

/** A field that people neither see nor hear; what fills it in is no person. */
function Trap({ language }: { readonly language: Language }) {
  return (
    <div class="kern-sr-only" aria-hidden="true">
      <label for="feld-leer">
        {say(language, 'Bitte lassen Sie dieses Feld leer', 'Please leave this field empty')}
      </label>
      <input id="feld-leer" name={trapField} type="text" tabIndex={-1} autocomplete="off" />
    </div>
  );
}

/** The application form, with everything that was typed and what is wrong with it. */
export function formPage(
  parts: Place & {
    readonly values: URLSearchParams;
    readonly mistakes: readonly Mistake[];
    readonly at: string;
  },
): string {
  const { round, register, language, values, mistakes, at } = parts;
  const errors = fieldErrors(
    mistakes.map(({ pointer, message }) => ({ pointer, message: message[language] })),
  );
  const fields = { language, values, errors };
  return page({
    title: say(language, 'Bewerbung', 'Application'),
    preline: round.file.title,
    language,
    path: `/bewerbung/${round.id}`,
    hasErrors: errors.length > 0,
    lead: (
      <>
        {say(language, 'Bewerbungen sind möglich bis', 'Applications are possible until')}{' '}
        <strong>{deadline(round.file.applications.closes, language)}</strong>.{' '}
        {say(language, 'Die Teilnahme ist kostenfrei.', 'Taking part is free of charge.')}
      </>
    ),
    body: (
      <>
        <ErrorSummary errors={errors} />
        <Dates round={round} language={language} />
        <Form action={`/bewerbung/${round.id}`}>
          <Hidden name="shown" value={values.get('shown') ?? at} />
          <Trap language={language} />
          <CohortFields {...fields} round={round} />
          <AdministrationFields {...fields} register={register} />
          <PersonFields {...fields} />
          <SupervisorFields {...fields} asks={round.file.endorsement} />
          <Fieldset legend={say(language, 'Ihre Teilnahme', 'Your participation')}>
            <WordsFields {...fields} />
          </Fieldset>
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
            hint={say(
              language,
              'Ihre Angaben verarbeitet das Ministerium, um über die Teilnahme zu entscheiden und das Programm durchzuführen (Art. 6 Abs. 1 Buchst. e DSGVO). Bitte sagen Sie der Person, die Sie als vorgesetzt nennen, Bescheid.',
              'The ministry processes your data to decide who takes part and to run the programme (Art. 6(1)(e) GDPR). Please tell the person you name as supervisor.',
            )}
            checked={values.get('privacyNoticeRead') === 'true'}
            error={errorOf(errors, 'privacyNoticeRead')}
          />
          <Button step="review">{say(language, 'Weiter zur Prüfung', 'Continue to review')}</Button>
          <p>
            {say(
              language,
              'Gesendet wird erst auf der nächsten Seite, wenn Sie alles noch einmal gesehen haben.',
              'Nothing is sent until the next page, once you have seen everything again.',
            )}
          </p>
        </Form>
      </>
    ),
  });
}

/** An administration for confirmation: kind, district, population, and what belongs to it. */
function AdministrationCard({
  found,
  language,
}: {
  readonly found: Administration;
  readonly language: Language;
}) {
  const { municipalities } = found;
  return (
    <Card title={label(found)} level={3}>
      <FactList
        facts={[
          { label: say(language, 'Art', 'Kind'), value: found.kind },
          { label: say(language, 'Landkreis', 'District'), value: found.district },
          {
            label: say(language, 'Einwohner', 'Population'),
            value: formatNumber(found.population, language),
          },
          ...(municipalities.length > 1
            ? [
                {
                  label: say(language, 'Gemeinden', 'Municipalities'),
                  value: municipalities.map(({ name }) => name).join(', '),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

/** Fields that the form itself uses and that are no part of what is sent. */
const formOnly = ['step', 'looked', 'asked', 'shown', 'lang', trapField];

/** What was typed, as hidden fields. */
function Carried({ values, at }: { readonly values: URLSearchParams; readonly at: string }) {
  return (
    <>
      {[...values]
        .filter(([name, value]) => value !== '' && !formOnly.includes(name))
        .map(([name, value]) => (
          <Hidden key={`${name} ${value}`} name={name} value={value} />
        ))}
      <Hidden name="shown" value={values.get('shown') ?? at} />
    </>
  );
}

/** Everything once more before it is sent: to change it, or to send it. */
export function reviewPage(
  parts: Place & {
    readonly values: URLSearchParams;
    readonly submission: Submission;
    readonly doubtful: boolean;
    readonly at: string;
  },
): string {
  const { round, register, language, values, submission, doubtful, at } = parts;
  const action = `/bewerbung/${round.id}`;
  const [, ...facts] = submittedFacts(submission, register, language);
  return page({
    title: say(language, 'Bitte prüfen Sie Ihre Angaben', 'Please check what you entered'),
    preline: round.file.title,
    language,
    path: action,
    personal: true,
    lead: say(language, 'Noch ist nichts gesendet.', 'Nothing has been sent yet.'),
    body: (
      <>
        {doubtful && (
          <Notice
            tone="warning"
            live
            title={say(language, 'Bitte sehen Sie noch einmal hin.', 'Please have another look.')}
          >
            <p>
              {say(
                language,
                'Das Formular wurde ungewöhnlich schnell oder anders als üblich ausgefüllt. Wenn alles stimmt, senden Sie es einfach noch einmal ab.',
                'The form was filled in unusually fast or in an unusual way. If everything is right, simply send it once more.',
              )}
            </p>
          </Notice>
        )}
        <h2>{say(language, 'Ihre Verwaltung', 'Your administration')}</h2>
        {submission.administrations
          .map((key) => administration(register, key))
          .filter((found) => found !== undefined)
          .map((found) => (
            <AdministrationCard key={found.key} found={found} language={language} />
          ))}
        <h2>{say(language, 'Ihre Angaben', 'What you entered')}</h2>
        <FactList facts={facts} />
        <h2>{say(language, 'Warum Sie teilnehmen möchten', 'Why you would like to take part')}</h2>
        <Verbatim>{submission.motivation}</Verbatim>
        {submission.needs !== undefined && (
          <>
            <h2>{say(language, 'Was Sie brauchen', 'What you need')}</h2>
            <Verbatim by={say(language, 'Liest nur das Programmbüro', 'Read by the programme office only')}>
              {submission.needs}
            </Verbatim>
          </>
        )}
        <Form action={action} label={say(language, 'Absenden', 'Send')}>
          <Carried values={values} at={at} />
          <Hidden name="looked" value="1" />
          {doubtful && <Hidden name="asked" value="1" />}
          <Button>{say(language, 'Bewerbung absenden', 'Send application')}</Button>
        </Form>
        <Form action={action} label={say(language, 'Ändern', 'Change')}>
          <Carried values={values} at={at} />
          <Button kind="secondary" step="edit">
            {say(language, 'Angaben ändern', 'Change what I entered')}
          </Button>
        </Form>
      </>
    ),
  });
}

/** After sending: what happens next, what to do if no mail comes, and a receipt of everything. */
export function sentPage(
  parts: Place & {
    readonly application: Application;
    readonly needs: string | undefined;
    /** What was typed as the right address, where something is wrong with it. */
    readonly corrected: string | undefined;
    readonly error: string | undefined;
  },
): string {
  const { application, round, register, language, needs, corrected, error } = parts;
  const action = `/bewerbung/${round.id}`;
  const errors = error === undefined ? [] : [{ name: 'email', message: error }];
  return page({
    title: say(language, 'Bitte bestätigen Sie Ihre E-Mail-Adresse', 'Please confirm your email address'),
    preline: `${application.reference} · ${round.file.title}`,
    language,
    path: action,
    personal: true,
    hasErrors: errors.length > 0,
    body: (
      <>
        <ErrorSummary errors={errors} />
        <Notice
          tone="success"
          live
          title={say(language, 'Ihre Bewerbung ist angekommen.', 'Your application has arrived.')}
        >
          <p>
            {say(language, 'Wir haben eine E-Mail an', 'We have sent an email to')}{' '}
            <strong>{application.applicant.email}</strong>
            {say(language, ' geschickt. ', '. ')}
            {say(
              language,
              `Öffnen Sie bitte den Link darin bis ${deadline(erasedAt(application), language)}. Erst damit gilt die Bewerbung.`,
              `Please open the link in it by ${deadline(erasedAt(application), language)}. Only then does the application count.`,
            )}
          </p>
        </Notice>
        <Steps
          label={say(language, 'Wie es weitergeht', 'What happens next')}
          steps={[
            { title: say(language, 'Bewerbung gesendet', 'Application sent'), state: 'done' },
            {
              title: say(language, 'E-Mail-Adresse bestätigen', 'Confirm the email address'),
              state: 'current',
            },
            ...(round.file.endorsement && application.supervisor !== undefined
              ? [
                  {
                    title: say(language, 'Zustimmung der Verwaltung', 'Agreement of the administration'),
                    state: 'next' as const,
                  },
                ]
              : []),
            { title: say(language, 'Prüfung und Auswahl', 'Review and selection'), state: 'next' },
          ]}
        />
        <h2>{say(language, 'Keine E-Mail bekommen?', 'No email received?')}</h2>
        <p>
          {say(
            language,
            'Sehen Sie bitte auch im Spam-Ordner nach. Morgen erinnern wir noch einmal. War die Adresse falsch geschrieben, berichtigen Sie sie hier:',
            'Please look into the spam folder, too. We remind you once more tomorrow. If the address was mistyped, correct it here:',
          )}
        </p>
        <Form action={action} label={say(language, 'Adresse berichtigen', 'Correct the address')}>
          <Hidden name="application" value={application.id} />
          <EmailField
            name="email"
            label={say(language, 'Richtige E-Mail-Adresse', 'Right email address')}
            value={corrected ?? ''}
            error={error}
          />
          <Button kind="secondary">{say(language, 'Adresse berichtigen', 'Correct the address')}</Button>
        </Form>
        <h2>{say(language, 'Was Sie gesendet haben', 'What you sent')}</h2>
        <FactList facts={submittedFacts(application, register, language)} />
        <Verbatim by={say(language, 'Ihre Motivation', 'Your motivation')}>{application.motivation}</Verbatim>
        {needs !== undefined && (
          <Verbatim
            by={say(
              language,
              'Was Sie brauchen; liest nur das Programmbüro',
              'What you need; read by the programme office only',
            )}
          >
            {needs}
          </Verbatim>
        )}
      </>
    ),
  });
}

/** In place of the waiting page, where the address was confirmed meanwhile. */
export function alreadyConfirmedPage(application: Application, round: Round, language: Language): string {
  return page({
    title: say(language, 'Die Adresse ist schon bestätigt', 'The address is confirmed already'),
    preline: application.reference,
    language,
    path: `/bewerbung/${round.id}`,
    personal: true,
    body: (
      <>
        <Notice
          title={say(
            language,
            'Ändern können Sie sie über den Link in der E-Mail „Ihre Bewerbung ist eingegangen“.',
            'You can change it by the link in the email "We have received your application".',
          )}
        />
        <p>
          {say(language, 'Fragen beantwortet: ', 'Questions are answered by: ')}
          <OfficeContact />
        </p>
      </>
    ),
  });
}

/** In place of the form, where the round takes no applications. */
export function windowPage(round: Round, language: Language, now: string): string {
  const { opens, closes } = round.file.applications;
  return page({
    title: say(language, 'Zurzeit keine Bewerbung möglich', 'No applications at present'),
    preline: round.file.title,
    language,
    path: `/bewerbung/${round.id}`,
    body: (
      <>
        <p>
          {round.status === 'cancelled'
            ? say(language, 'Dieser Durchgang wurde abgesagt.', 'This round was cancelled.')
            : now < opens
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
