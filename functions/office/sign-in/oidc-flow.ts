import { createHash } from 'node:crypto';
import { isLanguage, type Language } from '../../domain/text.ts';
import { newSecret } from '../../platform/store/links.ts';
import type { Request } from '../../platform/web/http.ts';

/** Name of the cookie that binds a sign-in at the provider to the browser in which it was begun. */
const cookieName = '__Host-kohorte-anmeldung';

/** So long somebody may take to sign in at the provider. */
const minutes = 10;

/**
 * One sign-in at the provider, from the way there to the way back. Nothing of it is kept at the server: what the
 * provider is given and must give back follows from the cookie, so that only the browser that began can end it.
 */
export type Flow = {
  /** What marks it as used. */
  readonly secret: string;
  readonly language: Language;
  /** Comes back in the address (CSRF), inside the ID token (replay), and proves who asks for the token (PKCE). */
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The cookie that carries it, for the browser. */
  readonly cookie: string;
};

function flowFrom(secret: string, begun: number, language: Language): Flow {
  const value = `${secret}.${begun}.${language}`;
  const derived = (what: string): string =>
    createHash('sha256').update(`${what} ${value}`, 'utf8').digest('base64url');
  return {
    secret,
    language,
    state: derived('state'),
    nonce: derived('nonce'),
    verifier: derived('verifier'),
    // Lax: the way back comes from another site.
    cookie: `${cookieName}=${value}; Path=/; Max-Age=${minutes * 60}; Secure; HttpOnly; SameSite=Lax`,
  };
}

/** Begins a sign-in. */
export function newFlow(language: Language, at: string): Flow {
  return flowFrom(newSecret(), Math.floor(Date.parse(at) / 1000), language);
}

/** The sign-in that this browser began; undefined where it began none, or too long ago. */
export function flowOf(request: Request, at: string): Flow | undefined {
  const parts = /^([A-Za-z0-9_-]{43})\.(\d{1,12})\.([a-z]+)$/.exec(request.cookies[cookieName] ?? '');
  const [, secret, begun, language] = parts ?? [];
  if (secret === undefined || begun === undefined || !isLanguage(language)) return undefined;
  const age = Date.parse(at) / 1000 - Number(begun);
  if (age < -1 || age >= minutes * 60) return undefined;
  return flowFrom(secret, Number(begun), language);
}

/** Takes the cookie from the browser: the sign-in is over, whatever came of it. */
export const noFlow = `${cookieName}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax`;

/** From when on the mark of a used sign-in is of no use any more, in seconds since 1970. */
export function forgetAt(at: string): number {
  return Math.ceil(Date.parse(at) / 1000) + 2 * minutes * 60;
}
