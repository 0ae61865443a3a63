/** A thing that AWS charges for, and what one unit of it costs. */
export interface Price {
  readonly item: string;
  /** US dollars for one unit. */
  readonly usd: number;
  /** The page of AWS's price list that the figure comes from. */
  readonly source: string;
}

const million = 1_000_000;

/**
 * List prices for eu-central-1 (Frankfurt) in US dollars, without tax, free tiers and volume discounts, so that
 * the sum is an upper bound for small use. Storage, logs and data transfer are left out. Prices move: each entry
 * names the page to compare with.
 */
export const prices = {
  lambdaRequest: {
    item: 'Lambda: requests',
    usd: 0.2 / million,
    source: 'https://aws.amazon.com/lambda/pricing/ (requests)',
  },
  lambdaGigabyteSecond: {
    item: 'Lambda: GB-seconds, ARM64',
    usd: 0.000_013_333_4,
    source: 'https://aws.amazon.com/lambda/pricing/ (Arm price, first tier)',
  },
  dynamodbWrite: {
    item: 'DynamoDB: write request units, on demand',
    usd: 0.7625 / million,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/ (Standard table class)',
  },
  dynamodbRead: {
    item: 'DynamoDB: read request units, on demand',
    usd: 0.1525 / million,
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/ (Standard table class)',
  },
  stateTransition: {
    item: 'Step Functions: state transitions, standard workflows',
    usd: 0.025 / 1000,
    source: 'https://aws.amazon.com/step-functions/pricing/ (Standard workflows)',
  },
  mail: {
    item: 'SES: messages, one for each recipient',
    usd: 0.1 / 1000,
    source: 'https://aws.amazon.com/ses/pricing/ (outbound email)',
  },
  httpRequest: {
    item: 'API Gateway: HTTP API requests',
    usd: 1.2 / million,
    source: 'https://aws.amazon.com/api-gateway/pricing/ (HTTP APIs, first 300 million a month)',
  },
  notification: {
    item: 'SNS: publishes (deliveries to Lambda are free)',
    usd: 0.5 / million,
    source: 'https://aws.amazon.com/sns/pricing/ (standard topics)',
  },
  schedule: {
    item: 'EventBridge Scheduler: invocations',
    usd: 1.2 / million,
    source: 'https://aws.amazon.com/eventbridge/pricing/ (Scheduler)',
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
};

/** What one call of an operation is charged as, and its usual number of units; undefined where it is free. */
export function chargeOf(
  service: string,
  operation: string,
): { readonly charge: Charge; readonly units: number } | undefined {
  return tariff[`${service} ${operation}`];
}
