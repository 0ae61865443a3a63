import { isEmail, normaliseEmail } from '../../domain/text.ts';
import { errorFields, log } from '../../platform/observe/log.ts';
import { inLanguage } from '../../platform/page/context.ts';
import { keys } from '../../platform/store/keys.ts';
import { ConflictError } from '../../platform/store/port.ts';
import { get, transact } from '../../platform/store/table.ts';
import { type Answer, HttpError, html, seeOther } from '../../platform/web/http.ts';
import { listingOf, newSession, sessionOf } from '../shared/session.ts';
import { goTo, type OpenVisit, type Page } from '../shared/visit.ts';
import { flowOf, forgetAt, newFlow, noFlow } from './oidc-flow.ts';
import { type FailedSignIn, failedSignInPage } from './oidc-pages.tsx';
import type { Identity } from './oidc-provider.ts';
import { type OidcSettings, oidcSettings, returnPath } from './oidc-settings.ts';

/** Loaded when first needed: installations without a provider don't pay for it. */
const provider = () => import('./oidc-provider.ts');

/** @throws HttpError 404 where links are mailed */
function configured(): OidcSettings {
  const settings = oidcSettings();
  if (settings === undefined) throw new HttpError(404, 'There is no such page.');
  return settings;
}

const statuses: Readonly<Record<FailedSignIn, number>> = {
  expired: 410,
  refused: 403,
  unverified: 403,
  unlisted: 403,
  unreachable: 503,
};

function failed(visit: OpenVisit, why: FailedSignIn, email?: string): Answer {
  return { ...html(failedSignInPage(visit, why, email), statuses[why]), cookies: [noFlow] };
}

/** Leads to the provider's page. */
async function begin(visit: OpenVisit): Promise<Answer> {
  const settings = configured();
  if ((await sessionOf(visit.request, visit.at)) !== undefined) return goTo(visit, '/buero');
  const flow = newFlow(visit.language, visit.at);
  try {
    const { providerPage } = await provider();
    return seeOther(await providerPage(settings, flow), [flow.cookie]);
  } catch (error) {
    log.error('the sign-in service does not answer', errorFields(error));
    return failed(visit, 'unreachable');
  }
}

/**
 * The way back: whoever the provider has verified gets a session if the address is listed. It acts for the browser
 * that began, and once: of two at the same instant one wins.
 */
async function comeBack(visit: OpenVisit): Promise<Answer> {
  const settings = configured();
  const flow = flowOf(visit.request, visit.at);
  if (flow === undefined || visit.request.query.get('state') !== flow.state) return failed(visit, 'expired');
  const here: OpenVisit = { ...visit, language: flow.language };
  let identity: Identity;
  try {
    identity = await (await provider()).identityIn(settings, flow, visit.request.query);
  } catch (error) {
    log.error('a sign-in at the provider failed', errorFields(error));
    return failed(here, 'unreachable');
  }
  if (identity.state !== 'known') return failed(here, identity.state);
  if (!isEmail(identity.email)) return failed(here, 'unverified');
  const email = normaliseEmail(identity.email);
  const right = await listingOf(email);
  if (right === undefined) return failed(here, 'unlisted', email);
  const session = await newSession(email, right, visit.at);
  try {
    await transact([
      {
        create: {
          ...keys.linkUsed(flow.secret),
          kind: 'link-used',
          at: visit.at,
          expiresAt: forgetAt(visit.at),
        },
      },
      session.write,
    ]);
  } catch (error) {
    const isUsed = error instanceof ConflictError && (await get(keys.linkUsed(flow.secret))) !== undefined;
    if (!isUsed) throw error;
    return failed(here, 'expired');
  }
  return seeOther(inLanguage('/buero', flow.language), [session.cookie, noFlow]);
}

/** Signing in at a provider of one's own organisation, where the installation has one. */
export const oidcPages: readonly Page[] = [
  {
    path: '/buero/anmelden/dienst',
    about: 'Go to the sign-in service, where there is one',
    GET: { for: 'anyone', handle: begin },
  },
  {
    path: returnPath,
    about: 'Come back from the sign-in service, once',
    GET: { for: 'anyone', handle: comeBack },
  },
];
