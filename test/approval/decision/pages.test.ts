import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Letter } from '../../application/house.ts';
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
    const { answerQuery } = await import('../../../functions/approval/rules/query.ts');
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
