import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { erased } from '../../functions/domain/lifecycle.ts';
import { aHouse, filledForm } from '../application/house.ts';
import { textOf } from '../application/html.ts';

describe('the agreement of the administration', () => {
  let house: ReturnType<typeof aHouse>;
  beforeEach(() => {
    house = aHouse();
  });
  afterEach(() => house.close());

  /** Applies and confirms; answers the paths of the supervisor's and the applicant's page. */
  async function asked(changes: Readonly<Record<string, string>> = {}) {
    await house.visit('/bewerbung/3', { form: filledForm(changes) });
    const [ask] = await house.mails();
    await house.visit(ask?.link ?? '', { form: { confirm: 'yes' } });
    const mails = await house.mails();
    const link = (purpose: string) => mails.find((mail) => mail.purpose === purpose)?.link ?? '';
    return { supervisor: link('endorsement-request'), applicant: link('application-received') };
  }

  it('shows all dates and hours, and decides nothing by being shown or sent as it came', async () => {
    const { supervisor } = await asked();
    const before = house.table.snapshot();
    const seen = await house.visit(supervisor);
    expect(textOf(seen.body)).toContain('Termine (24 Stunden)');
    expect(textOf(seen.body)).toContain('Mittwoch, 9. November 2022');
    expect((await house.visit(supervisor, { form: { decision: '' } })).status).toBe(422);
    expect(house.table.snapshot()).toBe(before);
  });

  it('is given: the ministry is asked, and the applicant sees it', async () => {
    const { supervisor, applicant } = await asked();
    expect((await house.visit(supervisor, { form: { decision: 'endorse' } })).status).toBe(200);
    expect(house.application().status).toBe('in-review');
    expect((await house.mails()).map(({ purpose }) => purpose)).toEqual(['review-request']);
    expect((await house.visit(supervisor, { form: { decision: 'endorse' } })).status).toBe(200);
    expect((await house.visit(supervisor, { form: { decision: 'refuse', reason: 'Nein' } })).status).toBe(
      409,
    );
    expect(textOf((await house.visit(applicant)).body)).toContain('Die Verwaltung hat zugestimmt.');
  });

  it('is refused with a reason only, which the applicant reads when it is told', async () => {
    const { supervisor, applicant } = await asked();
    expect((await house.visit(supervisor, { form: { decision: 'refuse' } })).status).toBe(422);
    await house.visit(supervisor, { form: { decision: 'refuse', reason: 'Kein Personal <im> Herbst' } });
    const refused = house.application();
    expect([refused.status, refused.decision?.by]).toEqual(['rejected', 'supervisor']);
    const before = textOf((await house.visit(applicant)).body);
    expect(before).not.toContain('Kein Personal');
    expect(before).toContain('Wartet auf die Zustimmung');
    house.record({
      ...refused,
      decision: { outcome: 'reject', by: 'supervisor', at: refused.submittedAt, toldAt: refused.submittedAt },
    });
    expect(textOf((await house.visit(applicant)).body)).toContain('Kein Personal <im> Herbst');
  });

  it('is handed on to the person in charge, whose answer then counts', async () => {
    const { supervisor } = await asked();
    const forward = {
      decision: 'forward',
      'forward.name': 'Dr. Ida Behrend',
      'forward.email': 'ida.behrend@beelitz.example',
    };
    const toApplicant = { ...forward, 'forward.email': 'Aenne.Lukaszewska@beelitz.example' };
    expect((await house.visit(supervisor, { form: toApplicant })).status).toBe(422);
    expect((await house.visit(supervisor, { form: { decision: 'forward' } })).status).toBe(422);
    expect((await house.visit(supervisor, { form: forward })).status).toBe(200);
    const [request] = await house.mails();
    expect([request?.purpose, request?.to]).toEqual(['endorsement-request', 'ida.behrend@beelitz.example']);
    expect(request?.text).toContain('Uwe Noack');
    const old = await house.visit(supervisor, { form: { decision: 'endorse' } });
    expect(textOf(old.body)).toContain('Dr. Ida Behrend');
    expect(house.application().status).toBe('awaiting-endorsement');
    const further = { 'forward.name': 'Jo Lenz', 'forward.email': 'jo.lenz@beelitz.example' };
    await house.visit(request?.link ?? '', { form: { ...forward, ...further } });
    const [last] = await house.mails();
    // Whoever was asked in between counts as involved, for as long as the case is kept.
    expect(house.application().endorser).toEqual({
      name: 'Jo Lenz',
      email: 'jo.lenz@beelitz.example',
      earlier: ['ida.behrend@beelitz.example'],
    });
    expect((await house.visit(last?.link ?? '', { form: { decision: 'endorse' } })).status).toBe(200);
    expect(house.application().status).toBe('in-review');
    const ended = { ...house.application(), status: 'withdrawn' } as const;
    expect(JSON.stringify(erased(ended, 'date', '2023-10-05T06:00:00.000Z'))).not.toContain('@');
    expect(house.application().history.map(({ what }) => what)).toContain('endorsement-forwarded');
  });

  it('is taken back later by who is sure, with a reason that the applicant gets', async () => {
    const { supervisor, applicant } = await asked();
    await house.visit(supervisor, { form: { decision: 'endorse' } });
    await house.mails();
    const back = { decision: 'take-back', reason: 'Die Stelle ist unbesetzt.' };
    expect((await house.visit(supervisor, { form: back })).status).toBe(422);
    expect(house.application().status).toBe('in-review');
    expect((await house.visit(supervisor, { form: { ...back, confirm: 'yes' } })).status).toBe(200);
    expect(house.application().status).toBe('withdrawn');
    const [told] = await house.mails();
    expect([told?.purpose, told?.to]).toEqual(['withdrawn', 'aenne.lukaszewska@beelitz.example']);
    expect(told?.text).toContain('Die Stelle ist unbesetzt.');
    expect(textOf((await house.visit(applicant)).body)).toContain(
      'Die Verwaltung hat ihre Zustimmung zurückgenommen.',
    );
    expect((await house.visit(supervisor, { form: { ...back, confirm: 'yes' } })).status).toBe(200);
  });

  it('is asked anew after a correction; the earlier link explains itself', async () => {
    const { supervisor, applicant } = await asked();
    await house.visit(applicant, {
      form: { action: 'correct', 'supervisor.givenName': 'Ute', 'supervisor.email': 'ute@beelitz.example' },
    });
    const [request] = await house.mails();
    expect(request?.to).toBe('ute@beelitz.example');
    expect((await house.visit(supervisor, { form: { decision: 'endorse' } })).status).toBe(410);
    expect((await house.visit(request?.link ?? '', { form: { decision: 'endorse' } })).status).toBe(200);
  });

  it('is not asked where the round asks for none: the supervisor gets a notice with its origin', async () => {
    house.close();
    const { file } = house.round;
    house = aHouse({ file: { ...file, endorsement: false } });
    await house.visit('/bewerbung/3', { form: filledForm() });
    const [ask] = await house.mails();
    await house.visit(ask?.link ?? '', { form: { confirm: 'yes' } });
    const mails = await house.mails();
    expect(mails.map(({ purpose }) => purpose).sort()).toEqual([
      'application-received',
      'review-request',
      'supervisor-notice',
    ]);
    expect(mails.find(({ purpose }) => purpose === 'supervisor-notice')?.text).toContain('Art. 14 DSGVO');
  });
});
