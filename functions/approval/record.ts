import { settings } from '../platform/settings.ts';
import { now } from '../platform/store/clock.ts';
import { allApplications } from '../platform/store/records.ts';
import { type Answer, HttpError, httpFunction, type Request } from '../platform/web/http.ts';
import { isConcealing, obstacleOf } from './decision/decision-view.ts';
import { openOne, openVisit, type Visit } from './decision/open.ts';
import { sealsOf } from './file/seals.ts';
import { decisionVermerk, selectionVermerk, type VermerkInput } from './file/vermerk.ts';
import { listObstacle } from './list/list-view.ts';
import { proofFile } from './rules/proof.ts';

/** A document for the file. Not to be kept by any cache: it is about people. */
function document(type: string, filename: string, body: string | Uint8Array): Answer {
  return {
    status: 200,
    type,
    body,
    headers: { 'cache-control': 'no-store', 'content-disposition': `attachment; filename="${filename}"` },
  };
}

async function inputOf(visit: Visit, at: string): Promise<VermerkInput> {
  const { round, register } = visit;
  const applications = (await allApplications(round.id)).filter(({ status }) => status !== 'unconfirmed');
  return { round, register, applications, seals: await sealsOf(round.id), settings, now: at };
}

/** The Vermerk: of one application, or of all of the round for who holds the list. */
async function vermerk(request: Request): Promise<Answer> {
  const visit = await openVisit(request.params['token']);
  const at = now();
  if (visit.isList) {
    if (listObstacle({ visit, at }) === 'no-approver') throw new HttpError(404, 'There is no such page.');
    const bytes = await selectionVermerk(await inputOf(visit, at));
    return document('application/pdf', `Auswahlvermerk-Durchgang-${visit.round.id}.pdf`, bytes);
  }
  const one = await openOne(visit, undefined);
  if (isConcealing(obstacleOf({ visit: one, at }))) throw new HttpError(404, 'There is no such page.');
  const bytes = await decisionVermerk(one.application, await inputOf(visit, at));
  return document('application/pdf', `Entscheidungsvermerk-${one.application.reference}.pdf`, bytes);
}

/** The proof of all decisions of the round, for the verifier. */
async function proof(request: Request): Promise<Answer> {
  const visit = await openVisit(request.params['token']);
  const at = now();
  if (!visit.isList || listObstacle({ visit, at }) === 'no-approver') {
    throw new HttpError(404, 'There is no such page.');
  }
  const { round, applications, seals } = await inputOf(visit, at);
  const file = proofFile(round, applications, seals, at);
  return document(
    'application/json; charset=utf-8',
    `Nachweis-Durchgang-${round.id}.json`,
    `${JSON.stringify(file, null, 1)}\n`,
  );
}

/** What approvers take to their file: opening it changes nothing. */
export const handler = httpFunction({
  '/entscheidung/{token}/vermerk': { GET: vermerk },
  '/entscheidung/{token}/nachweis': { GET: proof },
});
