import axe from 'axe-core';
import { type ConfigData, HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';

/** Checks that every page must pass, for all browser tests. */

declare global {
  interface Window {
    /** As axe's own source puts it there. */
    readonly axe: typeof axe;
  }
}

const pageRules: NonNullable<ConfigData['rules']> = {
  // Boxes of one question share their name, as radio buttons do.
  'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
  // A list may have a name where it is a picture of steps.
  'aria-label-misuse': ['error', { allowAnyNamable: true }],
  // Tables are laid out as cards on narrow screens; browsers then forget their roles, so these are spelled out.
  'no-redundant-role': 'off',
  // The renderer writes <br/> and boolean attributes as HTML allows them; how they are written says nothing.
  'void-style': 'off',
  'attribute-boolean-style': 'off',
  'attribute-empty-style': 'off',
  // The long hints in page titles are wanted: the page's name comes first.
  'long-title': 'off',
  // Phone numbers are grouped for reading by plain spaces; they stand in elements that do not wrap.
  'tel-non-breaking': 'off',
  'no-trailing-whitespace': 'off',
};

const validators = {
  page: new HtmlValidate({ extends: ['html-validate:recommended'], rules: { ...pageRules } }),
  // Mail programs know little of style sheets, so a letter's styles stand at its elements.
  letter: new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: { ...pageRules, 'no-inline-style': 'off' },
  }),
};

/** What html-validate finds in a document, one line each; empty where it finds nothing. */
export async function htmlProblems(html: string, kind: keyof typeof validators = 'page'): Promise<string[]> {
  const report = await validators[kind].validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, line, column }) => `${ruleId}: ${message} (${String(line)}:${String(column)})`,
    ),
  );
}

const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds on the page as it is now, against WCAG 2.2 AA and good practice, one line each. */
export async function axeProblems(page: Page, kind: keyof typeof validators = 'page'): Promise<string[]> {
  // By the driver and not by an element of the page, whose policy allows no script but its own. Our pages hold no
  // frames, so that axe is needed in the page itself alone.
  await page.evaluate(axe.source);
  // A letter is shown inside of a mail program's page, so it brings no landmarks of its own.
  const tags = kind === 'page' ? [...standard, 'best-practice'] : standard;
  const violations = await page.evaluate(async (values) => {
    const { violations } = await window.axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
    });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      targets: nodes.map(({ target }) => target.join(' ')),
    }));
  }, tags);
  return violations.flatMap(({ id, help, targets }) => targets.map((target) => `${id}: ${help} (${target})`));
}

/** Whether the page must be scrolled sideways, which WCAG 1.4.10 forbids from 320 pixels on. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}
