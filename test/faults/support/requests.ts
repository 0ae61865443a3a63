import { type ClientRequest, request } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { applicationBody } from '../../program/host.ts';

/** A request as it goes out: nothing of it is tidied up on the way. */
export type Sent = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** What came back; a connection that was closed without an answer has status 0. */
export type Heard = { readonly status: number; readonly type: string; readonly body: string };

const utf8 = new TextEncoder();

/** Sends a request with a path and headers that a browser would not send. */
export function send(origin: string, { method, path, headers, body }: Sent): Promise<Heard> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    let sending: ClientRequest;
    try {
      sending = request({ hostname, port, method, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
    } catch (error) {
      reject(error);
      return;
    }
    sending.once('error', reject);
    sending.end(body);
  });
}

/** Sends bytes that need not be HTTP, and gives back the first line of the answer. */
export function sendBytes(origin: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.end(bytes, 'latin1'));
    let heard = '';
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(heard.split('\r\n')[0] ?? ''));
  });
}

type Body = Record<string, unknown>;

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** The body with another value at a path; without one, the field is left out. */
function at(body: Body, path: readonly string[], value?: unknown): Body {
  const copy: Body = structuredClone(body);
  let parent: Body = copy;
  for (const name of path.slice(0, -1)) {
    const next = parent[name];
    if (typeof next !== 'object' || next === null) return copy;
    parent = Object.assign(next);
  }
  const last = path.at(-1) ?? '';
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

const needed: readonly (readonly string[])[] = [
  ['round'],
  ['administrations'],
  ['applicant'],
  ['applicant', 'givenName'],
  ['applicant', 'familyName'],
  ['applicant', 'email'],
  ['applicant', 'role'],
  ['motivation'],
  ['language'],
  ['privacyNoticeRead'],
];
const neededPath = fc.constantFrom(...needed);

/** No value of a field that must be a text of few kinds, a list or an object of its own. */
const nonsense = fc.oneof(
  fc.constantFrom<unknown>(null, 0, -1, 1e308, false, '', '   ', [], {}, [[]], [null], { toString: 1 }),
  fc.constantFrom<unknown>('\u0000', '\ud800', '\u202e\u0007', 'x'.repeat(3_000)),
  fc.integer(),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('$ne', '__proto__', 'S', 'email', 'constructor'), fc.integer(), {
    maxKeys: 3,
  }),
);

/** A body that is certainly no application: something needed is missing or nonsense, or there is too much. */
const wrongBody = fc.oneof(
  neededPath.map((path) => at(applicationBody(), path)),
  fc
    .tuple(
      neededPath.filter(([first]) => first !== 'motivation'),
      nonsense,
    )
    .map(([path, value]) => at(applicationBody(), path, value)),
  fc
    .tuple(fc.constantFrom(['x'], ['applicant', 'x'], ['applicant', '__proto_'], ['pk']), fc.jsonValue())
    .map(([path, value]) => at(applicationBody(), path, value)),
  fc
    .constantFrom<Body>(
      { administrations: ['120690020', '120690020'] },
      { administrations: ['120690020', '120520000', '120600052'] },
      { administrations: ['999999999'] },
      { language: 'fr' },
      { privacyNoticeRead: 'true' },
      { cohorts: ['nowhere'] },
      { cohorts: [] },
      { round: 'none' },
      { round: '../3' },
      { motivation: 'ä'.repeat(2001) },
      { supervisor: {} },
      { supervisor: { givenName: 'A', familyName: 'B', email: 'joerdis.lukaszewicz@amt.example' } },
      { supervisor: null },
    )
    .map((change) => applicationBody(change)),
);

const wrongJson = wrongBody.map((body) => JSON.stringify(body));

const applying = (body: string | Uint8Array, headers: Record<string, string> = json): Sent => ({
  method: 'POST',
  path: '/api/applications',
  headers,
  body: typeof body === 'string' ? utf8.encode(body) : body,
});

const whole = JSON.stringify(applicationBody());

