import type { Instant, Land } from '../calendar.ts';
import type { Mistake } from '../mistake.ts';
import { describeIssue } from './problems.ts';
import { draftSchema, findErrors } from './rules.ts';
import { type RoundFile, roundFileSchema } from './schema.ts';
import { findWarnings } from './warnings.ts';

export type ParsedRoundFile =
  | { readonly ok: true; readonly file: RoundFile; readonly warnings: readonly Mistake[] }
  | { readonly ok: false; readonly errors: readonly Mistake[] };

/**
 * Reads a round file, with its defaults filled in and its instants in UTC, or tells all that is wrong at once.
 * At `now` its application window must not be over. Days off (by the Land's holidays) are warnings.
 */
export function parseRoundFile(json: unknown, now: Instant, land: Land = 'BB'): ParsedRoundFile {
  const parsed = roundFileSchema.safeParse(json);
  const draft = draftSchema.parse(json);
  const errors = [
    ...(parsed.success ? [] : parsed.error.issues.flatMap((issue) => describeIssue(issue, json))),
    ...findErrors(draft, now),
  ];
  if (!parsed.success || errors.length > 0) return { ok: false, errors };
  return { ok: true, file: parsed.data, warnings: findWarnings(draft, land) };
}
