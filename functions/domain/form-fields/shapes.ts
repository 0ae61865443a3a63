import type * as z from 'zod';
import type { FormField, TextKind } from './field.ts';
import type { FieldName, FormFields } from './table.ts';

/** The schema that a kind of field has. */
type KindSchema<Field extends FormField> = Field['kind'] extends TextKind
  ? z.ZodString
  : Field['kind'] extends 'boolean'
    ? z.ZodBoolean
    : Field['kind'] extends 'agreement'
      ? z.ZodLiteral<true>
      : Field['kind'] extends 'language'
        ? z.ZodEnum<{ de: 'de'; en: 'en' }>
        : z.ZodArray<z.ZodString>;

type FieldSchema<Field extends FormField> = Field['optional'] extends true
  ? z.ZodOptional<KindSchema<Field>>
  : KindSchema<Field>;

type Own<Name extends string> = Name extends `${string}.${infer Last}` ? Last : Name;

/** The schemas of some fields, each under the last part of its name. */
export type Shape<Names extends FieldName> = {
  [Name in Names as Own<Name>]: FieldSchema<FormFields[Name]>;
};

/** Fields of a part, such as `applicant`, and those of none. */
export type InPart<Part extends string> = Extract<FieldName, `${Part}.${string}`>;
export type Top = Exclude<FieldName, `${string}.${string}`>;

/** Fields that the record holds as what was submitted. */
export type SubmittedName = {
  [Name in FieldName]: FormFields[Name]['kept'] extends 'submitted' ? Name : never;
}[FieldName];
