import { readFileSync } from 'node:fs';
import { defaultLanguage, isLanguage, type Language } from '../../../functions/domain/text.ts';
import { moved, readMove } from './clock.ts';
import { type LocalHost, type PageData, pageSize, type View, views } from './data.ts';
import { address, frame } from './frame.ts';
import { html } from './html.ts';
import { localPage } from './local-page.ts';
import { mailBody, mailPage } from './mail-page.ts';
import { otherLanguage, words } from './words.ts';

/** A request as the page needs it; header names in lower case. */
export interface PageRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The form as it came; empty for GET. */
  readonly body: string;
}

/** The answer to send as it is. */
export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A route of the page. `pattern` is matched against the whole path. */
export interface LocalRoute {
  readonly method: 'GET' | 'POST';
  readonly pattern: RegExp;
  handle(host: LocalHost, request: PageRequest, id: string): Promise<PageAnswer> | PageAnswer;
}

/** The page's style sheet, in its parts: of two rules with the same weight the later one wins. */
const style = ['ground', 'frame', 'controls', 'clock', 'lists', 'mail', 'widths']
  .map((name) => readFileSync(new URL(`./style/${name}.css`, import.meta.url), 'utf8'))
  .join('\n');

/**
 * The routes of the page for people. The host serves them beside the JSON calls of the contract, under the same
 * condition: only for requests addressed to localhost.
 *
 * - `GET /_local` (`?view=`, `q`, `page`, `lang`), `GET /_local/inbox/{id}` (`?part=text`),
 *   `GET /_local/inbox/{id}/html`, `GET /_local/page/style.css`
 * - `POST /_local/page/clock` (`advanceBy`, `advanceTo` or `until` as Berlin's clocks show it) and
 *   `POST /_local/page/example`, `POST /_local/page/faults`: plain forms that do what the JSON calls do and lead back to the page
 *
 * {@link servePage} picks the route; raw messages and attachments are the host's own JSON-side routes.
 */
export const localRoutes: readonly LocalRoute[] = [
  { method: 'GET', pattern: /^\/_local\/?$/, handle: showPage },
  { method: 'GET', pattern: /^\/_local\/inbox\/([^/]+)$/, handle: showMail },
  { method: 'GET', pattern: /^\/_local\/inbox\/([^/]+)\/html$/, handle: showMailBody },
  {
    method: 'GET',
    pattern: /^\/_local\/page\/style\.css$/,
    handle: () => ({ status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: style }),
  },
  { method: 'POST', pattern: /^\/_local\/page\/clock$/, handle: moveClock },
  { method: 'POST', pattern: /^\/_local\/page\/example$/, handle: makeExample },
  { method: 'POST', pattern: /^\/_local\/page\/faults$/, handle: endFaults },
];

/** Answers a request for the page; undefined where none of its routes is meant. */
export async function servePage(host: LocalHost, request: PageRequest): Promise<PageAnswer | undefined> {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  for (const route of localRoutes) {
    const match = route.method === method ? route.pattern.exec(request.path) : null;
    if (match === null) continue;
    if (method === 'POST' && isForeign(request))
      return wrong(403, words.foreign[languageOf(request)], request);
    return route.handle(host, request, decoded(match[1] ?? ''));
  }
  return undefined;
}

async function showPage(host: LocalHost, request: PageRequest): Promise<PageAnswer> {
  return pageWith(host, request, notice(request), 200);
}

function showMail(host: LocalHost, request: PageRequest, id: string): PageAnswer {
  const language = languageOf(request);
  const mail = host.mail(id);
  if (mail === undefined) return wrong(404, words.unknownMail[language], request);
  return page(200, mailPage(mail, language, request.query.get('part') === 'text'));
}

function showMailBody(host: LocalHost, request: PageRequest, id: string): PageAnswer {
  const mail = host.mail(id);
  if (mail === undefined) return wrong(404, words.unknownMail[languageOf(request)], request);
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; " +
        'sandbox allow-popups allow-popups-to-escape-sandbox',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
    body: mailBody(mail),
  };
}

