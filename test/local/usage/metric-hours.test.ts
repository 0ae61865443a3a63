import { describe, expect, it } from 'vitest';
import { metricHours } from '../../../infra/local/usage/metric-hours.ts';

/** A line from which CloudWatch makes metrics. */
function line(outcome: string, purpose: string) {
  return {
    _aws: {
      Timestamp: 1,
      CloudWatchMetrics: [
        {
          Namespace: 'Kohorte',
          Dimensions: [['service', 'outcome']],
          Metrics: [{ Name: 'Mails', Unit: 'Count' }],
        },
      ],
    },
    service: 'Kohorte',
    outcome,
    purpose,
    Mails: 1,
  };
}

describe('the metrics of functions', () => {
  it('count once in each hour in which they come up, by their dimensions alone', () => {
    let instant = '2022-10-04T10:00:00.000Z';
    const counted: string[] = [];
    const hear = metricHours(
      () => instant,
      (service, operation, name) => counted.push(`${service} ${operation} ${name}`),
    );
    hear('Kohorte-PostSend', line('sent', 'seat-offer'));
    hear('Kohorte-PostSend', line('sent', 'waiting-list'));
    hear('Kohorte-PostEvents', line('bounced', 'seat-offer'));
    instant = '2022-10-04T10:59:59.999Z';
    hear('Kohorte-PostSend', line('sent', 'approved'));
    expect(counted).toEqual([
      'cloudwatch MetricHour Kohorte-PostSend',
      'cloudwatch MetricHour Kohorte-PostEvents',
    ]);
    instant = '2022-10-04T11:00:00.000Z';
    hear('Kohorte-PostSend', line('sent', 'approved'));
    expect(counted).toHaveLength(3);
  });

  it('are not made of what else a function says', () => {
    const counted: string[] = [];
    const hear = metricHours(
      () => '2022-10-04T10:00:00.000Z',
      (service) => counted.push(service),
    );
    for (const message of ['a line', { level: 'INFO' }, { _aws: 'none' }, null])
      hear('Kohorte-PostSend', message);
    expect(counted).toEqual([]);
  });
});
