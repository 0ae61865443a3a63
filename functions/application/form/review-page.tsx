import { Fragment } from 'preact';
import { formatNumber } from '../../domain/calendar.ts';
import type { Submission } from '../../domain/form-fields/submission.ts';
import { type Administration, administration, label } from '../../domain/register/register.ts';
import type { Language } from '../../domain/text.ts';
import { say } from '../../platform/letter/wording.ts';
import { Card, FactList, Notice, Verbatim } from '../../platform/page/content.tsx';
import { Button, Form, Hidden } from '../../platform/page/controls.tsx';
import { page } from '../../platform/page/frame.tsx';
import { submittedFacts } from '../case/submitted-facts.ts';
import type { Place } from './form-page.tsx';
import { trapField } from './traps.ts';

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
          { label: say(language, { de: 'Art', en: 'Kind' }), value: found.kind },
          { label: say(language, { de: 'Landkreis', en: 'District' }), value: found.district },
          {
            label: say(language, { de: 'Einwohner', en: 'Population' }),
            value: formatNumber(found.population, language),
          },
          ...(municipalities.length > 1
            ? [
                {
                  label: say(language, { de: 'Gemeinden', en: 'Municipalities' }),
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
const formOnly = [
  'step',
  'looked',
  'asked',
  'shown',
  'lang',
  'typed-administrations',
  'typed-secondAdministration',
  trapField,
];

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
  const { facts, texts } = submittedFacts('review', submission, register, language);
  return page({
    title: say(language, { de: 'Bitte prüfen Sie Ihre Angaben', en: 'Please check what you entered' }),
    preline: round.file.title,
    language,
    path: action,
    personal: true,
    lead: say(language, { de: 'Noch ist nichts gesendet.', en: 'Nothing has been sent yet.' }),
    body: (
      <>
        {doubtful && (
          <Notice
            tone="warning"
            live
            title={say(language, { de: 'Bitte sehen Sie noch einmal hin.', en: 'Please have another look.' })}
          >
            <p>
              {say(language, {
                de: 'Das Formular wurde ungewöhnlich schnell oder anders als üblich ausgefüllt. Wenn alles stimmt, senden Sie es einfach noch einmal ab.',
                en: 'The form was filled in unusually fast or in an unusual way. If everything is right, simply send it once more.',
              })}
            </p>
          </Notice>
        )}
        <h2>{say(language, { de: 'Ihre Verwaltung', en: 'Your administration' })}</h2>
        {submission.administrations
          .map((key) => administration(register, key))
          .filter((found) => found !== undefined)
          .map((found) => (
            <AdministrationCard key={found.key} found={found} language={language} />
          ))}
        <h2>{say(language, { de: 'Ihre Angaben', en: 'What you entered' })}</h2>
        <FactList facts={facts} />
        {texts.map(({ label, note, value }) => (
          <Fragment key={label}>
            <h2>{label}</h2>
            <Verbatim {...(note === undefined ? {} : { by: note })}>{value}</Verbatim>
          </Fragment>
        ))}
        <Form action={action} label={say(language, { de: 'Absenden', en: 'Send' })}>
          <Carried values={values} at={at} />
          <Hidden name="looked" value="1" />
          {doubtful && <Hidden name="asked" value="1" />}
          <Button>{say(language, { de: 'Bewerbung absenden', en: 'Send application' })}</Button>
        </Form>
        <Form action={action} label={say(language, { de: 'Ändern', en: 'Change' })}>
          <Carried values={values} at={at} />
          <Button kind="secondary" step="edit">
            {say(language, { de: 'Angaben ändern', en: 'Change what I entered' })}
          </Button>
        </Form>
      </>
    ),
  });
}