const badJson = fc.oneof(
  wrongJson.map((body) => applying(body)),
  // Anything that is JSON but no object with these fields.
  fc.jsonValue().map((value) => applying(JSON.stringify(value))),
  // Cut off.
  fc.integer({ min: 0, max: whole.length - 1 }).map((length) => applying(whole.slice(0, length))),
  // Bytes that are no text, before, after and instead of it.
  fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => applying(Uint8Array.of(0xff, ...bytes))),
  fc
    .integer({ min: 1, max: whole.length - 1 })
    .map((place) =>
      applying(
        Uint8Array.of(...utf8.encode(whole).slice(0, place), 0xc3, 0x28, ...utf8.encode(whole).slice(place)),
      ),
    ),
  fc
    .constantFrom(
      ...['', ' ', '{}', '[]', 'null', '{"round":"3"', `${whole}x`, '['.repeat(5_000), '{"a":'.repeat(5_000)],
    )
    .map((body) => applying(body)),
  // Another kind of content than the one it says, or none.
  fc
    .constantFrom(
      'text/plain',
      'application/xml',
      'application/jsonp',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      '',
      ';',
      'application/json, text/html',
      'x'.repeat(500),
    )
    .map((type) => applying(whole, { 'content-type': type })),
  // Encoded in a way that nobody agreed on: it is no JSON then.
  fc
    .constantFrom('gzip', 'br')
    .map((encoding) =>
      applying(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), { ...json, 'content-encoding': encoding }),
    ),
  // Too much.
  fc
    .integer({ min: 129, max: 200 })
    .map((kib) => applying(JSON.stringify(applicationBody({ motivation: 'x'.repeat(kib * 1024) })))),
  // Keys for repeating that are none.
  fc
    .constantFrom('k'.repeat(256), 'k'.repeat(2_000))
    .map((key) => applying(whole, { ...json, 'idempotency-key': key })),
  // Wrong together with headers that mean nothing.
  fc
    .tuple(
      wrongJson,
      fc.constantFrom('idempotency-key', 'cookie', 'x-forwarded-for', 'accept', 'range', 'expect-ct'),
      fc.base64String({ minLength: 1 }),
    )
    .map(([body, name, value]) => applying(body, { ...json, [name]: value })),
);

const segments = [
  '',
  'api',
  'applications',
  'bewerbung',
  '3',
  'bestaetigung',
  'vorgang',
  'platz',
  'entscheidung',
  'anwesenheit',
  'zertifikat',
  'alumni',
  'assets',
  '..',
  '.',
  '%2e%2e',
  '%00',
  '%ff',
  '%C3%28',
  '%F0%9F%92%A9',
  'x'.repeat(300),
  '__proto__',
  'constructor',
  '*',
  '$default',
  '{token}',
  'a b'.replace(' ', '%20'),
  ';a=b',
  'buero',
  'x.json',
  'rounds',
];
const nowhere = fc
  .array(fc.constantFrom(...segments), { minLength: 2, maxLength: 5 })
  .map((parts) => `/nirgends/${parts.join('/')}`);
const strangePath = fc.oneof(
  nowhere,
  fc.constantFrom(
    '/%',
    '/%zz',
    '/bewerbung/%E0%A4%A',
    '/bewerbung/',
    '/bewerbung/3/4',
    '/bewerbung/none',
    '//',
    '/api',
    '/api/',
    '/api/applications/',
    '/api/applications/x',
    '/api/rounds/3',
    '/api/certificates/x',
    '/api/certificates/%00',
    '/zertifikat/x',
    '/zertifikat/x.json',
    '/zertifikat/..',
    '/assets/../index.html',
    '/assets/x.css',
    '/assets/%2e%2e/x',
    '/vorgang/',
    '/vorgang/x',
    '/platz/%00',
    '/bestaetigung/.',
    '/freigabe/null',
    '/entscheidung/undefined',
    '/anwesenheit/[object%20Object]',
    '/alumni/x',
    '/buero/anmeldung/x',
    '/buero/nirgends',
    '/index.html',
    '/.env',
    '/favicon.php',
  ),
  fc.base64String({ minLength: 44, maxLength: 44 }).map((secret) => `/vorgang/${encodeURIComponent(secret)}`),
);
const query = fc.oneof(
  fc.constantFrom(
    '',
    '?',
    '?lang=en',
    '?lang=xx',
    '?lang[]=de',
    '?%',
    '?a=%ff',
    `?${'a=b&'.repeat(500)}`,
    '?__proto__=x',
    '??',
  ),
);

