import fc from 'fast-check';
import { applicationBody } from '../../../program/host.ts';
import { asJson, type Sent, utf8 } from '../requests.ts';

type Body = Record<string, unknown>;

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

const applying = (body: string | Uint8Array, headers: Record<string, string> = asJson): Sent => ({
  method: 'POST',
  path: '/api/applications',
  headers,
  body: typeof body === 'string' ? utf8.encode(body) : body,
});

const whole = JSON.stringify(applicationBody());

/** Applications over the JSON interface that are none. */
export const badJson = fc.oneof(
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
      applying(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), { ...asJson, 'content-encoding': encoding }),
    ),
  // Too much.
  fc
    .integer({ min: 129, max: 200 })
    .map((kib) => applying(JSON.stringify(applicationBody({ motivation: 'x'.repeat(kib * 1024) })))),
  // Keys for repeating that are none.
  fc
    .constantFrom('k'.repeat(256), 'k'.repeat(2_000))
    .map((key) => applying(whole, { ...asJson, 'idempotency-key': key })),
  // Wrong together with headers that mean nothing.
  fc
    .tuple(
      wrongJson,
      fc.constantFrom('idempotency-key', 'cookie', 'x-forwarded-for', 'accept', 'range', 'expect-ct'),
      fc.base64String({ minLength: 1 }),
    )
    .map(([body, name, value]) => applying(body, { ...asJson, [name]: value })),
);
