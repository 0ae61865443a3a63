import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';
import type { Mistake } from '../../domain/mistake.ts';
import { isLanguage, type Language } from '../../domain/text.ts';
import { errorFields, log } from '../observe/log.ts';
import { count, observer } from '../observe/observer.ts';
import { errorPage, unknownPage } from '../page/messages.tsx';
import { TableBusyError } from '../store/port.ts';
import { problemPage, problemTitles } from './refusals.ts';

/** A request as the handlers see it. */
export type Request = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The form that was sent; empty values are left out by the readers, not here. */
  readonly form: URLSearchParams;
  readonly body: string;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** What the person chose with `?lang=`; undefined where nothing was chosen. */
  readonly chosen: Language | undefined;
  /** Address of the caller, for limits only; never stored or logged in clear. */
  readonly source: string;
};

/** What a handler answers. */
export type Answer = {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
};

type Handler = (request: Request) => Answer | Promise<Answer>;

/** The handlers of a function by path (as in the route, without the method) and method; GET answers HEAD as well. */
export type Routes = Readonly<Record<string, { readonly GET?: Handler; readonly POST?: Handler }>>;

/** An answer that says what was wrong; `HttpError` may be thrown from any depth of a handler. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.detail = detail;
    this.headers = headers;
  }
}

const largestBody = 128 * 1024;

/**
 * No inline script or style, nothing from other hosts, never in a frame; forms go home only.
 */
const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** A page. Not to be kept by any cache unless `cache` says otherwise: most pages are about a person. */
export function html(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    type: 'text/html; charset=utf-8',
    body,
    headers: { 'cache-control': 'no-store', ...headers },
  };
}

export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    type: 'application/json; charset=utf-8',
    body: JSON.stringify(value),
    headers: { 'cache-control': 'no-store', ...headers },
  };
}

/** A problem document as RFC 9457 defines it. The JSON interface tells its mistakes in English. */
export function problem(
  status: number,
  title: string,
  more: {
    readonly detail?: string;
    readonly errors?: readonly Mistake[];
  } = {},
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    type: 'application/problem+json; charset=utf-8',
    body: JSON.stringify({
      type: 'about:blank',
      title,
      status,
      ...more,
      errors: more.errors?.map(({ pointer, message }) => ({ pointer, message: message.en })),
    }),
    headers: { 'cache-control': 'no-store', ...headers },
  };
}

/** Sends the browser to another page with GET. */
export function seeOther(location: string, cookies: readonly string[] = []): Answer {
  return {
    status: 303,
    type: 'text/plain; charset=utf-8',
    body: '',
    headers: { location, 'cache-control': 'no-store' },
    cookies,
  };
}

/** Whether the caller reads JSON rather than pages. */
function wantsJson(path: string): boolean {
  return path.startsWith('/api/') || path.endsWith('.json');
}

function chosenLanguage(query: URLSearchParams): Language | undefined {
  const lang = query.get('lang');
  return isLanguage(lang) ? lang : undefined;
}

function decodeBody(event: APIGatewayProxyEventV2): string {
  if (event.body === undefined) return '';
  const bytes = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > largestBody) throw new HttpError(413, 'The request is larger than 128 KiB.');
  try {
    return readable(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new HttpError(400, 'The request is not valid UTF-8.');
  }
}

/**
 * The gateway hands JSON over as text, and puts U+FFFD where bytes were no UTF-8; so does the decoding of a
 * form's escapes. Kept, it would stand in somebody's name for ever.
 * @throws HttpError 400
 */
function readable(text: string): string {
  if (text.includes('\uFFFD')) throw new HttpError(400, 'The request is not valid UTF-8.');
  return text;
}

function formOf(body: string): URLSearchParams {
  const form = new URLSearchParams(body);
  for (const [name, value] of form) readable(name + value);
  return form;
}

