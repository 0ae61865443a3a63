import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type Count, dimensions } from './counted.ts';

const metrics = new Metrics({ namespace: 'Kohorte' });

/** What was counted since the last publishing. */
const waiting = new Map<string, { readonly count: Count; times: number }>();

/** Adds to what is published next. */
export function addCounts(counts: readonly Count[]): void {
  for (const each of counts) {
    const key = JSON.stringify(each);
    const found = waiting.get(key);
    if (found === undefined) waiting.set(key, { count: each, times: 1 });
    else found.times += 1;
  }
}

/**
 * Writes what was counted as one line of the log each, in the embedded metric format, from which CloudWatch makes
 * metrics: a thousand decisions that were told are one line. What is no dimension stands in the line alone.
 */
export function publishCounts(): void {
  for (const {
    count: [name, told],
    times,
  } of waiting.values()) {
    const line = metrics.singleMetric();
    for (const [key, value] of Object.entries(told)) {
      if (key in dimensions[name]) line.addDimension(key, value);
      else line.addMetadata(key, value);
    }
    line.addMetric(name, MetricUnit.Count, times);
  }
  waiting.clear();
}
