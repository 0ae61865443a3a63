import { now } from '../platform/clock.ts';
import { openCase } from '../platform/cases.ts';
import { ticked } from '../platform/forms.ts';
import { html, httpFunction, type Request } from '../platform/http.ts';
import { keys } from '../platform/keys.ts';
import { changeApplication } from '../platform/records.ts';
import { get } from '../platform/table.ts';
import { confirmedPage, confirmPage, endedConfirmationPage } from './confirm-pages.tsx';
import { confirm, erasedAt } from './rules.ts';

async function show(request: Request) {
  const opened = await openCase('/bestaetigung', request.params['token']);
  const { application } = opened;
  const language = request.chosen ?? application.language;
  if (application.status !== 'unconfirmed') return html(endedConfirmationPage('was-confirmed', opened, language));
  if (now() >= erasedAt(application)) return html(endedConfirmationPage('too-late', opened, language), 410);
  return html(confirmPage(opened, language, false));
}

async function act(request: Request) {
  const opened = await openCase('/bestaetigung', request.params['token']);
  const { application, round } = opened;
  const language = request.chosen ?? application.language;
  if (!ticked(request.form, 'confirm', 'yes') && application.status === 'unconfirmed') {
    return html(confirmPage(opened, language, true), 422);
  }
  const at = now();
  const result = await changeApplication(round.id, application.id, at, async (fresh) => {
    const claim = await get(keys.claim(fresh.round, fresh.person));
    return confirm(fresh, round, claim === undefined ? undefined : String(claim['application']), at);
  });
  const answer = result?.answer ?? 'too-late';
  if (answer === 'confirmed') {
    return html(confirmedPage({ ...opened, application: result?.application ?? application }, language));
  }
  return html(endedConfirmationPage(answer, opened, language), answer === 'too-late' ? 410 : 200);
}

/** The page behind the link that confirms an address: opening it changes nothing, sending the form does. */
export const handler = httpFunction({ '/bestaetigung/{token}': { GET: show, POST: act } });
