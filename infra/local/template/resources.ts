import * as z from 'zod';
import { checkPattern } from '../events/event-pattern.ts';
import type {
  FunctionModel,
  Models,
  RuleModel,
  ScheduleModel,
  StateMachineModel,
  StreamMappingModel,
  TableModel,
} from './models.ts';
import { withoutHash } from './names.ts';
import { type Template, TemplateError, type TemplateResource } from './template.ts';

/**
 * Reads the models out of a resolved template.
 * @throws TemplateError for a property that this machine would have to ignore in silence
 */
export function modelsOf(template: Template): Models {
  const of = <T>(types: string | string[], read: (it: TemplateResource) => T): T[] =>
    template.resources.filter((it) => [types].flat().includes(it.type)).map(read);
  const integrations = new Map(
    of('AWS::ApiGatewayV2::Integration', (it) => [it.ref, parse(integrationShape, it)] as const),
  );
  return {
    functions: of('AWS::Lambda::Function', functionModel),
    routes: of('AWS::ApiGatewayV2::Route', (it) => {
      const route = parse(routeShape, it);
      const integration = integrations.get(route.Target.replace(/^integrations\//, ''));
      if (!integration) throw new TemplateError(`${it.logicalId}: its integration is not in the template`);
      return {
        apiId: route.ApiId,
        routeKey: route.RouteKey,
        functionArn: invokedFunction(integration.IntegrationUri),
      };
    }),
    stateMachines: of('AWS::StepFunctions::StateMachine', stateMachineModel),
    tables: of(['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'], tableModel),
    streamMappings: of('AWS::Lambda::EventSourceMapping', (it) => streamMapping(it, template)),
    schedules: of('AWS::Scheduler::Schedule', scheduleModel).flatMap((it) => it ?? []),
    subscriptions: of('AWS::SNS::Subscription', (it) => parse(subscriptionShape, it))
      .filter((it) => it.Protocol === 'lambda')
      .map((it) => ({ topicArn: it.TopicArn, functionArn: it.Endpoint })),
    rules: of('AWS::Events::Rule', ruleModel).flatMap((it) => it ?? []),
    retries: new Map(
      of('AWS::Lambda::EventInvokeConfig', (it) => parse(retriesShape, it)).map((it) => [
        it.FunctionName,
        it.MaximumRetryAttempts,
      ]),
    ),
  };
}

const texts = z.record(z.string(), z.coerce.string());

const functionShape = z.object({
  Role: z.string(),
  Runtime: z.string().regex(/^nodejs/, 'only Node.js functions run here'),
  Handler: z.string(),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  Environment: z.object({ Variables: texts.default({}) }).default({ Variables: {} }),
  Code: z.union([z.object({ S3Key: z.string() }), z.object({ ZipFile: z.string() })]),
});

function functionModel(it: TemplateResource): FunctionModel {
  const shape = parse(functionShape, it);
  return {
    id: withoutHash(it.logicalId),
    name: it.ref,
    arn: it.arn ?? '',
    roleArn: shape.Role,
    handler: shape.Handler,
    environment: shape.Environment.Variables,
    timeoutSeconds: shape.Timeout,
    memoryMb: shape.MemorySize,
    code: 'S3Key' in shape.Code ? { asset: assetHash(shape.Code.S3Key) } : { inline: shape.Code.ZipFile },
  };
}

const routeShape = z.object({ ApiId: z.string(), RouteKey: z.string(), Target: z.string() });
const integrationShape = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

// The URI is the function's ARN, or wraps it: arn:…:apigateway:…:path/2015-03-31/functions/{ARN}/invocations.
function invokedFunction(uri: string): string {
  return /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

const stateMachineShape = z.object({
  RoleArn: z.string(),
  StateMachineType: z.literal('STANDARD').default('STANDARD'),
  DefinitionString: z.string().optional(),
  DefinitionS3Location: z.object({ Key: z.string() }).optional(),
  DefinitionSubstitutions: texts.default({}),
});

function stateMachineModel(it: TemplateResource): StateMachineModel {
  const shape = parse(stateMachineShape, it);
  const definition =
    shape.DefinitionString !== undefined
      ? { text: shape.DefinitionString }
      : shape.DefinitionS3Location && { asset: assetHash(shape.DefinitionS3Location.Key) };
  if (!definition) throw new TemplateError(`${it.logicalId}: has no definition that can be read here`);
  return {
    name: it.arn?.split(':').at(-1) ?? it.logicalId,
    arn: it.ref,
    roleArn: shape.RoleArn,
    definition,
    substitutions: shape.DefinitionSubstitutions,
  };
}

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const tableShape = z.object({
  AttributeDefinitions: z.array(z.unknown()),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: z.unknown() }))
    .default([]),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
  LocalSecondaryIndexes: z.undefined('local secondary indexes are not known here').optional(),
  KinesisStreamSpecification: z.undefined('Kinesis streams are not known here').optional(),
});

