import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functions } from '../../infra/functions.ts';
import {
  placeholders,
  readDefinition,
  type WorkflowName,
  workflowNames,
} from '../../infra/stack/workflows.ts';
import { pathOf, statementsOf, synthesize } from './template.ts';

const template = synthesize();
const machineOf = (name: WorkflowName) => {
  const machine = template
    .of('AWS::StepFunctions::StateMachine')
    .find(({ Properties }) => Properties['StateMachineName'] === `Kohorte-${name}`);
  if (machine === undefined) throw new Error(`no state machine ${name}`);
  return machine;
};
const tasksOf = (name: WorkflowName) =>
  functions.filter(({ invokedBy }) => invokedBy.includes(`${name}-workflow`)).map(({ name: task }) => task);

describe.each(workflowNames)('the workflow %s', (name) => {
  it('invokes the functions that the table of functions gives it, no other and none in vain', () => {
    const named = placeholders(readDefinition(name))
      .filter((placeholder) => placeholder !== 'Partition' && !placeholder.endsWith('WorkflowArn'))
      .map((placeholder) => placeholder.replace(/Arn$/, ''));
    expect(named.sort()).toEqual(tasksOf(name).sort());
  });

  it('is in the template as it is written, every placeholder with its value', () => {
    const { Properties } = machineOf(name);
    const definition = readDefinition(name);
    expect(Properties['DefinitionString']).toBe(definition);
    const values = z.record(z.string(), z.unknown()).parse(Properties['DefinitionSubstitutions']);
    expect(Object.keys(values).sort()).toEqual([...placeholders(definition)].sort());
    expect(values['Partition']).toEqual({ Ref: 'AWS::Partition' });
  });

  it('may invoke exactly those, and answer no task token', () => {
    const path = `${name === 'application' ? 'Application' : 'Round'}Workflow/Role/Resource`;
    const role = template.of('AWS::IAM::Role').find((candidate) => pathOf(candidate) === path);
    if (role === undefined) throw new Error(`no role ${path}`);
    const statements = statementsOf(role);
    const invoking = statements.filter(({ Action }) => Action.includes('lambda:InvokeFunction'));
    const resources = z
      .array(z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }))
      .parse(invoking.flatMap(({ Resource }) => Resource))
      .map((attribute) => template.all.find(({ logicalId }) => logicalId === attribute['Fn::GetAtt'][0]));
    expect(resources.map((fn) => fn && pathOf(fn).replace('/Resource', '')).sort()).toEqual(
      tasksOf(name).sort(),
    );
    expect(
      statements.flatMap(({ Action }) => Action).filter((action) => /^states:Send/.test(action)),
    ).toEqual([]);
  });
});

describe('the environment of the functions', () => {
  const variablesOf = (name: string) => {
    const fn = template
      .of('AWS::Lambda::Function')
      .find((candidate) => pathOf(candidate) === `${name}/Resource`);
    return z.object({ Variables: z.record(z.string(), z.unknown()) }).parse(fn?.Properties['Environment'])
      .Variables;
  };
  const common = ['BASE_URL', 'POWERTOOLS_LOG_LEVEL', 'POWERTOOLS_SERVICE_NAME', 'SENDER', 'TABLE_NAME'];

  it.each(functions.map(({ name }) => name))('%s knows what its duty needs and no more', (name) => {
    const also: Readonly<Record<string, readonly string[]>> = {
      PlatformDeliver: ['APPLICATION_WORKFLOW_ARN', 'ROUND_WORKFLOW_ARN'],
      PlatformReconcile: ['APPLICATION_WORKFLOW_ARN', 'ROUND_WORKFLOW_ARN'],
      PostSend: ['CONFIGURATION_SET'],
    };
    expect(Object.keys(variablesOf(name)).sort()).toEqual([...common, ...(also[name] ?? [])].sort());
  });

  it('holds the settings of another programme where a file names them', () => {
    const made = synthesize({ context: { programme: 'test/infra/programme.json' } });
    const environments = made.of('AWS::Lambda::Function').map(({ Properties }) => Properties['Environment']);
    for (const environment of environments) {
      expect(environment).toMatchObject({
        Variables: { PROGRAMME: '{"title":"Digitallotsin und Digitallotse"}' },
      });
    }
  });
});

describe('a function', () => {
  it('runs on Node 24 and ARM, from its own bundle', () => {
    const made = template.of('AWS::Lambda::Function');
    for (const { Properties } of made) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
    }
    const code = made.map(({ Metadata }) => Metadata['aws:asset:path']);
    expect(new Set(code).size).toBe(functions.length);
  });

  it('is called by the name of its room and file', () => {
    expect(template.of('AWS::Lambda::Function').map(({ Properties }) => Properties['FunctionName'])).toEqual(
      functions.map(({ name }) => `Kohorte-${name}`),
    );
    expect(functions.map(({ name }) => name)).toContain('OfficeCreateRound');
  });
});
