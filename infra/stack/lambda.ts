import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { FunctionDefinition } from '../function-entry.ts';

/** One thing that a function may do, as a statement of its role. */
export type Permission = {
  /** Letters and digits: says in the template what the permission is for. */
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Condition operators with their keys and the values these must have. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
};

/** How long logs are kept. They name cases by reference and hold no personal data. */
const logRetention = RetentionDays.THREE_MONTHS;

/** A log group that goes with the stack; what happened is in the table's histories, not in the logs. */
export function logGroup(scope: Construct, id: string, name: string): LogGroup {
  return new LogGroup(scope, id, {
    logGroupName: name,
    retention: logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/**
 * Makes one function: its log group, its own role with exactly the permissions given (and the one to write its log),
 * and itself, under its name.
 * @param code directory of the bundle, with `index.mjs`
 */
export function makeFunction(
  scope: Construct,
  definition: FunctionDefinition,
  props: {
    readonly code: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly permissions: readonly Permission[];
    /** Where events go that the function failed at, for those that events invoke. */
    readonly deadLetters: Queue | undefined;
  },
): LambdaFunction {
  const functionName = `${Stack.of(scope).stackName}-${definition.name}`;
  const logs = logGroup(scope, `${definition.name}Log`, `/aws/lambda/${functionName}`);
  const permissions: readonly Permission[] = [
    {
      sid: 'WriteItsLog',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logs.logGroupArn],
    },
    ...props.permissions,
  ];
  const role = new Role(scope, `${definition.name}Role`, {
    description: `What ${definition.entry} may do`,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      duty: new PolicyDocument({
        statements: permissions.map(
          ({ sid, actions, resources, conditions }) =>
            new PolicyStatement({
              sid,
              effect: Effect.ALLOW,
              actions: [...actions],
              resources: [...resources],
              ...(conditions === undefined ? {} : { conditions }),
            }),
        ),
      }),
    },
  });
  return new LambdaFunction(scope, definition.name, {
    functionName,
    description: `functions/${definition.entry}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromAsset(props.code),
    memorySize: definition.memory,
    timeout: Duration.seconds(definition.timeoutSeconds),
    environment: { ...props.environment },
    logGroup: logs,
    ...(props.deadLetters === undefined ? {} : { deadLetterQueue: props.deadLetters }),
    // Nothing in this app adds to a role behind the table of functions.
    role: role.withoutPolicyUpdates(),
  });
}
