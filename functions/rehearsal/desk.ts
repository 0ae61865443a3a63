import type { Round } from '../domain/round.ts';
import { officeRouter } from '../office/router.ts';
import type { Page, Visit } from '../office/shared/visit.ts';
import { loadRound } from '../platform/store/records.ts';
import { type Answer, HttpError, html, httpFunction } from '../platform/web/http.ts';
import { introPage } from './result/intro-page.tsx';
import { mailOf, mailPage } from './result/mail-page.tsx';
import { rehearsalOf } from './result/recent-rehearsals.ts';
import { resultPage } from './result/result-page.tsx';

/** @throws HttpError 404 */
async function roundOf(visit: Visit): Promise<Round> {
  const round = await loadRound(visit.params['round'] ?? '');
  if (round === undefined || round.status === 'erased') throw new HttpError(404, 'There is no such round.');
  return round;
}

/** A mail brings its own styles and nothing else, and acts on nothing: it stands alone in a page without rights. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

async function showIntro(visit: Visit): Promise<Answer> {
  return introPage(visit, await roundOf(visit));
}

async function showResult(visit: Visit): Promise<Answer> {
  const round = await roundOf(visit);
  return resultPage(visit, round, await rehearsalOf(round, visit.at));
}

async function showMail(visit: Visit): Promise<Answer> {
  const round = await roundOf(visit);
  return mailPage(visit, round, mailOf(await rehearsalOf(round, visit.at), visit.params['mail']));
}

async function showDesigned(visit: Visit): Promise<Answer> {
  const round = await roundOf(visit);
  const mail = mailOf(await rehearsalOf(round, visit.at), visit.params['mail']);
  return html(mail.letter.html, 200, { 'content-security-policy': mailPolicy });
}

const root = '/buero/durchgang/{round}/probe';

/** The pages of the rehearsal; they stand in the table of docs/access.md with those of the office. */
export const rehearsalPages: readonly Page[] = [
  { path: root, about: 'Rehearse a round', GET: { for: 'signed-in', handle: showIntro } },
  {
    path: `${root}/ergebnis`,
    about: 'A rehearsal and its mails',
    GET: { for: 'signed-in', handle: showResult },
  },
  {
    path: `${root}/mail/{mail}`,
    about: 'A mail of a rehearsal',
    GET: { for: 'signed-in', handle: showMail },
  },
  {
    path: `${root}/mail/{mail}/gestaltet`,
    about: 'A mail of a rehearsal as it looks in a mailbox',
    GET: { for: 'signed-in', handle: showDesigned },
  },
];

const answer = officeRouter(rehearsalPages);
const route = { GET: answer, POST: answer };

/**
 * Rehearses a round: plays it in memory by the functions of all rooms and shows its mails. It may read the table and
 * nothing more, so that nothing of a rehearsal can reach a record or a mailbox.
 */
export const handler = httpFunction({ [root]: route, [`${root}/{path+}`]: route });
