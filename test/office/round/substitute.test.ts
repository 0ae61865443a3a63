import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLedgerEntry } from '../../../functions/domain/mail.ts';
import { readRound } from '../../../functions/domain/round.ts';
import { csrfIn, openDesk } from '../desk.ts';

const page = '/buero/durchgang/3/ersatz';
const referat = 'referat@ministerium.example';

describe('a substitute for an approver', () => {
  let desk: ReturnType<typeof openDesk>;
  let cookie = '';
  beforeEach(async () => {
    desk = openDesk();
    cookie = await desk.signedIn('office');
  });
  afterEach(() => desk.close());

  const round = () => readRound(desk.table.get({ pk: 'ROUND#3', sk: 'ROUND' }));
  const send = async (form: Record<string, string>) => {
    const csrf = csrfIn(await desk.visit(page, { cookie }));
    return desk.visit(page, { cookie, form: { csrf, confirm: 'yes', approver: referat, ...form } });
  };
  const vera = { action: 'name', name: 'Vera Beispiel', email: 'vera@ministerium.example' };

  it('is asked from now on, gets the list of what is open, and the history says who named them', async () => {
    expect((await send(vera)).status).toBe(303);
    expect(round().arrangements?.[referat]?.substitute).toEqual({
      name: 'Vera Beispiel',
      email: 'vera@ministerium.example',
    });
    expect(round().history.at(-1)).toMatchObject({
      what: 'substitute-named',
      name: 'buero@programm.example',
      words: 'Vera Beispiel',
    });
    const mails = desk.table.ofKind('mail').map((item) => readLedgerEntry(item).order);
    expect(mails).toMatchObject([
      { purpose: 'review-list', to: { email: 'vera@ministerium.example', standsInFor: referat } },
    ]);
    expect(String((await desk.visit(page, { cookie })).body)).toContain(
      'Vera Beispiel, vera@ministerium.example',
    );
  });

  it('is removed again; named twice or an approver named, nothing happens', async () => {
    await send(vera);
    const before = round().revision;
    expect((await send(vera)).headers?.['location']).toContain('getan=nothing');
    expect((await send({ ...vera, email: referat })).status).toBe(422);
    expect(round().revision).toBe(before);
    expect((await send({ action: 'remove' })).status).toBe(303);
    expect(round().arrangements?.[referat]?.substitute).toBeUndefined();
  });

  it('is not named by a form that says nothing, or for somebody who does not decide here', async () => {
    for (const form of [
      {},
      { ...vera, name: '' },
      { ...vera, email: 'x' },
      { ...vera, approver: 'x@y.example' },
    ]) {
      expect((await send(form as Record<string, string>)).status).toBe(422);
    }
    expect(round().arrangements).toBeUndefined();
  });
});
