import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { EventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Bundles } from '../bundle.ts';
import type { FunctionDefinition } from '../function-entry.ts';
import { functions } from '../functions.ts';
import { Deliveries, deadLetters, Sweep } from './deliveries.ts';
import { ExecutionEvents } from './execution-events.ts';
import { Interface } from './interface.ts';
import { makeFunction } from './lambda.ts';
import { Mail } from './mail.ts';
import { permissionsOf } from './permissions.ts';
import { readInstallation } from './settings.ts';
import { State } from './state.ts';
import { Watch } from './watch.ts';
import { stateMachineArn, Workflow, type WorkflowName, workflowNames } from './workflows.ts';

/** Everything that a programme runs on. */
export class KohorteStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly bundles: Bundles }) {
    super(scope, id, props);
    const installation = readInstallation(this.node);
    const key = topicKey(this);
    const state = new State(this, 'State');
    const mail = new Mail(this, 'Mail', {
      domain: installation.mailDomain,
      address: installation.mailAddress,
      key,
    });
    const pages = new Interface(this, 'Interface', { installation });

    const environment = {
      TABLE_NAME: state.table.tableName,
      BASE_URL: pages.baseUrl,
      SENDER: installation.sender,
      // What tells the logs and metrics of one installation from another's in the same account.
      POWERTOOLS_SERVICE_NAME: installation.stackName,
      POWERTOOLS_LOG_LEVEL: installation.logLevel,
      ...(installation.programmeJson === undefined ? {} : { PROGRAMME: installation.programmeJson }),
    };
    const environmentOf = (definition: FunctionDefinition): Record<string, string> => ({
      ...environment,
      ...(definition.sends ? { CONFIGURATION_SET: mail.configurationSet.configurationSetName } : {}),
      ...(definition.signsIn && installation.oidc !== undefined
        ? {
            OIDC_ISSUER: installation.oidc.issuer,
            OIDC_CLIENT: installation.oidc.client,
            OIDC_SECRET_ARN: installation.oidc.secretArn,
          }
        : {}),
      ...(definition.startsExecutions || definition.listsExecutions
        ? {
            APPLICATION_WORKFLOW_ARN: stateMachineArn(this, 'application'),
            ROUND_WORKFLOW_ARN: stateMachineArn(this, 'round'),
          }
        : {}),
    });

    const made = new Map<string, IFunction>();
    const failed = new Map<string, Queue>();
    const deliveries = new Map<string, EventSourceMapping>();
    for (const definition of functions) {
      const queue = isCalledByEvents(definition)
        ? deadLetters(this, `${definition.name}DeadLetters`)
        : undefined;
      if (queue !== undefined) failed.set(definition.name, queue);
      const code = props.bundles.get(definition.name);
      if (code === undefined) throw new Error(`${definition.name} was not bundled`);
      const handler = makeFunction(this, definition, {
        code,
        environment: environmentOf(definition),
        permissions: permissionsOf(this, definition, {
          state,
          mail,
          deadLetters: queue,
          signInSecret: installation.oidc?.secretArn,
        }),
        deadLetters: queue,
      });
      made.set(definition.name, handler);
      if (definition.invokedBy.includes('interface')) pages.route(definition, handler);
      if (definition.invokedBy.includes('mail-events')) {
        mail.events.addSubscription(new LambdaSubscription(handler, queue ? { deadLetterQueue: queue } : {}));
      }
      if (definition.invokedBy.includes('execution-events')) {
        new ExecutionEvents(this, 'ExecutionEvents', handler);
      }
      if (definition.invokedBy.includes('schedule')) {
        new Sweep(this, `${definition.name}Schedule`, { definition, handler });
      }
      if (queue !== undefined && definition.invokedBy.includes('stream')) {
        const delivery = new Deliveries(this, `${definition.name}Deliveries`, {
          definition,
          handler,
          state,
          deadLetters: queue,
        });
        deliveries.set(definition.name, delivery.mapping);
      }
    }

    const workflows = new Map<WorkflowName, Workflow>(
      workflowNames.map((name) => [
        name,
        new Workflow(this, `${name.charAt(0).toUpperCase()}${name.slice(1)}Workflow`, {
          name,
          functions: made,
        }),
      ]),
    );

    new Watch(this, 'Watch', {
      key,
      alarmMail: installation.alarmMail,
      functions: made,
      workflows,
      deliveries,
      deadLetters: failed,
      api: pages.api,
      table: state.table,
    });

    new CfnOutput(this, 'TableName', {
      value: state.table.tableName,
      description: 'The table with every record',
    }).overrideLogicalId('TableName');
  }
}

function isCalledByEvents(definition: FunctionDefinition): boolean {
  return definition.invokedBy.some((invoker) => invoker === 'stream' || invoker === 'mail-events');
}

/**
 * The key of the two topics. Services may publish to an encrypted topic only with a key of the account's own: what
 * SES reports names addresses, so that the dollar a month is well spent. Each of its first two rotations makes it a
 * dollar dearer; what it encrypts is gone within minutes, so that it turns over as seldom as the service allows.
 */
function topicKey(scope: Construct): Key {
  const key = new Key(scope, 'TopicKey', {
    description: 'Encrypts what SES reports and what alarms say',
    enableKeyRotation: true,
    rotationPeriod: Duration.days(2560),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  for (const service of ['ses.amazonaws.com', 'cloudwatch.amazonaws.com']) {
    key.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal(service)],
        actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }
  return key;
}
