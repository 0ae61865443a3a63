import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type IFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionDefinition } from '../function-entry.ts';
import type { State } from './state.ts';

/** A queue for what could not be delivered; its alarm rings as soon as one message lies there. */
export function deadLetters(scope: Construct, id: string): Queue {
  return new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
}

/**
 * How outbox items reach the function that delivers them: by the table's stream, to which the hourly sweep hands
 * again what it has lost. The dead letters hold only where in the stream a record lay, no item.
 */
export class Deliveries extends Construct {
  readonly mapping: EventSourceMapping;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly definition: FunctionDefinition;
      readonly handler: IFunction;
      readonly state: State;
      readonly deadLetters: Queue;
    },
  ) {
    super(scope, id);
    const { definition, handler, state } = props;
    this.mapping = new EventSourceMapping(this, 'Stream', {
      target: handler,
      eventSourceArn: state.table.tableStreamArn ?? '',
      startingPosition: StartingPosition.TRIM_HORIZON,
      // Batches of one shard that are under way at the same time. The mail function sends ten mails of a batch side by
      // side, so that even the first 50 mails a second of SES need no more; what is needed most goes first in a batch.
      ...(definition.channel === 'mail' ? { batchSize: 50, parallelizationFactor: 4 } : { batchSize: 10 }),
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // After that the hourly sweep takes over, so that one bad item does not hold up the others for a day.
      retryAttempts: 5,
      maxRecordAge: Duration.hours(6),
      onFailure: new SqsDlq(props.deadLetters),
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: {
            NewImage: {
              kind: { S: FilterRule.isEqual('outbox') },
              channel: { S: FilterRule.isEqual(definition.channel ?? '') },
            },
          },
        }),
      ],
    });
  }
}

/** Calls a function that finds what was lost: once an hour, or once a day. */
export class Sweep extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly definition: FunctionDefinition; readonly handler: IFunction },
  ) {
    super(scope, id);
    const { definition, handler } = props;
    const role = new Role(this, 'Role', {
      description: `Lets its schedule call ${definition.entry}`,
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        duty: new PolicyDocument({
          statements: [
            new PolicyStatement({
              sid: 'Sweep',
              effect: Effect.ALLOW,
              actions: ['lambda:InvokeFunction'],
              resources: [handler.functionArn],
            }),
          ],
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      name: `${Stack.of(this).stackName}-${definition.entry.split('/').at(-1)}`,
      description: `Calls ${definition.entry}, which finds what was lost`,
      scheduleExpression: definition.every === 'day' ? 'rate(1 day)' : 'rate(1 hour)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: handler.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ sweep: true }),
        // The next time is the retry.
        retryPolicy: { maximumRetryAttempts: 1, maximumEventAgeInSeconds: 1800 },
      },
    });
  }
}
