/** The resources of the template that run on this machine, each as far as the host needs it. */

export interface FunctionModel {
  /** Its id in the app: the logical id without the digits that CDK appends. */
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** File and export, such as `index.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** The asset's hash (its directory in the cloud assembly), or code written in the template itself. */
  readonly code: { readonly asset: string } | { readonly inline: string };
}

export interface RouteModel {
  readonly apiId: string;
  /** As in the template, such as `ANY /vorgang/{token}` or `$default`. */
  readonly routeKey: string;
  readonly functionArn: string;
}

export interface StateMachineModel {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly definition: { readonly text: string } | { readonly asset: string };
  readonly substitutions: Readonly<Record<string, string>>;
}

export interface TableModel {
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
  readonly keys: readonly string[];
  readonly indexKeys: Readonly<Record<string, readonly string[]>>;
  /** The body of DynamoDB's CreateTable. */
  readonly creation: Readonly<Record<string, unknown>>;
}

export interface StreamMappingModel {
  readonly id: string;
  readonly functionArn: string;
  readonly streamArn: string;
  /** Event patterns, one of which a record must match; none: every record. */
  readonly patterns: readonly unknown[];
  readonly batchSize: number;
  /** How many batches of one shard may be under way at the same time. */
  readonly parallel: number;
  /** Unset: until a record is a day old, as on AWS without a limit. */
  readonly retries: number | undefined;
  readonly bisect: boolean;
  readonly reportsFailures: boolean;
  readonly deadLetterArn: string | undefined;
}

export interface ScheduleModel {
  readonly name: string;
  readonly arn: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly targetArn: string;
  readonly roleArn: string;
  readonly input: string;
  readonly retries: number;
}

/** What EventBridge hands to a function. */
export interface RuleModel {
  readonly arn: string;
  readonly pattern: unknown;
  readonly functionArns: readonly string[];
}

export interface SubscriptionModel {
  readonly topicArn: string;
  readonly functionArn: string;
}

export interface Models {
  readonly functions: readonly FunctionModel[];
  readonly routes: readonly RouteModel[];
  readonly stateMachines: readonly StateMachineModel[];
  readonly tables: readonly TableModel[];
  readonly streamMappings: readonly StreamMappingModel[];
  readonly schedules: readonly ScheduleModel[];
  readonly subscriptions: readonly SubscriptionModel[];
  readonly rules: readonly RuleModel[];
  /** By a function's name: how often Lambda tries an asynchronous event again, where the template says so. */
  readonly retries: ReadonlyMap<string, number>;
}
