import * as z from 'zod';
import type { Round } from '../domain/round.ts';
import { loadApplication } from '../platform/records.ts';
import { query } from '../platform/table.ts';
import { type Need, needsOf } from './needs.ts';
import type { Row } from './overview.ts';

const markedSchema = z.object({ session: z.string() });

/** What in a round needs a person now, read from the records that can say so. */
export async function loadNeeds(round: Round, rows: readonly Row[], now: string): Promise<Need[]> {
  const offered = rows.filter((row) => row.status === 'seat-offered');
  const [applications, marked] = await Promise.all([
    Promise.all(offered.map((row) => loadApplication(round.id, row.id))),
    round.status === 'running'
      ? query(`ROUND#${round.id}`, { startsWith: 'ATTENDANCE#', attributes: ['session'] })
      : [],
  ]);
  const offers = applications.flatMap((application) =>
    application?.status !== 'seat-offered' || application.seat === undefined
      ? []
      : [
          {
            id: application.id,
            reference: application.reference,
            name: application.name,
            until: application.seat.until,
          },
        ],
  );
  return needsOf(
    {
      round,
      statuses: rows.map((row) => row.status),
      offers,
      marked: new Set(marked.map((item) => markedSchema.parse(item).session)),
    },
    now,
  );
}
