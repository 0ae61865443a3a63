import type { Round } from '../../domain/round.ts';
import { loadRound } from '../../platform/store/records.ts';
import { HttpError } from '../../platform/web/http.ts';
import type { Visit } from './visit.ts';

/** The round that a path names. @throws HttpError 404 where there is none */
export async function roundOf(visit: Visit): Promise<Round> {
  const round = await loadRound(visit.params['round'] ?? '');
  if (round === undefined) throw new HttpError(404, 'There is no such round.');
  return round;
}

/** The page of a round, or one below it. */
export function roundPath(round: Pick<Round, 'id'>, rest = ''): string {
  return `/buero/durchgang/${round.id}${rest === '' ? '' : `/${rest}`}`;
}

/** The page of a case, or one below it. */
export function casePath(row: { readonly round: string; readonly id: string }, rest = ''): string {
  return `/buero/vorgang/${row.round}/${row.id}${rest === '' ? '' : `/${rest}`}`;
}
