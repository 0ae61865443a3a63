import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toApplicant } from '../../functions/domain/lifecycle.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { owe } from '../../functions/platform/store/outbox.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { sampleCertificate } from '../certificate/samples.ts';
import { aHouse, filledForm } from './house.ts';
import { textOf } from './html.ts';

describe('the case page', () => {
  let house: ReturnType<typeof aHouse>;
  beforeEach(() => {
    house = aHouse();
  });
  afterEach(() => house.close());

  /** Applies and confirms; answers the path of the case page. */
  async function applied(changes: Readonly<Record<string, string>> = {}): Promise<string> {
    const sent = await house.visit('/bewerbung/3', { form: filledForm(changes) });
    expect(sent.status).toBe(201);
    const [ask] = await house.mails();
    const confirmed = await house.visit(ask?.link ?? '', { form: { confirm: 'yes' } });
    expect(confirmed.status).toBe(200);
    const received = (await house.mails()).find(({ purpose }) => purpose === 'application-received');
    return received?.link ?? '';
  }

  it('shows where the application stands, and changes nothing by being shown', async () => {
    const path = await applied();
    const before = house.table.snapshot();
    const seen = await house.visit(path);
    expect(seen.status).toBe(200);
    const text = textOf(seen.body);
    expect(text).toContain('SCM-3-0001');
    expect(text).toContain('Wartet auf die Zustimmung der Verwaltung');
    expect(text).toContain('Łukaszewska');
    expect(text).toContain('Die E-Mail-Adresse wurde bestätigt.');
    expect(house.table.snapshot()).toBe(before);
  });

  it('does nothing where nothing is chosen, and says so', async () => {
    const path = await applied();
    const before = house.table.snapshot();
    const seen = await house.visit(path, { form: { step: 'case', version: '1' } });
    expect(seen.status).toBe(422);
    expect(textOf(seen.body)).toContain('Bitte wählen Sie aus, was Sie tun möchten.');
    expect(house.table.snapshot()).toBe(before);
  });

  it('takes a correction as a new version, and asks the administration and nobody else again', async () => {
    const path = await applied();
    const seen = await house.visit(path, { form: { action: 'correct', 'applicant.role': 'Kämmerin' } });
    expect(seen.status).toBe(200);
    const { version, applicant, motivation, history } = house.application();
    expect({ version, role: applicant.role, motivation }).toEqual({
      version: 2,
      role: 'Kämmerin',
      motivation: filledForm()['motivation'],
    });
    expect(history.map(({ what }) => what).slice(-2)).toEqual(['corrected', 'endorsement-requested']);
    expect((await house.mails()).map(({ purpose, to }) => [purpose, to])).toEqual([
      ['endorsement-request', 'uwe.noack@beelitz.example'],
    ]);
  });

  it('keeps the present address until the new one is confirmed', async () => {
    const path = await applied();
    await house.visit(path, { form: { action: 'correct', 'applicant.email': 'neu@beelitz.example' } });
    const [ask] = await house.mails();
    expect([ask?.purpose, ask?.to]).toEqual(['confirm-address', 'neu@beelitz.example']);
    expect(house.application().applicant.email).toBe('aenne.lukaszewska@beelitz.example');
    const before = house.table.snapshot();
    expect((await house.visit(ask?.link ?? '')).status).toBe(200);
    expect(house.table.snapshot()).toBe(before);
    expect((await house.visit(ask?.link ?? '', { form: {} })).status).toBe(422);
    expect((await house.visit(ask?.link ?? '', { form: { confirm: 'yes' } })).status).toBe(200);
    expect(house.application().applicant.email).toBe('neu@beelitz.example');
    expect(house.application().status).toBe('awaiting-endorsement');
    expect((await house.mails()).map(({ purpose, to }) => [purpose, to])).toEqual([
      ['case-link', 'neu@beelitz.example'],
    ]);
    // The same person cannot apply a second time under the new address.
    await house.visit('/bewerbung/3', { form: filledForm({ 'applicant.email': 'neu@beelitz.example' }) });
    const [second] = await house.mails();
    const refused = await house.visit(second?.link ?? '', { form: { confirm: 'yes' } });
    expect(textOf(refused.body)).toContain('SCM-3-0001');
  });

  it('withdraws only who is sure, and lets apply again', async () => {
    const path = await applied();
    expect((await house.visit(path, { form: { action: 'withdraw' } })).status).toBe(422);
    expect(house.application().status).toBe('awaiting-endorsement');
    expect((await house.visit(path, { form: { action: 'withdraw', confirm: 'yes' } })).status).toBe(200);
    expect(house.application('SCM-3-0001').status).toBe('withdrawn');
    const [told] = await house.mails();
    expect(told?.purpose).toBe('withdrawn');
    const again = await applied();
    expect(textOf((await house.visit(again)).body)).toContain('SCM-3-0002');
    expect((await house.visit(path, { form: { action: 'withdraw', confirm: 'yes' } })).status).toBe(200);
    expect(house.application('SCM-3-0002').status).toBe('awaiting-endorsement');
  });

  it('sends a new link, and the earlier ones end and explain themselves', async () => {
    const path = await applied();
    expect((await house.visit(path, { form: { action: 'new-link' } })).status).toBe(200);
    const [fresh] = await house.mails();
    expect(fresh?.purpose).toBe('case-link');
    const old = await house.visit(path);
    expect(old.status).toBe(410);
    expect(textOf(old.body)).toContain('Für diesen Link gibt es einen neueren');
    expect(old.body).not.toContain('name="action"');
    const before = house.table.snapshot();
    expect((await house.visit(path, { form: { action: 'withdraw', confirm: 'yes' } })).status).toBe(410);
    expect(house.table.snapshot()).toBe(before);
    expect((await house.visit(fresh?.link ?? '')).status).toBe(200);
  });

  it('hands out all own data, as a file and as a page', async () => {
    const path = await applied({ needs: 'Untertitel' });
    const file = await house.visit(path, { form: { action: 'export' } });
    expect(file.headers['content-type']).toContain('application/json');
    const data: unknown = JSON.parse(file.body);
    expect(data).toMatchObject({
      reference: 'SCM-3-0001',
      status: 'awaiting-endorsement',
      submitted: { applicant: { familyName: 'Łukaszewska' }, needs: 'Untertitel' },
      mails: [{ purpose: 'application-received' }, { purpose: 'confirm-address' }],
    });
    const page = await house.visit(path, { form: { action: 'export', format: 'html' } });
    expect(textOf(page.body)).toContain('Untertitel');
    expect(textOf(page.body)).toContain('Die Bewerbung ist eingegangen.');
  });

  it('erases what has ended, and nothing of the person stays', async () => {
    const path = await applied({ needs: 'Untertitel' });
    expect((await house.visit(path, { form: { action: 'erase', confirm: 'yes' } })).status).toBe(409);
    await house.visit(path, { form: { action: 'withdraw', confirm: 'yes' } });
    await house.mails();
    expect((await house.visit(path, { form: { action: 'erase' } })).status).toBe(422);
    expect((await house.visit(path, { form: { action: 'erase', confirm: 'yes' } })).status).toBe(200);
    const left = house.table.snapshot();
    for (const word of ['Łukaszewska', 'lukaszewska', 'Untertitel', 'nutzbar', 'noack']) {
      expect(left).not.toContain(word);
    }
    expect((await house.visit(path)).status).toBe(404);
  });

  it('hands the seat over to another person of the administration', async () => {
    const path = await applied();
    const before = house.application();
    house.record({
      ...before,
      status: 'accepted',
      seat: {
        cohort: 'a',
        number: 3,
        offeredAt: '2022-10-17T06:00:00.000Z',
        until: '2022-10-24T21:59:59.000Z',
        acceptedAt: '2022-10-18T06:00:00.000Z',
      },
    });
    house.at('2022-10-20T08:00:00.000Z');
    const person = {
      'applicant.givenName': 'Jan',
      'applicant.familyName': 'Krüger',
      'applicant.email': 'jan.krueger@beelitz.example',
      'applicant.role': 'Bauamt',
    };
    const wrong = await house.visit(path, {
      form: { action: 'substitute', ...person, 'applicant.email': 'jan' },
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('value="Krüger"');
    expect((await house.visit(path, { form: { action: 'substitute', ...person } })).status).toBe(200);
    const after = house.application();
    expect(after.applicant).toMatchObject({ givenName: 'Jan', email: 'jan.krueger@beelitz.example' });
    expect([after.status, after.version, after.caseLinkEpoch]).toEqual(['accepted', 2, 2]);
    const sent = await house.mails();
    expect(sent.map(({ purpose, to }) => [purpose, to]).sort()).toEqual([
      ['calendar-invitation', 'jan.krueger@beelitz.example'],
      ['seat-confirmed', 'jan.krueger@beelitz.example'],
      ['withdrawn', 'aenne.lukaszewska@beelitz.example'],
    ]);
    const farewell = sent.find(({ purpose }) => purpose === 'withdrawn');
    expect(farewell?.text).toContain('Guten Tag Änne Łukaszewska');
    expect((await house.visit(path)).status).toBe(410);
    const theirs = sent.find(({ purpose }) => purpose === 'seat-confirmed');
    expect(textOf((await house.visit(theirs?.link ?? '')).body)).toContain('Krüger');
    // The one before is free again; the new person has the one live application.
    expect(house.table.ofKind('claim')).toHaveLength(1);
    house.at('2022-11-08T08:00:00.000Z');
    const late = await house.visit(theirs?.link ?? '', { form: { action: 'substitute', ...person } });
    expect(late.status).toBe(409);
  });

  it('hands out the certificate as long as it is valid, so that a mail need not carry it', async () => {
    const path = await applied({ sharedMailbox: 'true' });
    const { id, number, issuedAt } = sampleCertificate;
    house.record({ ...house.application(), status: 'completed', certificate: { id, number, issuedAt } });
    house.table.put({ ...sampleCertificate });
    house.table.put({
      ...keys.document(id),
      kind: 'document',
      bytes: new TextEncoder().encode('%PDF-1.7 …'),
    });
    expect(textOf((await house.visit(path)).body)).toContain('Als PDF herunterladen');
    const file = await house.visit(`${path}?document=pdf`);
    expect(file.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    expect(file.body).toMatch(/^%PDF/);
    house.table.put({ ...sampleCertificate, status: 'revoked' });
    const seen = await house.visit(`${path}?document=pdf`);
    expect(seen.headers['content-type']).toContain('text/html');
    expect(textOf(seen.body)).not.toContain('Als PDF herunterladen');
  });

  it('hands out the confirmation of participation that was mailed', async () => {
    const path = await applied();
    house.record({ ...house.application(), status: 'not-completed' });
    expect(textOf((await house.visit(path)).body)).not.toContain('Als PDF herunterladen');
    const { id, round } = house.application();
    const order = {
      purpose: 'participation-confirmation',
      to: toApplicant(house.application()),
      occasion: 'conclusion',
      data: { document: 'the-document' },
    } as const;
    await transact(owe(order, { round, application: id }, '2022-11-24T09:00:00.000Z'));
    house.table.put({ ...keys.document('the-document'), bytes: new TextEncoder().encode('%PDF-1.7 …') });
    expect((await house.visit(`${path}?document=pdf`)).body).toMatch(/^%PDF/);
  });
});

describe('the short code', () => {
  let house: ReturnType<typeof aHouse>;
  beforeEach(() => {
    house = aHouse();
  });
  afterEach(() => house.close());

  it('leads to the page of its mail, for who knows the address', async () => {
    await house.visit('/bewerbung/3', { form: filledForm() });
    const [ask] = await house.mails();
    const typed = (ask?.code ?? '').toLowerCase().replace('-', ' ');
    const wrong = await house.visit('/code', { form: { code: typed, email: 'andere@beelitz.example' } });
    const unknown = await house.visit('/code', {
      form: { code: 'ABCDE-FGHJK', email: 'andere@beelitz.example' },
    });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    const words = (page: string) => textOf(page).replace(/\s+/g, ' ');
    expect(words(wrong.body)).toBe(words(unknown.body));
    const right = await house.visit('/code', {
      form: { code: typed, email: 'Aenne.Lukaszewska@beelitz.example ' },
    });
    expect(right.status).toBe(303);
    const page = await house.visit(right.headers['location'] ?? '', { form: { confirm: 'yes' } });
    expect(page.status).toBe(200);
    expect(house.application().status).toBe('awaiting-endorsement');
  });

  it('allows few tries', async () => {
    const form = { code: 'ABCDE-FGHJK', email: 'andere@beelitz.example' };
    const statuses: number[] = [];
    for (let n = 0; n < 10; n++) statuses.push((await house.visit('/code', { form })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 422, 422, 422, 429, 429]);
  });
});
