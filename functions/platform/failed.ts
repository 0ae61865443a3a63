import * as z from 'zod';
import { toOffice } from '../domain/lifecycle.ts';
import { log } from './observe/log.ts';
import { observed } from './observe/observed.ts';
import { count } from './observe/observer.ts';
import { now } from './store/clock.ts';
import { keys } from './store/keys.ts';
import { ledgerCase, owe } from './store/outbox.ts';
import { requireRound } from './store/records.ts';
import { get, transact } from './store/table.ts';

const eventSchema = z.object({
  round: z.string(),
  application: z.optional(z.string()),
  case: z.string(),
  error: z.string(),
});

/**
 * Notes that the execution of a case stopped by a fault, and alerts the office at once. The record is as it was;
 * the office starts a new execution from it when the cause is mended. Noting the same fault twice alerts once.
 */
export const handler = observed(async (event: unknown): Promise<void> => {
  const { round, application, case: reference, error } = eventSchema.parse(event);
  const about = { round, ...(application === undefined ? {} : { application }) };
  const key = keys.stuck(ledgerCase(about));
  if ((await get(key)) !== undefined) return;
  const at = now();
  log.error('an execution stopped by a fault', { round, reference, error });
  await transact([
    { create: { ...key, kind: 'stuck', ...about, reference, error, at } },
    ...owe(
      {
        purpose: 'office-alert',
        to: toOffice(await requireRound(round)),
        occasion: `stuck-${at}`,
        data: { alert: 'stuck', reference },
      },
      about,
      at,
    ),
  ]);
  count(['StageFailures', { workflow: application === undefined ? 'round' : 'application' }]);
});
