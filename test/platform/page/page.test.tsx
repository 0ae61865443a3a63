import fc from 'fast-check';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { mistake, nameOf } from '../../../functions/domain/mistake.ts';
import { inLanguage, LanguageContext } from '../../../functions/platform/page/context.ts';
import {
  Form,
  Hidden,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../../../functions/platform/page/controls.tsx';
import { ErrorSummary, errorOf, fieldId } from '../../../functions/platform/page/errors.tsx';
import { page } from '../../../functions/platform/page/frame.tsx';
import { unknownPage } from '../../../functions/platform/page/messages.tsx';
import { parseSettings } from '../../../functions/platform/settings.ts';

/** What a browser reads from escaped text. */
const unescaped = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

const sample = (more: Partial<Parameters<typeof page>[0]> = {}) =>
  page({ title: 'Ihre Bewerbung', language: 'de', path: '/vorgang/abc', body: <p>Text</p>, ...more });

describe('a page', () => {
  it('names its language, itself and the programme', () => {
    expect(sample()).toMatch(/^<!DOCTYPE html>\n<html lang="de">/);
    expect(sample()).toContain('<title>Ihre Bewerbung – Smart City Manager:in</title>');
    expect(sample({ language: 'en' })).toContain('<html lang="en">');
  });

  it('says in its title first that something is wrong', () => {
    expect(sample({ hasErrors: true })).toContain('<title>Fehler: Ihre Bewerbung');
  });

  it('leads to imprint, privacy and accessibility, and is no offer of a ministry', () => {
    const german = sample();
    for (const path of ['/impressum', '/datenschutz', '/barrierefreiheit'])
      expect(german).toContain(`<a href="${path}">`);
    expect(german).toContain('Kein Angebot eines Ministeriums oder einer Behörde.');
    expect(sample({ language: 'en' })).toContain('<a href="/impressum?lang=en">');
  });

  it('leads to itself in the other language and keeps what the address says', () => {
    const switched = sample({ path: '/buero/bewerbungen?seite=2&suche=M%C3%BC' });
    expect(unescaped(switched)).toContain('href="/buero/bewerbungen?seite=2&suche=M%C3%BC&lang=en"');
    expect(sample({ language: 'en' })).toContain('href="/vorgang/abc?lang=de"');
  });

  it('holds no script and no style of its own, and nothing from another host', () => {
    const html = sample({
      title: '</title><script>alert(1)</script>',
      lead: '"><img src=x onerror=alert(1)>',
    });
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toMatch(/<script src="\/assets\/form-[0-9a-f]{12}\.js" defer><\/script>/);
    expect(html).not.toMatch(/<style|\sstyle="|\son\w+="|<img/);
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it('behind a personal link stays out of search engines and tells nobody where one came from', () => {
    expect(sample({ personal: true })).toContain('<meta name="robots" content="noindex, nofollow"/>');
    expect(sample({ personal: true })).toContain('<meta name="referrer" content="no-referrer"/>');
  });

  it('for an unknown address is always the same', () => {
    expect(unknownPage('de')).toBe(unknownPage('de'));
  });
});

describe('a link', () => {
  it('keeps the language', () => {
    expect(inLanguage('/impressum', 'de')).toBe('/impressum');
    expect(inLanguage('/impressum', 'en')).toBe('/impressum?lang=en');
    expect(inLanguage('/?seite=2&lang=de#termine', 'en')).toBe('/?seite=2&lang=en#termine');
    expect(inLanguage('/?lang=en#termine', 'de')).toBe('/#termine');
  });
});

describe('a field', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 200 }).map((text) => text.replaceAll('\0', ''));

  it('shows what was typed, exactly', () => {
    fc.assert(
      fc.property(words, (value) => {
        const line = render(<TextField name="applicant.givenName" label="Vorname" value={value} />);
        expect(unescaped(/ value="([^"]*)"/.exec(line)?.[1] ?? '')).toBe(value);
        const area = render(<TextArea name="motivation" label="Warum?" value={value} />);
        const content = /<textarea[^>]*>([\s\S]*)<\/textarea>/.exec(area)?.[1] ?? '';
        // A browser drops one line break right after the tag.
        expect(unescaped(content).replace(/^\n/, '')).toBe(value);
      }),
    );
  });

  it('keeps an empty first line, which HTML would drop', () => {
    expect(render(<TextArea name="motivation" label="Warum?" value={'\nEine'} />)).toContain(
      '>\n\nEine</textarea>',
    );
    expect(render(<TextArea name="motivation" label="Warum?" value="Eine" />)).toContain('>Eine</textarea>');
  });

  it('is tied to its label, hint and error', () => {
    const html = render(
      <TextField
        name="applicant.email"
        label="E-Mail"
        hint="Dienstlich"
        error={{
          de: 'Bitte geben Sie Ihre E-Mail-Adresse ein.',
          en: 'Please enter your email address.',
        }}
      />,
    );
    const id = fieldId('applicant.email');
    expect(html).toContain(`for="${id}"`);
    expect(html).toContain(`aria-describedby="${id}-hinweis ${id}-fehler"`);
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain(`id="${id}-hinweis"`);
    expect(html).toContain(`id="${id}-fehler"`);
  });

  it('never cuts off what is too long', () => {
    expect(render(<TextArea name="motivation" label="Warum?" maxLength={2000} />)).not.toMatch(/ maxlength/i);
    expect(render(<TextArea name="motivation" label="Warum?" maxLength={2000} />)).toContain(
      'Höchstens 2\u202f000 Zeichen',
    );
  });

  it('has nothing chosen beforehand', () => {
    const choices = [
      { value: 'accept', label: 'Ja' },
      { value: 'decline', label: 'Nein' },
    ];
    expect(render(<RadioGroup name="answer" label="Antwort" choices={choices} />)).not.toMatch(/ checked/);
    expect(render(<Select name="administration" label="Verwaltung" options={choices} />)).not.toMatch(
      / selected/,
    );
    expect(render(<RadioGroup name="answer" label="Antwort" choices={choices} value="decline" />)).toMatch(
      /value="decline" checked/,
    );
  });

  it('speaks the language of its page', () => {
    const html = render(
      <LanguageContext.Provider value="en">
        <Form action="/vorgang/abc">
          <Hidden name="key" value="1" />
          <TextField name="phone" label="Phone" optional />
        </Form>
      </LanguageContext.Provider>,
    );
    expect(html).toContain('(optional)');
    expect(html).toContain('action="/vorgang/abc?lang=en"');
  });
});

