import type { Application } from '../../domain/application.ts';
import { controlOf, fieldNames, fieldOf, valueAt } from '../../domain/form-fields/table.ts';
import type { Mistake } from '../../domain/mistake.ts';
import type { Bilingual } from '../../domain/text.ts';
import { nested, ticked } from '../../platform/web/forms.ts';

/** Fields that the form asks for. All others (language switch, traps, markers) hold nothing of a submission. */
const asked = fieldNames.filter((name) => controlOf(name) !== undefined);
const askedOf = (...kinds: string[]) => asked.filter((name) => kinds.includes(fieldOf(name).kind));

const boxes = askedOf('boolean', 'agreement');
const lists = askedOf('administrations', 'cohorts');
/** Names of the JSON interface, without what stands in a part. */
const topNames = new Set(
  asked.filter((name) => !boxes.includes(name)).map((name) => name.split('.')[0] ?? name),
);

/** A browser sends line breaks of a text as CRLF; typed was one character. */
const breaks = (text: string): string => text.replaceAll('\r\n', '\n');

/** The same fields with each text as it was typed. */
export function asTyped(form: URLSearchParams): URLSearchParams {
  return new URLSearchParams([...form].map(([name, value]) => [name, breaks(value)]));
}

/** The administrations that a form names, empty ones left out. */
export function chosenAdministrations(values: URLSearchParams): string[] {
  return [...values.getAll('administrations'), ...values.getAll('secondAdministration')].filter(
    (key) => key !== '',
  );
}

/** What a form of ours, or a plain client's, submits: in the shape of the JSON interface. */
export function submissionOf(form: URLSearchParams): Record<string, unknown> {
  const fields = nested(form, lists);
  const administrations = chosenAdministrations(form);
  return {
    ...Object.fromEntries(Object.entries(fields).filter(([name]) => topNames.has(name))),
    ...(administrations.length === 0 ? {} : { administrations }),
    // An empty form still has a person's fields, and each of them is missing.
    ...(fields['applicant'] === undefined ? { applicant: {} } : {}),
    ...Object.fromEntries(boxes.flatMap((name) => (ticked(form, name, 'true') ? [[name, true]] : []))),
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
  const leading = form.get('leadsAdministration') === 'true';
  if (leading && named) return [{ pointer: '/leadsAdministration', message: leads }];
  if (asksWhoLeads && !leading && !named) return [{ pointer: '/leadsAdministration', message: namesNobody }];
  return [];
}

/** An answer as the form sends it: a box says `true`, a list repeats its name. */
function valuesOf(answer: unknown): string[] {
  if (answer === true) return ['true'];
  if (Array.isArray(answer)) return answer.map(String);
  return typeof answer === 'string' ? [answer] : [];
}

/** An application as the fields of the form by which it is corrected. */
export function fieldsOf(application: Application, needs: string | undefined): URLSearchParams {
  const { emailChange, supervisor, administrations } = application;
  const given = { ...application, needs };
  const fields = new URLSearchParams();
  for (const name of asked) {
    const answer = name === 'applicant.email' ? emailChange?.email : undefined;
    for (const value of valuesOf(answer ?? valueAt(given, name))) fields.append(name, value);
  }
  const [first, second] = administrations;
  fields.delete('administrations');
  if (first !== undefined) fields.append('administrations', first);
  if (second !== undefined) fields.append('secondAdministration', second);
  if (supervisor === undefined) fields.append('leadsAdministration', 'true');
  return fields;
}

/** Fields that a form leaves out where nothing is ticked, although it has them. */
const ticks: readonly string[] = [...askedOf('boolean', 'cohorts'), 'leadsAdministration'];

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
    (isOwnForm && ticks.includes(name)) ||
    (name === 'secondAdministration' && named.has('administrations')) ||
    (name === 'leadsAdministration' && [...named].some((field) => field.startsWith('supervisor.')));
  for (const name of new Set([...present.keys(), ...named])) if (replaces(name)) result.delete(name);
  for (const [name, value] of form) if (value !== '') result.append(name, value);
  return result;
}
