import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { storedReader } from '../../domain/stored.ts';
import { normaliseEmail } from '../../domain/text.ts';
import { settings } from '../../platform/settings.ts';
import { keys, sha256 } from '../../platform/store/keys.ts';
import { newSecret } from '../../platform/store/links.ts';
import type { Write } from '../../platform/store/port.ts';
import { allRounds, loadRound } from '../../platform/store/records.ts';
import { add, get, transact } from '../../platform/store/table.ts';
import type { Request } from '../../platform/web/http.ts';
import { isOfficeOf, type Listing, listedInSettings, listing, type Role, roles } from './access.ts';

/** Name of the cookie; browsers take one with this prefix only from the host itself, over TLS. */
const cookieName = '__Host-kohorte';

/** A session ends so long after the sign-in, whatever is done in it: a long working day. */
const sessionHours = 12;

const sessionSchema = z.strictObject({
  kind: z.literal('session'),
  email: z.string(),
  role: z.enum(roles),
  /** The round whose office the address is; missing where the settings list it. */
  round: z.optional(z.string()),
  /** How often all sessions of this person had been ended when this one began. */
  epoch: z.number(),
  startedAt: z.string(),
  validUntil: z.string(),
});
const readSession = storedReader('session', sessionSchema, ['pk', 'sk', 'expiresAt']);

/** Who is signed in. */
export type Session = {
  readonly email: string;
  readonly role: Role;
  /** What each form sends along, so that no other site can send it for the person. */
  readonly csrf: string;
};

async function epochOf(email: string): Promise<number> {
  const item = await get(keys.officePerson(normaliseEmail(email)));
  return typeof item?.['epoch'] === 'number' ? item['epoch'] : 0;
}

function csrfOf(secret: string): string {
  return sha256(`csrf ${secret}`);
}

function secretOf(request: Request): string | undefined {
  const secret = request.cookies[cookieName];
  return secret !== undefined && /^[A-Za-z0-9_-]{43}$/.test(secret) ? secret : undefined;
}

/** Why an address may sign in, by the settings and the rounds that there are now; undefined for one that may not. */
export async function listingOf(email: string): Promise<Listing | undefined> {
  return listing(email, settings, await allRounds());
}

/** The present right of an address; a removed one loses it at once, not at the session's end. */
async function rightOf(email: string, round: string | undefined): Promise<Role | undefined> {
  const listed = listedInSettings(email, settings);
  if (listed?.role === 'office' || round === undefined) return listed?.role;
  return isOfficeOf(await loadRound(round), email) ? 'office' : listed?.role;
}

/** Who sent a request; undefined for nobody: no cookie, an unknown, ended or overdue one, an address no longer listed. */
export async function sessionOf(request: Request, at: string): Promise<Session | undefined> {
  const secret = secretOf(request);
  if (secret === undefined) return undefined;
  const item = await get(keys.session(secret));
  if (item === undefined) return undefined;
  const session = readSession(item);
  if (at >= session.validUntil) return undefined;
  const [epoch, role] = await Promise.all([epochOf(session.email), rightOf(session.email, session.round)]);
  if (epoch !== session.epoch || role === undefined) return undefined;
  return { email: session.email, role, csrf: csrfOf(secret) };
}

/**
 * A new session: the write that makes it, and the cookie that carries its secret. Its secret is always new, so
 * that a cookie which somebody planted before the sign-in is worth nothing afterwards.
 */
export async function newSession(
  email: string,
  listing: Listing,
  at: string,
): Promise<{ readonly write: Write; readonly cookie: string }> {
  const secret = newSecret();
  const validUntil = new Date(Date.parse(at) + sessionHours * 3_600_000).toISOString();
  const item: z.infer<typeof sessionSchema> = {
    kind: 'session',
    email: normaliseEmail(email),
    role: listing.role,
    ...(listing.by === 'settings' ? {} : { round: listing.by.round }),
    epoch: await epochOf(email),
    startedAt: at,
    validUntil,
  };
  return {
    write: {
      create: { ...keys.session(secret), ...item, expiresAt: Math.ceil(Date.parse(validUntil) / 1000) },
    },
    cookie: `${cookieName}=${secret}; Path=/; Max-Age=${sessionHours * 3600}; Secure; HttpOnly; SameSite=Lax`,
  };
}

/** Takes the cookie from the browser. */
export const noCookie = `${cookieName}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax`;

/** Ends the session of this request, or all sessions of the person. */
export async function endSession(request: Request, session: Session, everywhere: boolean): Promise<void> {
  const secret = secretOf(request);
  if (secret !== undefined) await transact([{ remove: keys.session(secret) }]);
  if (everywhere) await add(keys.officePerson(session.email), 'epoch', 1, { kind: 'office-person' });
}

/** Whether a form brought the token of the session it was shown in. */
export function isGenuine(request: Request, session: Session): boolean {
  const sent = Buffer.from(request.form.get('csrf') ?? '');
  const right = Buffer.from(session.csrf);
  return sent.length === right.length && timingSafeEqual(sent, right);
}

/**
 * Whether a browser says that the form was sent from a page of another site. Programs say nothing, nor do old browsers
 * (`null`: our pages tell nobody where somebody comes from); then the token alone decides.
 */
export function isForeign(request: Request): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers['origin'];
  if (origin === undefined || origin === 'null') return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.headers['host'];
}
