import { readPolicy, type Statement } from './policy.ts';

// What the policies that AWS itself keeps allow, as far as this template may use them
// (AWS Managed Policy Reference Guide, one page for each policy).
const known: Readonly<Record<string, readonly string[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': [
    'logs:CreateLogGroup',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ],
  AWSXRayDaemonWriteAccess: [
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
    'xray:GetSamplingStatisticSummaries',
  ],
};

/**
 * The statements of a policy kept by AWS, found by its ARN in any partition.
 *
 * @throws for one whose content is not known here: an unknown policy must not count as an empty one.
 */
export function managedPolicy(arn: string): Statement[] {
  const name = /^arn:[^:]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1];
  const actions = name === undefined ? undefined : known[name];
  if (actions === undefined) throw new Error(`The managed policy ${arn} is not known here.`);
  return readPolicy(arn, { Statement: { Effect: 'Allow', Action: actions, Resource: '*' } });
}
