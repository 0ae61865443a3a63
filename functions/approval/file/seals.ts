import { query } from '../../platform/store/table.ts';
import { readSeal, type Seal } from '../rules/proof.ts';

/** The seals of a round's decisions, in their order. An earlier release kept them among the round's records. */
export async function sealsOf(round: string): Promise<Seal[]> {
  const [earlier, items] = await Promise.all([
    query(`ROUND#${round}`, { startsWith: 'SEAL#' }),
    query(`SEALS#${round}`),
  ]);
  return [...earlier, ...items].map((item) => readSeal(item));
}
