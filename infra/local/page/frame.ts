import { defaultLanguage, type Language } from '../../../functions/domain/text.ts';
import { type View, views } from './data.ts';
import { type Html, html, type Part } from './html.ts';
import { otherLanguage, viewNames, words } from './words.ts';

/** An address of the page in a language; parameters that are empty are left out. */
export function address(
  path: string,
  language: Language,
  query: Readonly<Record<string, string>> = {},
): string {
  const all = Object.entries({ ...query, lang: language === defaultLanguage ? '' : language });
  const search = new URLSearchParams(all.filter(([, value]) => value !== ''));
  return search.size === 0 ? path : `${path}?${search}`;
}

/** The frame around every page: head, parts, language switch. */
export function frame(page: {
  readonly language: Language;
  readonly title: string;
  readonly view: View | undefined;
  /** The same page in the other language. */
  readonly otherLanguage: string;
  readonly counts?: Readonly<Partial<Record<View, number | undefined>>>;
  readonly body: Part;
}): string {
  const { language, view, counts = {} } = page;
  const tab = (it: View) =>
    html`<li><a href="${address('/_local', language, { view: it === 'overview' ? '' : it })}"${
      it === view && html` aria-current="page"`
    }>${viewNames[it][language]}${counts[it] !== undefined && html` <span class="count">${counts[it]}</span>`}</a></li>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_local/page/style.css">
</head>
<body>
<a class="skip" href="#content">${words.skip[language]}</a>
<header class="top">
<div class="wide">
<a class="brand" href="${address('/_local', language)}"><strong>Kohorte</strong> <span>${words.here[language]}</span></a>
<nav class="parts" aria-label="${words.parts[language]}"><ul>${views.map(tab)}</ul></nav>
<a class="language" href="${page.otherLanguage}" lang="${otherLanguage[language]}">${words.switch[language]}</a>
</div>
</header>
<main id="content" class="wide">
${page.body}
</main>
</body>
</html>
`.text;
}

/** A part of the page with its heading, and a way to all of it where only a glance is shown. */
export function card(
  id: string,
  heading: string,
  content: Part,
  more?: { readonly href: string; readonly text: string } | false,
): Html {
  return html`<section class="card" aria-labelledby="${id}"><div class="head"><h2 id="${id}">${heading}</h2>${
    more && html`<a href="${more.href}">${more.text}</a>`
  }</div>
${content}</section>
`;
}
