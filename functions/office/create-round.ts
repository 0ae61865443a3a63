import * as z from 'zod';
import { currentEdition } from '../domain/register/register.ts';
import type { Round } from '../domain/round.ts';
import { exampleRound, parseRoundFile } from '../domain/round-file.ts';
import { observed } from '../platform/observe/observed.ts';
import { now } from '../platform/store/clock.ts';
import { keys, sha256 } from '../platform/store/keys.ts';
import { startRound } from '../platform/store/outbox.ts';
import { ConflictError } from '../platform/store/port.ts';
import { loadRound } from '../platform/store/records.ts';
import { transact } from '../platform/store/table.ts';

const eventSchema = z.union([z.object({ example: z.literal(true) }), z.object({ file: z.unknown() })]);

type Created = { readonly statusCode: number; readonly body: unknown };

/** JSON with its names in order: the same file has the same hash, however it was written. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/**
 * Makes a round from a round file: 201 with its id; 200 for the same file again; 409 for another one under
 * the same id; 422 with all problems of a file that cannot be a round. Warnings come with the answer.
 * @param by address of whoever makes it in the office
 */
export async function createRound(file: unknown, at: string, by?: string): Promise<Created> {
  const parsed = parseRoundFile(file, at);
  const fileHash = sha256(canonical(file));
  if (!parsed.ok) {
    const known = z.object({ id: z.string() }).safeParse(file);
    const existing = known.success ? await loadRound(known.data.id) : undefined;
    if (existing?.fileHash === fileHash) return { statusCode: 200, body: { id: existing.id } };
    return {
      statusCode: 422,
      body: {
        type: 'about:blank',
        title: 'The round file is not valid',
        status: 422,
        errors: parsed.errors.map(({ pointer, message }) => ({
          pointer,
          message: message.en,
          german: message.de,
        })),
      },
    };
  }
  const { id } = parsed.file;
  const warnings = parsed.warnings.map(({ pointer, message }) => ({
    pointer,
    message: message.en,
    german: message.de,
  }));
  const opened = parsed.file.applications.opens <= at;
  const round: Round = {
    ...keys.round(id),
    kind: 'round',
    id,
    status: opened ? 'open' : 'draft',
    revision: 1,
    generation: 1,
    file: parsed.file,
    fileHash,
    registerEdition: currentEdition,
    createdAt: at,
    ...(opened ? { openedAt: at } : {}),
    sequence: 0,
    history: [
      { at, who: 'office', what: 'created', ...(by === undefined ? {} : { name: by }) },
      ...(opened ? [{ at, who: 'date', what: 'opened' }] : []),
    ],
  };
  try {
    await transact([
      { create: round },
      { put: { ...keys.roundListed(id), kind: 'round-listed' } },
      startRound(round, at),
    ]);
    return { statusCode: 201, body: { id, warnings } };
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    const existing = await loadRound(id);
    return existing?.fileHash === fileHash
      ? { statusCode: 200, body: { id, warnings } }
      : {
          statusCode: 409,
          body: { type: 'about:blank', title: 'Another round has this id', status: 409 },
        };
  }
}

/** Invoked by name by whoever operates the system, with `{ file }` or `{ example: true }`. */
export const handler = observed(async (event: unknown): Promise<Created> => {
  const input = eventSchema.parse(event);
  const at = now();
  return createRound('example' in input ? exampleRound(at) : input.file, at);
});
