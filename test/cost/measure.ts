import * as z from 'zod';
import { currentEdition, register } from '../../functions/domain/register/register.ts';
import { dimensions } from '../../functions/platform/observe/counted.ts';
import { functions } from '../../infra/functions.ts';
import { type Charge, prices } from '../../infra/local/usage/prices.ts';
import { roundFile } from '../program/host.ts';
import { peopleSchema, roundFileSchema } from '../rehearsal/inputs.ts';
import { inventApplicant } from '../rehearsal/people/applicants.ts';
import { play, withHost } from '../rehearsal/play/play.ts';
import type { Counted } from './model.ts';

const isCharge = (name: string): name is Charge => Object.hasOwn(prices, name);

const usageSchema = z.object({
  caused: z.array(
    z.object({
      charge: z.string().refine(isCharge),
      function: z.string(),
      units: z.number(),
    }),
  ),
  calls: z.array(
    z.object({ service: z.string(), operation: z.string(), function: z.string(), count: z.number() }),
  ),
});

/** A round as it was played: what is charged for, and the calls behind it. */
export type Measured = Counted & { readonly calls: z.infer<typeof usageSchema>['calls'] };

/** Seconds in a month, as prices by the month count it. */
const month = 730 * 3600;
/** As many as a cohort may have. */
const mostSeats = 500;

/** The third round, with a seat for each of so many applicants. */
function roundFor(applications: number): unknown {
  const file = z
    .looseObject({ cohorts: z.array(z.looseObject({})), selection: z.looseObject({}) })
    .parse(roundFile());
  const [cohort] = file.cohorts;
  const cohorts = Array.from({ length: Math.ceil(applications / mostSeats) }, (_, index) =>
    JSON.parse(
      JSON.stringify({ ...cohort, id: `c${index}`, seats: Math.min(applications, mostSeats) }).replaceAll(
        '"id":"a',
        `"id":"c${index}-`,
      ),
    ),
  );
  const administrations = register(currentEdition)?.administrations.length ?? 1;
  const perAdministration = Math.ceil(applications / administrations);
  return { ...file, cohorts, selection: { ...file.selection, perAdministration } };
}

/**
 * Plays a round by the whole program: everybody applies, is approved, accepts a seat, attends and gets a certificate,
 * which is the longest and dearest way that an application can take.
 */
export async function measure(applications: number): Promise<Measured> {
  const raw = roundFor(applications);
  const file = roundFileSchema.parse(raw);
  const { administrations = [] } = register(currentEdition) ?? {};
  const script = {
    rounds: [{ raw, file }],
    applications: Array.from({ length: applications }, (_, index) =>
      inventApplicant(file.id, administrations[index % administrations.length]?.key ?? '', index),
    ),
    people: peopleSchema.parse({}),
  };
  return withHost(script.rounds, async (host, start) => {
    const played = await play(host, start, script);
    const completed = played.applications.filter(({ status }) => status === 'completed').length;
    if (completed !== applications || played.surprises.length > 0) {
      throw new Error(
        `only ${completed} of ${applications} came to their certificate: ${played.surprises.slice(0, 5).join('; ')}`,
      );
    }
    const { caused, calls } = usageSchema.parse(await host.json('/_local/usage'));
    const records = JSON.stringify(await host.json('/_local/records'));
    return {
      applications,
      months: (played.ended - played.started) / 1000 / month,
      caused,
      calls,
      gigabytes: Buffer.byteLength(records) / 1e9,
    };
  });
}

const byItself = new Set(
  functions.filter(({ invokedBy }) => invokedBy.includes('schedule')).map(({ name }) => name),
);

/** Whether a function, by the name that the program counts it under, is called by a schedule. */
export function isScheduled(name: string): boolean {
  return byItself.has(name.replace(/^[^-]+-/, ''));
}

/** How many metrics the functions may come to make: each name with every value of its dimensions. */
export const metrics = Object.values<Readonly<Record<string, readonly string[]>>>(dimensions)
  .map((each) => Object.values(each).reduce((product, values) => product * values.length, 1))
  .reduce((sum, each) => sum + each, 0);
