import * as z from 'zod';

const instant = z.string();
const contact = z.object({ name: z.string(), email: z.string() });

/** The parts of a round file that a rehearsal needs, with the defaults of the contract. */
export const roundFileSchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  applications: z.object({ opens: instant, closes: instant }),
  decisionsDue: instant,
  seatsOfferedForWorkingDays: z.number().default(5),
  approvers: z
    .array(contact.extend({ shared: z.boolean().default(false), deputy: z.optional(contact) }))
    .default([]),
  approvalsNeeded: z.number().default(1),
  approvalOrder: z.enum(['any', 'serial']).default('any'),
  endorsement: z.boolean().default(true),
  office: contact,
  selection: z
    .looseObject({ perAdministration: z.number().default(1), confirm: z.boolean().default(true) })
    .prefault({}),
  cohorts: z.array(
    z.object({
      id: z.string(),
      seats: z.number(),
      trainers: z.array(contact),
      modules: z.array(
        z.object({
          number: z.number(),
          title: z.string(),
          sessions: z.array(z.object({ id: z.string(), starts: instant, ends: instant })),
        }),
      ),
    }),
  ),
  attendanceNeeded: z.number().default(0.8),
});
export type RoundFile = z.infer<typeof roundFileSchema>;

/** A body for `POST /api/applications`; what is not needed here goes through as it is. */
export const applicationSchema = z.looseObject({
  round: z.string(),
  administrations: z.array(z.string()),
  applicant: z.looseObject({ givenName: z.string(), familyName: z.string(), email: z.string() }),
  supervisor: z.optional(z.object({ givenName: z.string(), familyName: z.string(), email: z.string() })),
  motivation: z.string(),
  cohorts: z.optional(z.array(z.string())),
});
export type ApplicationBody = z.infer<typeof applicationSchema>;

const person = z.object({
  givenName: z.string(),
  familyName: z.string(),
  email: z.string(),
  role: z.string(),
});

/**
 * What one applicant (and those around the case) does; what is left out goes the straight way. Times are ISO 8601
 * instants, delays ISO 8601 durations after the mail that asks.
 */
export const behaviourSchema = z.strictObject({
  /** When the application is sent. */
  applies: z.optional(instant),
  /** How long the link to confirm lies; `never` lets the application be erased. */
  confirms: z.string().default('PT40M'),
  supervisor: z.enum(['endorses', 'refuses', 'silent']).default('endorses'),
  /** When the supervisor answers: an instant, or a delay. */
  supervisorAfter: z.string().default('PT22H'),
  /** To whom the supervisor hands the request on; that person answers then. */
  forwards: z.optional(contact),
  /** When the administration takes its agreement back. */
  takesBack: z.optional(instant),
  /** When the applicant corrects the application, by the case page, and what it says then. */
  corrects: z.optional(z.strictObject({ at: instant, motivation: z.string() })),
  /** What the approver decides on second thoughts, through the same link, before the decision is told. */
  changesMind: z.optional(z.strictObject({ to: z.enum(['approve', 'reject']), after: z.string() })),
  /** Decisions of the approvers on this application, one after the other; the last one stands for all further. */
  review: z.array(z.enum(['approve', 'reject', 'query', 'silent'])).default(['approve']),
  /** How long a review lies in the inbox; by default until ten o'clock of the next working day. */
  reviewAfter: z.optional(z.string()),
  /** The deputy decides, once asked. */
  deputyDecides: z.boolean().default(false),
  query: z.enum(['answers', 'silent']).default('answers'),
  offer: z.enum(['accepts', 'declines', 'silent']).default('accepts'),
  offerAfter: z.string().default('PT26H'),
  /** Takes the application back at that moment, by the case page. */
  withdraws: z.optional(instant),
  /** Takes the application back as soon as a mail of this purpose comes. */
  withdrawsOn: z.optional(z.string()),
  /** Names another person for the seat. */
  substitute: z.optional(z.object({ at: instant, person })),
  /** Sessions at which nobody of this case is seen. */
  absent: z.array(z.string()).default([]),
  alumni: z.enum(['joins', 'stays-away']).default('joins'),
});
export type Behaviour = z.infer<typeof behaviourSchema>;

/**
 * How the people of a rehearsal behave: applicants by their address, or by `#` and the place of the application in
 * its file (`#1` is the first), where one address sends several; the office by date.
 */
export const peopleSchema = z.strictObject({
  applicants: z.record(z.string(), behaviourSchema).default({}),
  office: z
    .array(
      z.discriminatedUnion('act', [
        z.strictObject({
          at: instant,
          act: z.literal('cancel'),
          round: z.string(),
          reason: z.string(),
        }),
        z.strictObject({ at: instant, act: z.literal('go-on'), round: z.string() }),
        z.strictObject({ at: instant, act: z.literal('confirm-selection'), round: z.string() }),
        z.strictObject({ at: instant, act: z.literal('release'), round: z.string() }),
        z.strictObject({ at: instant, act: z.literal('archive'), round: z.string() }),
        z.strictObject({
          at: instant,
          act: z.literal('move-session'),
          round: z.string(),
          session: z.string(),
          starts: instant,
          ends: instant,
        }),
        z.strictObject({
          at: instant,
          act: z.literal('cancel-session'),
          round: z.string(),
          session: z.string(),
        }),
        z.strictObject({
          at: instant,
          act: z.literal('invite-workshop'),
          /** The office of this round invites all alumni, whatever their round. */
          round: z.string(),
          title: z.string(),
          starts: instant,
          place: z.string(),
        }),
      ]),
    )
    .default([]),
  /** Lists of attendance that are sent late, by session: when. All others are sent before the session ends. */
  late: z.record(z.string(), instant).default({}),
});
export type People = z.infer<typeof peopleSchema>;
export type OfficeAct = People['office'][number];
