import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functions } from '../../infra/functions.ts';
import { pathOf, statementsOf, synthesize } from './template.ts';

const template = synthesize();

const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const read = ['dynamodb:GetItem', 'dynamodb:Query'];
const write = [
  ...read,
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];
const follow = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
  'sqs:SendMessage',
];
const deliverLog = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];

/** Who may do what, wholly. Whoever changes this table changes what somebody may do. */
const mayDo: Readonly<Record<string, readonly string[]>> = {
  ProgrammeSite: read,
  CertificateVerify: read,
  ApplicationApply: write,
  ApplicationConfirm: write,
  ApplicationCase: write,
  ApplicationCode: write,
  EndorsementEndorse: write,
  ApprovalDecide: write,
  ApprovalRecord: read,
  CohortSeat: write,
  AttendanceMark: write,
  AlumniMembership: write,
  OfficeDesk: write,
  RehearsalDesk: read,
  OfficePreview: read,
  ApplicationResume: read,
  ApplicationUnconfirmed: write,
  EndorsementAwait: write,
  ApprovalReview: write,
  CohortOffer: write,
  ReminderModules: write,
  CertificateConclude: write,
  RoundAdvance: write,
  ApprovalTell: write,
  CohortSelect: write,
  CohortRefill: write,
  AttendanceSessions: write,
  OfficeDigest: write,
  RoundCancel: write,
  RoundErase: write,
  PlatformPark: write,
  PlatformFailed: write,
  PlatformDeliver: [...write, ...follow, 'states:SendTaskSuccess', 'states:StartExecution'],
  PostSend: [...write, ...follow, 'ses:SendRawEmail'],
  PlatformSweep: write,
  PostEvents: [...write, 'sqs:SendMessage'],
  OfficeCreateRound: write,
  PlatformMigrate: write,
  PlatformContinue: write,
  PlatformReconcile: [...write, 'states:ListExecutions'],
};

const roles = template.of('AWS::IAM::Role');
const actionsOf = (name: string) => {
  const role = roles.find((candidate) => pathOf(candidate) === `${name}/Resource`);
  if (role === undefined) throw new Error(`no role ${name}`);
  return statementsOf(role)
    .flatMap(({ Action }) => Action)
    .sort();
};

describe('a function', () => {
  it.each(functions.map(({ name }) => name))('%s may do exactly its duty', (name) => {
    expect(actionsOf(`${name}Role`)).toEqual([...log, ...(mayDo[name] ?? [])].sort());
  });

  it('has a role of its own', () => {
    const used = template
      .of('AWS::Lambda::Function')
      .map(({ Properties }) => JSON.stringify(Properties['Role']));
    expect(used).toHaveLength(functions.length);
    expect(new Set(used).size).toBe(used.length);
  });

  it('that a workflow invokes can neither answer task tokens nor start executions', () => {
    const invoked = functions.filter(({ invokedBy }) => invokedBy.some((by) => by.endsWith('workflow')));
    expect(invoked.length).toBeGreaterThan(10);
    for (const { name } of invoked) {
      expect(actionsOf(`${name}Role`).filter((action) => action.startsWith('states:'))).toEqual([]);
    }
  });

  it.each([
    ['ProgrammeSite', ['ROUND#*', 'ROUNDS']],
    ['CertificateVerify', ['CERTIFICATE#*']],
    ['ApprovalRecord', ['ROUND#*', 'LINK#*']],
    ['OfficePreview', ['ROUND#*', 'SESSION#*', 'OFFICE#*']],
    ['RehearsalDesk', ['ROUND#*', 'SESSION#*', 'OFFICE#*']],
    ['PlatformPark', ['WAIT#*']],
    ['PlatformFailed', ['ROUND#*', 'STUCK', 'CASE#*', 'TAG#*', 'OUTBOX*']],
    ['PlatformDeliver', ['OUTBOX*', 'WAIT#*']],
    ['PlatformSweep', ['OUTBOX*', 'PROBLEMS']],
    ['PostEvents', ['CASE#*', 'TAG#*', 'TROUBLE']],
    ['PlatformReconcile', ['ROUNDS', 'ROUND#*', 'STUCK', 'CASE#*', 'TAG#*', 'OUTBOX*']],
    ['PlatformContinue', ['ROUNDS', 'ROUND#*', 'STUCK', 'OUTBOX*']],
  ])('%s reaches no record of a person but what its duty needs', (name, partitions) => {
    const role = roles.find((candidate) => pathOf(candidate) === `${name}Role/Resource`);
    const inTable = (role === undefined ? [] : statementsOf(role)).filter(({ Sid }) =>
      /^(Read|Write)Records$/.test(Sid),
    );
    expect(inTable).toHaveLength(mayDo[name] === read ? 1 : 2);
    for (const { Condition, Resource } of inTable) {
      expect(Condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } });
      expect(JSON.stringify(Resource)).not.toContain('/index/');
    }
  });

  it('never reads a whole table', () => {
    expect(template.text).not.toContain('dynamodb:Scan');
  });
});

