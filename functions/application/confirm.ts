import type { Application } from '../domain/application.ts';
import { normaliseEmail } from '../domain/text.ts';
import { settings } from '../platform/settings.ts';
import { isReplaced, type Opened, openCase } from '../platform/store/cases.ts';
import { now } from '../platform/store/clock.ts';
import { claimOf, personHash } from '../platform/store/person.ts';
import { changeApplication, loadApplication } from '../platform/store/records.ts';
import { ticked } from '../platform/web/forms.ts';
import { type Answer, html, httpFunction, type Request } from '../platform/web/http.ts';
import {
  addressConfirmedPage,
  addressPage,
  confirmedPage,
  confirmPage,
  endedConfirmationPage,
  otherApplicationPage,
} from './confirm/confirm-pages.tsx';
import { confirmAddressChange } from './rules/case-rules.ts';
import { confirm, confirmationEnds, erasedAt } from './rules.ts';

const sameAddress = (a: string, b: string): boolean => normaliseEmail(a) === normaliseEmail(b);

/** The corrected address that this link is to confirm, while that is still asked. */
function changeOf({ link, application }: Opened, at: string): Application['emailChange'] {
  const { emailChange } = application;
  if (emailChange === undefined || application.status === 'unconfirmed') return undefined;
  if (!sameAddress(emailChange.email, link.person.email)) return undefined;
  return at < confirmationEnds(emailChange.at, settings.retention) ? emailChange : undefined;
}

/** Why there is nothing to confirm by this link, if so: the address was corrected, the time is over, it is done. */
function ended(opened: Opened, at: string): 'was-confirmed' | 'too-late' | 'replaced' | undefined {
  const { application, link } = opened;
  if (isReplaced(opened)) return 'replaced';
  if (application.status !== 'unconfirmed') return 'was-confirmed';
  if (!sameAddress(application.applicant.email, link.person.email)) return 'replaced';
  return at >= erasedAt(application, settings.retention) ? 'too-late' : undefined;
}

async function show(request: Request): Promise<Answer> {
  const opened = await openCase('/bestaetigung', request.params['token']);
  const { application, round } = opened;
  const language = request.chosen ?? application.language;
  const at = now();
  if (changeOf(opened, at) !== undefined) return html(addressPage(opened, language, false));
  const end = ended(opened, at);
  if (end !== undefined)
    return html(endedConfirmationPage(end, opened, language, at), end === 'was-confirmed' ? 200 : 410);
  const claimedBy = await claimOf(round.id, application.person);
  if (claimedBy !== undefined) {
    return html(otherApplicationPage(opened, await loadApplication(round.id, claimedBy), language));
  }
  return html(confirmPage(opened, language, false));
}

async function actOnAddress(request: Request, opened: Opened, email: string, at: string): Promise<Answer> {
  const { application, round } = opened;
  const language = request.chosen ?? application.language;
  if (!ticked(request.form, 'confirm', 'yes')) return html(addressPage(opened, language, true), 422);
  const result = await changeApplication(round.id, application.id, at, async (fresh) => {
    const person = personHash({ ...fresh.applicant, email });
    return confirmAddressChange(fresh, email, person, await claimOf(round.id, person), at);
  });
  if (result?.answer === 'confirmed') return html(addressConfirmedPage(opened, language));
  return html(endedConfirmationPage('replaced', opened, language, at), 409);
}

async function act(request: Request): Promise<Answer> {
  const opened = await openCase('/bestaetigung', request.params['token']);
  const { application, round } = opened;
  const language = request.chosen ?? application.language;
  const at = now();
  const change = changeOf(opened, at);
  if (change !== undefined) return actOnAddress(request, opened, change.email, at);
  const end = ended(opened, at);
  if (end !== undefined)
    return html(endedConfirmationPage(end, opened, language, at), end === 'was-confirmed' ? 200 : 410);
  if (!ticked(request.form, 'confirm', 'yes')) return html(confirmPage(opened, language, true), 422);
  let claimedBy: string | undefined;
  const result = await changeApplication(round.id, application.id, at, async (fresh) => {
    claimedBy = await claimOf(fresh.round, fresh.person);
    return confirm(fresh, round, claimedBy, settings.retention, at);
  });
  const answer = result?.answer ?? 'too-late';
  if (answer === 'confirmed') {
    return html(confirmedPage({ ...opened, application: result?.application ?? application }, language));
  }
  if (answer === 'other-application') {
    const first = claimedBy === undefined ? undefined : await loadApplication(round.id, claimedBy);
    return html(otherApplicationPage(opened, first, language));
  }
  return html(endedConfirmationPage(answer, opened, language, at), answer === 'too-late' ? 410 : 200);
}

/** The page behind the link that confirms an address: opening it changes nothing, sending the form does. */
export const handler = httpFunction({ '/bestaetigung/{token}': { GET: show, POST: act } });
