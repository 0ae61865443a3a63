import * as z from 'zod';
import type { Application } from '../application.ts';
import type { FormField } from './field.ts';
import {
  type Submission,
  type Submitted,
  submittedNames,
  submittedSchema,
  submittedShape,
} from './submission.ts';
import { type FieldName, fieldOf, objectOf, valueAt } from './table.ts';

/** What was submitted, of what was sent or of a record. */
export function submittedOf(from: Submission | Application): Submitted {
  return submittedSchema.parse(from);
}

type Key = keyof Submitted;
type OptionalKey = { [Each in Key]: (typeof submittedShape)[Each] extends z.ZodOptional ? Each : never }[Key];

const isOptional = (key: Key): key is OptionalKey => submittedShape[key] instanceof z.ZodOptional;
const optionalKeys = submittedSchema.keyof().options.filter(isOptional);

/** The record with this in place of all that was submitted. */
export function withSubmitted(application: Application, given: Submitted): Application {
  const record: Application = { ...application };
  for (const key of optionalKeys) delete record[key];
  return { ...record, ...given };
}

function emptied({ kind }: FormField): unknown {
  switch (kind) {
    case 'boolean':
      return false;
    case 'administrations':
    case 'cohorts':
      return [];
    default:
      return '';
  }
}

function leftOf(application: Application, name: FieldName): unknown {
  const field = fieldOf(name);
  if (field.erased === 'removed') return undefined;
  return field.erased === 'emptied' ? emptied(field) : valueAt(application, name);
}

/** What erasing leaves of what was submitted. */
export function erasedSubmission(application: Application): Submitted {
  return submittedSchema.parse(objectOf(submittedNames.map((name) => [name, leftOf(application, name)])));
}

/**
 * What was submitted, once another person is named for the seat: what stays with the seat, and of that person what
 * goes with a person.
 */
export function handedOver(
  application: Application,
  theirs: Pick<Submitted, 'applicant'> & Partial<Submitted>,
): Submitted {
  const from = (name: FieldName): unknown => (fieldOf(name).substituted === 'goes' ? theirs : application);
  return submittedSchema.parse(objectOf(submittedNames.map((name) => [name, valueAt(from(name), name)])));
}
