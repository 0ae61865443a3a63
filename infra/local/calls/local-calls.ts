import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { servePage } from '../page/routes.ts';
import { type HttpAnswer, jsonAnswer, problem, readBody, TooLarge } from '../web/http.ts';
import type { LocalFacts } from './local-facts.ts';
import { isCrossSite, isLocal } from './local-guard.ts';

const bodyLimit = 5 * 1024 * 1024;
const exampleWanted = z.strictObject({ example: z.literal(true) });

/**
 * Answers a call below /_local, which are for people and tests on this machine and never for the world:
 * undefined where the path is none of these.
 */
export async function answerLocalCall(
  facts: LocalFacts,
  request: IncomingMessage,
): Promise<HttpAnswer | undefined> {
  // Joined rather than resolved: a path such as `//` would be read as another host, or as none at all.
  const address = `http://localhost${request.url ?? '/'}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.pathname !== '/_local' && !url.pathname.startsWith('/_local/')) return undefined;
  if (!isLocal(request)) return problem(404, 'Not Found');
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  if (method !== 'GET' && method !== 'POST') return problem(405, 'Method Not Allowed');
  if (method === 'POST' && isCrossSite(request))
    return problem(403, 'Forbidden', 'Another site may not do this.');
  try {
    const body = method === 'POST' ? (await readBody(request, bodyLimit)).toString('utf8') : '';
    const answer = method === 'POST' ? await posted(facts, url.pathname, body) : await got(facts, url);
    if (answer) return answer;
    const { headers } = request;
    const page = { method, path: url.pathname, query: url.searchParams, headers, body };
    return (await servePage(facts, page)) ?? problem(404, 'Not Found');
  } catch (error) {
    if (error instanceof TooLarge) return problem(413, 'Request Entity Too Large');
    if (error instanceof SyntaxError)
      return problem(400, 'Bad Request', 'The body is no JSON, or nested too deeply.');
    if (error instanceof z.ZodError) return problem(400, 'Bad Request', z.prettifyError(error));
    throw error;
  }
}

async function posted(facts: LocalFacts, path: string, body: string): Promise<HttpAnswer | undefined> {
  if (path === '/_local/clock') return jsonAnswer(200, await facts.advance(read(body)));
  if (path === '/_local/faults') return jsonAnswer(200, facts.disturb(read(body)));
  if (path !== '/_local/rounds') return undefined;
  const given = read(body);
  const example = exampleWanted.safeParse(given);
  const made = await facts.createRound(example.success ? example.data : { file: given });
  const type = made.statusCode < 400 ? 'application/json' : 'application/problem+json';
  return {
    status: made.statusCode,
    headers: { 'content-type': type, 'cache-control': 'no-store' },
    body: typeof made.body === 'string' ? made.body : JSON.stringify(made.body ?? null),
  };
}

/** Deeper than any round file; what is deeper still cannot be written out again. */
const deepest = 100;

/** Reads JSON. @throws SyntaxError also for what is nested too deeply */
function read(body: string): unknown {
  const given: unknown = JSON.parse(body);
  let level: unknown[] = [given];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw new SyntaxError('nested too deeply');
    level = level.flatMap((it) => (typeof it === 'object' && it !== null ? Object.values(it) : []));
  }
  return given;
}

async function got(
  facts: LocalFacts,
  { pathname: path, searchParams }: URL,
): Promise<HttpAnswer | undefined> {
  switch (path) {
    case '/_local/clock':
      return jsonAnswer(200, { ...facts.clock(), fired: facts.lastFired });
    case '/_local/mails':
      return { ...jsonAnswer(200, []), body: facts.mailsJson(searchParams.get('after') ?? undefined) };
    case '/_local/applications':
      return jsonAnswer(200, await facts.applications());
    case '/_local/records':
      return jsonAnswer(200, await facts.records());
    case '/_local/executions':
      return jsonAnswer(200, facts.executions());
    case '/_local/usage':
      return jsonAnswer(200, facts.usage());
    case '/_local/faults':
      return jsonAnswer(200, facts.faults());
    case '/_local/problems':
      return jsonAnswer(200, await facts.problems(searchParams.get('lang')));
    case '/_local/dead-letters':
      return jsonAnswer(200, facts.deadLetters());
  }
  const [, , kind, name = '', part, at] = path.split('/');
  const id = decoded(name);
  if (kind === 'mails' && part === 'raw') return rawMail(await facts.rawMail(id));
  if (kind === 'mails' && part === 'attachments') return attached(await facts.attachment(id, Number(at)));
  if (kind === 'executions' && part === 'history') return jsonAnswer(200, facts.history(id));
  return undefined;
}

function rawMail(raw: Buffer | undefined): HttpAnswer | undefined {
  return raw && { status: 200, headers: { 'content-type': 'message/rfc822' }, body: raw };
}

function attached(
  found: { filename: string; contentType: string; content: Buffer } | undefined,
): HttpAnswer | undefined {
  if (!found) return undefined;
  // What could be a page of this host is never shown as one.
  const shown = /^(application\/pdf|image\/(png|jpeg)|text\/plain)\b/i.test(found.contentType);
  const disposition = `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(found.filename)}`;
  return {
    status: 200,
    headers: {
      'content-type': found.contentType,
      'content-disposition': disposition,
      'x-content-type-options': 'nosniff',
    },
    body: found.content,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
