import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorize, mayAssume, mayInvoke } from '../../../infra/local/iam/authorize.ts';
import { type IamModel, iamModel, type TemplateResource } from '../../../infra/local/iam/model.ts';
import { fits } from '../../../infra/local/iam/patterns.ts';
import { demandTrust } from '../../../infra/local/iam/trust.ts';

const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/Kohorte';
const roleArn = 'arn:aws:iam::111122223333:role/post';

function modelWith(
  statements: unknown,
  more: TemplateResource[] = [],
  role: Record<string, unknown> = {},
): IamModel {
  return iamModel([
    {
      logicalId: 'PostRole',
      type: 'AWS::IAM::Role',
      ref: 'post',
      arn: roleArn,
      properties: {
        AssumeRolePolicyDocument: {
          Statement: [
            { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
          ],
        },
        ...role,
      },
    },
    {
      logicalId: 'PostPolicy',
      type: 'AWS::IAM::Policy',
      ref: 'post-policy',
      properties: { PolicyName: 'PostPolicy', PolicyDocument: { Statement: statements }, Roles: ['post'] },
    },
    ...more,
  ]);
}

const allow = (Action: unknown, Resource: unknown, rest: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...rest,
});

describe('what a role of the template may do', () => {
  it('is what its policies allow, on the resources they name, and nothing else', () => {
    const model = modelWith([allow(['dynamodb:GetItem', 'dynamodb:Query'], [table, `${table}/index/*`])]);
    expect(authorize(model, roleArn, 'dynamodb:GetItem', table).allowed).toBe(true);
    expect(authorize(model, roleArn, 'dynamodb:Query', `${table}/index/overview`).allowed).toBe(true);
    expect(authorize(model, roleArn, 'dynamodb:PutItem', table).allowed).toBe(false);
    expect(authorize(model, roleArn, 'dynamodb:GetItem', `${table}2`).allowed).toBe(false);
  });

  it('is refused with action, resource and role in the message', () => {
    const { reason } = authorize(modelWith([allow('s3:*', '*')]), roleArn, 'dynamodb:PutItem', table);
    expect(reason).toBe(
      `${roleArn} is not authorized to perform dynamodb:PutItem on ${table}: no policy of the role allows it.`,
    );
  });

  it('is nothing for a role that the template does not have', () => {
    expect(authorize(modelWith([allow('*', '*')]), `${roleArn}2`, 'dynamodb:GetItem', table).allowed).toBe(
      false,
    );
  });

  it('is taken back by a Deny, whatever else allows it and in whichever order they stand', () => {
    const statements = [
      allow('dynamodb:*', '*'),
      { Effect: 'Deny', Action: 'dynamodb:Delete*', Resource: table },
    ];
    for (const order of [statements, [...statements].reverse()]) {
      const model = modelWith(order);
      expect(authorize(model, roleArn, 'dynamodb:DeleteItem', table).allowed).toBe(false);
      expect(authorize(model, roleArn, 'dynamodb:GetItem', table).allowed).toBe(true);
    }
  });

  it('leaves out what NotAction and NotResource name', () => {
    const model = modelWith([
      { Effect: 'Allow', NotAction: 'dynamodb:*', Resource: '*' },
      { Effect: 'Allow', Action: 'dynamodb:GetItem', NotResource: table },
    ]);
    expect(authorize(model, roleArn, 'ses:SendRawEmail', '*').allowed).toBe(true);
    expect(authorize(model, roleArn, 'dynamodb:PutItem', table).allowed).toBe(false);
    expect(authorize(model, roleArn, 'dynamodb:GetItem', table).allowed).toBe(false);
    expect(authorize(model, roleArn, 'dynamodb:GetItem', `${table}2`).allowed).toBe(true);
  });

  it('compares actions without, and resources with, regard to case', () => {
    const model = modelWith([allow('DynamoDB:getitem', table)]);
    expect(authorize(model, roleArn, 'dynamodb:GetItem', table).allowed).toBe(true);
    expect(authorize(model, roleArn, 'dynamodb:GetItem', table.toLowerCase()).allowed).toBe(false);
  });

  it('comes from inline policies, from customer-managed ones and from those that AWS keeps, too', () => {
    const managed: TemplateResource = {
      logicalId: 'Shared',
      type: 'AWS::IAM::ManagedPolicy',
      ref: 'arn:aws:iam::111122223333:policy/Shared',
      properties: { PolicyDocument: { Statement: allow('sns:Publish', '*') }, Roles: ['post'] },
    };
    const model = modelWith([allow('dynamodb:GetItem', table)], [managed], {
      Policies: [{ PolicyName: 'Inline', PolicyDocument: { Statement: [allow('ses:SendRawEmail', '*')] } }],
      ManagedPolicyArns: ['arn:aws-eusc:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
    });
    for (const action of ['sns:Publish', 'ses:SendRawEmail', 'logs:PutLogEvents', 'dynamodb:GetItem']) {
      expect(authorize(model, roleArn, action, table).allowed, action).toBe(true);
    }
  });

  it('holds the partition keys of a call against dynamodb:LeadingKeys', () => {
    const model = modelWith([
      allow('dynamodb:*', table, {
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['round#*', 'settings'] } },
      }),
    ]);
    const may = (keys: string[]) =>
      authorize(model, roleArn, 'dynamodb:GetItem', table, { 'dynamodb:LeadingKeys': keys }).allowed;
    expect(may(['round#3', 'settings'])).toBe(true);
    expect(may(['round#3', 'application#1'])).toBe(false);
    expect(may([])).toBe(true);
  });

  it('tells a call that names no partition from one that names those it may, by Null', () => {
    const within = (absent: string) =>
      modelWith([
        allow('dynamodb:*', table, {
          Condition: {
            'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['round#*'] },
            Null: { 'dynamodb:LeadingKeys': absent },
          },
        }),
      ]);
    const may = (absent: string, context: Record<string, string[]>) =>
      authorize(within(absent), roleArn, 'dynamodb:GetItem', table, context).allowed;
    expect(may('false', { 'dynamodb:LeadingKeys': ['round#3'] })).toBe(true);
    expect(may('false', { 'dynamodb:LeadingKeys': ['case#3'] })).toBe(false);
    expect(may('false', { 'dynamodb:LeadingKeys': [] })).toBe(false);
    expect(may('false', {})).toBe(false);
    expect(may('true', {})).toBe(true);
    expect(may('true', { 'dynamodb:LeadingKeys': ['round#3'] })).toBe(false);
    expect(() => within('maybe')).toThrow('Null is true or false');
  });

  it('needs the key of a plain condition to be there', () => {
    const model = modelWith([
      allow('ses:SendRawEmail', '*', {
        Condition: { StringEquals: { 'ses:FromAddress': 'scm@office.example' } },
      }),
    ]);
    const may = (context: Record<string, string>) =>
      authorize(model, roleArn, 'ses:SendRawEmail', '*', context).allowed;
    expect(may({ 'ses:FromAddress': 'scm@office.example' })).toBe(true);
    expect(may({ 'ses:FromAddress': 'other@office.example' })).toBe(false);
    expect(may({})).toBe(false);
  });
});

