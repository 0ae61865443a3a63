import * as z from 'zod';
import type { Input } from './types.ts';

/** The frozen input as it stands in an export. */
export const inputSchema: z.ZodType<Input> = z.object({
  method: z.enum(['lottery', 'first-come', 'leximin']),
  dimensions: z.array(z.string()),
  people: z.array(
    z.object({
      id: z.string(),
      administrations: z.array(z.string()),
      values: z.record(z.string(), z.string()),
      cohorts: z.array(z.string()).optional(),
      confirmedAt: z.string().optional(),
      preferred: z.boolean().optional(),
    }),
  ),
  cohorts: z.array(z.object({ id: z.string(), seats: z.number() })),
  quotas: z.array(
    z.object({
      cohort: z.string(),
      dimension: z.string(),
      value: z.string(),
      min: z.number(),
      max: z.number(),
      target: z.number().optional(),
    }),
  ),
  cap: z.number().nullable(),
  capScope: z.enum(['programme', 'cohort']),
  pins: z.array(z.object({ person: z.string(), cohort: z.string().optional() })),
  exclusions: z.array(z.string()),
});

/** Of an export, what is needed to compute it again. */
export const exportSchema = z.looseObject({
  format: z.literal('kohorte-selection/1'),
  version: z.string(),
  seed: z.object({ text: z.string(), origin: z.string() }),
  input: inputSchema,
  groups: z.array(z.object({ people: z.array(z.string()), chance: z.number() })).optional(),
  portfolio: z.array(z.object({ weight: z.number(), seats: z.array(z.number()) })).optional(),
  certificate: z
    .object({
      smallestChance: z.number(),
      bound: z.number(),
      prices: z.array(z.number()),
      proof: z.enum(['arithmetic', 'solver']),
      multipliers: z
        .object({
          seats: z.array(z.number()),
          quotas: z.array(z.number()),
          caps: z.array(
            z.object({ administration: z.string(), cohort: z.string().optional(), value: z.number() }),
          ),
        })
        .optional(),
    })
    .optional(),
});

const pinSchema = z.object({ person: z.string(), cohort: z.string().optional() });

/** settings.json of the command. */
export const settingsSchema = z.object({
  cohorts: z
    .union([z.int().min(1), z.array(z.object({ id: z.string().min(1), seats: z.int().min(0) })).min(1)])
    .default(1),
  seats: z.int().min(0).optional(),
  cap: z.int().min(1).nullable().default(1),
  capScope: z.enum(['programme', 'cohort']).default('programme'),
  dimensions: z.array(z.string().min(1)).optional(),
  shares: z.string().min(1).default('administrations'),
  pins: z.array(pinSchema).default([]),
  exclusions: z.array(z.string()).default([]),
});

export type Settings = z.infer<typeof settingsSchema>;
