import * as z from 'zod';

/** How many of a service's calls meet a fault: 0 none, 1 all. */
const share = z.number('must be a number from 0 to 1').min(0).max(1).default(0);

/** A call cannot meet more than one fault, so the shares of a part are parts of one whole. */
function together<Part extends Readonly<Record<string, unknown>>>(
  names: readonly (keyof Part & string)[],
): [(part: Part) => boolean, string] {
  const sum = (part: Part) => names.reduce((all, name) => all + Number(part[name]), 0);
  return [(part) => sum(part) <= 1, `${names.join(', ')} together are more than all calls`];
}

const connection = { reset: share, resetAfter: share };

const ses = z
  .strictObject({
    /** Whether SES still holds the sender's identity for verified. */
    identity: z.enum(['verified', 'unverified']).default('verified'),
    /** In the sandbox, only verified recipients get mail, one a second and 200 a day. */
    sandbox: z.boolean().default(false),
    /** Whether the account's sending is paused. */
    paused: z.boolean().default(false),
    configurationSet: z.enum(['present', 'missing']).default('present'),
    /** Mails a second, by the clock that goes faster: the real one or the local one. */
    perSecond: z.number().positive().default(10_000),
    /** Mails in the last 24 hours of the local clock; null for no limit. */
    perDay: z.int().min(0).nullable().default(null),
    throttle: share,
    error: share,
    ...connection,
    /** The recipient's server refuses the mail after SES has taken it. */
    reject: share,
    /** The recipient stands on the account's suppression list. */
    suppress: share,
  })
  .refine(...together(['throttle', 'error', 'reset', 'resetAfter']))
  .refine(...together(['reject', 'suppress']));

const dynamodb = z
  .strictObject({
    throttle: share,
    conflict: share,
    error: share,
    ...connection,
    /** How long a change takes to reach the indexes, in ms of real time. */
    indexLagMs: z.int().min(0).max(60_000).default(0),
  })
  .refine(...together(['throttle', 'conflict', 'error', 'reset', 'resetAfter']));

const lambda = z
  .strictObject({ throttle: share, kill: share, twice: share })
  .refine(...together(['throttle', 'kill', 'twice']));

const states = z
  .strictObject({ throttle: share, error: share, ...connection })
  .refine(...together(['throttle', 'error', 'reset', 'resetAfter']));

const stream = z.strictObject({ twice: share, late: share }).refine(...together(['twice', 'late']));

const seed = z.int().min(0).default(1);

/** What the local services do wrong, each part with all of its fields. */
export const faultSettings = z.strictObject({
  seed,
  ses: ses.prefault({}),
  dynamodb: dynamodb.prefault({}),
  lambda: lambda.prefault({}),
  states: states.prefault({}),
  stream: stream.prefault({}),
});
export type FaultSettings = z.infer<typeof faultSettings>;

/** The parts that can be disturbed. */
export const parts = ['ses', 'dynamodb', 'lambda', 'states', 'stream'] as const;
export type Part = (typeof parts)[number];

/** The body of `POST /_local/faults`: what is left out stays as it is, `{}` in the place of a part ends it. */
export const faultChange = z.strictObject({
  seed: seed.unwrap().optional(),
  ses: ses.optional(),
  dynamodb: dynamodb.optional(),
  lambda: lambda.optional(),
  states: states.optional(),
  stream: stream.optional(),
});

/** Nothing goes wrong. */
export const harmless: FaultSettings = faultSettings.parse({});
