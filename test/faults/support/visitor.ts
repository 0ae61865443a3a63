import type { Host } from '../../program/host.ts';
import { type FormOnPage, formsOf, linksIn, linksOn, secretOf } from './pages.ts';

/** What a visitor found that should not be. */
export type Finding = string;

/**
 * Somebody (or a mail scanner) who opens every link, presses every button and decides nothing: GET, HEAD and
 * OPTIONS of each address, and each form sent as it came, once without and once with each of its buttons.
 */
export class Visitor {
  readonly #host: Host;
  readonly findings: Finding[] = [];
  /** How much was tried. */
  readonly tried = { addresses: 0, forms: 0 };
  readonly #seen = new Set<string>();
  #mails = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Visits the links of the mails that came since the last time, or of all, and all pages that lead on from there. */
  async visit(which: 'new' | 'all'): Promise<void> {
    if (which === 'all') {
      this.#seen.clear();
      this.#mails = 0;
    }
    const mails = await this.#host.mails();
    const fresh = mails.slice(this.#mails);
    this.#mails = mails.length;
    const links = fresh.flatMap((mail) => linksIn(mail)).filter((link) => link.startsWith(this.#host.origin));
    for (const mail of fresh) {
      const secrets = new Set(linksIn(mail).flatMap((link) => secretOf(link) ?? []));
      if (secrets.size > 1) this.findings.push(`the mail ${mail.purpose} holds ${secrets.size} secrets`);
    }
    for (const link of ['/', '/buero', '/openapi.json', ...links]) {
      await this.#visit(new URL(link, this.#host.origin));
    }
  }

  async #visit(url: URL): Promise<void> {
    url.hash = '';
    if (url.origin !== this.#host.origin || url.pathname.startsWith('/_local') || this.#seen.has(url.href))
      return;
    this.#seen.add(url.href);
    this.tried.addresses += 1;
    for (const method of ['HEAD', 'OPTIONS']) {
      const { status } = await fetch(url, { method, redirect: 'manual' });
      if (status >= 500) this.findings.push(`${method} ${url.pathname}: ${status}`);
    }
    const answer = await fetch(url, { redirect: 'manual' });
    if (answer.status >= 500) this.findings.push(`GET ${url.pathname}: ${answer.status}`);
    const location = answer.headers.get('location');
    if (location !== null) await this.#visit(new URL(location, url));
    if (!(answer.headers.get('content-type') ?? '').startsWith('text/html')) {
      await answer.arrayBuffer();
      return;
    }
    const page = await answer.text();
    const own = secretOf(url.pathname);
    for (const link of linksOn(page)) {
      const secret = secretOf(link);
      if (secret !== undefined && secret !== own)
        this.findings.push(`${url.pathname} links to another secret`);
      await this.#visit(new URL(link, url));
    }
    for (const form of formsOf(page)) await this.#sendAsItCame(form, url);
  }

  async #sendAsItCame(form: FormOnPage, page: URL): Promise<void> {
    const place = page.pathname;
    const deciding = ['decision', 'action', 'answer', 'confirm', 'present', 'nobody'];
    for (const name of form.chosen) {
      if (deciding.includes(name)) this.findings.push(`${place}: ${name} is chosen beforehand`);
    }
    for (const button of [undefined, ...form.buttons]) {
      if (button !== undefined && deciding.includes(button[0]))
        this.findings.push(`${place}: a button sends ${button[0]}`);
      const body = new URLSearchParams(
        [...form.fields, ...(button === undefined ? [] : [button])].map(([name, value]) => [name, value]),
      );
      const target = new URL(form.action === '' ? page.href : form.action, page);
      this.tried.forms += 1;
      if (form.method === 'GET') target.search = body.toString();
      const answer = await fetch(target, {
        method: form.method,
        redirect: 'manual',
        ...(form.method === 'GET' ? {} : { body }),
      });
      await answer.arrayBuffer();
      if (answer.status >= 500) this.findings.push(`${form.method} ${place}: ${answer.status}`);
    }
  }
}
