import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';

/** An OpenID Connect provider on this machine, that can also do wrong. */

/** What the provider is known as; requests there are led to this machine. */
export const issuer = 'https://konten.verwaltung.example';
export const client = 'kohorte';
export const secret = 'geheim/mit+Zeichen=';

type Claims = Readonly<Record<string, unknown>>;
/** What a sign-in is to give: the claims, and how the ID token is made. */
export type Consent = {
  readonly claims?: Claims;
  /** In place of what the ID token would say by itself. */
  readonly token?: Claims;
  /** Claims of the endpoint for the person's data. */
  readonly userInfo?: Claims;
  readonly signedBy?: 'itself' | 'somebody' | 'nobody';
};

type Grant = Consent & {
  readonly challenge: string;
  readonly nonce: string;
  readonly redirect: string;
};

/** The real one, as tests put another in its place. */
const realFetch = fetch;

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(claims: Claims, key: KeyObject | undefined): string {
  const head = encoded({ alg: key === undefined ? 'none' : 'RS256', kid: 'one' });
  const body = `${head}.${encoded(claims)}`;
  return `${body}.${key === undefined ? '' : sign('sha256', Buffer.from(body), key).toString('base64url')}`;
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return new URLSearchParams(Buffer.concat(parts).toString());
}

const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
let started = 0;

/** Starts the provider. */
export async function openProvider() {
  const number = ++started;
  const grants = new Map<string, Grant>();
  const infos = new Map<string, Claims>();
  const asked: string[] = [];
  let codes = 0;

  const server: Server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '', issuer).pathname;
    asked.push(path);
    const answer = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (path === '/.well-known/openid-configuration') {
      answer(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        authorization_response_iss_parameter_supported: true,
      });
    } else if (path === '/keys') {
      answer(200, { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' }] });
    } else if (path === '/token') {
      const form = await bodyOf(request);
      const code = form.get('code') ?? '';
      const grant = grants.get(code);
      const verifier = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      const basic = `Basic ${Buffer.from([client, secret].map(encodeURIComponent).join(':')).toString('base64')}`;
      if (request.headers.authorization !== basic) answer(401, { error: 'invalid_client' });
      else if (
        grant === undefined ||
        grant.challenge !== verifier ||
        grant.redirect !== form.get('redirect_uri')
      ) {
        answer(400, { error: 'invalid_grant' });
      } else {
        grants.delete(code);
        const now = Math.floor(Date.now() / 1000);
        const access = `access-${code}`;
        if (grant.userInfo !== undefined) infos.set(access, grant.userInfo);
        const claims = {
          iss: issuer,
          aud: client,
          sub: 'person-1',
          iat: now,
          exp: now + 300,
          nonce: grant.nonce,
        };
        const key = { itself: own.privateKey, somebody: other.privateKey, nobody: undefined };
        answer(200, {
          access_token: access,
          token_type: 'Bearer',
          id_token: token({ ...claims, ...grant.claims, ...grant.token }, key[grant.signedBy ?? 'itself']),
        });
      }
    } else if (path === '/userinfo') {
      const info = infos.get((request.headers.authorization ?? '').replace('Bearer ', ''));
      if (info === undefined) answer(401, {});
      else answer(200, { sub: 'person-1', ...info });
    } else answer(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port to listen on');
  const here = `http://127.0.0.1:${address.port}`;

  /** Leads requests to the provider here, and refuses all others. */
  const fetchHere: typeof fetch = (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (!url.startsWith(`${issuer}/`)) throw new TypeError(`nobody is asked but the provider: ${url}`);
    return realFetch(url.replace(issuer, here), init);
  };

  /**
   * Somebody signs in on the provider's page.
   * @param page its address, as the browser was led there
   * @returns path and query with which the provider sends the browser back
   */
  function signIn(page: string, consent: Consent = {}): string {
    const { searchParams } = new URL(page);
    const code = `code-${++codes}`;
    const redirect = searchParams.get('redirect_uri') ?? '';
    grants.set(code, {
      claims: { email: 'buero@programm.example', email_verified: true },
      ...consent,
      challenge: searchParams.get('code_challenge') ?? '',
      nonce: searchParams.get('nonce') ?? '',
      redirect,
    });
    const back = new URL(redirect);
    back.search = String(new URLSearchParams({ code, state: searchParams.get('state') ?? '', iss: issuer }));
    return `${back.pathname}${back.search}`;
  }

  return {
    fetch: fetchHere,
    signIn,
    /** Tells one started provider from the next. */
    number,
    /** Paths that were asked for. */
    asked,
    close: (): Promise<void> => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
