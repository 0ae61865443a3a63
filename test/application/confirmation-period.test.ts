import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.hoisted(() => {
  process.env['PROGRAMME'] = JSON.stringify({ retention: { unconfirmed: 3 } });
});

import { handler as unconfirmed } from '../../functions/application/unconfirmed.ts';
import { plannedMails } from '../../functions/office/case/planned.ts';
import { ledgerOf } from '../../functions/platform/store/records.ts';
import { aHouse, filledForm } from './house.ts';
import { textOf } from './html.ts';

describe('an address that nobody confirms, where the programme waits three days for it', () => {
  let house: ReturnType<typeof aHouse>;
  beforeEach(() => {
    house = aHouse({}, '2022-09-06T07:00:00.000Z');
  });
  afterEach(() => house.close());

  const stage = () => {
    const { round, id, generation } = house.application();
    return unconfirmed({ round, application: id, generation, startedAt: '2022-09-06T07:00:00.000Z' });
  };

  it('is told everywhere to have three days', async () => {
    const sent = await house.visit('/bewerbung/3', { form: filledForm() });
    expect(textOf(sent.body)).toContain('bis Freitag, 9. September 2022');
    const [ask] = await house.mails();
    expect(ask?.text).toContain('Der Link gilt bis Freitag, 9. September 2022');
    expect(ask?.text.replaceAll(/\s+/g, ' ')).toContain('nach drei Tagen gelöscht');
    const page = await house.visit(ask?.link ?? '');
    expect(textOf(page.body)).toContain('bis Freitag, 9. September 2022');
    expect(textOf((await house.visit('/datenschutz')).body)).toContain('3 Tage');
    expect((await house.visit('/openapi.json')).body).toContain('after three days it is erased');
  });

  it('is asked once more on the morning after, as the office sees it planned, and erased on the third day', async () => {
    await house.visit('/bewerbung/3', { form: filledForm() });
    const [ask] = await house.mails();
    const ledger = await ledgerOf({ application: house.application().id });
    const standing = { application: house.application(), round: house.round, ledger, others: [] };
    expect(plannedMails(standing, '2022-09-06T07:00:00.000Z')).toEqual([
      { at: '2022-09-07T06:00:00.000Z', purpose: 'confirm-address' },
    ]);
    expect((await stage()).until).toBe('2022-09-07T06:00:00.000Z');
    house.at('2022-09-07T06:00:00.000Z');
    expect((await stage()).until).toBe('2022-09-09T07:00:00.000Z');
    house.at('2022-09-09T06:59:59.000Z');
    expect((await house.visit(ask?.link ?? '')).status).toBe(200);
    house.at('2022-09-09T07:00:00.000Z');
    expect((await house.visit(ask?.link ?? '', { form: { confirm: 'yes' } })).status).toBe(410);
    expect((await stage()).status).toBe('erased');
  });

  it('confirms a corrected address within three days', async () => {
    await house.visit('/bewerbung/3', { form: filledForm() });
    const [ask] = await house.mails();
    await house.visit(ask?.link ?? '', { form: { confirm: 'yes' } });
    const received = (await house.mails()).find(({ purpose }) => purpose === 'application-received');
    const address = { action: 'correct', 'applicant.email': 'aenne@beelitz.example' };
    await house.visit(received?.link ?? '', { form: address });
    const change = (await house.mails()).find(({ purpose }) => purpose === 'confirm-address');
    expect(change?.text).toContain('Der Link gilt drei Tage.');
    house.at('2022-09-09T07:00:00.000Z');
    expect((await house.visit(change?.link ?? '', { form: { confirm: 'yes' } })).status).toBe(200);
    expect(house.application().applicant.email).toBe('aenne.lukaszewska@beelitz.example');
  });
});
