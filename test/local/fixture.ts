import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/**
 * A cloud assembly with a few tiny functions: a web function, a task, a parking place for task tokens, a
 * deliverer fed by the table's stream, a sweep on a schedule, and one workflow that uses them.
 */

/** What every function of the fixture begins with: calls of AWS services, signed in form only. */
const prelude = `
  const { env } = process;
  const call = async (service, url, target, body) => {
    const { default: http } = await import('node:http');
    const { status, text } = await new Promise((resolve, reject) => {
      const request = http.request({ host: new URL(url).host, method: 'POST', path: '/', headers: {
        'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, 'x-amz-date': '20200101T000000Z',
        authorization: 'AWS4-HMAC-SHA256 Credential=' + env.AWS_ACCESS_KEY_ID + '/20200101/' + env.AWS_REGION + '/' +
          service + '/aws4_request, SignedHeaders=host, Signature=0',
      } }, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve({ status: response.statusCode, text });
      });
      request.on('error', reject);
      request.end(JSON.stringify(body));
    });
    const answer = JSON.parse(text || '{}');
    if (status !== 200) throw Object.assign(new Error(answer.message), { name: answer.__type.split('#').at(-1) });
    return answer;
  };
  const table = (operation, body) => call('dynamodb', env.AWS_ENDPOINT_URL_DYNAMODB,
    'DynamoDB_20120810.' + operation, { TableName: env.TABLE, ...body });
  const states = (operation, body) => call('states', env.AWS_ENDPOINT_URL_SFN, 'AWSStepFunctions.' + operation, body);
  const put = (pk, sk, more = {}) => table('PutItem', { Item: { pk: { S: pk }, sk: { S: sk },
    ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, { S: String(value) }])) } });
  let counted = 0;
  const note = (what, more) => put('LOG', Date.now() + '#' + what + '#' + process.hrtime.bigint() + '#' + (counted++),
    { kind: 'log', at: new Date().toISOString(), what, ...more });
`;

const functions: Readonly<Record<string, string>> = {
  Web: `export const handler = async (event) => {
    const { method, path } = event.requestContext.http;
    if (path === '/echo') return { statusCode: 200, headers: { 'Content-Type': 'application/json' },
      cookies: ['a=1; Path=/', 'b=2; Path=/'], body: JSON.stringify({ event, env: Object.keys(env).sort(),
      date: Date(), now: Date.now(), iso: new Date().toISOString(), is: new Date() instanceof Date }) };
    if (path === '/binary') return { statusCode: 200, headers: { 'content-type': 'application/octet-stream' },
      isBase64Encoded: true, body: Buffer.from([0, 255, 1]).toString('base64') };
    if (path === '/fault') throw new TypeError('broken');
    if (path === '/slow') { await new Promise((resolve) => setTimeout(resolve, 300)); return { statusCode: 204 }; }
    if (path === '/endless') { await new Promise(() => setInterval(() => {}, 1000)); }
    if (path === '/scan') { await table('Scan', {}); return { ok: true }; }
    if (method === 'POST' && path === '/runs') {
      const { name, input } = JSON.parse(event.body);
      await put('OUTBOX', name, { kind: 'start', name, input: JSON.stringify(input) });
      return { statusCode: 202, body: name };
    }
    if (method === 'POST' && path === '/item') {
      const { sk, kind } = JSON.parse(event.body);
      await put('ITEM', sk, { kind });
      return { statusCode: 201 };
    }
    if (method === 'POST' && path === '/wake') {
      await put('OUTBOX', 'wake-' + event.body + '-' + counted++, { kind: 'wake', target: event.body });
      return { statusCode: 202 };
    }
    return { greeting: env.GREETING, path: event.rawPath, parameters: event.pathParameters };
  };`,
  Task: `export const handler = async ({ name, step }) => {
    if (step === 'wrong') throw new RangeError('too far');
    await note('task', { name, step });
    return { done: step, at: new Date().toISOString() };
  };`,
  Park: `export const handler = async ({ name, token }) => { await put('WAIT', name, { kind: 'wait', token }); };`,
  Deliver: `export const handler = async (event) => {
    if (event.sweep) { await note('sweep', {}); return {}; }
    const batchItemFailures = [];
    for (const record of event.Records) {
      const image = record.dynamodb.NewImage;
      try {
        if (image.kind.S === 'poison') throw new Error('poison');
        if (image.kind.S === 'start') {
          try {
            await states('StartExecution', { stateMachineArn: env.MACHINE, name: image.name.S, input: image.input.S });
          } catch (error) { if (error.name !== 'ExecutionAlreadyExists') throw error; }
        }
        if (image.kind.S === 'wake') {
          const { Item } = await table('GetItem', { Key: { pk: { S: 'WAIT' }, sk: image.target } });
          try {
            if (Item) await states('SendTaskSuccess', { taskToken: Item.token.S, output: '{"woken":true}' });
          } catch (error) { if (error.name !== 'TaskTimedOut') throw error; }
        }
        if (image.kind.S === 'seen') await note('seen', { name: image.sk.S });
      } catch (error) {
        batchItemFailures.push({ itemIdentifier: record.dynamodb.SequenceNumber });
        break;
      }
    }
    return { batchItemFailures };
  };`,
  OfficeCreateRound: `export const handler = async (event) => ({ statusCode: 201, body: JSON.stringify({ id: 'x', event }) });`,
};

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
