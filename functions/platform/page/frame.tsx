import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import { type Language, languages } from '../../domain/text.ts';
import { settings } from '../settings.ts';
import { inLanguage, LanguageContext } from './context.ts';
import { paths } from './generated/paths.ts';
import { Logo, logoFile } from './logo.tsx';

/** A page: what its author gives; the frame adds everything else. */
export type Page = {
  /** Title of the window and, unless `heading` says otherwise, the page's first heading. */
  readonly title: string;
  readonly language: Language;
  /** Path of the page itself, with its query if it has one: the language switch leads there. */
  readonly path: string;
  readonly body: ComponentChildren;
  /** First heading where it differs from the title; `false` where the body brings its own h1. */
  readonly heading?: ComponentChildren | false;
  /** A short line above the first heading, such as the case's reference. */
  readonly preline?: string;
  /** One or two sentences under the first heading. */
  readonly lead?: ComponentChildren;
  /** For search engines and previews. */
  readonly description?: string;
  /** The form on the page came back with errors: the window's title says so first. */
  readonly hasErrors?: boolean;
  /** `reading` (default) keeps lines short, `wide` leaves room for tables. */
  readonly width?: 'reading' | 'wide';
  /** A page behind a personal link: kept out of search engines, sends no referrer. */
  readonly personal?: boolean;
  /** Links under the header, such as the office's areas. */
  readonly navigation?: readonly {
    readonly label: string;
    readonly href: string;
    readonly current?: boolean;
  }[];
  /** Who is signed in, and how to sign out; shown at the end of the navigation. */
  readonly account?: ComponentChildren;
};

const words = {
  de: {
    skip: 'Zum Inhalt springen',
    home: 'Startseite',
    switch: 'Sprache',
    navigation: 'Bereiche',
    legal: 'Rechtliches',
    imprint: 'Impressum',
    privacy: 'Datenschutz',
    accessibility: 'Barrierefreiheit',
    independent: 'Unabhängige freie Software. Kein Angebot eines Ministeriums oder einer Behörde.',
    contact: 'Fragen?',
    error: 'Fehler',
  },
  en: {
    skip: 'Skip to content',
    home: 'Home',
    switch: 'Language',
    navigation: 'Sections',
    legal: 'Legal information',
    imprint: 'Imprint',
    privacy: 'Privacy',
    accessibility: 'Accessibility',
    independent: 'Independent open-source software. Not a service of any ministry or public agency.',
    contact: 'Questions?',
    error: 'Error',
  },
} as const;

/** What each language calls itself. */
const languageNames: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };

/** Leads to the same page in another language. */
export function LanguageSwitch({ path, language }: { path: string; language: Language }) {
  return (
    <nav class="k-languages" aria-label={languages.map((code) => words[code].switch).join(' / ')}>
      <ul>
        {languages.map((code) => (
          <li key={code}>
            {code === language ? (
              <span aria-current="true" lang={code}>
                {languageNames[code]}
              </span>
            ) : (
              <a href={withLanguage(path, code)} hreflang={code} lang={code}>
                {languageNames[code]}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Unlike a link to another page, the switch names German too: it overrides what the person's browser asks for. */
function withLanguage(path: string, code: Language): string {
  const [pathname = '', query] = path.split('#', 1).join('').split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('lang', code);
  return `${pathname}?${parameters}`;
}

function Header({ page }: { page: Page }) {
  const word = words[page.language];
  return (
    <header class="k-header">
      <div class="k-strip">
        <div class="k-container k-strip__row">
          <p>{word.independent}</p>
          <LanguageSwitch path={page.path} language={page.language} />
        </div>
      </div>
      <div class="k-container k-brand">
        <a class="k-wordmark" href={inLanguage('/', page.language)}>
          <Logo />
          <span class="k-wordmark__text">
            <span class="k-wordmark__name">{settings.title}</span>
            <span class="k-wordmark__land">{settings.landName}</span>
          </span>
          <span class="kern-sr-only">, {word.home}</span>
        </a>
      </div>
      {(page.navigation || page.account) && (
        <div class="k-navigation">
          <div class="k-container k-navigation__row">
            {page.navigation && (
              <nav aria-label={word.navigation}>
                <ul>
                  {page.navigation.map((link) => (
                    <li key={link.href}>
                      <a
                        href={inLanguage(link.href, page.language)}
                        aria-current={link.current ? 'page' : undefined}
                      >
                        {link.label}
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
            )}
            {page.account && <div class="k-account">{page.account}</div>}
          </div>
        </div>
      )}
    </header>
  );
}

function Footer({ language }: { language: Language }) {
  const word = words[language];
  const { office } = settings;
  return (
    <footer class="k-footer">
      <div class="k-container">
        <p class="k-footer__contact">
          <strong>{word.contact}</strong> {office.name}: <a href={`mailto:${office.email}`}>{office.email}</a>
          {', '}
          <a href={`tel:${office.phone.replaceAll(/[^+\d]/g, '')}`}>{office.phone}</a>
        </p>
        <nav aria-label={word.legal}>
          <ul class="k-footer__links">
            <li>
              <a href={inLanguage('/impressum', language)}>{word.imprint}</a>
            </li>
            <li>
              <a href={inLanguage('/datenschutz', language)}>{word.privacy}</a>
            </li>
            <li>
              <a href={inLanguage('/barrierefreiheit', language)}>{word.accessibility}</a>
            </li>
          </ul>
        </nav>
        <p class="k-footer__note">{word.independent}</p>
      </div>
    </footer>
  );
}

function Document({ page }: { page: Page }) {
  const { language, heading = page.title } = page;
  const windowTitle = `${page.hasErrors ? `${words[language].error}: ` : ''}${page.title} – ${settings.title}`;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{windowTitle}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {page.description && <meta name="description" content={page.description} />}
        {page.personal && <meta name="robots" content="noindex, nofollow" />}
        {page.personal && <meta name="referrer" content="no-referrer" />}
        <link rel="stylesheet" href={paths.style} />
        <link rel="icon" href={logoFile.path} type="image/svg+xml" />
        <script src={paths.script} defer />
      </head>
      <body>
        <a class="k-skip" href="#inhalt">
          {words[language].skip}
        </a>
        <Header page={page} />
        <main id="inhalt" class={`k-container k-main k-main--${page.width ?? 'reading'}`} tabIndex={-1}>
          {heading !== false && (
            <div class="k-title">
              {page.preline && <p class="k-title__preline">{page.preline}</p>}
              <h1>{heading}</h1>
              {page.lead && <p class="k-title__lead">{page.lead}</p>}
            </div>
          )}
          {page.body}
        </main>
        <Footer language={language} />
      </body>
    </html>
  );
}

/** Renders a whole page as an HTML document. All text is escaped; nothing in it loads from another host. */
export function page(page: Page): string {
  const html = render(
    <LanguageContext.Provider value={page.language}>
      <Document page={page} />
    </LanguageContext.Provider>,
  );
  return `<!DOCTYPE html>\n${html}\n`;
}
