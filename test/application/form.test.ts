import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aHouse, filledForm } from './house.ts';
import { formsOf, textOf } from './html.ts';

const kept = (html: string, name: string): string[] => formsOf(html).flatMap((form) => form.getAll(name));

describe('the form', () => {
  let house: ReturnType<typeof aHouse>;
  beforeEach(() => {
    house = aHouse();
  });
  afterEach(() => house.close());

  it('names every field that is missing, in the order of the form, each with a link to it', async () => {
    const seen = await house.visit('/bewerbung/3', { form: { step: 'review' } });
    expect(seen.status).toBe(422);
    const summary = /<div[^>]*k-errors[\s\S]*?<\/ul>/.exec(seen.body)?.[0] ?? '';
    const links = [...summary.matchAll(/href="#(feld-[\w-]+)">([^<]*)</g)].map(([, id = '', words = '']) => ({
      id,
      words,
    }));
    expect(links.map(({ words }) => words.split(/[.;]/)[0])).toEqual([
      'Bitte wählen Sie Ihre Verwaltung aus der Liste',
      'Ihr Vorname fehlt',
      'Ihr Nachname fehlt',
      'Ihre E-Mail-Adresse fehlt',
      'Ihre Funktion fehlt',
      'Bitte nennen Sie Ihre vorgesetzte Person, oder setzen Sie das Häkchen „Ich leite die Verwaltung“',
      'Ihre Motivation fehlt',
      'Bitte nehmen Sie den Datenschutzhinweis zur Kenntnis',
    ]);
    for (const { id } of links) expect(seen.body).toContain(` id="${id}"`);
  });

  it('shows dates and hours, and changes nothing by being shown', async () => {
    const before = house.table.snapshot();
    const seen = await house.visit('/bewerbung/3');
    expect(seen.status).toBe(200);
    expect(textOf(seen.body)).toContain('Dienstag, 8. November 2022');
    expect(textOf(seen.body)).toContain('Alle Termine (24 Stunden, online)');
    expect(house.table.snapshot()).toBe(before);
  });

  it('takes what a plain client sends', async () => {
    const sent = await house.visit('/bewerbung/3', { form: filledForm() });
    expect(sent.status).toBe(201);
    expect(house.applications()).toHaveLength(1);
    const [hidden] = formsOf((await house.visit('/bewerbung/3')).body);
    const withHidden = await house.visit('/bewerbung/3', {
      form: new URLSearchParams(
        [...(hidden ?? []), ...Object.entries(filledForm())].filter(([, value]) => value !== ''),
      ),
    });
    expect(withHidden.status).toBe(201);
    expect((await house.mails()).map(({ purpose }) => purpose)).toEqual([
      'confirm-address',
      'confirm-address',
    ]);
  });

  it('shows everything once more to who fills it in by hand, and sends what was seen', async () => {
    const form = {
      ...filledForm({ needs: 'Untertitel', secondAdministration: '120695902' }),
      step: 'review',
    };
    const review = await house.visit('/bewerbung/3', { form });
    expect(review.status).toBe(200);
    const text = textOf(review.body);
    for (const word of [
      'Noch ist nichts gesendet.',
      'Bad Belzig',
      'Amt Beetzsee',
      'Potsdam-Mittelmark',
      'Untertitel',
    ]) {
      expect(text).toContain(word);
    }
    expect(house.applications()).toEqual([]);
    const [send, edit] = formsOf(review.body);
    const back = await house.visit('/bewerbung/3', {
      form: new URLSearchParams([...(edit ?? []), ['step', 'edit']]),
    });
    expect(back.status).toBe(200);
    expect(kept(back.body, 'needs')).toEqual(['Untertitel']);
    expect(kept(back.body, 'secondAdministration')).toEqual(['120695902']);
    house.at('2022-09-06T07:05:00.000Z');
    const sent = await house.visit('/bewerbung/3', { form: send ?? {} });
    expect(sent.status).toBe(201);
    expect(house.application().administrations).toEqual(['120690020', '120695902']);
    expect(house.table.ofKind('needs')).toMatchObject([{ text: 'Untertitel' }]);
    expect(JSON.stringify(house.application())).not.toContain('Untertitel');
  });

  it('asks for a supervisor or the box of who leads, where a person fills it in', async () => {
    const {
      'supervisor.givenName': _g,
      'supervisor.familyName': _f,
      'supervisor.email': _e,
      ...alone
    } = filledForm();
    const asked = await house.visit('/bewerbung/3', { form: { ...alone, step: 'review' } });
    expect(asked.status).toBe(422);
    expect(textOf(asked.body)).toContain('Bitte nennen Sie Ihre vorgesetzte Person');
    const leads = await house.visit('/bewerbung/3', {
      form: { ...alone, leadsAdministration: 'true', step: 'review' },
    });
    expect(leads.status).toBe(200);
    const both = await house.visit('/bewerbung/3', { form: filledForm({ leadsAdministration: 'true' }) });
    expect(both.status).toBe(422);
  });

  it('looks twice at what a program fills in or sends too fast, and refuses nobody', async () => {
    const trapped = await house.visit('/bewerbung/3', { form: filledForm({ nachricht2: 'buy' }) });
    expect(trapped.status).toBe(200);
    expect(textOf(trapped.body)).toContain('Bitte sehen Sie noch einmal hin.');
    expect(house.applications()).toEqual([]);
    const [send] = formsOf(trapped.body);
    expect((await house.visit('/bewerbung/3', { form: send ?? {} })).status).toBe(201);
    const review = await house.visit('/bewerbung/3', { form: { ...filledForm(), step: 'review' } });
    const [fast] = formsOf(review.body);
    const asked = await house.visit('/bewerbung/3', { form: fast ?? {} });
    expect(asked.status).toBe(200);
    const [again] = formsOf(asked.body);
    expect((await house.visit('/bewerbung/3', { form: again ?? {} })).status).toBe(201);
  });

  it('lets a mistyped address be corrected from the waiting page', async () => {
    const sent = await house.visit('/bewerbung/3', {
      form: filledForm({ 'applicant.email': 'anne@beelitz.example' }),
    });
    const [first] = await house.mails();
    const [waiting] = formsOf(sent.body);
    const empty = await house.visit('/bewerbung/3', { form: waiting ?? {} });
    expect(empty.status).toBe(422);
    const right = new URLSearchParams([...(waiting ?? [])].filter(([name]) => name !== 'email'));
    right.set('email', 'aenne@beelitz.example');
    expect((await house.visit('/bewerbung/3', { form: right })).status).toBe(200);
    const [second] = await house.mails();
    expect([first?.to, second?.to]).toEqual(['anne@beelitz.example', 'aenne@beelitz.example']);
    // Who owns the wrong address can confirm nothing.
    expect((await house.visit(first?.link ?? '', { form: { confirm: 'yes' } })).status).toBe(410);
    expect((await house.visit(second?.link ?? '', { form: { confirm: 'yes' } })).status).toBe(200);
    expect(house.application().history.map(({ what }) => what)).toContain('address-corrected');
    expect((await house.visit('/bewerbung/3', { form: right })).status).toBe(409);
  });

  it('answers alike for known and unknown addresses', async () => {
    const first = await house.visit('/bewerbung/3', { form: filledForm() });
    const [ask] = await house.mails();
    await house.visit(ask?.link ?? '', { form: { confirm: 'yes' } });
    const second = await house.visit('/bewerbung/3', { form: filledForm() });
    const neutral = (page: string) =>
      textOf(page.replaceAll(/value="[^"]*"/g, ''))
        .replaceAll(/SCM-3-\d+/g, 'SCM')
        .replace(/\s+/g, ' ');
    expect(second.status).toBe(first.status);
    expect(neutral(second.body)).toBe(neutral(first.body));
  });

  it('lets pass a hundred applications a minute from one source', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 110; n++) {
      const form = filledForm({ 'applicant.email': `person${n}@beelitz.example` });
      statuses.add((await house.visit('/bewerbung/3', { form })).status);
    }
    expect([...statuses]).toEqual([201]);
  });

  it('tells all mistakes at once, keeps everything, and leads to the fields', async () => {
    const seen = await house.visit('/bewerbung/3', {
      form: filledForm({
        'applicant.email': 'kein@',
        'applicant.givenName': '<b>',
        motivation: 'ä'.repeat(2001),
      }),
    });
    expect(seen.status).toBe(422);
    for (const target of ['feld-applicant-email', 'feld-applicant-givenName', 'feld-motivation']) {
      expect(seen.body).toContain(`href="#${target}"`);
      expect(seen.body).toContain(`id="${target}"`);
    }
    expect(kept(seen.body, 'applicant.givenName')).toEqual(['<b>']);
    expect(kept(seen.body, 'motivation')[0]).toHaveLength(2001);
  });
});

