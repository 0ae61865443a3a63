import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handler as caseOf } from '../../../functions/application/case.ts';
import { handler as conclude } from '../../../functions/certificate/conclude.ts';
import { certificateMails } from '../../../functions/certificate/mails.ts';
import { nextNumber } from '../../../functions/certificate/rules.ts';
import { handler as verify } from '../../../functions/certificate/verify.ts';
import { readApplication } from '../../../functions/domain/application.ts';
import { readCertificate } from '../../../functions/domain/certificate.ts';
import { readLedgerEntry } from '../../../functions/domain/mail.ts';
import { currentEdition, register } from '../../../functions/domain/register/register.ts';
import { settings } from '../../../functions/platform/settings.ts';
import { ownWrites } from '../../../functions/platform/store/erasure.ts';
import { keys } from '../../../functions/platform/store/keys.ts';
import { linkWrite, newSecret } from '../../../functions/platform/store/links.ts';
import { transact } from '../../../functions/platform/store/table.ts';
import { readPdf } from '../../certificate/pdf-reader.ts';
import { ask } from '../../support/http.ts';
import { anApplication, aRound } from '../../support/records.ts';
import { csrfIn, noon, openDesk } from '../desk.ts';

const completed = anApplication({
  status: 'completed',
  attended: ['a1-1', 'a1-2', 'a2-1', 'a2-2', 'a3-1'],
  alumniSince: '2022-11-24T09:00:00.000Z',
});
const id = completed.id;
const path = `/buero/vorgang/3/${id}`;

