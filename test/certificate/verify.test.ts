import { beforeEach, expect, test } from 'vitest';
import { handler } from '../../functions/certificate/verify.ts';
import { replaced, revoked } from '../../functions/domain/certificate.ts';
import { certificateErasure } from '../../functions/platform/store/certificates.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { ask } from '../support/http.ts';
import { tableInMemory } from '../support/table.ts';
import { sampleCertificate } from './samples.ts';

const table = tableInMemory();
const { id } = sampleCertificate;
const certificate = sampleCertificate;
const name = certificate.printed?.name ?? '';
const now = '2023-01-10T09:00:00.000Z';

beforeEach(() => {
  process.env['BASE_URL'] = 'https://kohorte.example';
  table.clear();
  table.put(certificate);
});

const page = (query = '') => ask(handler, '/zertifikat/{id}', { id }, { query });
const api = (of = id) => ask(handler, '/api/certificates/{id}', { id: of });

test('the page of a certificate says that it is valid, what is printed on it and that it is no state degree', async () => {
  const { status, body } = await page();
  expect(status).toBe(200);
  for (const words of [
    'ist gültig',
    'SCM-3-Z-0007',
    'K\u035fha\u0304n &lt;Łukaszewska>',
    'Stadt Cottbus',
    '15,5 von 24 Stunden',
    'kein staatlicher Abschluss',
    'https://kohorte.example/zertifikat/',
  ]) {
    expect(body).toContain(words);
  }
});

test('it is there in English as well', async () => {
  const { body } = await page('lang=en');
  expect(body).toContain('This certificate is valid');
  expect(body).toContain('not a state qualification');
});

test('machines get the same: number, status and what is printed, nothing else', async () => {
  const { status, body, headers } = await api();
  expect(status).toBe(200);
  expect(headers['content-type']).toContain('application/json');
  expect(JSON.parse(body)).toEqual({
    id,
    number: 'SCM-3-Z-0007',
    status: 'valid',
    stateDegree: false,
    ...certificate.printed,
  });
  expect((await ask(handler, '/zertifikat/{id}', { id: `${id}.json` })).body).toBe(body);
  expect(body).not.toContain(certificate.application);
});

test('a revoked certificate is shown as not valid, without the reason, and stays revoked', async () => {
  const record = revoked(certificate, 'Verwechslung mit einer anderen Person', now);
  table.put(record);
  const { body } = await page();
  expect(body).toContain('nicht gültig');
  expect(body).toContain('10.01.2023');
  expect(body).not.toContain('ist gültig.');
  expect(body).not.toContain('Verwechslung');
  expect(JSON.parse((await api()).body)).toMatchObject({ status: 'revoked', endedAt: now });
  expect((await api()).body).not.toContain('Verwechslung');
  expect(replaced(record, 'another', now)).toBe(record);
});

test('a replaced certificate leads to the one in its place', async () => {
  table.put(replaced(certificate, 'abcdefghijklmnopqrstuv', now));
  const { body } = await page();
  expect(body).toContain('durch ein neues ersetzt');
  expect(body).toContain('href="/zertifikat/abcdefghijklmnopqrstuv"');
  expect(JSON.parse((await api()).body)).toMatchObject({
    status: 'replaced',
    replacedBy: 'abcdefghijklmnopqrstuv',
  });
});

test.each(['aaaaaaaaaaaaaaaaaaaaaa', 'x', '../etc/passwd', `${id}x`, '%00'])(
  'an unknown id (%s) is an unknown page',
  async (other) => {
    const unknown = await ask(handler, '/zertifikat/{id}', { id: other });
    expect(unknown.status).toBe(404);
    expect(unknown.headers['content-type']).toContain('text/html');
    const answer = await api(other);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const json = await ask(handler, '/zertifikat/{id}', { id: `${other}.json` });
    expect(json.status).toBe(404);
    expect(json.headers['content-type']).toContain('application/problem+json');
  },
);

test('after its holder is erased, a certificate still verifies, and a name can be compared with it', async () => {
  table.put({ ...keys.document(id), kind: 'document', bytes: new Uint8Array([1]) });
  await transact(certificateErasure(certificate, now));
  expect(JSON.stringify(table.all())).not.toMatch(/Łukaszewska|Cottbus/);
  expect(table.get(keys.document(id))).toBeUndefined();
  expect((await page()).body).toContain('ist gültig');
  expect(JSON.parse((await api()).body)).toEqual({
    id,
    number: 'SCM-3-Z-0007',
    status: 'valid',
    stateDegree: false,
    issuedAt: certificate.issuedAt,
  });
  const before = table.snapshot();
  const compare = (typed: string) => ask(handler, '/zertifikat/{id}', { id }, { form: { name: typed } });
  expect((await compare(name)).body).toContain('Der Name stimmt überein');
  // Composed letters in place of combined ones are the same name.
  expect((await compare('k\u035fhān <łukaszewska>')).body).toContain('Der Name stimmt überein');
  expect((await compare('Khan Łukaszewska')).body).toContain('stimmt nicht überein');
  expect((await compare('')).body).not.toContain('stimmt');
  expect(table.snapshot()).toBe(before);
});
