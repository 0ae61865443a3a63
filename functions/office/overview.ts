import * as z from 'zod';
import { type ApplicationStatus, applicationStatuses } from '../domain/application.ts';
import type { Round } from '../domain/round.ts';
import { query } from '../platform/table.ts';

const rowSchema = z.object({
  id: z.string(),
  reference: z.string(),
  round: z.string(),
  status: z.enum(applicationStatuses),
  name: z.string(),
  administrations: z.array(z.string()).default([]),
  cohort: z.optional(z.string()),
  at: z.string(),
});
/** An application as lists show it: from the index, so without what it contains, and perhaps a moment old. */
export type Row = z.infer<typeof rowSchema>;

/** All applications of a round as lists show them, in the order of their references; erased ones are left out. */
export async function rowsOf(round: string): Promise<Row[]> {
  const items = await query(`ROUND#${round}`, {
    index: 'overview',
    attributes: ['id', 'reference', 'round', 'status', 'name', 'administrations', 'cohort', 'at'],
  });
  return items.map((item) => rowSchema.parse(item)).filter((row) => row.status !== 'erased');
}

export type Counts = Readonly<Partial<Record<ApplicationStatus, number>>>;

/** How many applications are in each state; states with none are left out. */
export function countByStatus(rows: readonly Pick<Row, 'status'>[]): Counts {
  const counts: Partial<Record<ApplicationStatus, number>> = {};
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** How many are in any of these states. */
export function sumOf(counts: Counts, statuses: readonly ApplicationStatus[]): number {
  return statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
}

/** Seats of all cohorts together. */
export function seatsOf(round: Round): number {
  return round.file.cohorts.reduce((sum, cohort) => sum + cohort.seats, 0);
}
