import { beforeEach, expect, test } from 'vitest';
import { readAlumnus } from '../../functions/alumni/membership/alumnus.ts';
import { handler } from '../../functions/alumni/membership.ts';
import { type Application, readApplication } from '../../functions/domain/application.ts';
import { erased } from '../../functions/domain/lifecycle.ts';
import type { Recipient } from '../../functions/domain/mail.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { linkSchema, newSecret } from '../../functions/platform/store/links.ts';
import { ask } from '../support/http.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

const table = tableInMemory();
const graduate = anApplication({
  status: 'completed',
  certificate: { id: 'Xq3vPz1L0aB9cD8eF7gH6i', number: 'SCM-3-Z-0007', issuedAt: '2022-11-23T12:05:00.000Z' },
});
const applicant: Recipient = { role: 'applicant', name: 'Änne Łukaszewska', email: graduate.applicant.email };
let token = '';

/** A link as the post mints it for the invitation. */
function mint(person: Recipient = applicant, path: '/alumni' | '/vorgang' = '/alumni'): string {
  const secret = newSecret();
  table.put(
    linkSchema.parse({
      ...keys.link(secret),
      kind: 'link',
      path,
      person,
      purpose: 'alumni-invitation',
      round: '3',
      application: graduate.id,
      mail: 'CASE#x|MAIL#y',
      mintedAt: '2022-11-23T12:06:00.000Z',
    }),
  );
  return secret;
}

beforeEach(() => {
  table.clear();
  table.put(aRound());
  table.put(graduate);
  token = mint();
});

const open = (of = token, query = '') => ask(handler, '/alumni/{token}', { token: of }, { query });
const send = (form: Record<string, string>, of = token) =>
  ask(handler, '/alumni/{token}', { token: of }, { form });
const application = (): Application => readApplication(table.get(keys.application('3', graduate.id)));
const member = () => {
  const item = table.get(keys.alumnus(graduate.id));
  return item === undefined ? undefined : readAlumnus(item);
};

test('a graduate joins with one choice, is in no directory without consent, and it stands in the history', async () => {
  const { status, body } = await send({ action: 'join' });
  expect(status).toBe(200);
  expect(body).toContain('Willkommen');
  expect(member()).toMatchObject({
    name: 'Änne Łukaszewska',
    email: 'aenne.lukaszewska@cottbus.example',
    administrations: ['Stadt Cottbus'],
    supervisor: { name: 'Uwe Noack' },
  });
  expect(member()?.directory).toBeUndefined();
  expect(application().alumniSince).toBe(member()?.joinedAt);
  expect(application().history.map(({ what, who }) => [what, who])).toEqual([['alumni-joined', 'applicant']]);
});

test('with consent a member is listed with the topics written, for members alone, until the consent is withdrawn', async () => {
  await send({ action: 'join', directory: 'yes', topics: 'Offene Daten,\nBeteiligung' });
  expect(member()?.directory?.topics).toBe('Offene Daten,\nBeteiligung');
  expect((await open()).body).toContain('mailto:aenne.lukaszewska@cottbus.example');
  await send({ action: 'update', topics: 'Offene Daten' });
  expect(member()?.directory).toBeUndefined();
  expect((await open()).body).not.toContain('mailto:aenne.lukaszewska');
  expect(application().history.map(({ what }) => what)).toEqual(['alumni-joined', 'alumni-updated']);
});

test('who has not joined does not see the directory', async () => {
  table.put({
    ...keys.alumnus('other'),
    kind: 'alumnus',
    application: 'other',
    round: '2',
    name: 'Jörg Beispiel',
    email: 'joerg@beispiel.example',
    administrations: ['Amt Golzow'],
    language: 'de',
    directory: { consentedAt: '2022-06-01T08:00:00.000Z' },
    joinedAt: '2022-06-01T08:00:00.000Z',
  });
  expect((await open()).body).not.toContain('Jörg Beispiel');
  await send({ action: 'join' });
  expect((await open()).body).toContain('Jörg Beispiel');
});

