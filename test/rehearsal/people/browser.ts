// A plain HTML client: it fetches a page, fills in a form that it finds there, returns the hidden fields it was
// given, and keeps cookies. It runs no script.

type Field = {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly checked: boolean;
};

/** A form as it stands on a page. */
export type Form = { readonly action: string; readonly method: string; readonly fields: readonly Field[] };

/** A page that was fetched. */
export type Page = {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly forms: readonly Form[];
};

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
};

function decoded(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => {
    const known = entities[name];
    if (known !== undefined) return known;
    const code = /^#x([0-9a-f]+)$/i.exec(name)?.[1] ?? '';
    if (code !== '') return String.fromCodePoint(Number.parseInt(code, 16));
    const decimal = /^#(\d+)$/.exec(name)?.[1];
    return decimal === undefined ? whole : String.fromCodePoint(Number(decimal));
  });
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag);
  return found === null ? undefined : decoded(found[1] ?? '');
}

function fieldsOf(form: string): Field[] {
  const fields: Field[] = [];
  for (const [tag] of form.matchAll(/<(?:input|button)\b[^>]*>/g)) {
    const name = attribute(tag, 'name');
    const type = attribute(tag, 'type') ?? 'text';
    if (name === undefined || tag.startsWith('<button')) continue;
    const value = attribute(tag, 'value') ?? (type === 'checkbox' || type === 'radio' ? 'on' : '');
    fields.push({ name, type, value, checked: attribute(tag, 'checked') !== undefined });
  }
  for (const [, tag = '', text = ''] of form.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/g)) {
    const name = attribute(tag, 'name');
    const value = decoded(text).replace(/^\n/, '');
    if (name !== undefined) fields.push({ name, type: 'textarea', value, checked: false });
  }
  for (const [, tag = '', options = ''] of form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)) {
    const name = attribute(tag, 'name');
    const chosen = /<option\b[^>]*\sselected[^>]*>/.exec(options)?.[0] ?? '';
    if (name !== undefined)
      fields.push({ name, type: 'select', value: attribute(chosen, 'value') ?? '', checked: false });
  }
  return fields;
}

/** The forms of a page, in their order. */
export function formsOf(text: string, url: string): Form[] {
  return [...text.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)].map(([, tag = '', inner = '']) => ({
    action: new URL(attribute(tag, 'action') ?? url, url).href,
    method: (attribute(tag, 'method') ?? 'get').toLowerCase(),
    fields: fieldsOf(inner),
  }));
}

/** What a form would send with some fields filled in: hidden ones and what was filled in or ticked beforehand as they came. */
export function filledIn(
  form: Form,
  values: Readonly<Record<string, string | readonly string[]>>,
): URLSearchParams {
  const body = new URLSearchParams();
  for (const { name, type, value, checked } of form.fields) {
    if (name in values) continue;
    if (type === 'checkbox' || type === 'radio' ? checked : type !== 'submit') body.append(name, value);
  }
  for (const [name, given] of Object.entries(values)) {
    for (const each of typeof given === 'string' ? [given] : given) body.append(name, each);
  }
  return body;
}

/** The heading of a page. */
export function titleOf(page: Page): string {
  return decoded((/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(page.text)?.[1] ?? '').replace(/<[^>]+>/g, '').trim());
}

/** A browser of one person: its cookies are its own. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  async #request(url: string, init: RequestInit): Promise<Page> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const origin = new URL(url).origin;
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }), ...(init.method === 'POST' ? { origin } : {}) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      if (name !== '') this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null && response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      return this.#request(new URL(location, url).href, { method: 'GET' });
    }
    const text = await response.text();
    return { url, status: response.status, text, forms: formsOf(text, url) };
  }

  open(url: string): Promise<Page> {
    return this.#request(url, { method: 'GET' });
  }

  /**
   * Fills in the form on which a field of that name stands, and sends it.
   * @throws Error where the page has no such form
   */
  async send(
    page: Page,
    field: string,
    values: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<Page> {
    const form = page.forms.find(
      ({ method, fields }) => method === 'post' && fields.some(({ name }) => name === field),
    );
    if (form === undefined) {
      throw new Error(`the page "${titleOf(page)}" (${page.status}) has no form with ${field}`);
    }
    return this.#request(form.action, { method: 'POST', body: filledIn(form, values) });
  }
}
