import { type Application, endedStatuses } from '../../domain/application.ts';
import { plusDuration } from '../../domain/calendar.ts';
import { dueTo, isUntold } from '../../domain/lifecycle.ts';
import type { LedgerEntry } from '../../domain/mail.ts';
import type { Round } from '../../domain/round.ts';
import { applicationExecution, roundExecution } from '../store/outbox.ts';

/**
 * What happened to a record so lately may have asked for an execution that has not begun: the stream, and the sweep
 * behind it, are given their time.
 */
const grace = 'PT2H';

function isFresh(history: Round['history'], since: string, at: string): boolean {
  return (history.at(-1)?.at ?? since) > plusDuration(at, `-${grace}`);
}

/** The executions that run, by what they are for: their names without the part that makes each the only one of its name. */
export class Running {
  readonly #names = new Set<string>();

  /** @param names of executions that run */
  constructor(names: Iterable<string>) {
    for (const name of names) {
      this.#names.add(name);
      this.#names.add(name.slice(0, Math.max(0, name.lastIndexOf('-'))));
    }
  }

  has(execution: string): boolean {
    return this.#names.has(execution);
  }
}

/**
 * Whether a round waits for something, and no execution of its generation is there to notice it.
 * @param at now, ISO 8601, UTC
 */
export function lacksRound(round: Round, running: Running, at: string): boolean {
  if (round.status === 'erased' || isFresh(round.history, round.createdAt, at)) return false;
  return !running.has(roundExecution(round));
}

/**
 * Whether an application may wait for something: it has not come to its end, or something about its end is still owed.
 * That an expiry was told, its ledger alone knows (`isExpiryTold`).
 */
export function mayWait(application: Application): boolean {
  switch (application.status) {
    case 'rejected':
      return isUntold(application);
    case 'expired':
      return true;
    default:
      return !endedStatuses.includes(application.status) || dueTo(application) !== 'nothing';
  }
}

/**
 * Whether a round or an application is still waited for by an execution of this generation: one of a later generation
 * has begun where the numbers differ, and is none of this one's business.
 */
export function isLeftBehind(record: Round | Application, generation: number): boolean {
  if (record.generation !== generation) return false;
  return record.kind === 'application' ? mayWait(record) : record.status !== 'erased';
}

/** Whether the applicant was told that the offer has expired, after which nothing is waited for. */
export function isExpiryTold({ seat, status }: Application, ledger: readonly LedgerEntry[]): boolean {
  const isTold = ({ order }: LedgerEntry) =>
    order.purpose === 'seat-expired' && order.occasion === seat?.offeredAt;
  return status === 'expired' && ledger.some(isTold);
}

/** The same for an application: one that has come to its end needs no execution. */
export function lacksApplication(application: Application, running: Running, at: string): boolean {
  if (!mayWait(application)) return false;
  if (isFresh(application.history, application.submittedAt, at)) return false;
  return !running.has(applicationExecution(application));
}
