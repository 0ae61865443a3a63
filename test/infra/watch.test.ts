import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
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
    ['a function that failed', functions.map(({ name }) => `${name}-Errors`)],
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
    const general = names.map((name) =>
      name.replace(/^[A-Za-z]+-(?=Executions|Errors$|DeadLetters$|Late$)/, '*-'),
    );
    for (const name of new Set(general)) expect(runbook).toContain(`\`${name}\``);
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
