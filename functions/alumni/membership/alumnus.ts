import * as z from 'zod';
import { storedReader } from '../../domain/stored.ts';
import { languageSchema } from '../../domain/text/text-schema.ts';

/** How many characters somebody may write about their topics in the directory. */
export const longestTopics = 300;

/**
 * A member of the alumni network. Kept until the member leaves. `directory` is there only with the member's
 * consent (Art. 6(1)(a) DSGVO); other members then see it.
 */
export const alumnusSchema = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('alumnus'),
  application: z.string(),
  round: z.string(),
  name: z.string(),
  email: z.string(),
  administrations: z.array(z.string()),
  language: languageSchema,
  /** Who gets the invitations to workshops as well. */
  supervisor: z.optional(z.strictObject({ name: z.string(), email: z.string() })),
  directory: z.optional(z.strictObject({ consentedAt: z.string(), topics: z.optional(z.string()) })),
  joinedAt: z.string(),
});
export type Alumnus = z.infer<typeof alumnusSchema>;

/** Reads a stored member. @throws StoredRecordError */
export const readAlumnus = storedReader('alumnus', alumnusSchema);