/** What people (and others) type: names, sentences, markup, nothing, too much. */
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '<script>alert(1)</script>',
    '\u0141uk\u0061\u0301\u0161',
    '"\'&<>',
    '\n\nText\n',
    '\u0000',
    'a'.repeat(101),
  ),
);
const wordy = fc.oneof(typed, fc.constantFrom('Zeile eins\nZeile zwei', 'x'.repeat(2000), 'x'.repeat(2001)));

describe('whatever is typed', () => {
  let house: ReturnType<typeof aHouse>;
  beforeEach(() => {
    house = aHouse();
  });
  afterEach(() => house.close());

  it('comes back as a receipt that equals it, or in the form with everything kept and a mistake named', async () => {
    const good = filledForm();
    const field = (name: string, any: fc.Arbitrary<string>) =>
      fc.oneof({ weight: 3, arbitrary: fc.constant(good[name] ?? '') }, { weight: 1, arbitrary: any });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          administrations: field('administrations', fc.constantFrom('', '999999999', '120695902')),
          'applicant.givenName': field('applicant.givenName', typed),
          'applicant.familyName': field('applicant.familyName', typed),
          'applicant.email': field('applicant.email', fc.oneof(typed, fc.emailAddress())),
          'applicant.role': field('applicant.role', typed),
          'applicant.phone': field('applicant.phone', typed),
          'supervisor.email': field('supervisor.email', fc.oneof(typed, fc.emailAddress())),
          motivation: field('motivation', wordy),
          needs: field('needs', wordy),
          privacyNoticeRead: fc.constantFrom('true', 'true', 'true', ''),
          step: fc.constantFrom('', 'review'),
        }),
        async (changes) => {
          const values = { ...good, ...changes };
          const seen = await house.visit('/bewerbung/3', { form: values });
          expect([200, 201, 422]).toContain(seen.status);
          const forms = formsOf(seen.body);
          if (seen.status === 422) {
            expect(seen.body).toContain('k-errors');
            for (const [name, value] of Object.entries(values)) {
              if (name === 'step' || value === '') continue;
              if (name === 'administrations' && value === '999999999') continue;
              expect(kept(seen.body, name)).toContain(sendable(value));
            }
            return;
          }
          if (seen.status === 200) {
            for (const name of Object.keys(changes)) {
              if (name === 'step') continue;
              expect(forms[0]?.getAll(name)[0] ?? '').toBe(
                sendable(values[name as keyof typeof values] ?? ''),
              );
            }
            return;
          }
          const stored = house.application();
          const text = textOf(seen.body);
          for (const [is, was] of [
            [stored.applicant.givenName, values['applicant.givenName']],
            [stored.applicant.familyName, values['applicant.familyName']],
            [stored.applicant.role, values['applicant.role']],
            [stored.motivation, values.motivation],
          ]) {
            expect(is).toBe(sendable(was ?? ''));
            expect(text).toContain(is);
          }
        },
      ),
      { numRuns: 120 },
    );
  }, 120_000);
});

/** What a form can carry of a text: whole characters. */
function sendable(text: string): string {
  return text.toWellFormed().replaceAll('\r\n', '\n');
}
