import * as z from 'zod';

/** Somebody who applies: names as the person writes them, never changed by the program. */
export const personSchema = z.object({
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
  role: z.string(),
  phone: z.optional(z.string()),
});
export type Person = z.infer<typeof personSchema>;

/** A person or office that the programme names: an approver, a trainer, the programme office. */
export type Contact = { readonly name: string; readonly email: string };
