import * as z from 'zod';
import type { InPart, Shape, SubmittedName, Top } from './shapes.ts';

/*
 * Held by the types of the table, but without its words: most functions read records and show nothing of them, and
 * each would carry all labels and hints.
 */

const applicant = {
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
  role: z.string(),
  phone: z.optional(z.string()),
} satisfies Shape<SubmittedName & InPart<'applicant'>>;

const supervisor = {
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
} satisfies Shape<SubmittedName & InPart<'supervisor'>>;

const others = {
  administrations: z.array(z.string()),
  motivation: z.string(),
  cohorts: z.optional(z.array(z.string())),
  /** Others read this mailbox too: mails to it carry no result, only the link. */
  sharedMailbox: z.optional(z.boolean()),
} satisfies Shape<SubmittedName & Top>;

/**
 * What was submitted as the record of an application holds it: types alone, no limits, as erasing empties texts. A
 * field that is not in the table is refused.
 */
export const submittedShape = {
  ...others,
  applicant: z.strictObject(applicant),
  supervisor: z.optional(z.strictObject(supervisor)),
};

/** The same alone; of a whole record, what else it holds is left out. */
export const submittedSchema = z.object(submittedShape);
export type Submitted = z.infer<typeof submittedSchema>;

/** What was submitted, of what was sent or of a record. */
export function submittedOf(from: Submitted): Submitted {
  return submittedSchema.parse(from);
}

type Key = keyof Submitted;
type OptionalKey = { [Each in Key]: (typeof submittedShape)[Each] extends z.ZodOptional ? Each : never }[Key];

const isOptional = (key: Key): key is OptionalKey => submittedShape[key] instanceof z.ZodOptional;

/** The record with this in place of all that was submitted. */
export function withSubmitted<Record extends Partial<Submitted>>(
  record: Record,
  given: Submitted,
): Omit<Record, Key> & Submitted {
  const rest = { ...record };
  for (const key of submittedSchema.keyof().options.filter(isOptional)) delete rest[key];
  return { ...rest, ...given };
}
