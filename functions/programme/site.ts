import { currentEdition, register, searchAdministrations } from '../domain/register/register.ts';
import type { Round } from '../domain/round.ts';
import { assetCaching, assetFor } from '../platform/page/assets.ts';
import { now } from '../platform/store/clock.ts';
import { allRounds } from '../platform/store/records.ts';
import { HttpError, html, httpFunction, json, type Request } from '../platform/web/http.ts';
import { homePage } from './home/home-page.tsx';
import { participantsOf } from './home/participants.ts';
import { publicAdministrations, publicRound } from './interface/answers.ts';
import { openApi } from './interface/openapi.ts';
import { accessibilityPage } from './legal/accessibility-page.tsx';
import { imprintPage } from './legal/imprint-page.tsx';
import { privacyPage } from './legal/privacy-page.tsx';

/** Rounds that the public sees: not drafts that were cancelled or files that are gone. */
const hidden = ['erased'];

async function publicRounds(): Promise<Round[]> {
  return (await allRounds()).filter(({ status }) => !hidden.includes(status));
}

async function home(request: Request) {
  const rounds = await publicRounds();
  const shown = await Promise.all(
    rounds.map(async (round) => ({ round, participants: await participantsOf(round) })),
  );
  return html(homePage(shown, request.chosen ?? 'de', now()));
}

async function rounds() {
  return json({ rounds: (await publicRounds()).map(publicRound) }, 200, {
    'cache-control': 'public, max-age=60',
  });
}

/** The administrations that a search finds, by their own name or by that of a municipality. */
function administrations(request: Request) {
  const query = (request.query.get('q') ?? '').slice(0, 200);
  const edition = register(currentEdition);
  if (edition === undefined) throw new Error('the current edition of the register is missing');
  return json(publicAdministrations(edition, searchAdministrations(edition, query)), 200, {
    'cache-control': 'public, max-age=3600',
  });
}

function asset(request: Request) {
  const found = assetFor(request.path, request.headers['accept-encoding']);
  if (found === undefined) throw new HttpError(404, 'There is no such file.');
  return {
    status: 200,
    type: found.type,
    body: found.body,
    headers: {
      'cache-control': assetCaching,
      vary: 'accept-encoding',
      ...(found.encoding === undefined ? {} : { 'content-encoding': found.encoding }),
    },
  };
}

/** What anybody may see: the programme and its rounds, the legal pages, the open data, and the unknown page. */
export const handler = httpFunction({
  '/': { GET: home },
  '/impressum': { GET: (request) => html(imprintPage(request.chosen ?? 'de')) },
  '/datenschutz': { GET: (request) => html(privacyPage(request.chosen ?? 'de')) },
  '/barrierefreiheit': { GET: (request) => html(accessibilityPage(request.chosen ?? 'de')) },
  '/assets/{file+}': { GET: asset },
  '/openapi.json': {
    GET: () => json(openApi(process.env['BASE_URL'] ?? ''), 200, { 'cache-control': 'public, max-age=3600' }),
  },
  '/api/rounds': { GET: rounds },
  '/api/administrations': { GET: administrations },
});