describe('a policy that cannot be judged here', () => {
  const cases: [string, object][] = [
    ['an unknown operator', { Condition: { NumericLessThan: { 'ses:FromAddress': '1' } } }],
    ['an unknown key', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a' } } }],
    ['a set of keys with a plain operator', { Condition: { StringEquals: { 'dynamodb:LeadingKeys': 'a' } } }],
  ];
  it.each(cases)('is refused when the template is loaded: %s', (_, rest) => {
    expect(() => modelWith([allow('dynamodb:*', '*', rest)])).toThrow(/PostPolicy cannot be judged/);
  });

  it('is refused when it is one that AWS keeps and whose content is not known', () => {
    expect(() =>
      modelWith([], [], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }),
    ).toThrow(/AdministratorAccess/);
  });

  it('is refused when a principal or another element stands in it that does not belong there', () => {
    expect(() => modelWith([allow('dynamodb:*', '*', { Principal: '*' })])).toThrow(/PostPolicy/);
  });
});

describe('who may invoke a function', () => {
  const functionArn = 'arn:aws:lambda:eu-central-1:111122223333:function:confirm';
  const api = 'arn:aws:execute-api:eu-central-1:111122223333:a1b2/*/*/bestaetigung/{token}';
  const permission = (properties: Record<string, unknown>): TemplateResource => ({
    logicalId: 'Permission',
    type: 'AWS::Lambda::Permission',
    ref: 'Permission',
    properties: { Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com', ...properties },
  });

  it.each(['confirm', functionArn])(
    'is the service that its permission names, for that source (%s)',
    (name) => {
      const model = modelWith([], [permission({ FunctionName: name, SourceArn: api })]);
      const source = 'arn:aws:execute-api:eu-central-1:111122223333:a1b2/$default/POST/bestaetigung/{token}';
      expect(mayInvoke(model, functionArn, 'apigateway.amazonaws.com', source).allowed).toBe(true);
      expect(mayInvoke(model, functionArn, 'sns.amazonaws.com', source).allowed).toBe(false);
      expect(mayInvoke(model, `${functionArn}2`, 'apigateway.amazonaws.com', source).allowed).toBe(false);
      expect(
        mayInvoke(model, functionArn, 'apigateway.amazonaws.com', source.replace('a1b2', 'zzzz')).allowed,
      ).toBe(false);
    },
  );

  it('can be bound to an account', () => {
    const model = modelWith([], [permission({ FunctionName: 'confirm', SourceAccount: '444455556666' })]);
    expect(mayInvoke(model, functionArn, 'apigateway.amazonaws.com', api).allowed).toBe(false);
  });

  it('must trust Lambda with its role', () => {
    const model = modelWith([]);
    expect(mayAssume(model, roleArn, 'lambda.amazonaws.com').allowed).toBe(true);
    expect(mayAssume(model, roleArn, 'states.amazonaws.com').allowed).toBe(false);
  });
});

describe('a role', () => {
  it('that does not trust the service which takes it on is refused, as a deployment would', () => {
    const model = modelWith([]);
    const taken = { roleArn };
    const none = { functions: [], stateMachines: [], schedules: [] };
    expect(() => demandTrust(model, { ...none, functions: [taken] })).not.toThrow();
    expect(() => demandTrust(model, { ...none, stateMachines: [taken] })).toThrow(
      /states\.amazonaws\.com is not/,
    );
    expect(() => demandTrust(model, { ...none, schedules: [taken] })).toThrow(
      /scheduler\.amazonaws\.com is not/,
    );
  });
});

describe('a pattern', () => {
  it('fits every text that was made by filling in its stars and question marks', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ':', '/', '.', '+', '(', '*') });
    const parts = fc.array(fc.oneof(text, fc.constant({ star: true })), { maxLength: 6 });
    fc.assert(
      fc.property(parts, fc.array(text, { minLength: 6, maxLength: 6 }), (made, fillings) => {
        const literal = (part: string) => part.replaceAll('*', 'x');
        const pattern = made.map((part) => (typeof part === 'string' ? literal(part) : '*')).join('');
        const value = made
          .map((part, at) => (typeof part === 'string' ? literal(part) : (fillings[at] ?? '')))
          .join('');
        expect(fits(pattern, value)).toBe(true);
        if (!pattern.includes('*')) expect(fits(pattern, `${value}!`)).toBe(false);
      }),
    );
  });
});