function tableModel(it: TemplateResource): TableModel {
  const shape = parse(tableShape, it);
  const attributes = (keys: z.infer<typeof keySchema>) =>
    [...keys].sort((a, b) => a.KeyType.localeCompare(b.KeyType)).map((key) => key.AttributeName);
  return {
    name: it.ref,
    arn: it.arn ?? '',
    streamArn: `${it.arn}/stream/local`,
    keys: attributes(shape.KeySchema),
    indexKeys: Object.fromEntries(
      shape.GlobalSecondaryIndexes.map((index) => [index.IndexName, attributes(index.KeySchema)]),
    ),
    creation: {
      TableName: it.ref,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: shape.AttributeDefinitions,
      KeySchema: shape.KeySchema,
      ...(shape.GlobalSecondaryIndexes.length > 0 && {
        GlobalSecondaryIndexes: shape.GlobalSecondaryIndexes,
      }),
      ...(shape.StreamSpecification && {
        StreamSpecification: {
          StreamEnabled: true,
          StreamViewType: shape.StreamSpecification.StreamViewType,
        },
      }),
    },
  };
}

const mappingShape = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  Enabled: z.boolean().default(true),
  BatchSize: z.coerce.number().default(100),
  ParallelizationFactor: z.coerce.number().default(1),
  MaximumRetryAttempts: z.coerce.number().optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z
    .object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) })
    .default({ Filters: [] }),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }) }).optional(),
  TumblingWindowInSeconds: z.undefined('tumbling windows are not known here').optional(),
});

function streamMapping(it: TemplateResource, template: Template): StreamMappingModel {
  const shape = parse(mappingShape, it);
  const target = template.resources.find(
    (one) =>
      one.type === 'AWS::Lambda::Function' &&
      (one.ref === shape.FunctionName || one.arn === shape.FunctionName),
  );
  if (!target?.arn) throw new TemplateError(`${it.logicalId}: its function is not in the template`);
  const retries = shape.MaximumRetryAttempts;
  return {
    id: it.logicalId,
    functionArn: target.arn,
    streamArn: shape.EventSourceArn,
    patterns: shape.FilterCriteria.Filters.map((filter) => JSON.parse(filter.Pattern)),
    batchSize: shape.BatchSize,
    parallel: shape.ParallelizationFactor,
    retries: retries === -1 ? undefined : retries,
    bisect: shape.BisectBatchOnFunctionError,
    reportsFailures: shape.FunctionResponseTypes.length > 0,
    deadLetterArn: shape.DestinationConfig?.OnFailure.Destination,
  };
}

const scheduleShape = z.object({
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: z.object({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().default('{}'),
    RetryPolicy: z.object({ MaximumRetryAttempts: z.coerce.number().default(185) }).optional(),
  }),
});

function scheduleModel(it: TemplateResource): ScheduleModel | undefined {
  const shape = parse(scheduleShape, it);
  if (shape.State === 'DISABLED') return undefined;
  return {
    name: it.ref,
    arn: it.arn ?? '',
    expression: shape.ScheduleExpression,
    timeZone: shape.ScheduleExpressionTimezone,
    targetArn: shape.Target.Arn,
    roleArn: shape.Target.RoleArn,
    input: shape.Target.Input,
    retries: shape.Target.RetryPolicy?.MaximumRetryAttempts ?? 185,
  };
}

const ruleShape = z.object({
  EventBusName: z.literal('default').optional(),
  EventPattern: z.record(z.string(), z.unknown()),
  ScheduleExpression: z.undefined('schedules are AWS::Scheduler::Schedule here, not rules').optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(
    z.object({ Arn: z.string(), Input: z.undefined('inputs of rules are not known here').optional() }),
  ),
});

function ruleModel(it: TemplateResource): RuleModel | undefined {
  const { State, EventPattern, Targets } = parse(ruleShape, it);
  if (State === 'DISABLED') return undefined;
  checkPattern(EventPattern);
  return { arn: it.arn ?? '', pattern: EventPattern, functionArns: Targets.map(({ Arn }) => Arn) };
}

const retriesShape = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.coerce.number().default(2),
});
const subscriptionShape = z.object({ Protocol: z.string(), TopicArn: z.string(), Endpoint: z.string() });

function assetHash(key: string): string {
  return key.split('/').at(-1)?.split('.')[0] ?? key;
}

function parse<T>(shape: z.ZodType<T>, it: TemplateResource): T {
  const parsed = shape.safeParse(it.properties);
  if (parsed.success) return parsed.data;
  throw new TemplateError(`${it.type} ${it.logicalId}: ${z.prettifyError(parsed.error)}`);
}
