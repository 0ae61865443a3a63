import * as z from 'zod';

/** Longest texts, in characters as people count them (Unicode code points). */
export const limits = { name: 100, role: 100, email: 254, phone: 40, motivation: 2000, needs: 1000 } as const;

/** A text with its limits, which are said here for readers; the checker counts, and names all mistakes at once. */
const text = (maxLength: number, description: string) =>
  z.string().meta({ minLength: 1, maxLength, description });
const name = (description: string) => text(limits.name, description);
const email = (description: string) => text(limits.email, description).meta({ format: 'email' });

const person = {
  givenName: name('As the person writes it; letters of DIN 91379.'),
  familyName: name('As the person writes it; letters of DIN 91379.'),
};

/** What somebody sends to apply. Texts are as they were typed. */
export const submissionSchema = z.strictObject({
  round: text(60, 'Id of the round.'),
  administrations: z
    .array(
      z.string().meta({ pattern: '^[0-9]{9}$', description: 'First nine digits of the Regionalschlüssel.' }),
    )
    .meta({
      minItems: 1,
      maxItems: 2,
      uniqueItems: true,
      description: 'Keys of the register: one, or two for a joint place.',
    }),
  applicant: z.strictObject({
    ...person,
    email: email('Office address; it is asked to confirm.'),
    role: text(limits.role, 'Function in the administration.'),
    phone: z.optional(text(limits.phone, 'Phone number.')),
  }),
  supervisor: z
    .optional(z.strictObject({ ...person, email: email('Never the same as the applicant’s.') }))
    .meta({ description: 'Left out by the head of an administration.' }),
  motivation: text(limits.motivation, 'Why the person would like to take part.'),
  cohorts: z
    .optional(z.array(z.string()))
    .meta({ minItems: 1, uniqueItems: true, description: 'Cohorts whose dates suit; all if left out.' }),
  language: z.enum(['de', 'en']).meta({ description: 'Language of pages and mails.' }),
  sharedMailbox: z.optional(z.boolean()).meta({
    description: 'Others read the applicant’s mailbox, too: mails to it carry no result, only a link.',
  }),
  needs: z
    .optional(text(limits.needs, 'What the person needs in order to take part.'))
    .meta({ description: 'Kept apart, for the programme office alone. Never a diagnosis.' }),
  privacyNoticeRead: z.literal(true).meta({ description: 'The privacy notice was taken note of.' }),
});
export type Submission = z.infer<typeof submissionSchema>;
