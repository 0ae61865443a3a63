import * as z from 'zod';
import { parseInstant } from '../calendar.ts';
import { type Dimension, dimensions } from '../register/administration.ts';
import { isEmail, singleLine } from '../text.ts';

// The message of each check is a key of `problems.ts`, which holds the words in both languages.

/** An instant with its offset, normalised to UTC. */
export const instant = z.string().transform((text, context) => {
  const parsed = parseInstant(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'instant' });
  return z.NEVER;
});

/** Ids go into addresses and case numbers. */
export const identifier = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'identifier');

/** One line that is not empty. */
const line = z
  .string()
  .refine((text) => singleLine(text) === text.trim(), 'line')
  .transform((text) => text.trim())
  .pipe(z.string().min(1, 'empty').max(200, 'long'));

const email = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.string().refine(isEmail, 'email'));

/** A joining link: by https alone, so that nobody on the way can read or change where people are led. */
const link = z
  .string()
  .max(2000, 'long')
  .refine((text) => /^https:\/\/[^\s/]/i.test(text) && URL.canParse(text), 'link');

const whole = (least: number, most: number) =>
  z.int({ error: 'whole' }).min(least, `${least} ${most}`).max(most, `${least} ${most}`);

const contact = z.strictObject({ name: line, email });

const session = z.strictObject({ id: identifier, starts: instant, ends: instant });

const module = z.strictObject({
  number: whole(1, 99),
  title: line,
  joinUrl: link,
  sessions: z.array(session).min(1, 'none'),
});

const cohort = z.strictObject({
  id: identifier,
  seats: whole(1, 500),
  trainers: z.array(contact).min(1, 'none'),
  modules: z.array(module).min(1, 'none'),
});

const selection = z.strictObject({
  method: z.enum(['lottery', 'first-come', 'leximin']).default('lottery'),
  dimensions: z.array(z.enum(dimensions)).default((): Dimension[] => ['size_class', 'planning_region']),
  shares: z.enum(['administrations', 'population']).default('administrations'),
  perAdministration: whole(1, 500).default(1),
  /** True: the office confirms the result. False: it takes effect as soon as the selection has run. */
  confirm: z.boolean().default(true),
  /** Id of an earlier round: who was left on its waiting list comes first in the draw. Left out: nobody does. */
  preferWaitingListOf: z.optional(identifier),
});

/** The round file, its defaults filled in and its instants in UTC; reading what was read changes nothing. */
export const roundFileSchema = z.strictObject({
  id: identifier,
  title: line,
  applications: z.strictObject({ opens: instant, closes: instant }),
  decisionsDue: instant,
  seatsOfferedForWorkingDays: whole(1, 60).default(5),
  /** None: there is no approval stage. */
  approvers: z
    .array(
      z.strictObject({ name: line, email, shared: z.boolean().default(false), deputy: z.optional(contact) }),
    )
    .default(() => []),
  approvalsNeeded: whole(1, 20).default(1),
  approvalOrder: z.enum(['any', 'serial']).default('any'),
  endorsement: z.boolean().default(true),
  office: contact,
  selection: selection.prefault({}),
  cohorts: z.array(cohort).min(1, 'none'),
  /** The share of sessions that completes, above 0 and up to 1. */
  attendanceNeeded: z.number().gt(0, 'share').lte(1, 'share').default(0.8),
  /** Left out: until the first session of the cohort. */
  substitutesUntil: z.optional(instant),
});

export type RoundFile = z.infer<typeof roundFileSchema>;
