import { Aws, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  LogQueryWidget,
  MathExpression,
  Metric,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { EventSourceMapping, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Workflow } from './workflows.ts';

const period = Duration.minutes(5);

/**
 * What calls a person: one topic, and an alarm for everything that the programme cannot mend by itself. What each
 * alarm means and what to do is in `docs/runbook.md`, under the alarm's name.
 */
export class Watch extends Construct {
  readonly topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly key: Key;
      readonly alarmMail: string | undefined;
      readonly functions: ReadonlyMap<string, IFunction>;
      readonly workflows: ReadonlyMap<string, Workflow>;
      readonly deliveries: ReadonlyMap<string, EventSourceMapping>;
      readonly deadLetters: ReadonlyMap<string, Queue>;
      readonly api: HttpApi;
      readonly table: Table;
    },
  ) {
    super(scope, id);
    this.topic = new Topic(this, 'Alarms', { masterKey: props.key, enforceSSL: true });
    // A topic with a policy of its own lets in only whom that names.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsMayPublish',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (props.alarmMail !== undefined) this.topic.addSubscription(new EmailSubscription(props.alarmMail));
    new CfnOutput(this, 'AlarmTopic', {
      value: this.topic.topicArn,
      description: 'Subscribe here to be told of alarms',
    }).overrideLogicalId('AlarmTopic');

    const executions = [...props.workflows].flatMap(([name, workflow]) =>
      (['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'] as const).map((metricName) => {
        const metric = new Metric({
          namespace: 'AWS/States',
          metricName,
          dimensionsMap: { StateMachineArn: workflow.stateMachine.attrArn },
          statistic: Stats.SUM,
          period,
        });
        this.alarm(
          `${name}-${metricName}`,
          `An execution of the workflow ${name} came to no good end`,
          metric,
        );
        return metric;
      }),
    );

    // Of all functions of the account and region: CloudWatch charges for each metric that an alarm looks at, so that
    // one for each function would cost more than everything else that is paid for while nothing happens. Which function
    // it was, the dashboard's list of errors tells, from their logs.
    const errors = ofAllFunctions('Errors');
    this.alarm('Errors', 'A function of this account failed', errors);
    const throttles = ofAllFunctions('Throttles');
    this.alarm(
      'Throttles',
      'Lambda refused to run functions of this account: the concurrency is used up',
      throttles,
    );

    const waiting = [...props.deadLetters].map(([name, queue]) => {
      const metric = queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM, period });
      this.alarm(
        `${name}-DeadLetters`,
        `Something that ${name} should have handled lies in its dead letters`,
        metric,
      );
      return metric;
    });

    const ages = [...props.deliveries.keys()].map((name) => {
      const metric = new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'IteratorAge',
        dimensionsMap: { FunctionName: props.functions.get(name)?.functionName ?? name },
        statistic: Stats.MAXIMUM,
        period,
      });
      this.alarm(`${name}-Late`, `${name} is ten minutes behind the table's stream`, metric, 600_000);
      return metric;
    });

    // SES reviews an account at 5 % of bounces and at 0.1 % of complaints.
    const bounces = reputation('Reputation.BounceRate');
    const complaints = reputation('Reputation.ComplaintRate');
    this.alarm('Bounces', 'Too many mails come back: the account may lose the right to send', bounces, 0.04);
    this.alarm('Complaints', 'Too many mails are reported as unwanted', complaints, 0.0008);

    this.alarm(
      'MailPauses',
      'SES takes no mails of this sender: sending pauses, and every mail waits',
      new Metric({
        namespace: 'Kohorte',
        metricName: 'MailPauses',
        dimensionsMap: { service: Stack.of(this).stackName },
        statistic: Stats.SUM,
        period,
      }),
    );

    const requests = props.api.metricCount({ statistic: Stats.SUM, period });
    const faults = props.api.metricServerError({ statistic: Stats.SUM, period });
    this.alarm('ServerErrors', 'Pages answer with a server error', faults);

    const dynamoThrottles = ['ReadThrottleEvents', 'WriteThrottleEvents'].map((metricName) => {
      const metric = new Metric({
        namespace: 'AWS/DynamoDB',
        metricName,
        dimensionsMap: { TableName: props.table.tableName },
        statistic: Stats.SUM,
        period,
      });
      this.alarm(
        `Table-${metricName}`,
        'The table refuses requests: one partition gets too many',
        metric,
        10,
      );
      return metric;
    });

    // One of the three dashboards that cost nothing, as it shows no more than fifty metrics; what is read from the logs
    // is no metric.
    const dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: Stack.of(this).stackName,
      defaultInterval: Duration.days(7),
    });
    const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
      new GraphWidget({ title, left, right, width: 12 });
    dashboard.addWidgets(
      graph('Requests and server errors', [requests], [faults]),
      graph('Executions that came to no good end', executions),
      graph('Functions of the account that failed or could not run', [errors], [throttles]),
      new LogQueryWidget({
        title: 'Which functions failed',
        logGroupNames: [...props.functions.values()].map(({ functionName }) => `/aws/lambda/${functionName}`),
        queryLines: [
          'filter level = "ERROR" or @message like /Invoke Error|Uncaught|Task timed out|Runtime exited/',
          'stats count(*) as times, max(@timestamp) as last by @log',
          'sort last desc',
        ],
        width: 12,
      }),
      graph('Behind the stream, and dead letters', ages, waiting),
      graph('Mails that came back or were complained of', [bounces, complaints]),
      graph('Refused by the table', dynamoThrottles),
      ...counts.map(({ title, name, dimensions }) => graph(title, [counted(scope, name, dimensions)])),
    );
  }

  /** An alarm at the threshold given, or at the first occurrence. */
  private alarm(name: string, description: string, metric: Metric, threshold = 1): void {
    new Alarm(this, name, {
      alarmName: `${Stack.of(this).stackName}-${name}`,
      alarmDescription: description,
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(this.topic));
  }
}

/** What the functions count (`functions/platform/observe/counted.ts`), as the dashboard shows it: by name and dimensions. */
const counts = [
  { title: 'Mails by outcome', name: 'Mails', dimensions: ['outcome'] },
  { title: 'Applications', name: 'Applications', dimensions: ['outcome'] },
  { title: 'Decisions', name: 'Decisions', dimensions: ['outcome'] },
  { title: 'Seats', name: 'Seats', dimensions: ['outcome'] },
  { title: 'Courses', name: 'Courses', dimensions: ['outcome'] },
  { title: 'Certificates', name: 'Certificates', dimensions: ['outcome'] },
  { title: 'Times that sending paused', name: 'MailPauses', dimensions: [] },
  { title: 'Refused requests', name: 'Refusals', dimensions: [] },
] as const;

/** A line for each combination of dimensions that has come up, by the hour. */
function counted(scope: Construct, name: string, dimensions: readonly string[]): IMetric {
  const schema = ['Kohorte', 'service', ...dimensions].join(',');
  const installation = Stack.of(scope).stackName;
  return new MathExpression({
    expression: `SEARCH('{${schema}} MetricName="${name}" service="${installation}"', 'Sum', 3600)`,
    usingMetrics: {},
    label: '',
    period: Duration.hours(1),
  });
}

/** A metric that Lambda keeps for all functions of the account and region together. */
function ofAllFunctions(metricName: string): Metric {
  return new Metric({ namespace: 'AWS/Lambda', metricName, statistic: Stats.SUM, period });
}

function reputation(metricName: string): Metric {
  return new Metric({
    namespace: 'AWS/SES',
    metricName,
    statistic: Stats.MAXIMUM,
    period: Duration.hours(1),
  });
}
