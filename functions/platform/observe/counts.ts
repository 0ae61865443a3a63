import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Purpose } from '../../domain/mail.ts';
import { otherWorld } from '../store/world.ts';

/**
 * Everything that is counted, with what tells one count from another. Each dimension has few values, and none is about
 * a person: a count says how often something happened, never to whom.
 */
export type Counted = {
  /** Mails, once what became of them is known; an address that does not work is known later, and counts again. */
  readonly Mails: {
    readonly purpose: Purpose;
    readonly outcome: 'sent' | 'possibly-doubled' | 'refused' | 'erased' | 'bounced' | 'complained';
  };
  readonly Applications: { readonly outcome: 'sent' | 'confirmed' | 'withdrawn' | 'dropped-out' | 'erased' };
  readonly Decisions: { readonly outcome: 'approved' | 'rejected' | 'queried' };
  readonly Seats: {
    readonly outcome: 'offered' | 'accepted' | 'declined' | 'expired' | 'waiting-list' | 'list-closed';
  };
  readonly Courses: { readonly outcome: 'completed' | 'not-completed' };
  readonly Certificates: { readonly outcome: 'issued' | 'replaced' | 'revoked' };
  /** Requests that were refused (4xx) or failed (5xx). */
  readonly Refusals: { readonly status: string };
  /** Executions that stopped by a fault. */
  readonly StageFailures: { readonly workflow: 'application' | 'round' };
};

/** One thing that happened once: its name and what tells it from others of the name. */
export type Count = { [Name in keyof Counted]: readonly [Name, Counted[Name]] }[keyof Counted];

const metrics = new Metrics({ namespace: 'Kohorte' });

/** What was counted since the last publishing. */
const waiting = new Map<string, { readonly count: Count; times: number }>();

/** Counts what has happened, once it is true for good. A rehearsal counts nothing: nothing in it has happened. */
export function count(...counts: readonly Count[]): void {
  if (otherWorld() !== undefined) return;
  for (const each of counts) {
    const key = JSON.stringify(each);
    const found = waiting.get(key);
    if (found === undefined) waiting.set(key, { count: each, times: 1 });
    else found.times += 1;
  }
}

/**
 * Writes what was counted as one line of the log each, in the embedded metric format, from which CloudWatch makes
 * metrics: a thousand decisions that were told are one line.
 */
export function publishCounts(): void {
  for (const {
    count: [name, dimensions],
    times,
  } of waiting.values()) {
    const line = metrics.singleMetric();
    for (const [dimension, value] of Object.entries(dimensions)) line.addDimension(dimension, value);
    line.addMetric(name, MetricUnit.Count, times);
  }
  waiting.clear();
}
