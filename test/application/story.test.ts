import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tell } from '../../functions/approval/rules/tell-rules.ts';
import { answerOffer } from '../../functions/cohort/rules/offer.ts';
import { offerSeat } from '../../functions/cohort/rules.ts';
import { readApplication } from '../../functions/domain/application.ts';
import { changeApplication } from '../../functions/platform/store/records.ts';
import { aHouse, filledForm, type Letter } from './house.ts';
import { formsOf, textOf } from './html.ts';

const exported = z.looseObject({
  version: z.number(),
  history: z.array(
    z.looseObject({ who: z.string(), what: z.string(), inWords: z.string(), words: z.optional(z.string()) }),
  ),
});

describe('the history of a case', () => {
  let house: ReturnType<typeof aHouse>;
  beforeEach(() => {
    house = aHouse();
  });
  afterEach(() => house.close());

  const linkIn = (mails: readonly Letter[], purpose: string): string =>
    mails.find((mail) => mail.purpose === purpose)?.link ?? '';

  it('tells exactly what happened: correcting, queried, answered, a seat, a substitute, withdrawn, applied again', async () => {
    await house.visit('/bewerbung/3', { form: filledForm() });
    const confirm = linkIn(await house.mails(), 'confirm-address');
    await house.visit(confirm, { form: { confirm: 'yes' } });
    let mails = await house.mails();
    const supervisor = linkIn(mails, 'endorsement-request');
    let path = linkIn(mails, 'application-received');
    await house.visit(supervisor, { form: { decision: 'endorse' } });
    await house.mails();

    house.at('2022-09-07T08:00:00.000Z');
    await house.visit(path, { form: { action: 'correct', motivation: 'Ich leite das Vorhaben Open Data.' } });
    mails = await house.mails();
    expect(mails.map(({ purpose }) => purpose)).toEqual(['review-request']);
    const review = linkIn(mails, 'review-request');

    house.at('2022-09-08T08:00:00.000Z');
    const [submitted] = formsOf((await house.visit(review)).body);
    const decide = (more: Record<string, string>) => {
      const form = new URLSearchParams([...(submitted ?? [])]);
      for (const [name, value] of Object.entries(more)) form.set(name, value);
      return house.visit(review, { form });
    };
    const by = { name: 'Rita Probst', function: 'Referentin' };
    expect((await decide({ ...by, decision: 'query', reason: 'Wer vertritt Sie?' })).status).toBe(200);
    await house.mails();
    house.at('2022-09-09T08:00:00.000Z');
    expect((await house.visit(path, { form: { action: 'answer', text: 'Herr <Müller>.' } })).status).toBe(
      200,
    );
    const answered = linkIn(await house.mails(), 'query-answered');
    house.at('2022-09-12T08:00:00.000Z');
    const [second] = formsOf((await house.visit(answered)).body);
    const approve = new URLSearchParams([...(second ?? [])]);
    for (const [name, value] of Object.entries({ ...by, decision: 'approve' })) approve.set(name, value);
    expect((await house.visit(answered, { form: approve })).status).toBe(200);
    await house.mails();
    // Not told yet: the applicant sees a review.
    expect(textOf((await house.visit(path)).body)).not.toContain('erfüllt die Voraussetzungen');

    const { id } = house.application();
    house.at('2022-09-13T06:00:00.000Z');
    await changeApplication('3', id, '2022-09-13T06:00:00.000Z', (fresh) =>
      tell(fresh, false, '2022-09-13T06:00:00.000Z'),
    );
    house.at('2022-10-17T06:00:00.000Z');
    house.table.put({
      pk: 'ROUND#3',
      sk: 'SEAT#a#0001',
      kind: 'seat',
      cohort: 'a',
      number: 1,
      state: 'free',
      revision: 1,
    });
    await changeApplication('3', id, '2022-10-17T06:00:00.000Z', (fresh) => ({
      answer: true,
      change: offerSeat(
        fresh,
        house.round,
        { cohort: 'a', number: 1, revision: 1 },
        '2022-10-17T06:00:00.000Z',
      ),
    }));
    await changeApplication('3', id, '2022-10-18T06:00:00.000Z', (fresh) =>
      answerOffer(fresh, 'accept', 'applicant', '2022-10-18T06:00:00.000Z'),
    );
    await house.mails();

    house.at('2022-10-20T06:00:00.000Z');
    const substitute = {
      action: 'substitute',
      'applicant.givenName': 'Jan',
      'applicant.familyName': 'Krüger',
      'applicant.email': 'jan.krueger@beelitz.example',
      'applicant.role': 'Bauamt',
    };
    expect((await house.visit(path, { form: substitute })).status).toBe(200);
    path = linkIn(await house.mails(), 'seat-confirmed');
    house.at('2022-10-21T06:00:00.000Z');
    expect((await house.visit(path, { form: { action: 'withdraw', confirm: 'yes' } })).status).toBe(200);

    const told = [
      ['applicant', 'application-sent', undefined],
      ['applicant', 'address-confirmed', undefined],
      ['applicant', 'endorsement-requested', undefined],
      ['supervisor', 'endorsed', undefined],
      ['supervisor', 'review-begun', undefined],
      ['applicant', 'corrected', 'Motivation'],
      ['applicant', 'review-begun', undefined],
      ['approver', 'queried', 'Wer vertritt Sie?'],
      ['applicant', 'answered', 'Herr <Müller>.'],
      ['approver', 'approved', undefined],
      ['date', 'decision-told', undefined],
      ['selection', 'seat-offered', undefined],
      ['applicant', 'accepted', undefined],
      ['applicant', 'substituted', 'Jan Krüger'],
      ['applicant', 'withdrawn', undefined],
    ];
    expect(house.application().history.map(({ who, what, words }) => [who, what, words])).toEqual(told);
    const data = exported.parse(JSON.parse((await house.visit(path, { form: { action: 'export' } })).body));
    expect(data.history.map(({ who, what, words }) => [who, what, words])).toEqual(told);
    expect(data.version).toBe(3);
    const page = textOf((await house.visit(path)).body);
    let from = page.indexOf('Verlauf');
    for (const { inWords, words } of data.history) {
      from = page.indexOf(inWords, from);
      expect(from, inWords).toBeGreaterThan(0);
      if (words !== undefined) expect(page.indexOf(words, from)).toBeGreaterThan(from);
    }
    // The official's name is the ministry's business.
    expect(page).not.toContain('Rita Probst');

    house.at('2022-09-30T06:00:00.000Z');
    await house.visit('/bewerbung/3', { form: filledForm() });
    const again = linkIn(await house.mails(), 'confirm-address');
    expect((await house.visit(again, { form: { confirm: 'yes' } })).status).toBe(200);
    expect(house.applications().map(({ status }) => status)).toEqual(['withdrawn', 'awaiting-endorsement']);
    for (const application of house.applications()) readApplication(application);
  });

  it('goes to a shared mailbox without a result', async () => {
    await house.visit('/bewerbung/3', { form: filledForm({ sharedMailbox: 'true' }) });
    await house.visit(linkIn(await house.mails(), 'confirm-address'), { form: { confirm: 'yes' } });
    await house.mails();
    const at = '2022-09-08T08:00:00.000Z';
    const refused = {
      outcome: 'reject',
      by: 'referat@ministerium.example',
      at: '2022-09-07T08:00:00.000Z',
      reason: 'Zu viele Stellen',
    } as const;
    house.record({ ...house.application(), status: 'rejected', decision: refused });
    await changeApplication('3', house.application().id, at, (fresh) => tell(fresh, false, at));
    const [mail] = await house.mails();
    expect(mail?.purpose).toBe('rejected');
    expect(`${mail?.subject} ${mail?.text} ${mail?.html}`).not.toMatch(
      /abgelehnt|ablehn|Zu viele Stellen|leider/i,
    );
    expect(textOf((await house.visit(mail?.link ?? '')).body)).toContain('abgelehnt');
  });
});
