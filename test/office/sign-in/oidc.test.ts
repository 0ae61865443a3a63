import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../functions/platform/web/http.ts';
import { htmlProblems } from '../../browser/checks.ts';
import { openDesk } from '../desk.ts';
import { type Consent, client, issuer, openProvider, secret } from './provider.ts';

const start = '/buero/anmelden/dienst';
const secretArn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:anmeldung-AbCdEf';

/** A cookie that an answer sets, as the browser sends it back; undefined where it is taken away. */
function cookieIn(answer: Answer, name: string): string | undefined {
  const set = answer.cookies?.find((cookie) => cookie.startsWith(`${name}=`));
  const pair = set?.split(';')[0];
  return pair === undefined || pair === `${name}=` ? undefined : pair;
}
const flowIn = (answer: Answer) => cookieIn(answer, '__Host-kohorte-anmeldung') ?? '';
const sessionIn = (answer: Answer) => cookieIn(answer, '__Host-kohorte');
const placeOf = (answer: Answer): string => answer.headers?.['location'] ?? '';

describe('signing in at a provider of one’s own organisation', () => {
  let desk: ReturnType<typeof openDesk>;
  let provider: Awaited<ReturnType<typeof openProvider>>;
  const secrets = mockClient(SecretsManagerClient);

  beforeEach(async () => {
    desk = openDesk();
    provider = await openProvider();
    vi.stubGlobal('fetch', provider.fetch);
    vi.stubEnv('OIDC_ISSUER', issuer);
    vi.stubEnv('OIDC_CLIENT', client);
    vi.stubEnv('OIDC_SECRET_ARN', secretArn);
    // One for each test: what is known of a provider is kept as long as the process lives.
    vi.stubEnv('BASE_URL', `https://programm-${provider.number}.example`);
    secrets.reset();
    secrets.on(GetSecretValueCommand, { SecretId: secretArn }).resolves({ SecretString: secret });
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
    await provider.close();
    desk.close();
  });

  /** Signs in from the first page to the last, in one browser. */
  async function signedIn(consent: Consent = {}): Promise<{ answer: Answer; back: string; cookie: string }> {
    const begun = await desk.visit(start);
    const cookie = flowIn(begun);
    const back = provider.signIn(placeOf(begun), consent);
    return { answer: await desk.visit(back, { cookie }), back, cookie };
  }
  const sessions = () => desk.table.ofKind('session').length;

  it('takes the place of the link: the page leads there, and links are neither sent nor taken', async () => {
    const page = String((await desk.visit('/buero/anmelden')).body);
    expect(page).toContain(`href="${start}"`);
    expect(page).not.toContain('name="email"');
    const asked = await desk.visit('/buero/anmelden', { form: { email: 'buero@programm.example' } });
    expect(asked.status).toBe(404);
    expect(desk.table.ofKind('mail')).toEqual([]);
    const link = await desk.link();
    expect((await desk.visit(link)).status).toBe(404);
    expect((await desk.visit(link, { form: { confirm: 'yes' } })).status).toBe(404);
  });

  it('asks for a code with PKCE, state and nonce, and binds it to the browser for ten minutes', async () => {
    const begun = await desk.visit(start);
    expect(begun.status).toBe(303);
    const page = new URL(placeOf(begun));
    expect(`${page.origin}${page.pathname}`).toBe(`${issuer}/authorize`);
    expect(Object.fromEntries(page.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: client,
      scope: 'openid email',
      code_challenge_method: 'S256',
      redirect_uri: `${process.env['BASE_URL']}/buero/anmelden/rueckkehr`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(page.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
    }
    expect(begun.cookies?.[0]).toMatch(
      /^__Host-kohorte-anmeldung=[\w-]{43}\.\d+\.de; Path=\/; Max-Age=600; Secure; HttpOnly; SameSite=Lax$/,
    );
    const again = new URL(placeOf(await desk.visit(start)));
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(again.searchParams.get(name)).not.toBe(page.searchParams.get(name));
    }
    expect(placeOf(begun)).not.toContain(encodeURIComponent(secret));
  });

  it('gives a listed address a session, by the same list as the links', async () => {
    const before = desk.table.all().length;
    const begun = await desk.visit(start);
    expect(desk.table.all()).toHaveLength(before);
    const back = provider.signIn(placeOf(begun));
    const answer = await desk.visit(back, { cookie: flowIn(begun) });
    expect([answer.status, placeOf(answer)]).toEqual([303, '/buero']);
    const cookie = sessionIn(answer) ?? '';
    expect(String((await desk.visit('/buero', { cookie })).body)).toContain('buero@programm.example');
    expect(cookieIn(answer, '__Host-kohorte-anmeldung')).toBeUndefined();
  });

  it('an auditor reads and changes nothing', async () => {
    const { settings } = await import('../../../functions/platform/settings.ts');
    settings.access.auditors.push('pruefung@programm.example');
    try {
      const { answer } = await signedIn({
        claims: { email: 'Pruefung@Programm.example', email_verified: true },
      });
      const cookie = sessionIn(answer) ?? '';
      expect((await desk.visit('/buero', { cookie })).status).toBe(200);
      expect((await desk.visit('/buero/durchgaenge/neu', { cookie })).status).toBe(403);
    } finally {
      settings.access.auditors.pop();
    }
  });

  it('the language goes along', async () => {
    const begun = await desk.visit(`${start}?lang=en`);
    const back = provider.signIn(placeOf(begun));
    expect(placeOf(await desk.visit(back, { cookie: flowIn(begun) }))).toBe('/buero?lang=en');
  });

  it('reads the address from the provider’s data of the person where the ID token has none', async () => {
    const userInfo = { email: 'buero@programm.example', email_verified: true };
    expect((await signedIn({ claims: {}, userInfo })).answer.status).toBe(303);
    expect((await signedIn({ claims: {}, userInfo: { ...userInfo, sub: 'another' } })).answer.status).toBe(
      503,
    );
  });

  it.each<[string, number, Consent]>([
    [
      'an address that is not listed',
      403,
      { claims: { email: 'fremd@programm.example', email_verified: true } },
    ],
    ['one that is not verified', 403, { claims: { email: 'buero@programm.example', email_verified: false } }],
    ['one of which nobody says that it is verified', 403, { claims: { email: 'buero@programm.example' } }],
    [
      'a word in place of a yes',
      403,
      { claims: { email: 'buero@programm.example', email_verified: 'true' } },
    ],
    ['an ID token for another program', 503, { token: { aud: 'another' } }],
    ['one of another provider', 503, { token: { iss: 'https://other.example' } }],
    ['one of another sign-in', 503, { token: { nonce: 'N'.repeat(43) } }],
    ['one without a nonce', 503, { token: { nonce: undefined } }],
    ['one that is over', 503, { token: { exp: 1_600_000_000 } }],
    ['one that somebody else signed', 503, { signedBy: 'somebody' }],
    ['one that nobody signed', 503, { signedBy: 'nobody' }],
  ])('gives no session for %s', async (_what, status, consent) => {
    const { answer } = await signedIn(consent);
    expect(answer.status).toBe(status);
    expect(sessionIn(answer)).toBeUndefined();
    expect(sessions()).toBe(0);
    expect(await htmlProblems(String(answer.body))).toEqual([]);
  });

  it('a way back acts once: sent again, or twice at the same instant, it gives no second session', async () => {
    const { back, cookie } = await signedIn();
    expect((await desk.visit(back, { cookie })).status).not.toBe(303);
    expect(sessions()).toBe(1);
    // A provider that takes a code twice does not help either.
    const begun = await desk.visit(start);
    const [one, two] = [provider.signIn(placeOf(begun)), provider.signIn(placeOf(begun))];
    const both = await Promise.all([one, two].map((way) => desk.visit(way, { cookie: flowIn(begun) })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
    expect(sessions()).toBe(2);
  });

  it('a way back of another browser, of none, or with another state gives no session', async () => {
    const mine = await desk.visit(start);
    const theirs = await desk.visit(start);
    const back = provider.signIn(placeOf(theirs));
    const other = new URL(back, issuer);
    other.searchParams.set('state', new URL(placeOf(mine)).searchParams.get('state') ?? '');
    for (const [way, cookie] of [
      [back, flowIn(mine)],
      [back, undefined],
      [back, '__Host-kohorte-anmeldung=x'],
      [`/buero/anmelden/rueckkehr`, flowIn(theirs)],
    ] as const) {
      expect((await desk.visit(way, cookie === undefined ? {} : { cookie })).status).toBe(410);
    }
    // With the state of this browser, but the code of another: the proof of PKCE fails.
    expect((await desk.visit(`${other.pathname}${other.search}`, { cookie: flowIn(mine) })).status).toBe(503);
    expect(sessions()).toBe(0);
  });

  it('a way back that another provider sent is refused', async () => {
    const begun = await desk.visit(start);
    const back = provider
      .signIn(placeOf(begun))
      .replace(encodeURIComponent(issuer), 'https%3A%2F%2Fother.example');
    expect((await desk.visit(back, { cookie: flowIn(begun) })).status).toBe(503);
  });

  it('after ten minutes it has to be begun anew', async () => {
    const begun = await desk.visit(start);
    const back = provider.signIn(placeOf(begun));
    vi.setSystemTime(Date.now() + 600_000);
    expect((await desk.visit(back, { cookie: flowIn(begun) })).status).toBe(410);
    const [value = '', , language = ''] = flowIn(begun).split('.');
    const later = `${value}.${Math.floor(Date.now() / 1000)}.${language}`;
    expect((await desk.visit(back, { cookie: later })).status).toBe(410);
  });

  it('a cookie that was planted before is not the session afterwards', async () => {
    const planted = `__Host-kohorte=${'P'.repeat(43)}`;
    const { answer, cookie: flow } = await signedIn();
    expect(sessionIn(answer)).toMatch(/^__Host-kohorte=[\w-]{43}$/);
    for (const cookie of [planted, `__Host-kohorte=${flow.split('=')[1]?.split('.')[0]}`]) {
      expect(sessionIn(answer)).not.toBe(cookie);
      expect(placeOf(await desk.visit('/buero', { cookie }))).toBe('/buero/anmelden');
    }
  });

  it('says so where the person gave up, and where the provider does not answer', async () => {
    const begun = await desk.visit(start);
    const state = new URL(placeOf(begun)).searchParams.get('state') ?? '';
    const refused = `/buero/anmelden/rueckkehr?${new URLSearchParams({ error: 'access_denied', state, iss: issuer })}`;
    expect((await desk.visit(refused, { cookie: flowIn(begun) })).status).toBe(403);
    vi.stubEnv('OIDC_ISSUER', 'https://weg.example');
    const away = await desk.visit(start);
    expect(away.status).toBe(503);
    expect(await htmlProblems(String(away.body))).toEqual([]);
  });

  it('after a failure the secret and the provider are asked for anew', async () => {
    secrets.on(GetSecretValueCommand).resolves({ SecretString: 'veraltet' });
    expect((await signedIn()).answer.status).toBe(503);
    secrets.on(GetSecretValueCommand).resolves({ SecretString: secret });
    expect((await signedIn()).answer.status).toBe(303);
  });

  it.each(['OIDC_ISSUER', 'OIDC_CLIENT', 'OIDC_SECRET_ARN'])('without %s all is as before', async (name) => {
    vi.stubEnv(name, '');
    expect((await desk.visit(start)).status).toBe(404);
    expect((await desk.visit('/buero/anmelden/rueckkehr?code=1&state=2')).status).toBe(404);
    expect(String((await desk.visit('/buero/anmelden')).body)).toContain('name="email"');
    expect((await desk.visit('/buero/anmelden', { form: { email: 'buero@programm.example' } })).status).toBe(
      200,
    );
    expect((await desk.visit(await desk.link(), { form: { confirm: 'yes' } })).status).toBe(303);
    expect(provider.asked).toEqual([]);
    expect(secrets.calls()).toEqual([]);
  });
});
