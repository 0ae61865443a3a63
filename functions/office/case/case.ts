import type { Application } from '../../domain/application.ts';
import type { Round } from '../../domain/round.ts';
import { logsAbout } from '../../platform/observe/observer.ts';
import { loadApplication, loadRound } from '../../platform/store/records.ts';
import { HttpError } from '../../platform/web/http.ts';
import type { Visit } from '../shared/visit.ts';

/** A case with its round. */
export type Case = { readonly application: Application; readonly round: Round };

/** The case that a path names. @throws HttpError 404 where there is none, or none in that round */
export async function caseOf(visit: Visit): Promise<Case> {
  const [round, application] = await Promise.all([
    loadRound(visit.params['round'] ?? ''),
    loadApplication(visit.params['round'] ?? '', visit.params['id'] ?? ''),
  ]);
  if (round === undefined || application === undefined) throw new HttpError(404, 'There is no such case.');
  logsAbout(application.reference);
  return { round, application };
}