describe('the error summary', () => {
  it('leads to each field, also from the pointers of the JSON interface', () => {
    const errors = [
      mistake('applicant.email', { de: 'Bitte prüfen Sie die Adresse.', en: 'Please check the address.' }),
      {
        pointer: '/administrations/0',
        message: { de: 'Bitte wählen Sie Ihre Verwaltung.', en: 'Please choose your administration.' },
      },
    ];
    expect(errors[0]?.pointer).toBe('/applicant/email');
    expect(errors.map(nameOf)).toEqual(['applicant.email', 'administrations']);
    expect(errorOf(errors, 'administrations')?.de).toBe('Bitte wählen Sie Ihre Verwaltung.');
    const html = render(<ErrorSummary errors={errors} />);
    expect(html).toContain('href="#feld-applicant-email"');
    expect(html).toContain('role="alert"');
    expect(html).toMatch(/tabindex="-1"/i);
    expect(html).toMatch(/ autofocus/i);
    expect(render(<TextField name="applicant.email" label="E-Mail" />)).toContain(
      'id="feld-applicant-email"',
    );
  });

  it('is absent where nothing is wrong', () => {
    expect(render(<ErrorSummary errors={[]} />)).toBe('');
  });
});

describe('the settings', () => {
  it("are Brandenburg's where a programme says nothing else", () => {
    const own = parseSettings('{"title":"Digitallotsen","office":{"email":"buero@lotsen.example"}}');
    expect(own.title).toBe('Digitallotsen');
    expect(own.office).toEqual({ ...parseSettings(undefined).office, email: 'buero@lotsen.example' });
    expect(own.land).toBe('BB');
  });

  it('refuse names that mean nothing', () => {
    expect(() => parseSettings('{"titel":"Digitallotsen"}')).toThrow();
    expect(() => parseSettings('{"retention":{"unconfirmed":0}}')).toThrow();
  });
});
