import type { InboxMail } from '../../program/host.ts';

/** A form as a browser would send it untouched. */
export type FormOnPage = {
  readonly method: string;
  readonly action: string;
  /** Names and values of what is sent without anybody ticking, choosing or typing. */
  readonly fields: readonly (readonly [string, string])[];
  /** Names and values that the buttons add; one without a name adds nothing. */
  readonly buttons: readonly (readonly [string, string] | undefined)[];
  /** Boxes and choices that are on without anybody's doing. */
  readonly chosen: readonly string[];
};

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`, 'i').exec(tag);
  return value === null ? undefined : plain(value[1] ?? '');
}

function plain(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

function inputs(form: string): { fields: [string, string][]; chosen: string[] } {
  const fields: [string, string][] = [];
  const chosen: string[] = [];
  for (const [tag] of form.matchAll(/<input\b[^>]*>/gi)) {
    const name = attribute(tag, 'name');
    const type = attribute(tag, 'type') ?? 'text';
    if (name === undefined || type === 'submit' || attribute(tag, 'disabled') !== undefined) continue;
    const isChoice = type === 'checkbox' || type === 'radio';
    if (isChoice && attribute(tag, 'checked') === undefined) continue;
    if (isChoice) chosen.push(name);
    fields.push([name, attribute(tag, 'value') ?? (isChoice ? 'on' : '')]);
  }
  for (const [, tag = '', content = ''] of form.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/gi)) {
    fields.push([attribute(tag, 'name') ?? '', plain(content)]);
  }
  for (const [, tag = '', content = ''] of form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/gi)) {
    const options = [...content.matchAll(/<option\b[^>]*>/gi)].map(([option]) => option);
    const option = options.find((each) => attribute(each, 'selected') !== undefined) ?? options[0] ?? '';
    fields.push([attribute(tag, 'name') ?? '', attribute(option, 'value') ?? '']);
  }
  return { fields, chosen };
}

/** The forms of a page, each as it came. */
export function formsOf(page: string): FormOnPage[] {
  return [...page.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/gi)].map(([, tag = '', content = '']) => {
    const buttons = [...content.matchAll(/<button\b[^>]*>|<input\b[^>]*type="submit"[^>]*>/gi)]
      .map(([button]) => button)
      .filter((button) => attribute(button, 'type') !== 'button');
    return {
      method: (attribute(tag, 'method') ?? 'get').toUpperCase(),
      action: attribute(tag, 'action') ?? '',
      ...inputs(content),
      buttons: buttons.map((button) => {
        const name = attribute(button, 'name');
        return name === undefined ? undefined : ([name, attribute(button, 'value') ?? ''] as const);
      }),
    };
  });
}

/** The addresses that a page links to, as they are written there. */
export function linksOn(page: string): string[] {
  return [...page.matchAll(/<(?:a|link|script|img)\b[^>]*>/gi)].flatMap(
    ([tag]) => attribute(tag, 'href') ?? attribute(tag, 'src') ?? [],
  );
}

/** Every address in a mail, in its text and in its HTML. */
export function linksIn(mail: InboxMail): string[] {
  const inText = mail.text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const inHtml = linksOn(mail.html).filter((link) => /^https?:/.test(link));
  return [...new Set([...inText, ...inHtml].map((link) => link.replace(/[.,)]+$/, '')))];
}

/** The secret at the end of a link's path, if there is one. */
export function secretOf(link: string): string | undefined {
  return /\/([A-Za-z0-9_-]{43})(?:[?#].*)?$/.exec(link)?.[1];
}