async function moveClock(host: LocalHost, request: PageRequest): Promise<PageAnswer> {
  const form = new URLSearchParams(request.body);
  const language = languageOf(request, form);
  const move = readMove(form);
  const failed = (text: string) => pageWith(host, request, { kind: 'wrong', text }, 422, language);
  if (move === undefined) return failed(words.badTime[language]);
  if (form.has('until') && 'advanceTo' in move && move.advanceTo < host.clock().now) {
    return failed(words.pastTime[language]);
  }
  try {
    const { now, fired } = await host.advance(move);
    const view = form.get('view') ?? '';
    const back = view === 'overview' ? '' : view;
    return redirect(address('/_local', language, { view: back, done: 'moved', now, fired: String(fired) }));
  } catch (error) {
    return failed(error instanceof Error ? error.message : words.badTime[language]);
  }
}

async function makeExample(host: LocalHost, request: PageRequest): Promise<PageAnswer> {
  const language = languageOf(request, new URLSearchParams(request.body));
  try {
    await host.makeExample();
    return redirect(address('/_local', language, { done: 'example' }));
  } catch (error) {
    return pageWith(host, request, { kind: 'wrong', text: String(error) }, 422, language);
  }
}

function endFaults(host: LocalHost, request: PageRequest): PageAnswer {
  host.endFaults();
  const language = languageOf(request, new URLSearchParams(request.body));
  return redirect(address('/_local', language, { done: 'faults' }));
}

async function pageWith(
  host: LocalHost,
  request: PageRequest,
  said: PageData['notice'],
  status: number,
  language: Language = languageOf(request),
): Promise<PageAnswer> {
  const view: View = views.find((it) => it === request.query.get('view')) ?? 'overview';
  const search = (request.query.get('q') ?? '').trim().slice(0, 200);
  const at = Math.max(1, Math.trunc(Number(request.query.get('page') ?? '1')) || 1);
  const inInbox = view === 'inbox';
  const data: PageData = {
    language,
    view,
    search,
    page: at,
    clock: host.clock(),
    inbox: host.inbox({
      search: inInbox ? search : '',
      limit: pageSize,
      offset: inInbox ? (at - 1) * pageSize : 0,
    }),
    applications: await host.applications(),
    executions: host.executions(),
    usage: host.usage(),
    rounds: await host.rounds(),
    relaysTo: host.relaysTo,
    disturbed: host.disturbed,
    notice: said,
  };
  return page(status, localPage(data));
}

function notice(request: PageRequest): PageData['notice'] {
  const language = languageOf(request);
  const { query } = request;
  if (query.get('done') === 'faults') return { kind: 'done', text: words.faultsEnded[language] };
  if (query.get('done') === 'example') return { kind: 'done', text: words.exampleMade[language] };
  const now = query.get('now') ?? '';
  if (query.get('done') !== 'moved' || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(now)) return undefined;
  if (Number.isNaN(Date.parse(now))) return undefined;
  return { kind: 'done', text: moved(now, Number(query.get('fired') ?? '0') || 0, language) };
}

// A page of another site may post to localhost, too; browsers then say where the form came from.
function isForeign(request: PageRequest): boolean {
  const header = (name: string) => [request.headers[name]].flat()[0];
  const site = header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = header('origin');
  return origin !== undefined && URL.parse(origin)?.host !== header('host');
}

function languageOf(request: PageRequest, form?: URLSearchParams): Language {
  const chosen = (form ?? request.query).get('lang');
  return isLanguage(chosen) ? chosen : defaultLanguage;
}

function wrong(status: number, text: string, request: PageRequest): PageAnswer {
  const language = languageOf(request);
  const body = html`<p class="notice wrong" role="status">${text}</p>`;
  const other = address(request.path, otherLanguage[language]);
  return page(
    status,
    frame({ language, view: undefined, title: words.title[language], otherLanguage: other, body }),
  );
}

function page(status: number, body: string): PageAnswer {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; " +
        "base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
    body,
  };
}

function redirect(location: string): PageAnswer {
  return { status: 303, headers: { location }, body: '' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
