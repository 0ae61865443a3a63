import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { functions, prelude } from './fixture-functions.ts';

/**
 * A cloud assembly with a few tiny functions: a web function, a task, a parking place for task tokens, a
 * deliverer fed by the table's stream, a sweep on a schedule, and one workflow that uses them.
 */

const lambda = (name: string, payload: object, more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: `\${${name}Arn}`, Payload: payload },
  ...more,
});

/** A task, a wait until an instant, a second task, a parking place with a timeout, a last task. */
export const workflow = {
  QueryLanguage: 'JSONata',
  StartAt: 'First',
  States: {
    First: lambda(
      'Task',
      { name: '{% $states.input.name %}', step: 'first' },
      {
        Assign: {
          name: '{% $states.input.name %}',
          until: '{% $states.input.until %}',
          seconds: '{% $states.input.seconds %}',
        },
        Next: 'Until',
      },
    ),
    Until: { Type: 'Wait', Timestamp: '{% $until %}', Next: 'Second' },
    Second: lambda('Task', { name: '{% $name %}', step: 'second' }, { Next: 'Parked' }),
    Parked: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: `\${ParkArn}`,
        Payload: { name: '{% $name %}', token: '{% $states.context.Task.Token %}' },
      },
      TimeoutSeconds: '{% $seconds %}',
      Assign: { how: 'woken' },
      Catch: [{ ErrorEquals: ['States.Timeout'], Assign: { how: 'timeout' }, Next: 'Last' }],
      Next: 'Last',
    },
    Last: lambda('Task', { name: '{% $name %}', step: '{% $how %}' }, { End: true }),
  },
};

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const serviceRole = (service: string, statements: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } }],
    },
    Policies: [{ PolicyName: 'duty', PolicyDocument: { Statement: statements } }],
  },
});
const allow = (actions: string[], resource: unknown) => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resource,
});

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

/** The fixture's resources; change them before writing to see the host change. */
export function resources(): Resources {
  const machineArn = {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its names so.
    'Fn::Sub': 'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:Line',
  };
  const own: Resources = {
    Table1A2B3C4D: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: ['pk', 'sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      },
    },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Fixture', ProtocolType: 'HTTP' } },
    WebIntegration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Web'), PayloadFormatVersion: '2.0' },
    },
    WebPermission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: arn('Web'),
        Principal: 'apigateway.amazonaws.com',
        SourceArn: {
          'Fn::Join': ['', ['arn:aws:execute-api:eu-central-1:000000000000:', { Ref: 'Api' }, '/*/*/*']],
        },
      },
    },
    Line: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'Line',
        RoleArn: arn('LineRole'),
        DefinitionString: JSON.stringify(workflow),
        DefinitionSubstitutions: { TaskArn: arn('Task'), ParkArn: arn('Park') },
      },
    },
    LineRole: serviceRole('states.amazonaws.com', [
      allow(['lambda:InvokeFunction'], [arn('Task'), arn('Park')]),
    ]),
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Table1A2B3C4D', 'StreamArn'] },
        FunctionName: { Ref: 'Deliver' },
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 5,
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 2,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        FilterCriteria: {
          Filters: [
            {
              Pattern: JSON.stringify({
                dynamodb: { NewImage: { kind: { S: ['start', 'wake', 'seen', 'poison'] } } },
              }),
            },
          ],
        },
      },
    },
    Sweep: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'cron(0 3 * * ? *)',
        ScheduleExpressionTimezone: 'Europe/Berlin',
        Target: { Arn: arn('Deliver'), RoleArn: arn('SweepRole'), Input: '{"sweep":true}' },
      },
    },
    SweepRole: serviceRole('scheduler.amazonaws.com', [allow(['lambda:InvokeFunction'], arn('Deliver'))]),
  };
  for (const path of [
    'ANY /echo',
    'ANY /hello/{name}',
    'GET /files/{path+}',
    'POST /runs',
    'POST /wake',
    '$default',
  ]) {
    own[`Route${Object.keys(own).length}`] = {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { ApiId: { Ref: 'Api' }, RouteKey: path, Target: 'integrations/WebIntegration' },
    };
  }
  const extra: Readonly<Record<string, object[]>> = {
    Deliver: [
      allow(['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'], {
        'Fn::GetAtt': ['Table1A2B3C4D', 'StreamArn'],
      }),
      allow(['states:StartExecution', 'states:SendTaskSuccess'], machineArn),
    ],
  };
  for (const name of Object.keys(functions)) {
    own[`${name}Role`] = serviceRole('lambda.amazonaws.com', [
      allow(['dynamodb:PutItem', 'dynamodb:GetItem'], arn('Table1A2B3C4D')),
      ...(extra[name] ?? []),
    ]);
    own[name] = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Role: arn(`${name}Role`),
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: 5,
        Code: { S3Bucket: 'assets', S3Key: `${name.toLowerCase()}.zip` },
        Environment: {
          Variables: { TABLE: { Ref: 'Table1A2B3C4D' }, MACHINE: machineArn, GREETING: 'Hallo' },
        },
      },
    };
  }
  return own;
}

/** Writes the assembly. @returns its directory */
export function writeAssembly(directory: string, own: Resources = resources()): string {
  for (const [name, code] of Object.entries(functions)) {
    const asset = join(directory, `asset.${name.toLowerCase()}`);
    mkdirSync(asset, { recursive: true });
    writeFileSync(join(asset, 'index.mjs'), prelude + code);
  }
  writeFileSync(join(directory, 'Kohorte.template.json'), JSON.stringify({ Resources: own }));
  return directory;
}

/** A port that nobody has at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
