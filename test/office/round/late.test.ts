import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handler as apply } from '../../../functions/application/apply.ts';
import { readLateLink, takesLate } from '../../../functions/application/rules/late-link.ts';
import { readApplication } from '../../../functions/domain/application.ts';
import { ask } from '../../support/http.ts';
import { aRound } from '../../support/records.ts';
import { csrfIn, openDesk } from '../desk.ts';

const page = '/buero/durchgang/3/nachtrag';
const cottbus = '120520000';
const body = {
  'applicant.givenName': 'Jonas',
  'applicant.familyName': 'Kühn',
  'applicant.email': 'jonas.kuehn@cottbus.example',
  'applicant.role': 'Bauamt',
  'supervisor.givenName': 'Grit',
  'supervisor.familyName': 'Paulick',
  'supervisor.email': 'grit.paulick@cottbus.example',
  administrations: cottbus,
  motivation: 'Wir möchten unsere Daten nutzen.',
  privacyNoticeRead: 'true',
};

describe('a link for a late application', () => {
  let desk: ReturnType<typeof openDesk>;
  let cookie = '';
  beforeEach(async () => {
    process.env['BASE_URL'] = 'https://programm.example';
    desk = openDesk();
    cookie = await desk.signedIn('office');
  });
  afterEach(() => desk.close());

  const make = async (form: Record<string, string> = {}) => {
    const csrf = csrfIn(await desk.visit(page, { cookie }));
    return desk.visit(page, {
      cookie,
      form: { csrf, confirm: 'yes', administration: cottbus, until: '2022-10-24', ...form },
    });
  };
  const secretIn = (text: string): string => /nachtrag=([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? '';
  const send = (secret: string | undefined, form: Record<string, string> = {}) =>
    ask(
      apply,
      '/bewerbung/{round}',
      { round: '3' },
      { form: { ...body, ...(secret === undefined ? {} : { nachtrag: secret }), ...form } },
    );
  const applications = () =>
    desk.table
      .ofKind('application')
      .map((item) => readApplication(item))
      .filter(({ applicant }) => applicant.familyName === 'Kühn');
  const links = () => desk.table.ofKind('late-link').map((item) => readLateLink(item));

  it('is shown once and stored nowhere, and the round remembers who made it for whom', async () => {
    const made = await make({ email: 'jonas.kuehn@cottbus.example' });
    const secret = secretIn(String(made.body));
    expect(secret).toHaveLength(43);
    expect(desk.table.snapshot()).not.toContain(secret);
    expect(desk.table.snapshot()).not.toContain('jonas.kuehn');
    expect(JSON.stringify(desk.table.get({ pk: 'ROUND#3', sk: 'ROUND' })?.['history'])).toContain(
      'late-link-made',
    );
    const again = String((await desk.visit(page, { cookie })).body);
    expect(again).not.toContain(secret);
    expect(again).toContain('Cottbus');
  });

  it('lets one application in after the window has closed, by the same form, and no second', async () => {
    expect((await send(undefined)).status).toBe(403);
    const secret = secretIn(String((await make()).body));
    const form = await ask(apply, '/bewerbung/{round}', { round: '3' }, { query: `nachtrag=${secret}` });
    expect(form.status).toBe(200);
    expect(form.body).toContain(`name="nachtrag" value="${secret}"`);
    expect(form.body).toContain('Montag, 24. Oktober 2022, 23:59 Uhr');
    const review = await send(secret, { step: 'review', leadsAdministration: '' });
    expect(review.status).toBe(200);
    expect(review.body).toContain(`value="${secret}"`);
    expect(applications()).toEqual([]);

    expect((await send(secret)).status).toBe(201);
    expect(applications()[0]).toMatchObject({ status: 'unconfirmed', administrations: [cottbus] });
    expect(applications()[0]?.history.map(({ what }) => what)).toEqual([
      'application-sent',
      'application-late',
    ]);
    expect(links()[0]?.used?.application).toBe(applications()[0]?.id);
    const second = await send(secret, { 'applicant.email': 'andere@cottbus.example' });
    expect(second.status).toBe(410);
    expect(applications()).toHaveLength(1);
  });

  it('used twice at the same instant lets one in', async () => {
    const secret = secretIn(String((await make()).body));
    const answers = await Promise.all([
      send(secret),
      send(secret, { 'applicant.email': 'andere@cottbus.example' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410]);
    expect(applications()).toHaveLength(1);
  });

  it('is for its administration and its address alone', async () => {
    const secret = secretIn(String((await make({ email: 'jonas.kuehn@cottbus.example' })).body));
    const elsewhere = await send(secret, { administrations: '120540000' });
    expect(elsewhere.status).toBe(422);
    expect(elsewhere.body).toContain('gilt für eine andere Verwaltung');
    const somebody = await send(secret, { 'applicant.email': 'andere@cottbus.example' });
    expect(somebody.status).toBe(422);
    expect(somebody.body).toContain('gilt für eine andere E-Mail-Adresse');
    expect((await send(secret, { 'applicant.email': 'Jonas.Kuehn@Cottbus.example' })).status).toBe(201);
  });

  it('ends on its day, when the waiting list closes, and a guessed one opens nothing', async () => {
    const secret = secretIn(String((await make({ until: '2022-10-20' })).body));
    const link = links()[0];
    if (link === undefined) throw new Error('no link');
    desk.table.put({ ...link, validUntil: '2022-10-20T09:59:59.000Z' });
    expect((await send(secret)).status).toBe(410);
    expect((await send('A'.repeat(43))).status).toBe(403);
    expect(takesLate(aRound({ status: 'closed' }), '2022-11-08T08:00:00.000Z')).toBe(false);
    expect(takesLate(aRound({ status: 'selected' }), '2022-11-08T07:59:59.999Z')).toBe(true);
    expect(takesLate(aRound({ status: 'open' }), '2022-10-20T10:00:00.000Z')).toBe(false);
  });

  it('works for programs, too', async () => {
    const secret = secretIn(String((await make()).body));
    const json = {
      round: '3',
      administrations: [cottbus],
      applicant: { givenName: 'Jonas', familyName: 'Kühn', email: 'j@cottbus.example', role: 'Bauamt' },
      motivation: 'Daten.',
      language: 'de',
      privacyNoticeRead: true,
    };
    const post = (query: string) => ask(apply, '/api/applications', {}, { query, json });
    expect((await post('')).status).toBe(403);
    expect((await post(`nachtrag=${secret}`)).status).toBe(201);
    expect((await post(`nachtrag=${secret}`)).status).toBe(403);
  });

  it('is not made for a day that is over or too far, nor without an administration', async () => {
    const wrong: Record<string, string>[] = [
      { until: '2022-10-19' },
      { until: '2022-12-01' },
      { administration: '999999999' },
      { email: 'x' },
    ];
    for (const form of wrong) {
      expect((await make(form)).status).toBe(422);
    }
    expect(links()).toEqual([]);
  });
});
