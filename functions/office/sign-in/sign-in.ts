import { randomBytes } from 'node:crypto';
import { isEmail, normaliseEmail } from '../../domain/text.ts';
import { keys } from '../../platform/store/keys.ts';
import { findLink, type Link } from '../../platform/store/links.ts';
import { owe } from '../../platform/store/outbox.ts';
import { ConflictError } from '../../platform/store/port.ts';
import { get, transact } from '../../platform/store/table.ts';
import { choice, field, ticked } from '../../platform/web/forms.ts';
import { type Answer, HttpError, html } from '../../platform/web/http.ts';
import { within } from '../../platform/web/limits.ts';
import { endSession, listingOf, newSession, noCookie, sessionOf } from '../shared/session.ts';
import { goTo, type OpenVisit, type Page, type Visit } from '../shared/visit.ts';
import { serviceSignInPage } from './oidc-pages.tsx';
import { oidcSettings } from './oidc-settings.ts';
import { oidcPages } from './oidc-sign-in.ts';
import { linkEndPage, linkPage, requestPage, sentPage, signOutPage } from './sign-in-pages.tsx';

/** Links that one address, or one source, may ask for in a quarter of an hour. */
const perAddress = 5;
const perSource = 60;
const quarter = 900;

/** @throws HttpError 404 where a provider has taken the place of the links */
function linksOnly(): void {
  if (oidcSettings() !== undefined) throw new HttpError(404, 'There is no such page.');
}

async function ask(visit: OpenVisit): Promise<Answer> {
  if ((await sessionOf(visit.request, visit.at)) !== undefined) return goTo(visit, '/buero');
  return html(oidcSettings() === undefined ? requestPage(visit) : serviceSignInPage(visit));
}

/** Owes a link to a listed address; whoever else asks gets the same answer and no mail. */
async function send(visit: OpenVisit): Promise<Answer> {
  linksOnly();
  const { request, at } = visit;
  const given = field(request.form, 'email')?.trim() ?? '';
  if (!isEmail(given)) return html(requestPage(visit, given), 422);
  const email = normaliseEmail(given);
  if (!(await within(`sign-in source ${request.source}`, perSource, quarter, at))) {
    throw new HttpError(429, 'Too many links were asked for.', { 'retry-after': String(quarter) });
  }
  const isWithin = await within(`sign-in ${email}`, perAddress, quarter, at);
  const right = await listingOf(email);
  if (right !== undefined && isWithin) {
    const occasion = `${at}-${randomBytes(6).toString('base64url')}`;
    await transact(owe({ purpose: 'sign-in', to: { role: 'office', email }, occasion }, {}, at));
  }
  return html(sentPage(visit));
}

type Opened =
  | { readonly state: 'open'; readonly link: Link; readonly secret: string }
  | { readonly state: 'used' | 'expired' };

/** @throws HttpError 404 for a guessed, altered or misplaced link */
async function open(visit: OpenVisit): Promise<Opened> {
  linksOnly();
  const secret = visit.params['secret'];
  const link = await findLink('/buero/anmeldung', secret);
  if (link === undefined || secret === undefined) throw new HttpError(404, 'There is no such page.');
  if ((await get(keys.linkUsed(secret))) !== undefined) return { state: 'used' };
  if (link.validUntil === undefined || visit.at >= link.validUntil) return { state: 'expired' };
  return { state: 'open', link, secret };
}

async function showLink(visit: OpenVisit): Promise<Answer> {
  const opened = await open(visit);
  return opened.state === 'open' ? html(linkPage(visit)) : html(linkEndPage(visit, opened.state), 410);
}

/** Signs in. The link's one use and the session are one transaction: of two at the same instant one wins. */
async function useLink(visit: OpenVisit): Promise<Answer> {
  const opened = await open(visit);
  if (opened.state !== 'open') return html(linkEndPage(visit, opened.state), 410);
  if (!ticked(visit.request.form, 'confirm', 'yes')) return html(linkPage(visit, true), 422);
  const { email } = opened.link.person;
  const right = await listingOf(email);
  if (right === undefined) return html(linkEndPage(visit, 'expired'), 410);
  const session = await newSession(email, right, visit.at);
  try {
    await transact([
      { create: { ...keys.linkUsed(opened.secret), kind: 'link-used', at: visit.at } },
      session.write,
    ]);
  } catch (error) {
    const isUsed = error instanceof ConflictError && (await get(keys.linkUsed(opened.secret))) !== undefined;
    if (!isUsed) throw error;
    return html(linkEndPage(visit, 'used'), 410);
  }
  return goTo(visit, '/buero', [session.cookie]);
}

async function signOut(visit: Visit): Promise<Answer> {
  const where = choice(visit.request.form, 'where', ['here', 'everywhere']);
  if (where === undefined) return signOutPage(visit, true);
  await endSession(visit.request, visit.session, where === 'everywhere');
  return goTo(visit, '/buero/anmelden?getan=abgemeldet', [noCookie]);
}

/** The pages by which people come in and go. */
export const signInPages: readonly Page[] = [
  {
    path: '/buero/anmelden',
    about: 'Ask for a sign-in link',
    GET: { for: 'anyone', handle: ask },
    POST: { for: 'anyone', handle: send },
  },
  ...oidcPages,
  {
    path: '/buero/anmeldung/{secret}',
    about: 'Sign in with the link of a mail, once',
    GET: { for: 'anyone', handle: showLink },
    POST: { for: 'anyone', handle: useLink },
  },
  {
    path: '/buero/abmelden',
    about: 'Sign out here or everywhere',
    GET: { for: 'signed-in', handle: (visit) => signOutPage(visit, false) },
    POST: { for: 'signed-in', handle: signOut },
  },
];
