import type { Language } from '../domain/text.ts';
import { now } from '../platform/clock.ts';
import { type Answer, HttpError, type Request, seeOther } from '../platform/http.ts';
import { inLanguage } from '../platform/page/context.ts';
import { forbiddenPage, staleFormPage } from './messages.tsx';
import { isForeign, isGenuine, type Session, sessionOf } from './session.ts';

/** A request to the office as its pages see it. */
export type OpenVisit = {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly language: Language;
  readonly at: string;
};
/** The same by somebody who is signed in. */
export type Visit = OpenVisit & { readonly session: Session };

type Reply = Answer | Promise<Answer>;

/** Who may use it: anyone, those who are signed in (office and auditors), or the office alone. */
export type Endpoint =
  | { readonly for: 'anyone'; readonly handle: (visit: OpenVisit) => Reply }
  | { readonly for: 'signed-in' | 'office'; readonly handle: (visit: Visit) => Reply };

/** One page of the office, with the form that can be sent to it. */
export type Page = {
  /** Path with names in braces, such as `/buero/durchgang/{round}`. */
  readonly path: string;
  /** What it is for, in the words of the table of access. */
  readonly about: string;
  readonly GET?: Endpoint;
  readonly POST?: Endpoint;
};

/** Sends the browser to another page of the office, in the language it reads. */
export function goTo(visit: OpenVisit, path: string, cookies: readonly string[] = []): Answer {
  return seeOther(inLanguage(path, visit.language), cookies);
}

type Found = { readonly page: Page; readonly params: Record<string, string> };

/** The first page whose path fits; those without names in braces stand before those with. */
export function findPage(pages: readonly Page[], path: string): Found | undefined {
  const parts = path.split('/');
  for (const page of pages) {
    const wanted = page.path.split('/');
    if (wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((want, index) => {
      const part = parts[index] ?? '';
      const name = /^\{(\w+)\}$/.exec(want)?.[1];
      if (name === undefined) return want === part;
      if (!/^[A-Za-z0-9_.-]{1,100}$/.test(part)) return false;
      params[name] = part;
      return true;
    });
    if (fits) return { page, params };
  }
  return undefined;
}

/** Answers requests to the office: finds the page, then who it is, then whether they may; only then the page acts. */
export function officeRouter(pages: readonly Page[]): (request: Request) => Promise<Answer> {
  return async (request) => {
    const found = findPage(pages, request.path);
    if (found === undefined) throw new HttpError(404, 'There is no such page.');
    const { page, params } = found;
    const endpoint = page[request.method];
    if (endpoint === undefined) {
      const allow = [...(page.GET ? ['GET', 'HEAD'] : []), ...(page.POST ? ['POST'] : [])].join(', ');
      throw new HttpError(405, `Allowed here: ${allow}.`, { allow });
    }
    const at = now();
    const visit: OpenVisit = { request, params, language: request.chosen ?? 'de', at };
    if (request.method === 'POST' && isForeign(request)) return staleFormPage(visit);
    if (endpoint.for === 'anyone') return endpoint.handle(visit);
    const session = await sessionOf(request, at);
    if (session === undefined) {
      return request.method === 'GET' ? goTo(visit, '/buero/anmelden') : staleFormPage(visit);
    }
    if (endpoint.for === 'office' && session.role !== 'office') return forbiddenPage({ ...visit, session });
    if (request.method === 'POST' && !isGenuine(request, session)) return staleFormPage(visit);
    return endpoint.handle({ ...visit, session });
  };
}
