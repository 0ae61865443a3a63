import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functions } from '../../infra/functions.ts';
import { fits } from '../../infra/local/iam/patterns.ts';
import { pathOf, statementsOf, synthesize } from './template.ts';

const template = synthesize();

const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const read = ['dynamodb:GetItem', 'dynamodb:Query'];
const list = ['dynamodb:Query'];
const change = [
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
];
const write = [...read, ...change];
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
  ApprovalDecide: [...write, ...list],
  ApprovalRecord: read,
  CohortSeat: write,
  AttendanceMark: write,
  AlumniMembership: write,
  OfficeDesk: [...write, ...list],
  RehearsalDesk: read,
  OfficePreview: read,
  ApplicationResume: write,
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
  OfficeDigest: [...write, ...list],
  RoundCancel: write,
  RoundErase: write,
  PlatformPark: write,
  PlatformFailed: write,
  PlatformDeliver: [...change, ...follow, 'states:SendTaskSuccess', 'states:StartExecution'],
  PostSend: [...write, ...list, ...follow, 'ses:SendRawEmail'],
  PlatformSweep: write,
  PostEvents: [...write, 'sqs:SendMessage'],
  PlatformEnded: write,
  OfficeCreateRound: write,
  PlatformMigrate: write,
  PlatformContinue: write,
  PlatformReconcile: [...write, 'states:ListExecutions'],
};

const roles = template.of('AWS::IAM::Role');
const statementsOfRole = (name: string) => {
  const role = roles.find((candidate) => pathOf(candidate) === `${name}/Resource`);
  if (role === undefined) throw new Error(`no role ${name}`);
  return statementsOf(role);
};
const actionsOf = (name: string) =>
  statementsOfRole(name)
    .flatMap(({ Action }) => Action)
    .sort();

/** Actions on items, and not on the stream. */
const inTable = /dynamodb:(?!DescribeStream|GetRecords|GetShardIterator|ListStreams)/;

const accessPage = fileURLToPath(new URL('../../docs/access.md', import.meta.url));
const begins =
  '<!-- The table of partitions is written by a test: npm run test:only -- test/infra/permissions.test.ts -u -->';
const ends = '<!-- End of the table of partitions. -->';

/** Which partitions each function reads and writes, as a table in Markdown. */
function partitionsTable(): string {
  const cell = (partitions: readonly string[]): string =>
    partitions.length === 0 ? '–' : [...new Set(partitions)].map((each) => `\`${each}\``).join(' ');
  const lines = functions.map(
    ({ name, reads, writes, lists }) => `| ${name} | ${cell(reads)} | ${cell(writes)} | ${cell(lists)} |`,
  );
  return ['| function | reads | writes | reads of the index |', '|---|---|---|---|', ...lines, ''].join('\n');
}

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

  it('reaches the table by its partitions alone, and never without naming one', () => {
    for (const { name, reads, writes, lists } of functions) {
      const found = statementsOfRole(`${name}Role`).filter(({ Action }) => inTable.test(Action.join()));
      const wanted = [
        ['ReadRecords', reads],
        ['WriteRecords', writes],
        ['ReadOverview', lists],
      ] as const;
      expect(found.map(({ Sid, Condition }) => [Sid, Condition])).toEqual(
        wanted
          .filter(([, partitions]) => partitions.length > 0)
          .map(([sid, partitions]) => [
            sid,
            {
              'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions },
              Null: { 'dynamodb:LeadingKeys': ['false'] },
            },
          ]),
      );
      for (const { Sid, Resource } of found) {
        expect(JSON.stringify(Resource).includes('/index/'), `${name} ${Sid}`).toBe(Sid === 'ReadOverview');
      }
    }
  });

  const publicPages = functions.filter(
    ({ entry, invokedBy }) => invokedBy.includes('interface') && !/^office|^rehearsal/.test(entry),
  );

  it.each([
    // Whoever wrote here would be somebody else in the office, or could be read as them.
    ['the sessions of the office', 'SESSION#x', []],
    ['who signs in to the office', 'OFFICE#x', []],
    // What a decision was, apart from whoever decides.
    ['the seals of the decisions', 'SEALS#3', ['ApprovalRecord']],
    ['the task tokens', 'WAIT#3', []],
    ['what the office is told of', 'PROBLEMS', []],
    ['the cases that have stopped', 'STUCK', []],
    ['the list of the rounds', 'ROUNDS', ['ProgrammeSite']],
    ['the candidates and the result of a selection', 'DOCUMENT#selection-input-3', []],
    ['the workshops', 'WORKSHOPS', []],
    ['what people need in order to take part', 'NEEDS#3', ['ApplicationApply', 'ApplicationCase']],
    ['certificates', 'CERTIFICATE#x', ['CertificateVerify', 'ApplicationCase', 'AlumniMembership']],
    ['the members of the network', 'ALUMNI', ['ApplicationCase', 'AlumniMembership']],
  ])('of a public page does not reach %s', (_, partition, but) => {
    expect(publicPages.length).toBeGreaterThan(10);
    const reaches = ({ reads, writes, lists }: (typeof functions)[number]): boolean =>
      [...reads, ...writes, ...lists].some((pattern) => fits(pattern, partition));
    expect(publicPages.filter(reaches).map(({ name }) => name)).toEqual(
      publicPages.map(({ name }) => name).filter((name) => [...but].some((each) => each === name)),
    );
  });

  it('of the office or of a rehearsal writes neither seals nor what a selection was made from', () => {
    const office = functions.filter(({ entry }) => /^office\/(desk|preview)|^rehearsal/.test(entry));
    expect(office).toHaveLength(3);
    for (const { writes } of office) {
      expect(writes.filter((pattern) => /^(SEALS|DOCUMENT|WAIT|\*)/.test(pattern))).toEqual([]);
    }
  });

  it('that operators invoke to migrate alone reaches any partition', () => {
    const any = functions.filter(({ reads, writes, lists }) => [...reads, ...writes, ...lists].includes('*'));
    expect(any.map(({ name }) => name)).toEqual(['PlatformMigrate']);
  });

  it('has its line in docs/access.md', async () => {
    const page = readFileSync(accessPage, 'utf8');
    const [before, rest = ''] = page.split(begins);
    const after = rest.slice(rest.indexOf(ends));
    await expect(`${before}${begins}\n\n${partitionsTable()}\n${after}`).toMatchFileSnapshot(accessPage);
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
  it('is given to the interface for pages, and to what SES and Step Functions report for that', () => {
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
      [
        ...pages.map((name) => `apigateway.amazonaws.com ${name}`),
        'sns.amazonaws.com PostEvents',
        'events.amazonaws.com PlatformEnded',
      ].sort(),
    );
  });
});