describe('all roles', () => {
  it('are those of functions, workflows and sweeps, and nothing adds to them from elsewhere', () => {
    const others = roles
      .map(pathOf)
      .filter((path) => !functions.some(({ name }) => path === `${name}Role/Resource`));
    expect(others.sort()).toEqual([
      'ApplicationWorkflow/Role/Resource',
      'PlatformReconcileSchedule/Role/Resource',
      'PlatformSweepSchedule/Role/Resource',
      'RoundWorkflow/Role/Resource',
    ]);
    expect(template.of('AWS::IAM::Policy')).toEqual([]);
    expect(template.of('AWS::IAM::ManagedPolicy')).toEqual([]);
    for (const role of roles) expect(role.Properties['ManagedPolicyArns']).toBeUndefined();
  });

  it('only allow, and no action by a wildcard', () => {
    const statements = roles.flatMap(statementsOf);
    expect(statements.map(({ Effect }) => Effect).filter((effect) => effect !== 'Allow')).toEqual([]);
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('reach every resource only where the action knows none', () => {
    const everywhere = roles
      .flatMap(statementsOf)
      .filter(({ Resource }) => Resource === '*')
      .flatMap(({ Action }) => Action);
    expect([...new Set(everywhere)].sort()).toEqual(['dynamodb:ListStreams', ...deliverLog].sort());
  });
});

describe('mail', () => {
  it('may be sent by one function alone, from the identity of the sender and its configuration set', () => {
    const sending = roles
      .flatMap(statementsOf)
      .filter(({ Action }) => Action.some((action) => action.startsWith('ses:')));
    expect(sending).toHaveLength(1);
    const text = JSON.stringify(sending[0]?.Resource);
    expect(text).toMatch(/:identity\/kohorte\.example/);
    expect(text).toMatch(/:configuration-set\//);
    expect(z.array(z.unknown()).parse(sending[0]?.Resource)).toHaveLength(2);
    expect(sending[0]?.Condition).toEqual({
      StringEquals: { 'ses:FromAddress': ['noreply@kohorte.example'] },
    });
  });
});

describe('the permission to invoke a function', () => {
  it('is given to the interface for pages, and to what SES reports for that', () => {
    const given = template.of('AWS::Lambda::Permission').map(({ Properties }) => {
      const target = z
        .object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) })
        .parse(Properties['FunctionName'])['Fn::GetAtt'][0];
      const fn = template.of('AWS::Lambda::Function').find(({ logicalId }) => logicalId === target);
      if (fn === undefined) throw new Error(`no function ${target}`);
      expect(Properties['Action']).toBe('lambda:InvokeFunction');
      expect(Properties['SourceArn']).toBeDefined();
      return `${String(Properties['Principal'])} ${pathOf(fn).replace('/Resource', '')}`;
    });
    const pages = functions
      .filter(({ invokedBy }) => invokedBy.includes('interface'))
      .map(({ name }) => name);
    expect(given.sort()).toEqual(
      [...pages.map((name) => `apigateway.amazonaws.com ${name}`), 'sns.amazonaws.com PostEvents'].sort(),
    );
  });
});
