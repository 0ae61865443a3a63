import { now } from '../platform/store/clock.ts';
import { type Answer, HttpError, type Request } from '../platform/web/http.ts';
import { forbiddenPage, staleFormPage } from './shared/messages.tsx';
import { isForeign, isGenuine, sessionOf } from './shared/session.ts';
import { goTo, type OpenVisit, type Page } from './shared/visit.ts';

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
