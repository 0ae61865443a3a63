import * as z from 'zod';
import { isWindowOpen } from '../domain/lifecycle.ts';
import { now } from '../platform/clock.ts';
import { nested } from '../platform/forms.ts';
import { type Answer, HttpError, html, httpFunction, json, problem, type Request } from '../platform/http.ts';
import { keys, sha256 } from '../platform/keys.ts';
import { within } from '../platform/limits.ts';
import { ConflictError, get } from '../platform/table.ts';
import { formPage, sentPage, windowPage } from './pages.tsx';
import { checkSubmission } from './submission.ts';
import { findRound, submit } from './submit.ts';

/** Applications that one source may send in a minute: several times what a whole Land sends on its last day. */
const perMinute = 300;

/** For so long a repeated request gets the same answer. */
const idempotencyHours = 24;

const keptSchema = z.object({
  bodyHash: z.string(),
  at: z.string(),
  revision: z.number(),
  answer: z.object({ id: z.string(), reference: z.string(), status: z.string() }),
});

async function limited(request: Request): Promise<void> {
  if (!(await within(`apply ${request.source}`, perMinute, 60, now()))) {
    throw new HttpError(429, 'Too many applications from this source. Please try again in a minute.', {
      'retry-after': '60',
    });
  }
}

function parseBody(request: Request): unknown {
  if (!/^application\/json\s*(;|$)/.test(request.contentType)) {
    throw new HttpError(415, 'The body is sent as application/json.');
  }
  try {
    return JSON.parse(request.body);
  } catch {
    throw new HttpError(400, 'The body is not valid JSON.');
  }
}

/** An application that is being repeated: the answer it had, if it had one. */
async function kept(key: string | undefined) {
  if (key === undefined) return undefined;
  if (key === '' || key.length > 255)
    throw new HttpError(400, 'The Idempotency-Key has 1 to 255 characters.');
  const item = await get(keys.idempotency(key));
  return item === undefined ? undefined : keptSchema.parse(item);
}

function repeated(found: z.infer<typeof keptSchema>, bodyHash: string): Answer {
  if (found.bodyHash === bodyHash) return json(found.answer, 201);
  return problem(422, 'The key was used for another request', {
    detail: 'This Idempotency-Key belongs to another body. Please use a new key for a new application.',
    errors: [{ pointer: '', message: 'The Idempotency-Key belongs to another body.' }],
  });
}

async function postJson(request: Request): Promise<Answer> {
  const input = parseBody(request);
  await limited(request);
  const at = now();
  const key = request.headers['idempotency-key'];
  const bodyHash = sha256(request.body);
  const before = await kept(key);
  const isFresh =
    before !== undefined && Date.parse(before.at) + idempotencyHours * 3_600_000 > Date.parse(at);
  if (before !== undefined && isFresh) return repeated(before, bodyHash);
  const checked = await checkSubmission(input, findRound);
  if (!checked.ok) {
    return problem(422, 'The application is not complete', {
      errors: checked.mistakes.map(({ pointer, message }) => ({ pointer, message: message.en })),
    });
  }
  if (!isWindowOpen(checked.round, at)) {
    return problem(403, 'The round takes no applications now', {
      detail: 'Applications are taken between the opening and the closing of the round.',
    });
  }
  try {
    const application = await submit(checked.submission, checked.round, at, ({ id, reference, status }) => {
      if (key === undefined) return [];
      const item = {
        ...keys.idempotency(key),
        kind: 'idempotency',
        bodyHash,
        at,
        answer: { id, reference, status },
        revision: (before?.revision ?? 0) + 1,
        expiresAt: Math.floor(Date.parse(at) / 1000) + 2 * idempotencyHours * 3600,
      };
      return [before === undefined ? { create: item } : { replace: item, revision: before.revision }];
    });
    const { id, reference, status } = application;
    return json({ id, reference, status }, 201);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const other = await kept(key);
    if (other === undefined) throw error;
    return repeated(other, bodyHash);
  }
}

async function showForm(request: Request): Promise<Answer> {
  const found = await findRound(request.params['round'] ?? '');
  if (found === undefined) throw new HttpError(404, 'There is no such round.');
  const language = request.chosen ?? 'de';
  if (!isWindowOpen(found.round, now())) return html(windowPage(found.round, language, now()));
  return html(formPage({ ...found, language, values: new URLSearchParams(), mistakes: [] }));
}

async function postForm(request: Request): Promise<Answer> {
  const id = request.params['round'] ?? '';
  const found = await findRound(id);
  if (found === undefined) throw new HttpError(404, 'There is no such round.');
  const language = request.chosen ?? 'de';
  const at = now();
  if (!isWindowOpen(found.round, at)) return html(windowPage(found.round, language, at), 403);
  await limited(request);
  const fields = nested(request.form, ['administrations', 'cohorts']);
  const input = {
    ...Object.fromEntries(Object.entries(fields).filter(([name]) => formFields.includes(name))),
    round: id,
    language,
    ...(fields['privacyNoticeRead'] === 'true' ? { privacyNoticeRead: true } : {}),
  };
  const checked = await checkSubmission(input, findRound);
  if (!checked.ok) {
    return html(formPage({ ...found, language, values: request.form, mistakes: checked.mistakes }), 422);
  }
  const application = await submit(checked.submission, checked.round, at);
  return html(sentPage(application, checked.round, language), 201);
}

const formFields = ['administrations', 'applicant', 'supervisor', 'motivation', 'cohorts'];

/** The form and the JSON interface by which people apply. */
export const handler = httpFunction({
  '/bewerbung/{round}': { GET: showForm, POST: postForm },
  '/api/applications': { POST: postJson },
});