describe('certificates in the console', () => {
  let desk: ReturnType<typeof openDesk>;
  let cookie = '';
  beforeEach(async () => {
    process.env['BASE_URL'] = 'https://programm.example';
    desk = openDesk();
    desk.table.put({ ...aRound({ status: 'finished' }) });
    desk.table.put(completed);
    desk.table.put({ ...keys.claim('3', completed.person), kind: 'claim', application: id });
    desk.table.put({
      ...keys.alumnus(id),
      kind: 'alumnus',
      application: id,
      round: '3',
      name: 'Änne Łukaszewska',
      email: completed.applicant.email,
      administrations: ['Stadt Cottbus'],
      language: 'de',
      joinedAt: '2022-11-24T09:00:00.000Z',
    });
    await issue();
    cookie = await desk.signedIn('office');
  });
  afterEach(() => desk.close());

  const record = () => readApplication(desk.table.get(keys.application('3', id)));
  const certificates = () => desk.table.ofKind('certificate').map((item) => readCertificate(item));
  const mails = () =>
    desk.table
      .ofKind('mail')
      .map((item) => readLedgerEntry(item).order)
      .filter(({ purpose }) => purpose === 'certificate');
  const issue = () =>
    conclude({
      round: '3',
      application: id,
      generation: record().generation,
      startedAt: completed.submittedAt,
    });
  const send = async (act: string, form: Record<string, string>) => {
    const csrf = csrfIn(await desk.visit(`${path}/${act}`, { cookie }));
    return desk.visit(`${path}/${act}`, { cookie, form: { csrf, confirm: 'yes', ...form } });
  };
  const reissue = (familyName: string) =>
    send('zertifikat-neu', {
      'applicant.givenName': 'Änne',
      'applicant.familyName': familyName,
      note: 'Frau Lukas hat geheiratet und angerufen.',
    });

  it('a corrected name is printed on another certificate, and the one before leads to it', async () => {
    const before = record().certificate;
    expect((await reissue('Lukas')).status).toBe(303);
    // Until the new one is there, the old one stands.
    expect(certificates().map(({ status }) => status)).toEqual(['valid']);
    expect(
      desk.table
        .ofKind('outbox')
        .some((item) => String(item['name']).startsWith(`${completed.reference}-${id.slice(0, 8)}-2-`)),
    ).toBe(true);
    await issue();

    const after = record().certificate;
    expect(after?.number).toBe('SCM-3-Z-0007-2');
    expect(after?.earlier).toEqual([before?.id]);
    const [old] = certificates().filter((each) => each.id === before?.id);
    expect(old).toMatchObject({ status: 'replaced', replacedBy: after?.id });
    const [fresh] = certificates().filter((each) => each.id === after?.id);
    expect(fresh).toMatchObject({ status: 'valid', printed: { name: 'Änne Lukas' } });
    const bytes = desk.table.get(keys.document(after?.id ?? ''))?.['bytes'];
    expect(readPdf(bytes as Uint8Array).pages[0]).toContain('Änne Lukas');

    const page = await ask(verify, '/zertifikat/{id}', { id: before?.id ?? '' });
    expect(page.body).toContain('wurde durch ein neues ersetzt');
    expect(page.body).toContain(`/zertifikat/${after?.id}`);
    const json = await ask(verify, '/api/certificates/{id}', { id: before?.id ?? '' });
    expect(JSON.parse(json.body)).toMatchObject({ status: 'replaced', replacedBy: after?.id });
  });

  it('the graduate gets it by mail once, is told which one ended, and keeps the membership by the right name', async () => {
    await reissue('Lukas');
    await issue();
    await issue();
    expect(mails()).toHaveLength(2);
    const order = mails().find(({ occasion }) => occasion === 'SCM-3-Z-0007-2');
    expect(order?.data).toEqual({ event: 'reissued', before: 'SCM-3-Z-0007' });
    expect(desk.table.ofKind('alumnus')[0]?.['name']).toBe('Änne Lukas');
    expect(record().history.map(({ what }) => what)).toEqual([
      'certificate-issued',
      'certificate-corrected',
      'certificate-issued',
    ]);
    expect(record().history[1]).toMatchObject({
      who: 'office',
      name: 'buero@programm.example',
      words: 'Frau Lukas hat geheiratet und angerufen.',
    });
    const edition = register(currentEdition);
    if (edition === undefined || order === undefined) throw new Error('nothing to word');
    const mail = certificateMails.certificate?.({
      language: 'de',
      recipient: order.to,
      application: record(),
      round: aRound(),
      register: edition,
      settings,
      link: { url: 'https://programm.example/vorgang/x', code: 'X' },
      data: order.data ?? {},
      baseUrl: 'https://programm.example',
      now: '2022-12-01T08:00:00.000Z',
    });
    expect(JSON.stringify(mail?.letter)).toContain('Das Zertifikat SCM-3-Z-0007 ist nicht mehr gültig');
    expect(mail?.document?.id).toBe(record().certificate?.id);
  });

  it('a certificate that is taken back is not valid any more, and only the graduate learns why', async () => {
    const reason = 'Die Anwesenheit war falsch eingetragen.';
    expect((await send('zertifikat-zurueckziehen', { reason: ' ' })).status).toBe(422);
    expect((await send('zertifikat-zurueckziehen', { reason })).status).toBe(303);
    expect(certificates()[0]).toMatchObject({ status: 'revoked', reason });
    const page = await ask(verify, '/zertifikat/{id}', { id: record().certificate?.id ?? '' });
    expect(page.body).toContain('Dieses Zertifikat ist nicht gültig.');
    expect(page.body).not.toContain(reason);
    expect(mails().at(-1)).toMatchObject({
      to: { role: 'applicant', email: completed.applicant.email },
      data: { event: 'revoked', number: 'SCM-3-Z-0007', reason },
    });
    expect(record().history.at(-1)).toMatchObject({ what: 'certificate-revoked', words: reason });
    const secret = newSecret();
    const person = { role: 'applicant', email: completed.applicant.email } as const;
    const binding = { path: '/vorgang', person, purpose: 'case-link', round: '3', application: id } as const;
    await transact([linkWrite(secret, { ...binding, epoch: 0, mail: '', mintedAt: noon })]);
    const own = await ask(caseOf, '/vorgang/{token}', { token: secret });
    expect(own.body).toContain('Es wurde zurückgezogen');
    expect(own.body).toContain(reason);
    expect(own.body).not.toContain('document=pdf');
    // Neither the workflow nor another click brings it back or takes it back twice.
    await issue();
    expect(certificates()).toHaveLength(1);
    const again = await desk.visit(`${path}/zertifikat-zurueckziehen`, { cookie });
    expect(String(again.body)).toContain('Das ist jetzt nicht (mehr) möglich.');
  });

  it('after one was taken back another can be issued; the first stays revoked', async () => {
    await send('zertifikat-zurueckziehen', { reason: 'Falsch eingetragen.' });
    await reissue('Łukaszewska');
    await issue();
    expect(
      certificates()
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['revoked', 'valid']);
  });

  it('with the person every certificate of theirs is erased, the earlier ones too', async () => {
    await reissue('Lukas');
    await issue();
    await transact(await ownWrites(record(), '2023-01-01T08:00:00.000Z'));
    expect(certificates().map(({ printed }) => printed)).toEqual([undefined, undefined]);
    expect(desk.table.ofKind('document')).toEqual([]);
  });

  it('numbers go on', () => {
    expect(nextNumber('SCM-3-Z-0007')).toBe('SCM-3-Z-0007-2');
    expect(nextNumber('SCM-2022-b-Z-0007-9')).toBe('SCM-2022-b-Z-0007-10');
  });
});
