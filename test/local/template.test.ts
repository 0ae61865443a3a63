import { describe, expect, test } from 'vitest';
import { localWorld } from '../../infra/local/template/names.ts';
import { modelsOf } from '../../infra/local/template/resources.ts';
import { resolveTemplate } from '../../infra/local/template/template.ts';
import { resources } from './fixture.ts';

const world = localWorld('http://localhost:3000');
const bucket = (value: unknown, more: object = {}) => {
  const template = resolveTemplate(
    {
      Parameters: { Size: { Type: 'String', Default: 'small' } },
      Mappings: { Ports: { web: { number: '443' } } },
      Conditions: {
        Small: { 'Fn::Equals': [{ Ref: 'Size' }, 'small'] },
        Large: { 'Fn::Not': [{ Condition: 'Small' }] },
        Either: { 'Fn::Or': [{ Condition: 'Large' }, { Condition: 'Small' }] },
        Both: { 'Fn::And': [{ Condition: 'Large' }, { Condition: 'Small' }] },
      },
      Resources: {
        Thing: { Type: 'AWS::S3::Bucket', Properties: { Value: value } },
        Role12345678: { Type: 'AWS::IAM::Role', Properties: {} },
        ApiABCDEF01: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} },
        Line: { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineName: 'line' } },
        ...more,
      },
    },
    world,
  );
  return template.resources.find((it) => it.logicalId === 'Thing')?.properties['Value'];
};

describe('Intrinsic functions', () => {
  test.each<[string, unknown, unknown]>([
    ['Ref of a parameter', { Ref: 'Size' }, 'small'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-central-1'],
    ['Ref of a resource is its name', { Ref: 'Role12345678' }, 'Role'],
    [
      'Ref of a state machine is its ARN',
      { Ref: 'Line' },
      'arn:aws:states:eu-central-1:000000000000:stateMachine:line',
    ],
    [
      'Fn::GetAtt as a list',
      { 'Fn::GetAtt': ['Role12345678', 'Arn'] },
      'arn:aws:iam::000000000000:role/Role',
    ],
    ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Role12345678.Arn' }, 'arn:aws:iam::000000000000:role/Role'],
    [
      'the API’s endpoint is this host',
      { 'Fn::GetAtt': ['ApiABCDEF01', 'ApiEndpoint'] },
      'http://localhost:3000',
    ],
    [
      'Fn::Sub',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its names so.
      { 'Fn::Sub': '${AWS::Partition}/${Role12345678.Arn}/${!Literal}' },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what Fn::Sub leaves as it is.
      'aws/arn:aws:iam::000000000000:role/Role/${Literal}',
    ],
    [
      'Fn::Sub with own names',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its names so.
      { 'Fn::Sub': ['${x}-${Size}', { x: { Ref: 'AWS::AccountId' } }] },
      '000000000000-small',
    ],
    ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'Size' }, 'c']] }, 'a/small/c'],
    ['Fn::Select and Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
    ['Fn::If', { 'Fn::If': ['Small', 1, 2] }, 1],
    ['conditions over conditions', [{ 'Fn::If': ['Either', 1, 2] }, { 'Fn::If': ['Both', 1, 2] }], [1, 2]],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Ports', 'web', 'number'] }, '443'],
    [
      'AWS::NoValue takes the field away',
      { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] },
      { b: [1] },
    ],
  ])('%s', (_name, value, expected) => {
    expect(bucket(value)).toEqual(expected);
  });

  test.each([
    { 'Fn::ImportValue': 'x' },
    { 'Fn::Transform': {} },
    { Ref: 'Nobody' },
    { 'Fn::GetAtt': ['Thing', 'Nothing'] },
    { 'Fn::If': ['Unknown', 1, 2] },
  ])('%j is refused', (value) => {
    expect(() => bucket(value)).toThrow(/^Template, at Thing: /);
  });

  test('a resource whose condition does not hold is left out', () => {
    const template = resolveTemplate(
      {
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Resources: { Thing: { Type: 'AWS::S3::Bucket', Condition: 'Never' } },
      },
      world,
    );
    expect(template.resources).toEqual([]);
  });
});

describe('What the host runs', () => {
  const read = (change: (own: ReturnType<typeof resources>) => void) => {
    const own = resources();
    change(own);
    return modelsOf(resolveTemplate({ Resources: own }, world));
  };

  test('comes from the template: functions, routes, machines, tables, streams, schedules', () => {
    const models = read(() => {});
    expect(models.functions.map((it) => it.name)).toContain('Web');
    expect(models.routes.map((it) => it.routeKey)).toContain('ANY /hello/{name}');
    expect(models.stateMachines.map((it) => it.name)).toEqual(['Line']);
    expect(models.tables.map((it) => [it.name, it.keys])).toEqual([['Table', ['pk', 'sk']]]);
    expect(models.streamMappings.map((it) => [it.batchSize, it.retries, it.bisect])).toEqual([[5, 2, true]]);
    expect(models.schedules.map((it) => [it.name, it.input])).toEqual([['Sweep', '{"sweep":true}']]);
  });

  test('is refused where it would be ignored in silence', () => {
    const set = (id: string, name: string, value: unknown) => (own: ReturnType<typeof resources>) => {
      own[id] = { Type: own[id]?.Type ?? '', Properties: { ...own[id]?.Properties, [name]: value } };
    };
    expect(() => read(set('Web', 'Runtime', 'python3.13'))).toThrow(/only Node.js functions run here/);
    expect(() => read(set('WebIntegration', 'PayloadFormatVersion', '1.0'))).toThrow(/WebIntegration/);
    expect(() => read(set('Line', 'StateMachineType', 'EXPRESS'))).toThrow(/Line/);
    expect(() => read(set('Mapping', 'TumblingWindowInSeconds', 60))).toThrow(/tumbling windows/);
    expect(() => read(set('Table1A2B3C4D', 'LocalSecondaryIndexes', []))).toThrow(/local secondary indexes/);
  });
});
