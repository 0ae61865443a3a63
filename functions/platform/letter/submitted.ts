import type { FormField, LabelledLine, Place } from '../../domain/form-fields/field.ts';
import type { Submitted } from '../../domain/form-fields/record.ts';
import { type FieldName, fieldOf, namesFor, showingOf, valueAt } from '../../domain/form-fields/table.ts';
import type { Register } from '../../domain/register/register.ts';
import type { Bilingual, Language } from '../../domain/text.ts';
import { administrationNames, cohortName } from './wording.ts';

/** What was submitted, with what is kept apart where its reader may know it. */
export type Shown = Submitted & { readonly needs?: string | undefined };

/** What one field adds to a line. */
export type LinePart = {
  readonly name: FieldName;
  readonly kind: FormField['kind'];
  readonly text: string;
};

/** A line of what was submitted, as one place shows it. */
export type Line = {
  readonly names: readonly FieldName[];
  readonly label: string;
  /** Who else reads it. */
  readonly note: string | undefined;
  readonly parts: readonly LinePart[];
  /** All of it as one text. */
  readonly value: string;
  /** Words of several lines, which stand apart from facts. */
  readonly isLong: boolean;
};

/** The label of a line and the fields that stand in it. */
type Row = { readonly label: Bilingual; readonly fields: readonly { name: FieldName; line: LabelledLine }[] };

/** The lines of a place without their values: fields with the same label stand in one. */
function rowsOf(place: Place): Row[] {
  const rows = new Map<string, { label: Bilingual; fields: { name: FieldName; line: LabelledLine }[] }>();
  for (const name of namesFor(place)) {
    const line = showingOf(name, place);
    if (!('label' in line)) continue;
    const row = rows.get(line.label.de) ?? { label: line.label, fields: [] };
    row.fields.push({ name, line });
    rows.set(line.label.de, row);
  }
  return [...rows.values()];
}

/** An answer in words; undefined where there is none. */
function wordsOf(
  given: Shown,
  name: FieldName,
  line: LabelledLine,
  register: Register,
  language: Language,
): string | undefined {
  const value = valueAt(given, name);
  switch (fieldOf(name).kind) {
    case 'administrations':
      return administrationNames(given, register);
    case 'cohorts':
      return given.cohorts?.map((id) => cohortName(id, language)).join(', ');
    case 'boolean':
      return value === true ? line.ifYes?.[language] : undefined;
    default:
      return typeof value === 'string' ? value : undefined;
  }
}

/** Answers in one text: a family name follows the given name, all else is set apart. */
export function joined(parts: readonly LinePart[]): string {
  return parts.reduce((text, { text: next, kind }, index) => {
    if (index === 0) return next;
    return `${text}${kind === 'name' && parts[index - 1]?.kind === 'name' ? ' ' : ', '}${next}`;
  }, '');
}

function lineOf({ label, fields }: Row, given: Shown, register: Register, language: Language): Line[] {
  const parts = fields.flatMap(({ name, line }): LinePart[] => {
    const text = wordsOf(given, name, line, register, language);
    return text === undefined ? [] : [{ name, kind: fieldOf(name).kind, text }];
  });
  const [first] = fields;
  const ifNone = first?.line.ifNone?.[language];
  if (first === undefined || (parts.length === 0 && ifNone === undefined)) return [];
  return [
    {
      names: fields.map(({ name }) => name),
      label: label[language],
      note: first.line.note?.[language],
      parts,
      value: parts.length === 0 ? (ifNone ?? '') : joined(parts),
      isLong: fieldOf(first.name).kind === 'multi-line',
    },
  ];
}

/**
 * What was submitted as a place shows it, line by line, by the table of form fields. Texts are as they were typed.
 * Lines without an answer are left out.
 */
export function submittedLines(place: Place, given: Shown, register: Register, language: Language): Line[] {
  return rowsOf(place).flatMap((row) => lineOf(row, given, register, language));
}

/** The columns of a sheet: a heading for each line of that place, and what stands there for one application. */
export function submittedColumns(
  place: 'applications' | 'participants',
  register: Register,
  language: Language,
): {
  readonly names: readonly FieldName[];
  readonly heading: string;
  readonly value: (given: Submitted) => string | undefined;
}[] {
  return rowsOf(place).map((row) => ({
    names: row.fields.map(({ name }) => name),
    heading: row.label[language],
    value: (given) => lineOf(row, given, register, language)[0]?.value,
  }));
}
