import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dimensions } from '../../functions/platform/observe/counted.ts';
import { functions } from '../../infra/functions.ts';
import { synthesize } from './template.ts';

const template = synthesize();
const alarms = template.of('AWS::CloudWatch::Alarm');
const names = alarms.map(({ Properties }) => String(Properties['AlarmName']).replace(/^Kohorte-/, ''));

describe('somebody is told', () => {
  it.each([
    ['an execution that failed', ['application-ExecutionsFailed', 'round-ExecutionsFailed']],
    ['one that ran out of time', ['application-ExecutionsTimedOut', 'round-ExecutionsTimedOut']],
    ['one that was ended by hand', ['application-ExecutionsAborted', 'round-ExecutionsAborted']],
    ['a function that failed, whichever it is', ['Errors']],
    ['functions that could not run', ['Throttles']],
    [
      'what was not delivered',
      ['PlatformDeliver', 'PostSend', 'PostEvents'].map((name) => `${name}-DeadLetters`),
    ],
    ['deliveries that are late', ['PlatformDeliver-Late', 'PostSend-Late']],
    ['mails that come back', ['Bounces', 'Complaints']],
    ['mails that nobody takes', ['MailPauses']],
    ['pages that fail', ['ServerErrors']],
    ['a table that is overrun', ['Table-ReadThrottleEvents', 'Table-WriteThrottleEvents']],
  ])('of %s', (_, expected) => {
    expect(names).toEqual(expect.arrayContaining(expected));
  });

  it('by every alarm, through the one topic', () => {
    const topics = alarms.map(({ Properties }) => JSON.stringify(Properties['AlarmActions']));
    expect(new Set(topics)).toEqual(new Set([JSON.stringify([{ Ref: 'WatchAlarmsF7209698' }])]));
  });

  it('by mail, where an address is set', () => {
    const made = synthesize({ context: { alarmMail: 'betrieb@schulung.example' } });
    const endpoints = made.of('AWS::SNS::Subscription').map(({ Properties }) => Properties['Endpoint']);
    expect(endpoints).toContain('betrieb@schulung.example');
  });

  it('what to do: every alarm has its line in the runbook', () => {
    const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
    const general = names.map((name) => name.replace(/^[A-Za-z]+-(?=Executions|DeadLetters$|Late$)/, '*-'));
    for (const name of new Set(general)) expect(runbook).toContain(`\`${name}\``);
  });
});

const metricsSchema = z.array(z.object({ MetricStat: z.optional(z.unknown()) }));

/** What an alarm is charged for: each metric that it looks at. */
function metricsOf(alarm: (typeof alarms)[number]): number {
  const looked = metricsSchema.optional().parse(alarm.Properties['Metrics']);
  return looked === undefined ? 1 : looked.filter(({ MetricStat }) => MetricStat !== undefined).length;
}

describe('watching', () => {
  it('looks at no more than twenty metrics, whatever functions there are', () => {
    expect(alarms.reduce((sum, alarm) => sum + metricsOf(alarm), 0)).toBeLessThanOrEqual(20);
    expect(template.of('AWS::CloudWatch::CompositeAlarm')).toEqual([]);
  });

  it('sees a failure of any function: no dimension leaves one out', () => {
    for (const name of ['Errors', 'Throttles']) {
      const alarm = alarms.find(({ Properties }) => Properties['AlarmName'] === `Kohorte-${name}`);
      expect(alarm?.Properties).toMatchObject({
        Namespace: 'AWS/Lambda',
        MetricName: name,
        Threshold: 1,
        EvaluationPeriods: 1,
      });
      expect(alarm?.Properties['Dimensions']).toBeUndefined();
    }
  });
});

const widgetsSchema = z.object({
  widgets: z.array(
    z.object({
      type: z.string(),
      properties: z.object({
        title: z.string(),
        metrics: z.optional(z.array(z.array(z.unknown()))),
        query: z.optional(z.string()),
      }),
    }),
  ),
});

/** The body of the dashboard, with each reference told by the name that it stands for. */
function dashboard(): z.infer<typeof widgetsSchema>['widgets'] {
  const parts = z
    .object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) })
    .parse(template.one('AWS::CloudWatch::Dashboard').Properties['DashboardBody'])['Fn::Join'][1];
  const text = parts.map((part) => (typeof part === 'string' ? part : 'reference')).join('');
  return widgetsSchema.parse(JSON.parse(text)).widgets;
}

/** How many metrics a graph may come to show: for a search all values that its dimensions may have. */
function metricsShown(line: readonly unknown[]): number {
  const search = z.object({ expression: z.string() }).safeParse(line[0]);
  if (!search.success) return 1;
  const name = /MetricName="(\w+)"/.exec(search.data.expression)?.[1] ?? '';
  const found = Object.entries(dimensions).find(([metric]) => metric === name)?.[1];
  if (found === undefined) throw new Error(`${name} is not counted`);
  for (const dimension of Object.keys(found)) expect(search.data.expression).toContain(`,${dimension}`);
  return Object.values(found).reduce((product, values) => product * values.length, 1);
}

describe('the dashboard', () => {
  it('is one, and shows at most fifty metrics, up to which it costs nothing', () => {
    const shown = dashboard().flatMap(({ properties }) => properties.metrics ?? []);
    const metrics = shown.reduce((sum, line) => sum + metricsShown(line), 0);
    expect(shown.length).toBeGreaterThan(20);
    expect(metrics).toBeLessThanOrEqual(50);
  });

  it('lists which functions failed, by the logs of all of them', () => {
    const [list, ...more] = dashboard().filter(({ type }) => type === 'log');
    expect(more).toEqual([]);
    // A query reads at most fifty log groups.
    expect(list?.properties.query?.match(/SOURCE '/g)).toHaveLength(functions.length);
    expect(functions.length).toBeLessThanOrEqual(50);
  });
});

describe('topics', () => {
  it('let in the services that publish to them, and encrypt for them', () => {
    const policies = template.of('AWS::SNS::TopicPolicy').map(({ Properties }) => JSON.stringify(Properties));
    const allowed = policies.map((policy) => /"Service":"([a-z]+)\.amazonaws\.com"/.exec(policy)?.[1]);
    expect(allowed.sort()).toEqual(['cloudwatch', 'ses']);
    const key = JSON.stringify(template.one('AWS::KMS::Key').Properties);
    for (const service of allowed) expect(key).toContain(`"Service":"${service}.amazonaws.com"`);
  });

  it('are encrypted with a key of the account, which turns over', () => {
    const topics = template.of('AWS::SNS::Topic');
    expect(topics).toHaveLength(2);
    for (const { Properties } of topics) expect(Properties['KmsMasterKeyId']).toBeDefined();
    expect(template.one('AWS::KMS::Key').Properties['EnableKeyRotation']).toBe(true);
  });
});
