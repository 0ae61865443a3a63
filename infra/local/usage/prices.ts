/** A thing that AWS charges for, and what one unit of it costs. */
export interface Price {
  readonly item: string;
  /** US dollars for one unit. */
  readonly usd: number;
  /** The page of AWS's price list that the figure comes from. */
  readonly source: string;
  /** The day (ISO 8601) on which the figure was written down; whoever holds it against the page again, puts that day. */
  readonly asOf: string;
}

const million = 1_000_000;
const hoursInMonth = 730;
/** When the prices of use, and those of what is paid for by the month or the hour, were written down. */
const [use, byMonth] = ['2026-11-22', '2026-11-26'] as const;

/**
 * List prices for eu-central-1 (Frankfurt) in US dollars, without tax, free tiers and volume discounts, so that
 * the sum is an upper bound for small use. Logs and data transfer are left out. Prices move: each entry names the page
 * to compare with, and when that was last done.
 */
export const prices = {
  lambdaRequest: {
    item: 'Lambda: requests',
    usd: 0.2 / million,
    source: 'https://aws.amazon.com/lambda/pricing/ (requests)',
    asOf: use,
  },
  lambdaGigabyteSecond: {
    item: 'Lambda: GB-seconds, ARM64',
    usd: 0.000_013_333_4,
    source: 'https://aws.amazon.com/lambda/pricing/ (Arm price, first tier)',
    asOf: use,
  },
  dynamodbWrite: {
    item: 'DynamoDB: write request units, on demand',
    usd: 0.7625 / million,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/ (Standard table class)',
    asOf: use,
  },
  dynamodbRead: {
    item: 'DynamoDB: read request units, on demand',
    usd: 0.1525 / million,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/ (Standard table class)',
    asOf: use,
  },
  stateTransition: {
    item: 'Step Functions: state transitions, standard workflows',
    usd: 0.025 / 1000,
    source: 'https://aws.amazon.com/step-functions/pricing/ (Standard workflows)',
    asOf: use,
  },
  mail: {
    item: 'SES: messages, one for each recipient',
    usd: 0.1 / 1000,
    source: 'https://aws.amazon.com/ses/pricing/ (outbound email)',
    asOf: use,
  },
  httpRequest: {
    item: 'API Gateway: HTTP API requests',
    usd: 1.2 / million,
    source: 'https://aws.amazon.com/api-gateway/pricing/ (HTTP APIs, first 300 million a month)',
    asOf: use,
  },
  notification: {
    item: 'SNS: publishes (deliveries to Lambda are free)',
    usd: 0.5 / million,
    source: 'https://aws.amazon.com/sns/pricing/ (standard topics)',
    asOf: use,
  },
  schedule: {
    item: 'EventBridge Scheduler: invocations',
    usd: 1.2 / million,
    source: 'https://aws.amazon.com/eventbridge/pricing/ (Scheduler)',
    asOf: use,
  },
  metricHour: {
    item: 'CloudWatch: a metric of our own, an hour in which it came up',
    usd: 0.3 / hoursInMonth,
    source: 'https://aws.amazon.com/cloudwatch/pricing/ (custom metrics, first 10,000, by the hour)',
    asOf: byMonth,
  },
  storage: {
    item: 'DynamoDB: gigabytes kept, a month',
    usd: 0.306,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/ (data storage, Standard table class)',
    asOf: byMonth,
  },
  recovery: {
    item: 'DynamoDB: gigabytes that can be restored to any second, a month',
    usd: 0.2448,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/ (point-in-time recovery)',
    asOf: byMonth,
  },
  alarmMetric: {
    item: 'CloudWatch: a metric that an alarm looks at, a month',
    usd: 0.1,
    source: 'https://aws.amazon.com/cloudwatch/pricing/ (standard resolution alarms, each metric)',
    asOf: byMonth,
  },
  compositeAlarm: {
    item: 'CloudWatch: a composite alarm, a month',
    usd: 0.5,
    source: 'https://aws.amazon.com/cloudwatch/pricing/ (composite alarms)',
    asOf: byMonth,
  },
  dashboard: {
    item: 'CloudWatch: a dashboard, a month (three of at most fifty metrics are free)',
    usd: 3,
    source: 'https://aws.amazon.com/cloudwatch/pricing/ (dashboards)',
    asOf: byMonth,
  },
  key: {
    item: 'KMS: a key, a month',
    usd: 1,
    source: 'https://aws.amazon.com/kms/pricing/ (key storage)',
    asOf: byMonth,
  },
  secret: {
    item: 'Secrets Manager: a secret, a month',
    usd: 0.4,
    source: 'https://aws.amazon.com/secrets-manager/pricing/',
    asOf: byMonth,
  },
} as const satisfies Record<string, Price>;

/** What is charged for. */
export type Charge = keyof typeof prices;

// What an operation is charged as, and how many units it takes where its caller does not say. A consistent read
// of up to 4 KB takes one unit, a write of up to 1 KB one, either of them in a transaction two (DynamoDB
// Developer Guide, "Read and write request unit consumption"). Operations that are not named cost nothing:
// reading streams for a function, answering task tokens, starting executions.
const tariff: Readonly<Record<string, { readonly charge: Charge; readonly units: number }>> = {
  'lambda Invoke': { charge: 'lambdaRequest', units: 1 },
  'lambda GigabyteSeconds': { charge: 'lambdaGigabyteSecond', units: 1 },
  'dynamodb GetItem': { charge: 'dynamodbRead', units: 1 },
  'dynamodb BatchGetItem': { charge: 'dynamodbRead', units: 10 },
  'dynamodb Query': { charge: 'dynamodbRead', units: 2 },
  'dynamodb Scan': { charge: 'dynamodbRead', units: 32 },
  'dynamodb TransactGetItems': { charge: 'dynamodbRead', units: 4 },
  'dynamodb PutItem': { charge: 'dynamodbWrite', units: 1 },
  'dynamodb UpdateItem': { charge: 'dynamodbWrite', units: 1 },
  'dynamodb DeleteItem': { charge: 'dynamodbWrite', units: 1 },
  'dynamodb BatchWriteItem': { charge: 'dynamodbWrite', units: 10 },
  'dynamodb TransactWriteItems': { charge: 'dynamodbWrite', units: 8 },
  'states StateTransition': { charge: 'stateTransition', units: 1 },
  'ses SendRawEmail': { charge: 'mail', units: 1 },
  'apigateway Request': { charge: 'httpRequest', units: 1 },
  'sns Publish': { charge: 'notification', units: 1 },
  'scheduler Invoke': { charge: 'schedule', units: 1 },
  'cloudwatch MetricHour': { charge: 'metricHour', units: 1 },
};

/** What one call of an operation is charged as, and its usual number of units; undefined where it is free. */
export function chargeOf(
  service: string,
  operation: string,
): { readonly charge: Charge; readonly units: number } | undefined {
  return tariff[`${service} ${operation}`];
}
