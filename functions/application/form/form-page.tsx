import { formatDateTime } from '../../domain/calendar.ts';
import { sections } from '../../domain/form-fields/field.ts';
import { fieldsIn } from '../../domain/form-fields/table.ts';
import { type Mistake, nameOf } from '../../domain/mistake.ts';
import type { Register } from '../../domain/register/register.ts';
import { type Round, sessionsOf, totalMinutes } from '../../domain/round.ts';
import type { Language } from '../../domain/text.ts';
import { cohortName, deadline, hours, say } from '../../platform/letter/wording.ts';
import { Link } from '../../platform/page/content.tsx';
import { Button, Fieldset, Form, Hidden } from '../../platform/page/controls.tsx';
import { DateList } from '../../platform/page/course.tsx';
import { ErrorSummary } from '../../platform/page/errors.tsx';
import { page } from '../../platform/page/frame.tsx';
import { settings } from '../../platform/settings.ts';
import {
  AdministrationFields,
  AgreementFields,
  CohortFields,
  ParticipationFields,
  PersonFields,
  SupervisorFields,
} from './fields.tsx';
import { lateField } from './late.ts';
import { trapField } from './traps.ts';

/** Where the form belongs: its round, the register of that, the language. */
export type Place = { readonly round: Round; readonly register: Register; readonly language: Language };

/** All dates and hours of each cohort. */
function Dates({ round, language }: { readonly round: Round; readonly language: Language }) {
  const { cohorts } = round.file;
  return (
    <>
      {cohorts.map(({ id }) => (
        <section key={id}>
          <h2>
            {cohorts.length > 1 ? `${cohortName(id, language)}: ` : ''}
            {say(language, {
              de: `${cohorts.length > 1 ? 'alle' : 'Alle'} Termine (${hours(totalMinutes(round.file, id), language)} Stunden, online)`,
              en: `${cohorts.length > 1 ? 'all' : 'All'} dates (${hours(totalMinutes(round.file, id), language)} hours, online)`,
            })}
          </h2>
          <DateList
            dates={sessionsOf(round.file, id).map(({ starts, ends, module }) => ({
              starts,
              ends,
              title: `${say(language, { de: 'Modul', en: 'Module' })} ${module.number}: ${module.title}`,
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
        {say(language, { de: 'Bitte lassen Sie dieses Feld leer', en: 'Please leave this field empty' })}
      </label>
      <input id="feld-leer" name={trapField} type="text" tabIndex={-1} autocomplete="off" />
    </div>
  );
}

/** The fields of the form from top to bottom. */
const formOrder: readonly string[] = sections.flatMap((section) => [
  ...(section === 'supervisor' ? ['leadsAdministration'] : []),
  ...fieldsIn(section),
]);

/** The summary lists errors as one meets them on the way down. */
function inFormOrder(errors: readonly Mistake[]): Mistake[] {
  const place = (mistake: Mistake): number => formOrder.indexOf(nameOf(mistake));
  return [...errors].sort((a, b) => place(a) - place(b));
}

/** The application form, with everything that was typed and what is wrong with it. */
export function formPage(
  parts: Place & {
    readonly values: URLSearchParams;
    readonly mistakes: readonly Mistake[];
    readonly at: string;
    /** The form was opened by a late link, which stands until then. */
    readonly lateUntil?: string | undefined;
  },
): string {
  const { round, register, language, values, mistakes, at, lateUntil } = parts;
  const late = lateUntil === undefined ? null : values.get(lateField);
  const errors = inFormOrder(mistakes);
  const fields = { language, values, errors };
  return page({
    title: say(language, { de: 'Bewerbung', en: 'Application' }),
    preline: round.file.title,
    language,
    path: `/bewerbung/${round.id}${late === null ? '' : `?${lateField}=${late}`}`,
    hasErrors: errors.length > 0,
    lead: (
      <>
        {say(language, { de: 'Bewerbungen sind möglich bis', en: 'Applications are possible until' })}{' '}
        <strong>{deadline(lateUntil ?? round.file.applications.closes, language)}</strong>.{' '}
        {say(language, { de: 'Die Teilnahme ist kostenfrei.', en: 'Taking part is free of charge.' })}
      </>
    ),
    body: (
      <>
        <ErrorSummary errors={errors} />
        {errors.length === 0 && (
          <p>
            {say(language, {
              de: 'Das Formular dauert etwa zehn Minuten. Sie brauchen den Namen und die E-Mail-Adresse Ihrer vorgesetzten Person, es sei denn, Sie leiten die Verwaltung. Alle Felder ohne „freiwillig“ sind nötig.',
              en: 'The form takes about ten minutes. You need the name and email address of your supervisor, unless you head the administration. All fields not marked as optional are needed.',
            })}
          </p>
        )}
        <Dates round={round} language={language} />
        <Form action={`/bewerbung/${round.id}`}>
          <Hidden name="shown" value={values.get('shown') ?? at} />
          {late !== null && <Hidden name={lateField} value={late} />}
          <Trap language={language} />
          <CohortFields {...fields} round={round} />
          <AdministrationFields {...fields} register={register} />
          <PersonFields {...fields} />
          <SupervisorFields {...fields} asks={round.file.endorsement} />
          <Fieldset legend={say(language, { de: 'Ihre Teilnahme', en: 'Your participation' })}>
            <ParticipationFields {...fields} />
          </Fieldset>
          <AgreementFields {...fields} />
          <Button step="review">
            {say(language, { de: 'Weiter: Angaben prüfen', en: 'Continue: check what you entered' })}
          </Button>
          <p>
            {say(language, {
              de: 'Gesendet wird erst auf der nächsten Seite, wenn Sie alles noch einmal gesehen haben.',
              en: 'Nothing is sent until the next page, once you have seen everything again.',
            })}
          </p>
        </Form>
      </>
    ),
  });
}

/** In place of the form, where the round takes no applications. */
export function windowPage(round: Round, language: Language, now: string): string {
  const { opens, closes } = round.file.applications;
  return page({
    title: say(language, { de: 'Zurzeit keine Bewerbung möglich', en: 'No applications at present' }),
    preline: round.file.title,
    language,
    path: `/bewerbung/${round.id}`,
    body: (
      <>
        <p>
          {round.status === 'cancelled'
            ? say(language, { de: 'Dieser Durchgang wurde abgesagt.', en: 'This round was cancelled.' })
            : now < opens
              ? say(language, {
                  de: `Bewerbungen sind ab ${formatDateTime(opens, language)} möglich.`,
                  en: `Applications open on ${formatDateTime(opens, language)}.`,
                })
              : say(language, {
                  de: `Die Bewerbungsfrist endete am ${formatDateTime(closes, language)}.`,
                  en: `Applications closed on ${formatDateTime(closes, language)}.`,
                })}
        </p>
        <p>
          <Link href="/">
            {say(language, {
              de: `Zur Startseite von ${settings.title}: alle Durchgänge mit ihren Terminen`,
              en: `Home page of ${settings.title}: all rounds with their dates`,
            })}
          </Link>
        </p>
      </>
    ),
  });
}
