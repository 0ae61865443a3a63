import * as z from 'zod';
import type { Charge } from '../../infra/local/usage/prices.ts';

type Resource = { readonly Type: string; readonly Properties: Readonly<Record<string, unknown>> };

const metricsSchema = z.array(z.object({ MetricStat: z.optional(z.unknown()) })).optional();

/** An alarm is charged for each metric that it looks at, not for what it calculates of them. */
function metricsOf({ Properties }: Resource): number {
  const metrics = metricsSchema.parse(Properties['Metrics']);
  return metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1;
}

/** Three are free in an account; a test holds each to fifty metrics (`test/infra/watch.test.ts`). */
const freeDashboards = 3;

/** What each type of resource costs by its mere being there; `free` says why nothing. */
const tariff: Readonly<
  Record<
    string,
    { readonly charge: Charge; readonly units?: (resource: Resource) => number } | { free: string }
  >
> = {
  'AWS::CloudWatch::Alarm': { charge: 'alarmMetric', units: metricsOf },
  'AWS::CloudWatch::CompositeAlarm': { charge: 'compositeAlarm' },
  'AWS::CloudWatch::Dashboard': { charge: 'dashboard' },
  'AWS::KMS::Key': { charge: 'key' },
  'AWS::SecretsManager::Secret': { charge: 'secret' },
  'AWS::DynamoDB::Table': { free: 'paid by request and by what is kept' },
  'AWS::Lambda::Function': { free: 'paid by run' },
  'AWS::Lambda::Permission': { free: 'no charge' },
  'AWS::Lambda::EventSourceMapping': { free: "Lambda's reading of a table's stream is not charged" },
  'AWS::IAM::Role': { free: 'no charge' },
  'AWS::IAM::Policy': { free: 'no charge' },
  'AWS::Logs::LogGroup': { free: 'paid by what is logged' },
  'AWS::ApiGatewayV2::Api': { free: 'paid by request' },
  'AWS::ApiGatewayV2::Stage': { free: 'paid by request' },
  'AWS::ApiGatewayV2::Route': { free: 'paid by request' },
  'AWS::ApiGatewayV2::Integration': { free: 'paid by request' },
  'AWS::ApiGatewayV2::DomainName': { free: 'no charge' },
  'AWS::ApiGatewayV2::ApiMapping': { free: 'no charge' },
  'AWS::StepFunctions::StateMachine': { free: 'paid by transition' },
  'AWS::Scheduler::Schedule': { free: 'paid by call' },
  'AWS::Events::Rule': { free: 'no charge for events of AWS services' },
  'AWS::SES::EmailIdentity': { free: 'no charge' },
  'AWS::SES::ConfigurationSet': { free: 'paid by mail' },
  'AWS::SES::ConfigurationSetEventDestination': { free: 'paid by what is published' },
  'AWS::SNS::Topic': { free: 'paid by what is published' },
  'AWS::SNS::TopicPolicy': { free: 'no charge' },
  'AWS::SNS::Subscription': { free: 'paid by delivery' },
  'AWS::SQS::Queue': { free: 'paid by request' },
  'AWS::SQS::QueuePolicy': { free: 'no charge' },
};

/**
 * What is paid for by the month while nothing happens, counted in a template.
 * @throws Error for a type of resource that nothing here says the cost of
 */
export function baseOf(resources: readonly Resource[]): ReadonlyMap<Charge, number> {
  const units = new Map<Charge, number>();
  for (const resource of resources) {
    const known = tariff[resource.Type];
    if (known === undefined) throw new Error(`What does a resource of the type ${resource.Type} cost?`);
    if ('free' in known) continue;
    units.set(known.charge, (units.get(known.charge) ?? 0) + (known.units?.(resource) ?? 1));
  }
  const dashboards = units.get('dashboard');
  if (dashboards !== undefined) units.set('dashboard', Math.max(0, dashboards - freeDashboards));
  return units;
}
