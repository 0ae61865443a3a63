import type { FormField } from './field.ts';
import { type Submitted, submittedSchema } from './record.ts';
import type { SubmittedName } from './shapes.ts';
import { type FieldName, fieldNames, fieldOf, objectOf, valueAt } from './table.ts';

const isSubmitted = (name: FieldName): name is SubmittedName => fieldOf(name).kept === 'submitted';

/** The names of the fields that the record holds as what was submitted, in the table's order. */
export const submittedNames: readonly SubmittedName[] = fieldNames.filter(isSubmitted);

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

function leftOf(given: Submitted, name: FieldName): unknown {
  const field = fieldOf(name);
  if (field.erased === 'removed') return undefined;
  return field.erased === 'emptied' ? emptied(field) : valueAt(given, name);
}

/** What erasing leaves of what was submitted. */
export function erasedSubmission(given: Submitted): Submitted {
  return submittedSchema.parse(objectOf(submittedNames.map((name) => [name, leftOf(given, name)])));
}

/**
 * What was submitted, once another person is named for the seat: what stays with the seat, and of that person what
 * goes with a person.
 */
export function handedOver(
  given: Submitted,
  theirs: Pick<Submitted, 'applicant'> & Partial<Submitted>,
): Submitted {
  const from = (name: FieldName): unknown => (fieldOf(name).substituted === 'goes' ? theirs : given);
  return submittedSchema.parse(objectOf(submittedNames.map((name) => [name, valueAt(from(name), name)])));
}
