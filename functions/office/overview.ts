import type { ApplicationStatus } from '../domain/application.ts';
import type { Round } from '../domain/round.ts';
import { type ApplicationRow, readRow } from '../platform/application-row.ts';
import { query } from '../platform/table.ts';

/** An application as lists show it, with its round: from the index, and perhaps a moment old. */
export type Row = ApplicationRow & { readonly round: string };

async function read(round: string, startsWith?: string): Promise<Row[]> {
  const items = await query(`ROUND#${round}`, {
    index: 'overview',
    attributes: ['row'],
    ...(startsWith === undefined ? {} : { startsWith }),
  });
  return items
    .map((item) => ({ ...readRow(String(item['row'])), round }))
    .filter((row) => row.status !== 'erased');
}

/** All applications of a round as lists show them, in the order of their references; erased ones are left out. */
export function rowsOf(round: string): Promise<Row[]> {
  return read(round);
}

/** The application of a round that has this reference; undefined where none has. */
export async function rowOf(round: string, reference: string): Promise<Row | undefined> {
  return (await read(round, reference)).find((row) => row.reference === reference);
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