function toRequest(event: APIGatewayProxyEventV2, method: 'GET' | 'POST'): Request {
  const headers = Object.fromEntries(
    Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const contentType = (headers['content-type'] ?? '').toLowerCase();
  const body = method === 'POST' ? decodeBody(event) : '';
  return {
    method,
    path: event.rawPath,
    params: Object.fromEntries(
      Object.entries(event.pathParameters ?? {}).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    query: new URLSearchParams(event.rawQueryString),
    form: formOf(contentType.startsWith('application/x-www-form-urlencoded') ? body : ''),
    body,
    contentType,
    headers,
    cookies: Object.fromEntries(
      (event.cookies ?? []).map((cookie) => {
        const at = cookie.indexOf('=');
        return [cookie.slice(0, at).trim(), cookie.slice(at + 1).trim()];
      }),
    ),
    chosen: chosenLanguage(new URLSearchParams(event.rawQueryString)),
    source: event.requestContext.http.sourceIp,
  };
}

function toResult(answer: Answer, method: string): APIGatewayProxyStructuredResultV2 {
  if (answer.status >= 400) count(['Refusals', { status: String(answer.status) }]);
  const binary = typeof answer.body !== 'string';
  const body = typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body).toString('base64');
  return {
    statusCode: answer.status,
    headers: { ...securityHeaders, 'content-type': answer.type, ...answer.headers },
    ...(answer.cookies === undefined || answer.cookies.length === 0 ? {} : { cookies: [...answer.cookies] }),
    body: method === 'HEAD' ? '' : body,
    isBase64Encoded: binary && method !== 'HEAD',
  };
}

/** Seconds after which a service that was away may be there again. */
const awaySeconds = 60;

/** An error of an AWS client whose service takes nothing at present. */
const away = z.object({ $metadata: z.object({ httpStatusCode: z.literal(503) }) });

function failed(error: unknown, event: APIGatewayProxyEventV2): Answer {
  if (error instanceof TableBusyError || away.safeParse(error).success) {
    log.error('a service is away', { route: event.routeKey, ...errorFields(error) });
    const later = { 'retry-after': String(awaySeconds) };
    return failed(
      new HttpError(503, 'Nothing can be saved at present. Please try again later.', later),
      event,
    );
  }
  const language = chosenLanguage(new URLSearchParams(event.rawQueryString)) ?? 'de';
  if (error instanceof HttpError) {
    return wantsJson(event.rawPath)
      ? problem(error.status, problemTitles[error.status] ?? 'Error', { detail: error.detail }, error.headers)
      : html(
          error.status === 404 ? unknownPage(language) : problemPage(error.status, language),
          error.status,
          error.headers,
        );
  }
  log.error('a request failed', { route: event.routeKey, ...errorFields(error) });
  return wantsJson(event.rawPath)
    ? problem(500, 'Internal error', {
        detail: 'Something went wrong on our side. Please send the request again.',
      })
    : html(errorPage(language), 500);
}

async function answer(routes: Routes, event: APIGatewayProxyEventV2): Promise<Answer> {
  // A route's key is `ANY /path` or `$default`.
  const path = event.routeKey.includes(' ')
    ? event.routeKey.slice(event.routeKey.indexOf(' ') + 1)
    : event.routeKey;
  const route = routes[path];
  const asked = event.requestContext.http.method;
  if (route === undefined) throw new HttpError(404, 'There is nothing here.');
  const allowed = [...(route.GET ? ['GET', 'HEAD'] : []), ...(route.POST ? ['POST'] : []), 'OPTIONS'].join(
    ', ',
  );
  if (asked === 'OPTIONS') {
    return { status: 204, type: 'text/plain; charset=utf-8', body: '', headers: { allow: allowed } };
  }
  const method = asked === 'HEAD' ? 'GET' : asked;
  const handler = method === 'GET' || method === 'POST' ? route[method] : undefined;
  if (handler === undefined || (method !== 'GET' && method !== 'POST')) {
    throw new HttpError(405, `Allowed here: ${allowed}.`, { allow: allowed });
  }
  const request = toRequest(event, method);
  if (
    method === 'POST' &&
    !wantsJson(path) &&
    !request.contentType.startsWith('application/x-www-form-urlencoded')
  ) {
    throw new HttpError(415, 'Forms are sent as application/x-www-form-urlencoded.');
  }
  return handler(request);
}

/** Makes a Lambda of its routes: parses, calls, and turns each error into an answer that a person or program can read. */
export function httpFunction(routes: Routes) {
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use({
      before: ({ event, context }) => observer().begin(event, context),
      after: () => observer().end(),
      onError: () => observer().end(),
    })
    .use({
      onError: (request) => {
        request.response = toResult(
          failed(request.error, request.event),
          request.event.requestContext.http.method,
        );
      },
    })
    .handler(async (event) => toResult(await answer(routes, event), event.requestContext.http.method));
}
