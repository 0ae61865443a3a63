import fc from 'fast-check';
import { asForm, type Sent, utf8 } from '../requests.ts';

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
export const nowhere = fc
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

/** Paths that lead nowhere, in ways that paths are mistyped and attacked. */
export const badPath = fc.tuple(strangePath, query, fc.constantFrom('GET', 'POST')).map(
  ([path, rest, method]): Sent => ({
    method,
    path: `${path}${rest}`,
    headers: method === 'POST' ? asForm : {},
    body: utf8.encode(method === 'POST' ? 'a=b' : ''),
  }),
);

/** Methods that no page has. */
export const badMethod = fc
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

/** A question where only sending is possible. */
export const badGet = fc
  .constantFrom('/api/applications')
  .map((path): Sent => ({ method: 'GET', path, headers: {}, body: utf8.encode('') }));
