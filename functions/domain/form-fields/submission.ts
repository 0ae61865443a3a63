import * as z from 'zod';
import { isEmail, isName, languages, leadsAway, turnsDirection } from '../text.ts';
import type { FormField, TextKind } from './field.ts';
import type { InPart, Shape, Top } from './shapes.ts';
import { type FieldName, fieldNames, fieldOf, parts } from './table.ts';

/** What can be wrong with one field. The schema's messages are these; what people read is made of them. */
export const faults = [
  'missing',
  'no-text',
  'too-long',
  'control-characters',
  'no-name',
  'leads-away',
  'no-address',
  'unknown-field',
  'administrations',
  'unknown-administration',
  'cohorts',
  'no-boolean',
  'language',
  'agreement',
] as const;
export type Fault = (typeof faults)[number];

/** Control characters other than line breaks and tabs, turns of direction, or half a character. */
const hasControl = (text: string): boolean =>
  /[^\P{Cc}\t\n\r]/u.test(text) || turnsDirection(text) || !text.isWellFormed();

/** What is wrong with a text: the first, as a person mends one thing at a time. */
function textFault(text: string, kind: TextKind, most: number): Fault | undefined {
  if (text.trim() === '') return 'missing';
  if (hasControl(text) || (kind !== 'multi-line' && /[\r\n\t]/.test(text))) return 'control-characters';
  if ([...text].length > most) return 'too-long';
  if ((kind === 'name' || kind === 'text' || kind === 'phone') && leadsAway(text)) return 'leads-away';
  if (kind === 'name' && !isName(text)) return 'no-name';
  if (kind === 'email' && !isEmail(text)) return 'no-address';
  return undefined;
}

/** Why a value is not of the type it should be. */
const missingOr = (fault: Fault) => ({
  error: ({ input }: { readonly input?: unknown }): Fault =>
    input === undefined || input === null || input === '' ? 'missing' : fault,
});

/** A list without repetitions. */
function listOf(items: z.ZodString, fault: Fault, most: number): z.ZodArray<z.ZodString> {
  return z.array(items, { error: fault }).check(({ value, issues }) => {
    if (value.length < 1 || value.length > most || new Set(value).size !== value.length) {
      issues.push({ code: 'custom', input: value, message: fault });
    }
  });
}

/** The schema by which an answer is checked, with what the description of the interface says of it. */
function schemaOf(field: FormField): z.ZodType {
  const { description } = field;
  switch (field.kind) {
    case 'boolean':
      return z.boolean({ error: 'no-boolean' satisfies Fault }).meta({ description });
    case 'agreement':
      return z.literal(true, { error: 'agreement' satisfies Fault }).meta({ description });
    case 'language':
      return z.enum(languages, { error: 'language' satisfies Fault }).meta({ description });
    case 'administrations': {
      const key = z.string({ error: 'unknown-administration' satisfies Fault });
      const described = key.meta({
        pattern: '^[0-9]{9}$',
        description: 'First nine digits of the Regionalschlüssel.',
      });
      return listOf(described, 'administrations', 2).meta({
        minItems: 1,
        maxItems: 2,
        uniqueItems: true,
        description,
      });
    }
    case 'cohorts':
      return listOf(z.string({ error: 'cohorts' satisfies Fault }), 'cohorts', Number.POSITIVE_INFINITY).meta(
        {
          minItems: 1,
          uniqueItems: true,
          description,
        },
      );
    default: {
      const { kind, most } = field;
      return z
        .string(missingOr('no-text'))
        .check(({ value, issues }) => {
          const fault = textFault(value, kind, most);
          if (fault !== undefined) issues.push({ code: 'custom', input: value, message: fault });
        })
        .meta({
          minLength: 1,
          maxLength: most,
          description,
          ...(kind === 'email' ? { format: 'email' } : {}),
        });
    }
  }
}

/**
 * The schemas of some fields, each under the last part of its name. The compiler cannot follow how they are made
 * from the table, so the first line tells it; the test of the table holds every field's schema against its row.
 */
function shapeOf<Names extends FieldName>(names: readonly Names[]): Shape<Names>;
function shapeOf(names: readonly FieldName[]) {
  return Object.fromEntries(
    names.map((name) => {
      const field = fieldOf(name);
      const schema = schemaOf(field);
      const described = field.optional ? z.optional(schema).meta(schema.meta() ?? {}) : schema;
      return [name.slice(name.indexOf('.') + 1), described];
    }),
  );
}

const isTop = (name: FieldName): name is Top => !name.includes('.');
const isApplicants = (name: FieldName): name is InPart<'applicant'> => name.startsWith('applicant.');
const isSupervisors = (name: FieldName): name is InPart<'supervisor'> => name.startsWith('supervisor.');

/** Why an object is none of ours: it holds a field that we do not know, or it is no object at all. */
const unknownOr = (fault: Fault) => ({
  error: ({ code }: { readonly code?: string }): Fault =>
    code === 'unrecognized_keys' ? 'unknown-field' : fault,
});

/** What somebody sends to apply. Texts are as they were typed. */
export const submissionSchema = z.strictObject(
  {
    ...shapeOf(fieldNames.filter(isTop)),
    applicant: z.strictObject(shapeOf(fieldNames.filter(isApplicants)), unknownOr('missing')),
    supervisor: z
      .optional(z.strictObject(shapeOf(fieldNames.filter(isSupervisors)), unknownOr('missing')))
      .meta({ description: parts.supervisor.description }),
  },
  unknownOr('no-text'),
);
export type Submission = z.infer<typeof submissionSchema>;
