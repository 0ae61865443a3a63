/** What CloudFormation would know of the place of deployment; here: this machine in the clothes of a region. */
export interface World {
  /** The pseudo parameters, such as AWS::Region. */
  readonly pseudo: Readonly<Record<string, string>>;
  /** Values for template parameters instead of their defaults. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Where the HTTP API answers, without a slash at the end. */
  readonly apiEndpoint: string;
}

/** A resource as far as its names need it. */
export interface Named {
  readonly logicalId: string;
  readonly type: string;
  property(name: string): string | undefined;
}

/** A world on this machine. @param apiEndpoint such as http://localhost:3000 */
export function localWorld(apiEndpoint: string, region = 'eu-central-1'): World {
  const sovereign = region.startsWith('eusc-');
  return {
    pseudo: {
      'AWS::Region': region,
      'AWS::Partition': sovereign ? 'aws-eusc' : 'aws',
      'AWS::URLSuffix': sovereign ? 'amazonaws.eu' : 'amazonaws.com',
      'AWS::AccountId': '000000000000',
      'AWS::StackName': 'Kohorte',
      'AWS::StackId': `arn:aws:cloudformation:${region}:000000000000:stack/Kohorte/local`,
    },
    parameters: {},
    apiEndpoint,
  };
}

/** An ARN of this world. @param rest what follows the account, such as table/Name */
export function arnOf(world: World, service: string, rest: string, global = false): string {
  const { pseudo } = world;
  const region = global ? '' : (pseudo['AWS::Region'] ?? '');
  return `arn:${pseudo['AWS::Partition']}:${service}:${region}:${pseudo['AWS::AccountId']}:${rest}`;
}

// The property that names a resource of a type, where it may be named.
const nameProperty: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::SES::EmailIdentity': 'EmailIdentity',
  'AWS::ApiGatewayV2::Stage': 'StageName',
  'AWS::CloudWatch::Alarm': 'AlarmName',
};

/** A resource's name: its own, or its logical id without the eight hexadecimal digits that CDK appends. */
export function nameOf(resource: Named): string {
  const property = nameProperty[resource.type];
  const own = property === undefined ? undefined : resource.property(property);
  return own ?? withoutHash(resource.logicalId);
}

/** A logical id without the eight hexadecimal digits that CDK appends. */
export function withoutHash(logicalId: string): string {
  return logicalId.replace(/(?<=.)[0-9A-F]{8}$/, '');
}

/** What Ref gives for a resource (CloudFormation's "Return values" of each type). */
export function refOf(resource: Named, world: World): string {
  const arn = attributeOf(resource, 'Arn', world) ?? '';
  switch (resource.type) {
    case 'AWS::StepFunctions::StateMachine':
    case 'AWS::SNS::Topic':
    case 'AWS::IAM::ManagedPolicy':
      return arn;
    case 'AWS::SQS::Queue':
      return `https://sqs.${world.pseudo['AWS::Region']}.${world.pseudo['AWS::URLSuffix']}/${world.pseudo['AWS::AccountId']}/${nameOf(resource)}`;
    default:
      return nameOf(resource);
  }
}

/** What Fn::GetAtt gives for a resource; undefined for an attribute that it does not have. */
export function attributeOf(resource: Named, attribute: string, world: World): string | undefined {
  const name = nameOf(resource);
  if (attribute === 'Arn') return resourceArn(resource.type, name, resource.logicalId, world);
  switch (`${resource.type} ${attribute}`) {
    case 'AWS::ApiGatewayV2::Api ApiEndpoint':
      return world.apiEndpoint;
    case 'AWS::ApiGatewayV2::Api ApiId':
      return name;
    case 'AWS::DynamoDB::Table StreamArn':
    case 'AWS::DynamoDB::GlobalTable StreamArn':
      return `${arnOf(world, 'dynamodb', `table/${name}`)}/stream/local`;
    case 'AWS::StepFunctions::StateMachine Name':
    case 'AWS::SNS::Topic TopicName':
    case 'AWS::SQS::Queue QueueName':
      return name;
    case 'AWS::SNS::Topic TopicArn':
      return arnOf(world, 'sns', name);
    case 'AWS::IAM::Role RoleId':
      return `AROA${resource.logicalId.toUpperCase()}`;
    default:
      // Attributes that only records outside the stack need, such as the DKIM names of a mail identity.
      return resource.type.startsWith('AWS::SES::') ? `${resource.logicalId}.${attribute}` : undefined;
  }
}

function resourceArn(type: string, name: string, logicalId: string, world: World): string {
  switch (type) {
    case 'AWS::Lambda::Function':
      return arnOf(world, 'lambda', `function:${name}`);
    case 'AWS::IAM::Role':
      return arnOf(world, 'iam', `role/${name}`, true);
    case 'AWS::IAM::ManagedPolicy':
      return arnOf(world, 'iam', `policy/${name}`, true);
    case 'AWS::DynamoDB::Table':
    case 'AWS::DynamoDB::GlobalTable':
      return arnOf(world, 'dynamodb', `table/${name}`);
    case 'AWS::StepFunctions::StateMachine':
      return arnOf(world, 'states', `stateMachine:${name}`);
    case 'AWS::SNS::Topic':
      return arnOf(world, 'sns', name);
    case 'AWS::SQS::Queue':
      return arnOf(world, 'sqs', name);
    case 'AWS::Scheduler::Schedule':
      return arnOf(world, 'scheduler', `schedule/default/${name}`);
    case 'AWS::Events::Rule':
      return arnOf(world, 'events', `rule/${name}`);
    case 'AWS::Logs::LogGroup':
      return arnOf(world, 'logs', `log-group:${name}:*`);
    case 'AWS::SES::ConfigurationSet':
      return arnOf(world, 'ses', `configuration-set/${name}`);
    case 'AWS::SES::EmailIdentity':
      return arnOf(world, 'ses', `identity/${name}`);
    case 'AWS::CloudWatch::Alarm':
      return arnOf(world, 'cloudwatch', `alarm:${name}`);
    default:
      return arnOf(world, type.split('::')[1]?.toLowerCase() ?? 'local', logicalId);
  }
}
