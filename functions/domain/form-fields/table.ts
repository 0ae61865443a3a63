import type { Bilingual } from '../text.ts';
import { applicantFields } from './applicant.ts';
import type { Control, FormField, Place, Section, Showing } from './field.ts';
import { participationFields } from './participation.ts';
import { supervisorFields } from './supervisor.ts';

const { round, administrations, ...words } = participationFields;

/**
 * Every field of an application, by its name in the contract, in the order in which people read it. Form, check,
 * JSON schema, record, facts on pages and in mails, sheets, own data and erasure are made from it.
 */
export const formFields = {
  round,
  administrations,
  ...applicantFields,
  ...supervisorFields,
  ...words,
} as const satisfies Readonly<Record<string, FormField>>;

export type FormFields = typeof formFields;
export type FieldName = keyof FormFields;

/** Fields that make one object of the contract, such as `applicant`. */
export const parts = {
  applicant: {
    optional: false,
    sentence: { de: 'Ihre Angaben zur Person', en: 'What you tell about yourself' },
  },
  supervisor: {
    optional: true,
    sentence: { de: 'Diese Angabe', en: 'This entry' },
    description: 'Left out by the head of an administration.',
  },
} as const satisfies Readonly<
  Record<string, { readonly optional: boolean; readonly sentence: Bilingual; readonly description?: string }>
>;

const inSheets: readonly FieldName[] = [
  'applicant.familyName',
  'applicant.givenName',
  'applicant.email',
  'applicant.phone',
  'applicant.role',
  'administrations',
];

/** Names of the fields that stand first in a place, where that has another order than the table. */
const first: Partial<Readonly<Record<Place, readonly FieldName[]>>> = {
  receivedMail: ['administrations', 'applicant.givenName', 'applicant.familyName', 'applicant.role'],
  endorsement: ['applicant.givenName', 'applicant.familyName', 'applicant.role'],
  applications: inSheets,
  participants: inSheets,
};

/** Whether a name is one of the table's. */
export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(formFields, name);
}

/** All names, in the table's order. */
export const fieldNames: readonly FieldName[] = Object.keys(formFields).filter(isFieldName);

/** A field as any other: what the rows have in common. */
export function fieldOf(name: FieldName): FormField {
  return formFields[name];
}

/** The form's control of a field, where the form asks for it. */
export function controlOf(name: FieldName): Control | undefined {
  const { form } = fieldOf(name);
  return 'not' in form ? undefined : form;
}

/** The fields of one part of the form. */
export function fieldsIn(section: Section): FieldName[] {
  return fieldNames.filter((name) => controlOf(name)?.section === section);
}

/** How a place shows a field. */
export function showingOf(name: FieldName, place: Place): Showing {
  return fieldOf(name).shown[place];
}

/** All names in the order of a place. */
export function namesFor(place: Place): FieldName[] {
  const leading = first[place] ?? [];
  return [...leading, ...fieldNames.filter((name) => !leading.includes(name))];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands under a field's name, with or without a dot. @param given what was sent, or a record */
export function valueAt(given: unknown, name: FieldName): unknown {
  return name.split('.').reduce<unknown>((value, step) => (isObject(value) ? value[step] : undefined), given);
}

/** The object of the contract that has these values; what is undefined is left out. */
export function objectOf(values: Iterable<readonly [FieldName, unknown]>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of values) {
    if (value === undefined) continue;
    const [top = '', own] = name.split('.');
    if (own === undefined) {
      result[top] = value;
      continue;
    }
    const part = result[top];
    result[top] = { ...(isObject(part) ? part : {}), [own]: value };
  }
  return result;
}
