import { query } from '../../platform/store/table.ts';
import { readSeal, type Seal } from '../rules/proof.ts';

/** The seals of a round's decisions, in their order. */
export async function sealsOf(round: string): Promise<Seal[]> {
  const items = await query(`ROUND#${round}`, { startsWith: 'SEAL#' });
  return items.map((item) => readSeal(item));
}
