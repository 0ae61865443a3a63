import { toOffice } from '../../domain/lifecycle.ts';
import type { Round } from '../../domain/round.ts';
import { log } from '../observe/log.ts';
import { count } from '../observe/observer.ts';
import { keys } from '../store/keys.ts';
import { ledgerCase, owe } from '../store/outbox.ts';
import { ConflictError } from '../store/port.ts';
import { get, transact } from '../store/table.ts';

/** A record that waits for something, while no execution runs for it. */
export type Stopped = { readonly round: string; readonly application?: string; readonly reference: string };

/** Puts a case into the office's list of those that have stopped. @returns whether it was not there yet */
export async function noteStopped(stopped: Stopped, at: string): Promise<boolean> {
  const key = keys.stuck(ledgerCase(stopped));
  if ((await get(key)) !== undefined) return false;
  try {
    await transact([{ create: { ...key, kind: 'stuck', ...stopped, error: 'NoExecution', at } }]);
  } catch (error) {
    if (error instanceof ConflictError) return false;
    throw error;
  }
  log.error('a case has no execution', { round: stopped.round, reference: stopped.reference });
  count(['StageFailures', { workflow: stopped.application === undefined ? 'round' : 'application' }]);
  return true;
}

/** Tells the office of a round's cases that have stopped, all in one mail. */
export async function alertOfStopped(round: Round, found: number, at: string): Promise<void> {
  await transact(
    owe(
      {
        purpose: 'office-alert',
        to: toOffice(round),
        occasion: `without-execution-${at}`,
        data: { alert: 'without-execution', count: String(found) },
      },
      { round: round.id },
      at,
    ),
  );
}
