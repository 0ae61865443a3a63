import * as z from 'zod';
import { type Administration, label, type Register } from '../../domain/register/register.ts';
import { type Round, roundStatuses } from '../../domain/round.ts';

const instant = (description: string) => z.iso.datetime({ offset: true }).meta({ description });

/** What the public may know of a round: dates and titles, no joining links, no people. */
export const publicRoundSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(roundStatuses),
  applications: z.object({ opens: instant('From when.'), closes: instant('Until when.') }),
  decisionsDue: instant('Until when applications are decided.'),
  cohorts: z.array(
    z.object({
      id: z.string(),
      seats: z.int(),
      modules: z.array(
        z.object({
          number: z.int(),
          title: z.string(),
          sessions: z.array(z.object({ id: z.string(), starts: instant('Start.'), ends: instant('End.') })),
        }),
      ),
      sessions: z.int().meta({ description: 'How many sessions there are.' }),
    }),
  ),
  registerEdition: z.string().meta({ description: 'Edition of the register that the round is pinned to.' }),
});
export type PublicRound = z.infer<typeof publicRoundSchema>;

export const roundsSchema = z.object({ rounds: z.array(publicRoundSchema) });

/** A round as the public may see it. */
export function publicRound({ id, status, file, registerEdition }: Round): PublicRound {
  return {
    id,
    title: file.title,
    status,
    applications: { opens: file.applications.opens, closes: file.applications.closes },
    decisionsDue: file.decisionsDue,
    cohorts: file.cohorts.map((cohort) => ({
      id: cohort.id,
      seats: cohort.seats,
      modules: cohort.modules.map(({ number, title, sessions }) => ({
        number,
        title,
        sessions: sessions.map((session) => ({ id: session.id, starts: session.starts, ends: session.ends })),
      })),
      sessions: cohort.modules.reduce((sum, { sessions }) => sum + sessions.length, 0),
    })),
    registerEdition,
  };
}

export const administrationsSchema = z.object({
  edition: z.string(),
  source: z.string().meta({ description: 'Whose data it is, to be named wherever it is passed on.' }),
  administrations: z.array(
    z.object({
      key: z
        .string()
        .meta({ pattern: '^[0-9]{9}$', description: 'First nine digits of the Regionalschlüssel.' }),
      name: z.string(),
      label: z.string().meta({ description: 'The name with what tells it from others of that name.' }),
      kind: z.string(),
      district: z.string(),
      planningRegion: z.string(),
      structuralArea: z.string(),
      sizeClass: z.string(),
      population: z.int(),
      municipalities: z.array(
        z.object({ ags: z.string().meta({ pattern: '^[0-9]{8}$' }), name: z.string() }),
      ),
    }),
  ),
});

/** Administrations as anybody may have them. */
export function publicAdministrations(
  register: Register,
  found: readonly Administration[],
): z.infer<typeof administrationsSchema> {
  return {
    edition: register.edition,
    source: register.source,
    administrations: found.map((each) => ({
      key: each.key,
      name: each.name,
      label: label(each),
      kind: each.kind,
      district: each.district,
      planningRegion: each.planningRegion,
      structuralArea: each.structuralArea,
      sizeClass: each.sizeClass,
      population: each.population,
      municipalities: each.municipalities.map(({ ags, name }) => ({ ags, name })),
    })),
  };
}
