import type { IncomingMessage, ServerResponse } from 'node:http';

/** An answer before it is written; a header with several values is sent several times. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** A body that exceeds the limit. */
export class TooLarge extends Error {}

/**
 * Reads a request's body.
 * @throws TooLarge beyond the limit (in bytes); the rest is read and dropped, so that the answer can be heard
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= limit) chunks.push(bytes);
    else if (size > 4 * limit) break;
  }
  if (size > limit) throw new TooLarge();
  return Buffer.concat(chunks);
}

/** Writes an answer; without its body for HEAD. */
export function sendAnswer(response: ServerResponse, answer: HttpAnswer, method = 'GET'): void {
  if (response.destroyed) return;
  const body = Buffer.from(answer.body);
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  const bodiless = answer.status === 204 || answer.status === 304;
  if (!bodiless && !response.hasHeader('content-length')) response.setHeader('content-length', body.length);
  response.end(method === 'HEAD' || bodiless ? undefined : body);
}

/** A JSON answer. */
export function jsonAnswer(status: number, value: unknown): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: JSON.stringify(value),
  };
}

/** A problem document (RFC 9457); `message` beside it is what API Gateway itself says. */
export function problem(status: number, title: string, detail?: string): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify({ type: 'about:blank', title, status, ...(detail && { detail }), message: title }),
  };
}
