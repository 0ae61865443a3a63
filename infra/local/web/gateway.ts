import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { type Functions, payloadLimit } from '../lambda/functions.ts';
import type { RouteModel } from '../template/models.ts';
import { arnOf, type World } from '../template/names.ts';
import { originOf } from './forwarding.ts';
import { type HttpAnswer, problem, readBody, TooLarge } from './http.ts';
import { findRoute, type Route, readRoute } from './routes.ts';

interface Options {
  readonly routes: readonly RouteModel[];
  readonly world: World;
  readonly functions: Functions;
  /** Whether API Gateway may invoke a function for a route, by the function's resource policy. */
  readonly mayInvoke: (functionArn: string, sourceArn: string) => { allowed: boolean; reason: string };
  /** Which proxies are believed about where a request comes from; left out where there is none. */
  readonly trusts?: ((address: string) => boolean) | undefined;
  readonly instant: () => number;
  readonly count: () => void;
  readonly log: (line: string) => void;
}

/** API Gateway's limit for a request's body. */
const bodyLimit = 10 * 1024 * 1024;

/** An API Gateway HTTP API with Lambda integrations of payload format 2.0. */
export class Gateway {
  readonly #options: Options;
  readonly #routes: readonly Route[];

  constructor(options: Options) {
    this.#options = options;
    this.#routes = options.routes.map(readRoute);
  }

  /**
   * Answers a request as the API would.
   * @param during runs what is done about it, once it has been read to its end: who sends slowly keeps nobody waiting
   */
  async answer(
    request: IncomingMessage,
    during: (act: () => Promise<HttpAnswer>) => Promise<HttpAnswer>,
  ): Promise<HttpAnswer> {
    this.#options.count();
    const method = request.method ?? 'GET';
    const [path = '/', query = ''] = split(request.url ?? '/');
    if (!/^(?:[^%]|%[0-9A-Fa-f]{2})*$/.test(path) || !path.startsWith('/'))
      return problem(400, 'Bad Request');
    const found = findRoute(this.#routes, method, path);
    if (!found) return problem(404, 'Not Found');
    let body: Buffer;
    try {
      body = await readBody(request, bodyLimit);
    } catch (error) {
      if (error instanceof TooLarge) return problem(413, 'Request Entity Too Large');
      throw error;
    }
    const event = JSON.stringify(this.#event(request, found, method, path, query, body));
    if (Buffer.byteLength(event) > payloadLimit) return problem(413, 'Request Entity Too Large');
    return during(() => this.#invoke(found.route, method, event));
  }

  async #invoke(route: Route, method: string, event: string): Promise<HttpAnswer> {
    const { functions, world, mayInvoke, log } = this.#options;
    const { apiId, functionArn, routeKey, pattern } = route;
    // For $default, permissions are written with its name or for every method and path; either serves on AWS.
    const places = routeKey === '$default' ? ['$default', `${method}/$default`] : [`${method}${pattern}`];
    const verdicts = places.map((it) =>
      mayInvoke(functionArn, arnOf(world, 'execute-api', `${apiId}/$default/${it}`)),
    );
    const verdict = verdicts.find((it) => it.allowed) ?? verdicts[0] ?? { allowed: false, reason: '' };
    const model = functions.find(functionArn);
    if (!verdict.allowed || !model) {
      log(`${routeKey}: ${model ? verdict.reason : `there is no function ${functionArn}`}`);
      return problem(500, 'Internal Server Error');
    }
    const outcome = await functions.invokeFor('request', model, event);
    if (!outcome.ok) {
      const passes = ['Sandbox.Timedout', 'TooManyRequestsException'].includes(outcome.error.errorType);
      log(`${routeKey}: ${outcome.error.errorType} in ${model.name}: ${outcome.error.errorMessage}`);
      return passes ? problem(503, 'Service Unavailable') : problem(500, 'Internal Server Error');
    }
    const answer = answerOf(JSON.parse(outcome.payload));
    if (answer) return answer;
    log(`${routeKey}: the answer of ${model.name} is not one that the API can send`);
    return problem(500, 'Internal Server Error');
  }

  #event(
    request: IncomingMessage,
    found: { route: Route; parameters: Readonly<Record<string, string>> },
    method: string,
    path: string,
    query: string,
    body: Buffer,
  ): object {
    const { cookie, ...plain } = request.headers;
    const headers = Object.fromEntries(
      Object.entries(plain).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
      ),
    );
    const now = this.#options.instant();
    const binary = body.length > 0 && !isText(request.headers['content-type']);
    const parameters = queryParameters(query);
    const origin = originOf(request, this.#options.trusts);
    return {
      version: '2.0',
      routeKey: found.route.routeKey,
      rawPath: path,
      rawQueryString: query,
      ...(cookie !== undefined && { cookies: cookie.split(';').map((it) => it.trim()) }),
      headers: { ...headers, ...origin.headers },
      ...(Object.keys(parameters).length > 0 && { queryStringParameters: parameters }),
      ...(Object.keys(found.parameters).length > 0 && { pathParameters: found.parameters }),
      requestContext: {
        accountId: 'anonymous',
        apiId: found.route.apiId,
        domainName: request.headers.host ?? '',
        domainPrefix: (request.headers.host ?? '').split('.')[0] ?? '',
        http: {
          method,
          path,
          protocol: `HTTP/${request.httpVersion}`,
          sourceIp: origin.source,
          userAgent: request.headers['user-agent'] ?? '',
        },
        requestId: randomUUID(),
        routeKey: found.route.routeKey,
        stage: '$default',
        time: new Date(now).toUTCString(),
        timeEpoch: now,
      },
      ...(body.length > 0 && { body: body.toString(binary ? 'base64' : 'utf8') }),
      isBase64Encoded: binary,
    };
  }
}

function split(url: string): [string, string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

function queryParameters(query: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    found[name] = name in found ? `${found[name]},${value}` : value;
  }
  return found;
}

// API Gateway hands these over as text, and all else, forms included, in base64.
function isText(contentType: string | undefined): boolean {
  if (contentType === undefined) return true;
  return /^\s*(text\/|application\/(json|xml|javascript)\b)/i.test(contentType);
}

const answerShape = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Reads a function's result; one without a status code is itself the JSON body, as format 2.0 says. */
function answerOf(result: unknown): HttpAnswer | undefined {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    const body = typeof result === 'string' ? result : JSON.stringify(result);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const parsed = answerShape.safeParse(result);
  if (!parsed.success) return undefined;
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const sent: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(headers ?? {})) sent[name.toLowerCase()] = String(value);
  sent['content-type'] ??= 'text/plain; charset=utf-8';
  if (cookies && cookies.length > 0) sent['set-cookie'] = cookies;
  return {
    status: statusCode,
    headers: sent,
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  };
}
