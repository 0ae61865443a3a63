import type { Execution } from './execution.ts';
import { errorNames } from './failure.ts';
import type { Json } from './json.ts';

/** The most events that Step Functions lets a standard execution have ("Service quotas"). */
const mostEvents = 25_000;

/**
 * One line of an execution's history, as GetExecutionHistory of AWS tells it: same types, same numbering
 * (the first two events both follow event 0). Inputs and outputs are left out, unless the execution was started
 * with `includeExecutionData`; causes are never in it, as they may quote data.
 */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly type: string;
  readonly details: { readonly [key: string]: Json };
}

/** Thrown when an execution may have no further event; the step then fails the execution. */
export class HistoryFull extends Error {
  readonly error = errorNames.runtime;
  readonly explanation = `The execution reached the maximum number of history events (${mostEvents}).`;
}

const terminal = new Set(['ExecutionSucceeded', 'ExecutionFailed', 'ExecutionTimedOut', 'ExecutionAborted']);

/**
 * Makes the next history event of an execution and counts it there.
 * @param data inputs and outputs, kept only where the execution asks for them
 * @throws HistoryFull if only the execution's last event still has room
 */
export function nextEvent(
  execution: Execution,
  now: string,
  type: string,
  details: { readonly [key: string]: Json },
  data: { readonly [key: string]: Json },
): HistoryEvent {
  if (execution.events >= mostEvents - 1 && !terminal.has(type)) throw new HistoryFull();
  execution.events += 1;
  return {
    id: execution.events,
    previousEventId: execution.events <= 2 ? 0 : execution.events - 1,
    timestamp: now,
    type,
    details: execution.includeExecutionData ? { ...details, ...data } : details,
  };
}
