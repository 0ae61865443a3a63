import type { Application } from '../../domain/application.ts';
import type { Bilingual } from '../../domain/text.ts';
import { nested } from '../../platform/web/forms.ts';
import type { Mistake } from './check-submission.ts';
import { chosenAdministrations } from './fields.tsx';

/** Fields of a form that hold a submission. All others (language switch, traps, markers) are none of it. */
const submissionFields = [
  'administrations',
  'applicant',
  'supervisor',
  'motivation',
  'cohorts',
  'needs',
] as const;

/** A browser sends line breaks of a text as CRLF; typed was one character. */
const breaks = (text: string): string => text.replaceAll('\r\n', '\n');

/** The same fields with each text as it was typed. */
export function asTyped(form: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...form].map(([name, value]) => [name, breaks(value)]));
}

/** What a form of ours, or a plain client's, submits: in the shape of the JSON interface. */
export function submissionOf(form: URLSearchParams): Record<string, unknown> {
  const fields = nested(form, ['administrations', 'cohorts']);
  const administrations = chosenAdministrations(form);
  return {
    ...Object.fromEntries(
      submissionFields.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
    ),
    ...(administrations.length === 0 ? {} : { administrations }),
    // An empty form still has a person's fields, and each of them is missing.
    ...(fields['applicant'] === undefined ? { applicant: {} } : {}),
    ...(form.get('sharedMailbox') === 'true' ? { sharedMailbox: true } : {}),
    ...(form.get('privacyNoticeRead') === 'true' ? { privacyNoticeRead: true } : {}),
  };
}

const leads: Bilingual = {
  de: 'Wenn Sie die Verwaltung leiten, lassen Sie die Angaben zur vorgesetzten Person bitte leer; sonst nehmen Sie das Häkchen weg.',
  en: 'If you head the administration, please leave the supervisor’s fields empty; otherwise remove the tick.',
};

const namesNobody: Bilingual = {
  de: 'Bitte nennen Sie Ihre vorgesetzte Person, oder setzen Sie das Häkchen „Ich leite die Verwaltung“.',
  en: 'Please name your supervisor, or tick "I head the administration".',
};

/** What only a form asks, as it has a box for heading the administration: the box or a supervisor, not both. */
export function formMistakes(form: URLSearchParams, asksWhoLeads: boolean): Mistake[] {
  const named = [...form].some(([name, value]) => name.startsWith('supervisor.') && value !== '');
  const ticked = form.get('leadsAdministration') === 'true';
  if (ticked && named) return [{ pointer: '/leadsAdministration', message: leads }];
  if (asksWhoLeads && !ticked && !named) return [{ pointer: '/leadsAdministration', message: namesNobody }];
  return [];
}

/** An application as the fields of the form by which it is corrected. */
export function fieldsOf(application: Application, needs: string | undefined): URLSearchParams {
  const { applicant, supervisor, administrations, cohorts } = application;
  const [first, second] = administrations;
  const fields: [string, string | undefined][] = [
    ['administrations', first],
    ['secondAdministration', second],
    ['applicant.givenName', applicant.givenName],
    ['applicant.familyName', applicant.familyName],
    ['applicant.email', application.emailChange?.email ?? applicant.email],
    ['applicant.role', applicant.role],
    ['applicant.phone', applicant.phone],
    ['sharedMailbox', application.sharedMailbox === true ? 'true' : undefined],
    ['leadsAdministration', supervisor === undefined ? 'true' : undefined],
    ['supervisor.givenName', supervisor?.givenName],
    ['supervisor.familyName', supervisor?.familyName],
    ['supervisor.email', supervisor?.email],
    ['motivation', application.motivation],
    ...(cohorts ?? []).map((id): [string, string] => ['cohorts', id]),
    ['needs', needs],
  ];
  return new URLSearchParams(fields.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Fields that a form leaves out where nothing is ticked, although it has them. */
const boxes = ['sharedMailbox', 'leadsAdministration', 'cohorts'];

/**
 * The present fields with what a correction changes. Our own form has every field, so that a box it doesn't
 * send is unticked; of another client's, what it doesn't name stays.
 */
export function correctedFields(
  present: URLSearchParams,
  form: URLSearchParams,
  isOwnForm: boolean,
): URLSearchParams {
  const result = new URLSearchParams(present);
  const named = new Set(form.keys());
  const replaces = (name: string): boolean =>
    named.has(name) ||
    (isOwnForm && boxes.includes(name)) ||
    (name === 'secondAdministration' && named.has('administrations')) ||
    (name === 'leadsAdministration' && [...named].some((field) => field.startsWith('supervisor.')));
  for (const name of new Set([...present.keys(), ...named])) if (replaces(name)) result.delete(name);
  for (const [name, value] of form) if (value !== '') result.append(name, value);
  return result;
}
