import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkProof, proofFileSchema } from '../../functions/domain/proof.ts';
import type { Letter } from '../application/house.ts';
import {
  aMinistry,
  fillIn,
  formsOf,
  linkIn,
  type Ministry,
  referat,
  second,
  sendForm,
  who,
} from './ministry.ts';

let ministry: Ministry;
afterEach(() => ministry.close());

const of = (letters: readonly Letter[], purpose: string, to?: string): Letter[] =>
  letters.filter((letter) => letter.purpose === purpose && (to === undefined || letter.to === to));

/** The link of the mail about one case. */
const linkFor = (letters: readonly Letter[], purpose: string, reference: string): string =>
  linkIn(of(letters, purpose).find(({ subject }) => subject.includes(`[${reference}]`)));

describe('deciding from the mail', () => {
  let letters: Letter[];
  let link: string;
  beforeEach(async () => {
    ministry = await aMinistry({ applications: 2 });
    letters = await ministry.mails();
    link = linkFor(letters, 'review-request', 'SCM-3-0001');
  });

  it('asks with the administration, the checks, the balance and one link', () => {
    const letter = of(letters, 'review-request').find(({ subject }) => subject.includes('SCM-3-0001'));
    expect(letter?.to).toBe(referat.email);
    for (const words of [
      'Landkreis',
      'Einwohner',
      'Größenklasse',
      'Strukturraum',
      'Planungsregion',
      'Ausgewogenheit',
      'Ziel rund',
      'Wirksam erst auf der folgenden Seite',
      '[SCM-3-0001]',
    ]) {
      expect(`${letter?.subject} ${letter?.text}`.replaceAll(/\s+/g, ' ')).toContain(words);
    }
    expect(letter?.text.match(/\/entscheidung\//g)).toHaveLength(1);
    expect(letter?.text).not.toContain('Łukaszewska');
  });

  it('shows all that is needed and chooses nothing beforehand', async () => {
    const page = await ministry.visit(link);
    expect(page.status).toBe(200);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    for (const words of [
      'Änne Łukaszewska',
      'Kreisfreie Stadt',
      'Planungsregion',
      'Die Verwaltung hat zugestimmt',
      'wörtlich',
      'Nur für Ministerium und Programmbüro',
      'Ziel rund',
    ]) {
      expect(page.body).toContain(words);
    }
    expect(page.body).not.toMatch(/\schecked/);
  });

  it('says what is missing, and keeps what was typed', async () => {
    const nothing = await fillIn(ministry, link, {});
    expect(nothing.status).toBe(422);
    expect(nothing.body).toContain('Bitte wählen Sie eine Entscheidung aus.');
    const noReason = await fillIn(ministry, link, { decision: 'reject', note: 'Rücksprache', ...who });
    expect(noReason.status).toBe(422);
    expect(noReason.body).toContain('Rücksprache');
    const nobody = await fillIn(ministry, link, { decision: 'approve' });
    expect(nobody.status).toBe(422);
    expect(nobody.body).toContain('Bitte nennen Sie Ihren Namen.');
    const tooLong = await fillIn(ministry, link, { decision: 'reject', reason: 'ä'.repeat(2001), ...who });
    expect(tooLong.status).toBe(422);
    expect(ministry.application('SCM-3-0001').verdicts).toEqual([]);
  });

  it('records who decided on what, says until when it can be changed, and mails a receipt', async () => {
    const answer = await fillIn(ministry, link, { decision: 'approve', note: 'passt gut', ...who });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Mittwoch, 7. September 2022, 08:00 Uhr');
    expect(answer.body).toContain('Ines Probst, Referentin (Referat Digitale Kommunen)');
    const application = ministry.application('SCM-3-0001');
    expect(application.status).toBe('approved');
    expect(application.verdicts).toMatchObject([
      {
        choice: 'approve',
        ...who,
        note: 'passt gut',
        approver: referat.email,
        email: referat.email,
        version: 1,
        shown: expect.stringMatching(/^[0-9a-f]{64}$/),
        link: expect.stringContaining('review-request'),
      },
    ]);
    const [receipt] = of(await ministry.mails(), 'decision-receipt');
    expect(receipt?.to).toBe(referat.email);
    expect(receipt?.text).toContain('Nicht von Ihnen?');
    expect(receipt?.text).not.toContain('passt gut');
  });

  it('takes the same answer again, and a change only from a page that showed what it replaces', async () => {
    const early = formsOf((await ministry.visit(link)).body)[0];
    expect((await fillIn(ministry, link, { decision: 'approve', ...who })).status).toBe(200);
    const again = await sendForm(ministry, link, early?.fields ?? new URLSearchParams(), {
      decision: 'approve',
      ...who,
    });
    expect(again.status).toBe(200);
    expect(again.body).toContain('So ist es schon aufgezeichnet');
    const stale = await sendForm(ministry, link, early?.fields ?? new URLSearchParams(), {
      decision: 'reject',
      reason: 'doch nicht',
      ...who,
    });
    expect(stale.status).toBe(409);
    expect(ministry.application('SCM-3-0001').status).toBe('approved');
    const change = await fillIn(ministry, link, { decision: 'reject', reason: 'doch nicht', ...who });
    expect(change.status).toBe(200);
    const { status, verdicts, history } = ministry.application('SCM-3-0001');
    expect({ status, given: verdicts.length }).toEqual({ status: 'rejected', given: 2 });
    expect(history.map(({ what }) => what)).toContain('decision-changed');
  });

  it('refuses to change what has been told, and explains it', async () => {
    await fillIn(ministry, link, { decision: 'approve', ...who });
    const application = ministry.application('SCM-3-0001');
    const { decision } = application;
    if (decision === undefined) throw new Error('nothing was decided');
    ministry.record({ ...application, decision: { ...decision, toldAt: '2022-09-07T06:00:00.000Z' } });
    const page = await ministry.visit(link);
    expect(page.status).toBe(200);
    expect(page.body).toContain('Ändern kann das jetzt nur noch das Programmbüro');
    expect(page.body).not.toContain('name="decision"');
    const late = await ministry.visit(link, {
      form: { decision: 'reject', reason: 'nein', version: '1', shown: 'x', ...who },
    });
    expect(late.status).toBe(409);
    expect(ministry.application('SCM-3-0001').status).toBe('approved');
  });

  it('asks the applicant, waits, and shows question and answer', async () => {
    const asked = await fillIn(ministry, link, { decision: 'query', reason: 'Wer vertritt Sie?', ...who });
    expect(asked.status).toBe(200);
    expect(ministry.application('SCM-3-0001').status).toBe('queried');
    const [query] = of(await ministry.mails(), 'query');
    expect(query?.text).toContain('Wer vertritt Sie?');
    expect((await ministry.visit(link)).body).toContain('Es läuft eine Rückfrage');
    const application = ministry.application('SCM-3-0001');
    const { answerQuery } = await import('../../functions/domain/query.ts');
    const { change } = answerQuery(application, ministry.round, 'Frau Noack.', '2022-09-07T07:00:00.000Z');
    if (change === undefined) throw new Error('the answer was not taken');
    ministry.record(change.record);
    expect(change.mails?.map(({ purpose, to }) => [purpose, to.email])).toEqual([
      ['query-answered', referat.email],
    ]);
    expect((await ministry.visit(link)).body).toContain('Frau Noack.');
    expect((await fillIn(ministry, link, { decision: 'approve', ...who })).status).toBe(200);
  });

  it('explains a link for an earlier version, and sends a fresh one to the listed address only', async () => {
    const application = ministry.application('SCM-3-0001');
    ministry.record({ ...application, version: 2 });
    const page = await ministry.visit(link);
    expect(page.status).toBe(410);
    expect(page.body).toContain('Die Angaben wurden inzwischen berichtigt');
    expect(page.body).not.toContain('Łukaszewska');
    const untouched = await fillIn(ministry, link, {});
    expect(untouched.status).toBe(422);
    expect(await ministry.mails()).toEqual([]);
    const sent = await fillIn(ministry, link, { action: 'new-link', email: 'boese@anderswo.example' });
    expect(sent.status).toBe(200);
    const fresh = await ministry.mails();
    expect(fresh.map(({ purpose, to }) => [purpose, to])).toEqual([['review-request', referat.email]]);
    expect((await fillIn(ministry, linkIn(fresh[0]), { decision: 'approve', ...who })).status).toBe(200);
    expect(ministry.application('SCM-3-0001').verdicts[0]?.version).toBe(2);
  });

  it('explains a link that is older than three months, and one whose holder is named no more', async () => {
    ministry.at('2022-11-10T07:00:00.000Z');
    expect((await ministry.visit(link)).body).toContain('Dieser Link ist abgelaufen');
    ministry.at('2022-09-07T07:00:00.000Z');
    ministry.table.put({ ...ministry.round, file: { ...ministry.round.file, approvers: [second] } });
    const page = await ministry.visit(link);
    expect(page.status).toBe(410);
    expect(page.body).toContain('nicht mehr als prüfende Stelle oder Vertretung benannt');
    expect(page.body).not.toContain('Łukaszewska');
  });

  it('does not let anybody decide where they are involved', async () => {
    const application = ministry.application('SCM-3-0001');
    ministry.record({
      ...application,
      supervisor: { givenName: 'R', familyName: 'D', email: referat.email.toUpperCase() },
    });
    const page = await ministry.visit(link);
    expect(page.body).toContain('Sie sind an dieser Bewerbung selbst beteiligt');
    const tried = await ministry.visit(link, {
      form: { decision: 'approve', version: '1', shown: 'x', ...who },
    });
    expect(tried.status).toBe(409);
    expect(ministry.application('SCM-3-0001').verdicts).toEqual([]);
  });
});

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
    const { handler } = await import('../../functions/approval/record.ts');
    const { ask } = await import('../support/http.ts');
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
    const { loadRound } = await import('../../functions/platform/records.ts');
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
