/** Reads pages as a plain HTML client does: forms with what they would send, and the text that people see. */

const tagPattern = /<(\/?)([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : unescaped(value);
}

/** The elements of one name, each with its start tag and what stands in it. */
function elements(html: string, name: string): { tag: string; inner: string }[] {
  return [...html.matchAll(tagPattern)].flatMap((match) => {
    const [tag = '', closes, found] = match;
    if (closes === '/' || found !== name) return [];
    const from = match.index + tag.length;
    const to = html.indexOf(`</${name}>`, from);
    return [{ tag, inner: to < 0 ? '' : html.slice(from, to) }];
  });
}

/** What each form of a page would send as it came: hidden fields, texts, ticked boxes, chosen options. */
export function formsOf(html: string): URLSearchParams[] {
  return elements(html, 'form').map(({ inner }) => {
    const fields = new URLSearchParams();
    for (const { tag } of elements(inner, 'input')) {
      const type = attribute(tag, 'type');
      const box = type === 'checkbox' || type === 'radio';
      if (!box || /\schecked\b/.test(tag))
        fields.append(attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? '');
    }
    for (const { tag, inner: text } of elements(inner, 'textarea')) {
      fields.append(attribute(tag, 'name') ?? '', unescaped(text.replace(/^\n/, '')));
    }
    for (const { tag, inner: options } of elements(inner, 'select')) {
      const chosen = elements(options, 'option').find((option) => /\sselected\b/.test(option.tag));
      fields.append(attribute(tag, 'name') ?? '', attribute(chosen?.tag ?? '', 'value') ?? '');
    }
    return fields;
  });
}

/** What a reader sees of a page: its text without tags. */
export function textOf(html: string): string {
  const from = html.indexOf('<body');
  return unescaped(html.slice(Math.max(from, 0)).replaceAll(tagPattern, ' '));
}
