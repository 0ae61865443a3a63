import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkProof, proofFileSchema } from '../../../functions/approval/rules/proof.ts';
import {
  aMinistry,
  fillIn,
  formsOf,
  linkFor,
  linkIn,
  type Ministry,
  of,
  referat,
  sendForm,
  who,
} from '../ministry.ts';

let ministry: Ministry;
afterEach(() => ministry.close());

describe('the list', () => {
  let list: string;
  beforeEach(async () => {
    ministry = await aMinistry({ applications: 5 });
    const [link = ''] = of(await ministry.mails(), 'review-request').map(linkIn);
    expect((await fillIn(ministry, link, { action: 'list' }, 'action')).status).toBe(200);
    const sent = await ministry.mails();
    expect(sent.map(({ purpose, to }) => [purpose, to])).toEqual([['review-list', referat.email]]);
    expect(sent[0]?.text).toContain('SCM-3-0005');
    list = linkIn(sent[0]);
  });

  it('approves all that are marked, each with its own version and its own receipt', async () => {
    const page = await ministry.visit(list);
    expect(page.body).toContain('Offene Bewerbungen (5)');
    const fields = formsOf(page.body)[0]?.fields ?? new URLSearchParams();
    const marks = ['SCM-3-0001', 'SCM-3-0002', 'SCM-3-0003'].map(
      (reference) => ministry.application(reference).id,
    );
    // Meanwhile one of them is corrected: the list showed another version.
    ministry.record({ ...ministry.application('SCM-3-0003'), version: 2 });
    expect((await sendForm(ministry, list, fields, { mark: marks, ...who })).status).toBe(422);
    expect((await sendForm(ministry, list, fields, { decision: 'approve', ...who })).status).toBe(422);
    const answer = await sendForm(ministry, list, fields, { mark: marks, decision: 'approve', ...who });
    expect(answer.status).toBe(409);
    expect(answer.body).toContain('2 von 3 Entscheidungen aufgezeichnet');
    expect(ministry.applications().map(({ reference, status }) => [reference, status])).toEqual([
      ['SCM-3-0001', 'approved'],
      ['SCM-3-0002', 'approved'],
      ['SCM-3-0003', 'in-review'],
      ['SCM-3-0004', 'in-review'],
      ['SCM-3-0005', 'in-review'],
    ]);
    expect(
      of(await ministry.mails(), 'decision-receipt')
        .map(({ subject }) => subject.slice(-12))
        .sort(),
    ).toEqual(['[SCM-3-0001]', '[SCM-3-0002]']);
    expect((await ministry.visit(list)).body).toContain('Offene Bewerbungen (3)');
  });

  it('leads to one application, and on to the next', async () => {
    const { id } = ministry.application('SCM-3-0002');
    const answer = await fillIn(ministry, `${list}?bewerbung=${id}`, {
      decision: 'reject',
      reason: 'zu spät',
      ...who,
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Nächste offene Bewerbung');
    expect(ministry.application('SCM-3-0002').status).toBe('rejected');
    expect((await ministry.visit(list)).body).toContain('Entschieden, noch änderbar');
  });

  it('hands out the Vermerk and the proof', async () => {
    const { id } = ministry.application('SCM-3-0001');
    await fillIn(ministry, `${list}?bewerbung=${id}`, { decision: 'approve', ...who });
    const { handler } = await import('../../../functions/approval/record.ts');
    const { ask } = await import('../../support/http.ts');
    const token = list.slice('/entscheidung/'.length);
    const paper = await ask(handler, '/entscheidung/{token}/vermerk', { token });
    expect(paper.headers['content-type']).toBe('application/pdf');
    expect(Buffer.from(paper.body, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    const proof = await ask(handler, '/entscheidung/{token}/nachweis', { token });
    const file = proofFileSchema.parse(JSON.parse(proof.body));
    expect(file.unsealed).toHaveLength(1);
    expect(checkProof(file).problems).toEqual([]);
    expect((await ask(handler, '/entscheidung/{token}/nachweis', { token: 'A'.repeat(43) })).status).toBe(
      404,
    );
  });
});

describe('an absence', () => {
  it('is handed over with one link: the deputy gets the list and what comes new, and both hear of decisions', async () => {
    ministry = await aMinistry({ applications: 2 });
    const link = linkFor(await ministry.mails(), 'review-request', 'SCM-3-0001');
    expect(
      (await fillIn(ministry, link, { action: 'hand-over', until: '2022-09-01' }, 'action')).status,
    ).toBe(422);
    expect(
      (await fillIn(ministry, link, { action: 'hand-over', until: '2022-09-09' }, 'action')).status,
    ).toBe(200);
    const sent = await ministry.mails();
    expect(
      of(sent, 'review-list')
        .map(({ to }) => to)
        .sort(),
    ).toEqual([referat.email, referat.deputy.email]);
    const list = linkIn(of(sent, 'review-list', referat.deputy.email)[0]);
    const { id } = ministry.application('SCM-3-0001');
    const answer = await fillIn(ministry, `${list}?bewerbung=${id}`, { decision: 'approve' });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Vera Tretung, in Vertretung für Referat Digitale Kommunen');
    const receipts = of(await ministry.mails(), 'decision-receipt');
    expect(receipts.map(({ to }) => to).sort()).toEqual([referat.email, referat.deputy.email]);
    for (const { text } of receipts) expect(text).toMatch(/Vera Tretung[\s\S]*Referat Digitale Kommunen/);
    // The deputy does not overrule; the approver may.
    expect((await ministry.visit(link)).body).toContain('Entscheidung ändern');
    const { loadRound } = await import('../../../functions/platform/store/records.ts');
    const round = await loadRound('3');
    if (round === undefined) throw new Error('the round is gone');
    await ministry.review(round, 3);
    expect(of(await ministry.mails(), 'review-request').map(({ to }) => to)).toEqual([referat.deputy.email]);
    expect((await fillIn(ministry, link, { action: 'take-back' }, 'action')).status).toBe(200);
    const back = await loadRound('3');
    await ministry.review(back ?? round, 4);
    expect(of(await ministry.mails(), 'review-request').map(({ to }) => to)).toEqual([referat.email]);
  });
});
