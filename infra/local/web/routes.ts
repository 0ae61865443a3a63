import type { RouteModel } from '../template/models.ts';
import { TemplateError } from '../template/template.ts';

/** A route of an HTTP API, ready to be matched. */
export interface Route extends RouteModel {
  /** ANY, or one method. */
  readonly method: string;
  /** Its path as in the template, such as /vorgang/{token}; empty for $default. */
  readonly pattern: string;
  readonly segments: readonly string[];
}

/** @throws TemplateError for a route key that is no `METHOD /path` and not `$default` */
export function readRoute(model: RouteModel): Route {
  if (model.routeKey === '$default') return { ...model, method: 'ANY', pattern: '', segments: [] };
  const parts = /^([A-Z]+) (\/\S*)$/.exec(model.routeKey);
  if (!parts?.[1] || !parts[2]) throw new TemplateError(`The route ${model.routeKey} is not known here`);
  return { ...model, method: parts[1], pattern: parts[2], segments: parts[2].slice(1).split('/') };
}

/**
 * Finds the route of a request: the most specific path wins (a fixed segment before a parameter, a parameter
 * before one that takes the rest), then the method by name before ANY; $default takes what is left
 * (API Gateway Developer Guide, "Routes for HTTP APIs").
 */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; parameters: Readonly<Record<string, string>> } | undefined {
  const given = path.slice(1).split('/');
  let best: { route: Route; parameters: Record<string, string>; rank: string } | undefined;
  for (const route of routes) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    const matched = route.routeKey === '$default' ? { parameters: {}, rank: '' } : match(route, given);
    if (!matched) continue;
    const rank = `${matched.rank}${route.routeKey === '$default' || route.method === 'ANY' ? '' : '4'}`;
    if (!best || rank > best.rank) best = { route, parameters: matched.parameters, rank };
  }
  return best;
}

function match(
  route: Route,
  given: readonly string[],
): { parameters: Record<string, string>; rank: string } | undefined {
  const parameters: Record<string, string> = {};
  let rank = '';
  for (const [at, segment] of route.segments.entries()) {
    const rest = /^\{(\w+)\+\}$/.exec(segment)?.[1];
    if (rest !== undefined) {
      const taken = given.slice(at);
      if (taken.length === 0 || taken.join('/') === '') return undefined;
      parameters[rest] = decoded(taken.join('/'));
      return { parameters, rank: `${rank}1` };
    }
    const value = given[at];
    if (value === undefined) return undefined;
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    if (name === undefined) {
      if (segment !== value) return undefined;
      rank += '3';
    } else {
      if (value === '') return undefined;
      parameters[name] = decoded(value);
      rank += '2';
    }
  }
  return given.length === route.segments.length ? { parameters, rank } : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
