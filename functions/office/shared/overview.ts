import type { ApplicationStatus } from '../../domain/application.ts';
import type { Round } from '../../domain/round.ts';
import type { ApplicationRow } from '../../platform/store/application-row.ts';
import { applicationRows } from '../../platform/store/records.ts';

/** An application as lists show it, with its round: from the index, and perhaps a moment old. */
export type Row = ApplicationRow & { readonly round: string };

/** All applications of a round as lists show them, in the order of their references; erased ones are left out. */
export async function rowsOf(round: string): Promise<Row[]> {
  return (await applicationRows(round)).map((row) => ({ ...row, round }));
}

/** The application of a round that has this reference; undefined where none has. */
export async function rowOf(round: string, reference: string): Promise<Row | undefined> {
  const found = (await applicationRows(round, reference)).find((row) => row.reference === reference);
  return found === undefined ? undefined : { ...found, round };
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
