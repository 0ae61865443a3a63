import * as z from 'zod';
import { observed } from './observe/observed.ts';
import { keys, waitTarget } from './store/keys.ts';
import { ConflictError } from './store/port.ts';
import { add, set } from './store/table.ts';

const eventSchema = z.object({
  round: z.string(),
  application: z.optional(z.string()),
  generation: z.number(),
  bell: z.number(),
  token: z.string(),
});

/** The bell rang between the stage's look at the record and its wait: the workflow looks again. */
export class AlreadyWoken extends Error {
  override readonly name = 'AlreadyWoken';
}

/**
 * Stores the task token of a waiting execution. The token never leaves the table; `deliver` answers it
 * when something rings the bell. Must not be allowed to answer tokens itself.
 * @throws AlreadyWoken where the bell rang since the stage read the record
 */
export const handler = observed(async (event: unknown): Promise<void> => {
  const { round, application, generation, bell, token } = eventSchema.parse(event);
  const target =
    application === undefined ? waitTarget.round(round) : waitTarget.application(round, application);
  const key = keys.wait(target);
  // Before the first wake there is no bell. Adding nothing makes one, and leaves one that has just been rung.
  if (bell === 0) await add(key, 'bell', 0, { kind: 'wait' });
  try {
    await set(key, { token, generation }, { bell });
  } catch (error) {
    throw error instanceof ConflictError ? new AlreadyWoken('the record changed meanwhile') : error;
  }
});
