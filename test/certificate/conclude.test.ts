import { beforeEach, expect, test } from 'vitest';
import { handler } from '../../functions/certificate/conclude.ts';
import { readApplication } from '../../functions/domain/application.ts';
import { readCertificate } from '../../functions/domain/certificate.ts';
import { type LedgerEntry, readLedgerEntry } from '../../functions/domain/mail.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';
import { readPdf } from './pdf-reader.ts';

const table = tableInMemory();
const completed = anApplication({
  status: 'completed',
  attended: ['a1-1', 'a1-2', 'a2-1', 'a3-1', 'a3-2'],
});

beforeEach(() => {
  process.env['BASE_URL'] = 'https://kohorte.example';
  table.clear();
  table.put(aRound());
});

const conclude = () =>
  handler({
    round: '3',
    application: completed.id,
    generation: 1,
    startedAt: new Date().toISOString(),
  });
const application = () => readApplication(table.get(keys.application('3', completed.id)));
const mails = (): LedgerEntry[] => table.ofKind('mail').map((item) => readLedgerEntry(item));

test('who completed gets a certificate, its document, a mail with it and an invitation, and it stands in the history', async () => {
  table.put(completed);
  const answer = await conclude();
  expect(answer.status).toBe('completed');
  const { certificate, history, concludedAt } = application();
  expect(certificate?.id).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(certificate?.number).toBe('SCM-3-Z-0007');
  expect(concludedAt).toBe(certificate?.issuedAt);
  expect(history.map(({ what }) => what)).toEqual(['certificate-issued']);
  const kept = readCertificate(table.get(keys.certificate(certificate?.id ?? '')));
  expect(kept).toMatchObject({
    status: 'valid',
    number: 'SCM-3-Z-0007',
    printed: {
      name: 'Änne Łukaszewska',
      hours: 20,
      hoursOfRound: 24,
      from: '2022-11-08',
      until: '2022-11-23',
    },
  });
  const bytes = table.get(keys.document(kept.id))?.['bytes'];
  const { pages } = readPdf(bytes as Uint8Array);
  expect(pages[0]).toContain('Änne Łukaszewska');
  expect(pages[0]).toContain(`https://kohorte.example/zertifikat/${kept.id}`);
  expect(mails().map(({ order }) => [order.purpose, order.to.email, order.occasion])).toEqual([
    ['certificate', 'aenne.lukaszewska@cottbus.example', 'conclusion'],
    ['alumni-invitation', 'aenne.lukaszewska@cottbus.example', 'conclusion'],
  ]);
});

test('who did not complete gets a confirmation of participation, and no certificate', async () => {
  table.put({ ...completed, status: 'not-completed', attended: ['a1-1', 'a2-2'] });
  await conclude();
  const after = application();
  expect(after.certificate).toBeUndefined();
  expect(after.concludedAt).toBeDefined();
  expect(after.history.map(({ what }) => what)).toEqual(['participation-confirmed']);
  expect(table.ofKind('certificate')).toEqual([]);
  const [mail] = mails();
  expect(mails()).toHaveLength(1);
  expect(mail?.order.purpose).toBe('participation-confirmation');
  const document = table.get(keys.document(mail?.order.data?.['document'] ?? ''));
  const { pages } = readPdf(document?.['bytes'] as Uint8Array);
  expect(pages[0]).toContain('Teilnahmebescheinigung');
  expect(pages[0]).toContain('8 von 24 Stunden');
});

test('who was at no session is told so, and no participation is confirmed', async () => {
  table.put({ ...completed, status: 'not-completed', attended: [] });
  await conclude();
  expect(table.ofKind('document')).toEqual([]);
  expect(mails().map(({ order }) => [order.purpose, order.data])).toEqual([
    ['participation-confirmation', undefined],
  ]);
  expect(application().concludedAt).toBeDefined();
});

test.each(['completed', 'not-completed'] as const)('a second run finds it done: %s', async (status) => {
  table.put({ ...completed, status });
  await conclude();
  const once = table.snapshot();
  await conclude();
  await conclude();
  expect(table.snapshot()).toBe(once);
});

test('nothing is issued before the cohort is through, nor by an execution that another has followed', async () => {
  for (const early of [
    { ...completed, status: 'taking-part' as const },
    { ...completed, generation: 2 },
  ]) {
    table.put(early);
    const before = table.snapshot();
    await conclude();
    expect(table.snapshot()).toBe(before);
  }
  expect((await conclude()).status).toBe('superseded');
});
