import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Application } from '../../../functions/domain/application.ts';
import { formatNumber } from '../../../functions/domain/calendar.ts';
import { currentEdition, register } from '../../../functions/domain/register/register.ts';
import { keys } from '../../../functions/platform/store/keys.ts';
import { applicationWrites } from '../../../functions/platform/store/records.ts';
import { anApplication } from '../../support/records.ts';
import { aMinistry, fillIn, formsOf, linkIn, type Ministry, of, sendForm, who } from '../ministry.ts';

const many = 3000;
const number = (n: number): string => `SCM-3-${String(n).padStart(4, '0')}`;

/** The nth of many applications in review, with a history and a motivation of usual length. */
function inReview(n: number): Application {
  const administrations = register(currentEdition)?.administrations ?? [];
  const id = `case-${String(n).padStart(17, '0')}`;
  const { seat: _seat, ...application } = anApplication({
    id,
    ...keys.application('3', id),
    status: 'in-review',
    reference: number(n),
    oSk: number(n),
    reviewSince: '2022-09-06T07:00:00.000Z',
    endorsedAt: '2022-09-06T07:00:00.000Z',
    administrations: [administrations[n % administrations.length]?.key ?? ''],
    motivation: 'Ich leite das Vorhaben Offene Daten. '.repeat(30),
    history: Array.from({ length: 6 }, () => ({
      at: '2022-09-06T07:00:00.000Z',
      who: 'applicant',
      what: 'confirmed',
    })),
  });
  return application;
}

describe(`a round of ${many} applications`, () => {
  let ministry: Ministry;
  let list = '';

  beforeAll(async () => {
    ministry = await aMinistry({ applications: 1 });
    for (let n = 2; n <= many; n++) {
      const application = inReview(n);
      ministry.table.put({ ...application });
      const [written] = applicationWrites(application, { record: application }, application.at);
      if (written !== undefined && 'replace' in written) ministry.table.put(written.replace);
    }
  }, 120_000);
  beforeEach(() => {
    ministry.table.asked.length = 0;
  });
  afterAll(() => ministry.close());

  /** Whether all applications were read in full. */
  const readAll = (): boolean =>
    ministry.table.asked.some(
      ({ index, startsWith }) => index === undefined && startsWith === 'APPLICATION#',
    );

  it('is weighed by short rows for a mail and a page about one application', async () => {
    const [letter] = of(await ministry.mails(), 'review-request');
    expect(letter?.text.replaceAll(/\s+/g, ' ')).toContain('Ziel rund');
    expect(readAll()).toBe(false);
    const page = await ministry.visit(linkIn(letter));
    expect(page.status).toBe(200);
    expect(page.body.includes('Ziel rund')).toBe(true);
    expect((await fillIn(ministry, linkIn(letter), { decision: 'approve', ...who })).status).toBe(200);
    expect(ministry.table.asked.some(({ index }) => index === 'overview')).toBe(true);
    expect(readAll()).toBe(false);
    await fillIn(ministry, linkIn(letter), { action: 'list' }, 'action');
  });

  it('has a list that opens page by page, and decides on the page that was shown', async () => {
    list = linkIn(of(await ministry.mails(), 'review-list')[0]);
    const started = performance.now();
    const { body } = await ministry.visit(list);
    // Seconds, not minutes: the balance is drawn up once for all rows.
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(body.length).toBeLessThan(400_000);
    expect(body.includes(`Offene Bewerbungen (${formatNumber(many - 1, 'de')})`)).toBe(true);
    expect(body.includes('Seite 1 von 60')).toBe(true);
    const third = await ministry.visit(`${list}?offen=3`);
    expect(third.body.includes(number(102))).toBe(true);
    expect(third.body.includes(number(101))).toBe(false);
    const [form] = formsOf(third.body);
    const mark = inReview(102).id;
    const unsure = await sendForm(ministry, form?.action ?? '', form?.fields ?? new URLSearchParams(), {
      mark,
      ...who,
    });
    expect(unsure.status).toBe(422);
    expect(new RegExp(`value="${mark}"[^>]*checked|checked[^>]*value="${mark}"`).test(unsure.body)).toBe(
      true,
    );
    const sent = { mark, decision: 'approve', ...who };
    expect(
      (await sendForm(ministry, form?.action ?? '', form?.fields ?? new URLSearchParams(), sent)).status,
    ).toBe(200);
    expect(ministry.application(number(102)).status).toBe('approved');
    expect((await ministry.visit(`${list}?offen=9999`)).body.includes('Seite 60 von 60')).toBe(true);
  });

  it('leads from one application of the list to the next without reading all', async () => {
    const receipts = of(await ministry.mails(), 'decision-receipt');
    expect(receipts).toHaveLength(1);
    const one = `${list}?bewerbung=${inReview(200).id}`;
    ministry.table.asked.length = 0;
    const decided = await fillIn(ministry, one, { decision: 'approve', ...who });
    expect(decided.status).toBe(200);
    expect(decided.body.includes(`?bewerbung=${inReview(2).id}`)).toBe(true);
    expect(readAll()).toBe(false);
  });
});