test('leaving removes the entry, and joining again is possible with the same link', async () => {
  await send({ action: 'join', directory: 'yes' });
  const { body } = await send({ action: 'leave' });
  expect(body).toContain('ausgetreten');
  expect(member()).toBeUndefined();
  expect(application().alumniSince).toBeUndefined();
  await send({ action: 'join' });
  expect(application().history.map(({ what }) => what)).toEqual([
    'alumni-joined',
    'alumni-left',
    'alumni-joined',
  ]);
});

test('the same answer twice changes nothing the second time', async () => {
  for (const form of [{ action: 'join', directory: 'yes' }, { action: 'leave' }]) {
    await send(form);
    const once = table.snapshot();
    expect((await send(form)).status).toBe(200);
    expect(table.snapshot()).toBe(once);
  }
});

test('opening the page changes nothing, and nothing on it is chosen beforehand', async () => {
  const before = table.snapshot();
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    await ask(handler, '/alumni/{token}', { token }, { method });
  }
  const { body } = await open();
  expect(table.snapshot()).toBe(before);
  expect(body).not.toMatch(/<input[^>]*\bchecked\b/);
  expect(body).not.toMatch(/<button[^>]*\b(name|value)=/);
});

test.each([{}, { action: '' }, { action: 'burn' }, { topics: 'x', directory: 'yes' }])(
  'a form sent as it came (%j) does nothing but say what is missing, and keeps what was typed',
  async (form) => {
    for (const joined of [false, true]) {
      if (joined) await send({ action: 'join' });
      const before = table.snapshot();
      const { status, body } = await send(form);
      expect(status).toBe(422);
      expect(body).toContain('Bitte wählen Sie');
      if ('topics' in form) {
        expect(body).toMatch(/<textarea[^>]*>x<\/textarea>/);
        expect(body).toMatch(/<input[^>]*name="directory"[^>]*\bchecked\b/);
      }
      expect(table.snapshot()).toBe(before);
    }
  },
);

test('topics that are too long come back with an error and all that was typed', async () => {
  const topics = 'ä'.repeat(301);
  const { status, body } = await send({ action: 'join', directory: 'yes', topics });
  expect(status).toBe(422);
  expect(body).toContain(topics);
  expect(body).toMatch(/<input[^>]*value="join"[^>]*\bchecked\b/);
  expect(member()).toBeUndefined();
});

test('guessed, altered and misplaced links are an unknown page', async () => {
  const misplaced = mint(applicant, '/vorgang');
  for (const other of [
    newSecret(),
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    misplaced,
    'x',
    '',
  ]) {
    expect((await open(other)).status).toBe(404);
    expect((await send({ action: 'join' }, other)).status).toBe(404);
  }
  expect(member()).toBeUndefined();
});

test('a supervisor who was invited to a workshop does not decide for the graduate', async () => {
  const theirs = mint({ role: 'supervisor', name: 'Uwe Noack', email: 'uwe.noack@cottbus.example' });
  const before = table.snapshot();
  expect((await open(theirs)).body).toContain('gehört jemand anderem');
  await send({ action: 'join' }, theirs);
  expect(table.snapshot()).toBe(before);
});

test.each([
  [
    'the address changed',
    { applicant: { ...graduate.applicant, email: 'new@cottbus.example' } },
    'hat sich geändert',
  ],
  ['the training was not completed', { status: 'not-completed' as const }, 'keine abgeschlossene Schulung'],
])('a genuine link explains itself and does nothing when %s', async (_, changes, words) => {
  table.put({ ...graduate, ...changes });
  const before = table.snapshot();
  const shown = await open();
  expect(shown.status).toBe(410);
  expect(shown.body).toContain(words);
  await send({ action: 'join' });
  expect(table.snapshot()).toBe(before);
});

test('after the application was erased a member can still leave, and the link then explains itself', async () => {
  await send({ action: 'join' });
  table.put(erased(application(), 'date', '2025-01-10T08:00:00.000Z'));
  expect((await open()).body).toContain('weiterhin Mitglied');
  expect((await send({})).status).toBe(422);
  expect(member()).toBeDefined();
  await send({ action: 'leave' });
  expect(member()).toBeUndefined();
  const { status, body } = await open();
  expect(status).toBe(410);
  expect(body).toContain('abgelaufen');
});

test('the page is there in English', async () => {
  expect((await open(token, 'lang=en')).body).toContain('Would you like to join?');
});
