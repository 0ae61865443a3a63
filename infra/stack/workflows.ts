import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { root } from '../root.ts';
import { logGroup } from './lambda.ts';

/** The two workflows, by the names that their definitions and the functions' environments use. */
export const workflowNames = ['application', 'round'] as const;
export type WorkflowName = (typeof workflowNames)[number];

/** Reads a workflow's definition, as `npm run workflows` made it from the table of stages. */
export function readDefinition(name: WorkflowName): string {
  return readFileSync(join(root, 'workflows', `${name}.asl.json`), 'utf8');
}

/** The names between `${` and `}` in a definition, each once. */
export function placeholders(definition: string): readonly string[] {
  return [...new Set([...definition.matchAll(/\$\{([A-Za-z0-9]+)\}/g)].map((match) => match[1] ?? ''))];
}

/** The name of a state machine: known before it is made, so that a workflow can continue in a new execution. */
export function stateMachineArn(scope: Construct, name: WorkflowName): string {
  return Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: stateMachineName(scope, name),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

function stateMachineName(scope: Construct, name: WorkflowName): string {
  return `${Stack.of(scope).stackName}-${name}`;
}

const workflowPlaceholder = (name: WorkflowName) =>
  `${name.charAt(0).toUpperCase()}${name.slice(1)}WorkflowArn`;

/**
 * One workflow as a Standard state machine. Its role may invoke the functions that its definition names, and start
 * the workflow that its definition names; nothing else but its log.
 */
export class Workflow extends Construct {
  readonly stateMachine: CfnStateMachine;
  readonly arn: string;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly name: WorkflowName; readonly functions: ReadonlyMap<string, IFunction> },
  ) {
    super(scope, id);
    const definition = readDefinition(props.name);
    const invoked: string[] = [];
    const started: string[] = [];
    const substitutions: Record<string, string> = {};
    for (const placeholder of placeholders(definition)) {
      const successor = workflowNames.find((name) => workflowPlaceholder(name) === placeholder);
      const task = props.functions.get(placeholder.replace(/Arn$/, ''));
      if (placeholder === 'Partition') {
        substitutions[placeholder] = Aws.PARTITION;
      } else if (successor !== undefined) {
        const arn = stateMachineArn(this, successor);
        substitutions[placeholder] = arn;
        started.push(arn);
      } else if (task !== undefined && placeholder.endsWith('Arn')) {
        substitutions[placeholder] = task.functionArn;
        invoked.push(task.functionArn);
      } else {
        throw new Error(
          `workflows/${props.name}.asl.json: no function and no workflow is called \${${placeholder}}`,
        );
      }
    }

    const log = logGroup(this, 'Log', `/aws/vendedlogs/states/${stateMachineName(this, props.name)}`);
    const statement = (sid: string, actions: string[], resources: string[]) =>
      resources.length === 0 ? [] : [new PolicyStatement({ sid, effect: Effect.ALLOW, actions, resources })];
    const role = new Role(this, 'Role', {
      description: `What the workflow ${props.name} may do`,
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        duty: new PolicyDocument({
          statements: [
            ...statement('InvokeItsTasks', ['lambda:InvokeFunction'], invoked),
            ...statement('ContinueInANewExecution', ['states:StartExecution'], started),
            ...statement(
              'DeliverItsLog',
              [
                'logs:CreateLogDelivery',
                'logs:GetLogDelivery',
                'logs:UpdateLogDelivery',
                'logs:DeleteLogDelivery',
                'logs:ListLogDeliveries',
                'logs:PutResourcePolicy',
                'logs:DescribeResourcePolicies',
                'logs:DescribeLogGroups',
              ],
              ['*'],
            ),
          ],
        }),
      },
    });
    this.arn = stateMachineArn(this, props.name);
    this.stateMachine = new CfnStateMachine(this, 'StateMachine', {
      stateMachineName: stateMachineName(this, props.name),
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definitionString: definition,
      definitionSubstitutions: substitutions,
      loggingConfiguration: {
        level: 'ALL',
        // Executions carry ids only; their data is not logged all the same.
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: log.logGroupArn } }],
      },
    });
  }
}
