import * as z from 'zod';
import type { Round } from '../../domain/round.ts';
import { query } from '../../platform/store/table.ts';
import type { Row } from '../shared/overview.ts';
import { type Need, needsOf } from './needs.ts';

const markedSchema = z.object({ session: z.string() });

/** What in a round needs a person now, read from the records that can say so. */
export async function loadNeeds(round: Round, rows: readonly Row[], now: string): Promise<Need[]> {
  const marked =
    round.status === 'running'
      ? await query(`ROUND#${round.id}`, { startsWith: 'ATTENDANCE#', attributes: ['session'] })
      : [];
  const offers = rows.flatMap(({ id, reference, name, offerUntil }) =>
    offerUntil === undefined ? [] : [{ id, reference, name, until: offerUntil }],
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
