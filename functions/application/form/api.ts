import * as z from 'zod';
import type { Application } from '../../domain/application.ts';
import { storedReader } from '../../domain/stored.ts';
import { now } from '../../platform/store/clock.ts';
import { keys, sha256 } from '../../platform/store/keys.ts';
import { ConflictError, type Write } from '../../platform/store/port.ts';
import { untilAgreed } from '../../platform/store/records.ts';
import { get } from '../../platform/store/table.ts';
import { type Answer, HttpError, json, problem, type Request } from '../../platform/web/http.ts';
import { checkSubmission } from './check-submission.ts';
import { admission, lateField, lateMistakes, useUp, wasUsedUp } from './late.ts';
import { holdToLimits } from './limits.ts';
import { findRound, submit } from './store-application.ts';

/** For so long a repeated request gets the same answer. */
const idempotencyHours = 24;

const keptSchema = z.strictObject({
  kind: z.literal('idempotency'),
  bodyHash: z.string(),
  at: z.string(),
  revision: z.number(),
  answer: z.strictObject({ id: z.string(), reference: z.string(), status: z.string() }),
});
const readKept = storedReader('idempotency', keptSchema, ['pk', 'sk', 'expiresAt']);

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
  if (key === '' || key.length > 255) {
    throw new HttpError(400, 'The Idempotency-Key has 1 to 255 characters.');
  }
  const item = await get(keys.idempotency(key));
  return item === undefined ? undefined : readKept(item);
}

function repeated(found: z.infer<typeof keptSchema>, bodyHash: string): Answer {
  if (found.bodyHash === bodyHash) return json(found.answer, 201);
  return problem(422, 'The key was used for another request', {
    detail: 'This Idempotency-Key belongs to another body. Please use a new key for a new application.',
    errors: [
      {
        pointer: '',
        message: {
          de: 'Der Idempotency-Key gehört zu einem anderen Inhalt.',
          en: 'The Idempotency-Key belongs to another body.',
        },
      },
    ],
  });
}

/** Another application was sent by the same late link at the same instant. */
function usedUp(): Answer {
  return problem(403, 'The link was used', {
    detail: 'A late link lets one application in. Please ask the programme office for another one.',
  });
}

/** Takes an application from another system, or from a person's own program. */
export async function postApplication(request: Request): Promise<Answer> {
  const input = parseBody(request);
  const at = now();
  const key = request.headers['idempotency-key'];
  const bodyHash = sha256(request.body);
  const before = await kept(key);
  const isFresh =
    before !== undefined && Date.parse(before.at) + idempotencyHours * 3_600_000 > Date.parse(at);
  if (before !== undefined && isFresh) return repeated(before, bodyHash);
  const checked = await checkSubmission(input, findRound);
  await holdToLimits(request, checked.ok ? checked.submission.applicant.email : undefined, at);
  if (!checked.ok) {
    return problem(422, 'The application is not complete', {
      errors: checked.mistakes,
    });
  }
  const admitted = await admission(checked.round, request.query.get(lateField) ?? undefined, at);
  if (admitted.as === 'nobody') {
    return problem(403, 'The round takes no applications now', {
      detail: 'Applications are taken between the opening and the closing of the round.',
    });
  }
  const against = lateMistakes(admitted, checked.submission);
  if (against.length > 0) {
    return problem(422, 'The link is for another application', {
      errors: against,
    });
  }
  const { submission, round } = checked;
  const keep = (application: Application): readonly Write[] => {
    const { id, reference, status } = application;
    const spent = useUp(admitted, application, at);
    if (key === undefined) return spent;
    const item = {
      ...keys.idempotency(key),
      kind: 'idempotency',
      bodyHash,
      at,
      answer: { id, reference, status },
      revision: (before?.revision ?? 0) + 1,
      expiresAt: Math.floor(Date.parse(at) / 1000) + 2 * idempotencyHours * 3600,
    };
    return [...spent, before === undefined ? { create: item } : { replace: item, revision: before.revision }];
  };
  return untilAgreed(async () => {
    try {
      const { id, reference, status } = await submit(submission, round, at, {
        writes: keep,
        late: admitted.as === 'late',
      });
      return json({ id, reference, status }, 201);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      // The same request at the same instant: its answer, once it is there.
      const other = await kept(key);
      if (other !== undefined && other.revision !== before?.revision) return repeated(other, bodyHash);
      if (await wasUsedUp(admitted)) return usedUp();
      throw error;
    }
  });
}
