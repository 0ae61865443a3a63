import { afterEach, describe, expect, it } from 'vitest';
import {
  aMinistry,
  fillIn,
  formsOf,
  linkFor,
  linkIn,
  type Ministry,
  of,
  referat,
  second,
  sendForm,
  who,
} from '../ministry.ts';

let ministry: Ministry;
afterEach(() => ministry.close());

describe('tokens', () => {
  it('guessed, altered and misplaced ones all look like an unknown page', async () => {
    ministry = await aMinistry({ applications: 2 });
    const letters = await ministry.mails();
    const [first = ''] = of(letters, 'review-request').map(linkIn);
    await fillIn(ministry, first, { decision: 'query', reason: 'Wer?', ...who });
    const more = await ministry.mails();
    const caseLink = linkIn(of(more, 'query')[0]);
    const secret = first.slice('/entscheidung/'.length);
    const guess = 'A'.repeat(43);
    const unknown = (await ministry.visit(`/entscheidung/${guess}`)).body;
    const altered = `${secret.slice(0, -2)}${secret.endsWith('AA') ? 'BB' : 'AA'}`;
    const tries = [
      `/entscheidung/${altered}`,
      `/entscheidung/${secret}A`,
      `/entscheidung/${secret.slice(1)}`,
      `/entscheidung/${caseLink.slice('/vorgang/'.length)}`,
      `/freigabe/${secret}`,
      `/platz/${secret}`,
      `/vorgang/${secret}`,
      '/entscheidung/..%2f',
    ];
    const before = ministry.table.snapshot();
    for (const address of tries) {
      for (const sent of [{}, { form: { decision: 'approve', action: 'list', ...who } }]) {
        const page = await ministry.visit(address, sent);
        expect({ address, status: page.status, same: page.body === unknown }).toEqual({
          address,
          status: 404,
          same: true,
        });
      }
    }
    expect(ministry.table.snapshot()).toBe(before);
  });

  it('one for a case doesn’t open another, nor take its form', async () => {
    ministry = await aMinistry({ applications: 2, rounds: 2 });
    const sent = await ministry.mails();
    const a = linkFor(sent, 'review-request', 'SCM-3-0001');
    const b = linkFor(sent, 'review-request', 'SCM-3-0002');
    const other = ministry.application('SCM-3-0002').id;
    expect((await ministry.visit(`${a}?bewerbung=${other}`)).body).toContain('SCM-3-0001');
    const foreign = formsOf((await ministry.visit(b)).body)[0]?.fields ?? new URLSearchParams();
    const swapped = await sendForm(ministry, a, foreign, { decision: 'approve', application: other, ...who });
    expect(swapped.status).toBe(409);
    expect(ministry.applications().flatMap(({ verdicts }) => verdicts)).toEqual([]);
    await fillIn(ministry, a, { action: 'list' }, 'action');
    const list = linkIn(of(await ministry.mails(), 'review-list')[0]);
    const elsewhere = ministry.application('SCM-4-0001').id;
    expect((await ministry.visit(`${list}?bewerbung=${elsewhere}`)).status).toBe(404);
  });
});

describe('a mail scanner', () => {
  it('opens every link, follows it, sends every form as it came and presses every button: nothing is decided', async () => {
    ministry = await aMinistry({ rounds: 20, applications: 10 });
    const letters = await ministry.mails();
    const links = of(letters, 'review-request').map(linkIn);
    expect(links).toHaveLength(200);
    const before = ministry.table.snapshot();
    let forms = 0;
    for (const link of links) {
      for (const method of ['HEAD', 'OPTIONS']) {
        const { status } = await ministry.visit(link, { method });
        expect(status).toBeLessThan(300);
      }
      const page = await ministry.visit(link);
      for (const form of formsOf(page.body)) {
        if (form.method !== 'POST') continue;
        for (const button of [undefined, ...form.buttons, ['decision', ''] as const]) {
          const pressed = new URLSearchParams(form.fields);
          if (button !== undefined) pressed.append(...button);
          expect((await ministry.visit(form.action, { form: pressed })).status).toBe(422);
          forms += 1;
        }
      }
      for (const [, href = ''] of page.body.matchAll(/href="(\/entscheidung\/[^"]+)"/g)) {
        expect((await ministry.visit(href.replaceAll('&amp;', '&'))).status).toBe(200);
      }
    }
    expect(forms).toBeGreaterThanOrEqual(800);
    expect(ministry.table.snapshot()).toBe(before);
  }, 120_000);
});

describe('a hundred contradictory decisions at one instant', () => {
  it('one wins, and all others are told the same truth', async () => {
    ministry = await aMinistry({ file: { approvers: [referat, { ...second, shared: true }] } });
    const links = of(await ministry.mails(), 'review-request').map(linkIn);
    const found = await Promise.all(
      links.map(async (link) => ({
        link,
        fields: formsOf((await ministry.visit(link)).body)[0]?.fields ?? new URLSearchParams(),
      })),
    );
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, number) => {
        const { link, fields } = found[number % 2] ?? { link: '', fields: new URLSearchParams() };
        const choice = ['approve', 'reject', 'query'][number % 3] ?? '';
        return sendForm(ministry, link, fields, {
          decision: choice,
          ...(choice === 'approve' ? {} : { reason: `Grund ${number}` }),
          name: `Person ${number}.`,
          function: 'Referat',
        });
      }),
    );
    const application = ministry.application('SCM-3-0001');
    expect(application.verdicts).toHaveLength(1);
    const [winner] = application.verdicts;
    expect(answers.filter(({ body }) => body.includes('Ihre Entscheidung ist aufgezeichnet'))).toHaveLength(
      1,
    );
    for (const { status, body } of answers) {
      expect([200, 409]).toContain(status);
      expect(body).toContain(`${winner?.name}, Referat`);
    }
    expect(of(await ministry.mails(), 'decision-receipt')).toHaveLength(1);
  }, 60_000);
});