const badPath = fc.tuple(strangePath, query, fc.constantFrom('GET', 'POST')).map(
  ([path, rest, method]): Sent => ({
    method,
    path: `${path}${rest}`,
    headers: method === 'POST' ? form : {},
    body: utf8.encode(method === 'POST' ? 'a=b' : ''),
  }),
);

const badMethod = fc
  .tuple(
    fc.constantFrom('PUT', 'PATCH', 'DELETE', 'PROPFIND', 'MKCOL', 'TRACE'),
    fc.constantFrom(
      '/',
      '/api/applications',
      '/api/rounds',
      '/bewerbung/3',
      '/impressum',
      '/openapi.json',
      '/vorgang/x',
      '/buero',
    ),
  )
  .map(([method, path]): Sent => ({ method, path, headers: {}, body: utf8.encode('') }));

const badGet = fc
  .constantFrom('/api/applications')
  .map((path): Sent => ({ method: 'GET', path, headers: {}, body: utf8.encode('') }));

/** Forms that are no application, whatever the fields say. */
const badForm = fc.oneof(
  fc
    .array(
      fc.tuple(
        fc.constantFrom(
          'applicant.email',
          'applicant.givenName',
          'administrations',
          'applicant',
          'applicant.email.x',
          '__proto__.x',
          'constructor.prototype.x',
          'cohorts',
          'motivation',
          'privacyNoticeRead',
          '',
          '.',
          'a.b.c',
          'application',
          'step',
        ),
        fc.oneof(fc.string(), fc.constantFrom('true', '120690020', '%00', '\u0000', 'x'.repeat(5_000))),
      ),
      { maxLength: 8 },
    )
    // All that is needed cannot come together without a family name.
    .map(
      (fields): Sent => ({
        method: 'POST',
        path: '/bewerbung/3',
        headers: form,
        body: utf8.encode(
          new URLSearchParams(
            fields.filter(([name, value]) => !(name === 'step' && value === 'edit')),
          ).toString(),
        ),
      }),
    ),
  fc.constantFrom('multipart/form-data; boundary=x', 'text/plain', 'application/json', '').map(
    (type): Sent => ({
      method: 'POST',
      path: '/bewerbung/3',
      headers: type === '' ? {} : { 'content-type': type },
      body: utf8.encode('--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--'),
    }),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 50 }).map(
    (bytes): Sent => ({
      method: 'POST',
      path: '/bewerbung/3',
      headers: form,
      body: Uint8Array.of(0xff, ...bytes),
    }),
  ),
  fc.integer({ min: 129, max: 160 }).map(
    (kib): Sent => ({
      method: 'POST',
      path: '/bewerbung/3',
      headers: form,
      body: utf8.encode(`motivation=${'x'.repeat(kib * 1024)}`),
    }),
  ),
);

/** A request that no person and no sound program sends. */
export const malformed = fc.oneof(
  { weight: 5, arbitrary: badJson },
  { weight: 3, arbitrary: badPath },
  { weight: 3, arbitrary: badForm },
  { weight: 1, arbitrary: badMethod },
  { weight: 1, arbitrary: badGet },
);

/** Bytes that are no HTTP, or HTTP with lies about its length. */
export const noHttp = [
  'hello\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001',
  'GET / HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n',
  'GET / HTTP/1.1\r\nhost: localhost\r\nbad header\r\n\r\n',
  'POST /api/applications HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\nhello',
  'POST /api/applications HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
  `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
] as const;
