import * as z from 'zod';

/** A line of the log from which CloudWatch makes metrics ("Embedded metric format"). */
const lineSchema = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string() })),
      }),
    ),
  }),
});

/** The metrics that a line names: each is a name with one value for each of its dimensions. */
function metricsIn(message: unknown): string[] {
  const line = lineSchema.safeParse(message).data;
  if (line === undefined) return [];
  return line._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name }) => JSON.stringify([Namespace, Name, names.map((each) => [each, line[each]])])),
    ),
  );
}

/**
 * Counts the metrics of functions as they are charged for: each once in each hour in which it came up.
 * @param instant the local clock's, ISO 8601
 * @param count counts one call, as in `Usage`
 * @returns to be told every line that a function logs
 */
export function metricHours(
  instant: () => string,
  count: (service: string, operation: string, functionName: string) => void,
): (functionName: string, message: unknown) => void {
  const seen = new Set<string>();
  let hour = '';
  return (functionName, message) => {
    const metrics = metricsIn(message);
    if (metrics.length === 0) return;
    const at = instant().slice(0, 'YYYY-MM-DDTHH'.length);
    if (at !== hour) {
      hour = at;
      seen.clear();
    }
    for (const metric of metrics) {
      if (seen.has(metric)) continue;
      seen.add(metric);
      count('cloudwatch', 'MetricHour', functionName);
    }
  };
}
