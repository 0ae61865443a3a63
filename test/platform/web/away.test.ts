import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import { httpFunction } from '../../../functions/platform/web/http.ts';

const away = (status: number) =>
  new DynamoDBServiceException({
    name: 'ServiceUnavailable',
    $fault: 'server',
    $metadata: { httpStatusCode: status },
    message: 'No room.',
  });

async function answered(path: string, query: string, status = 503) {
  const handler = httpFunction({
    [path]: {
      GET: () => {
        throw away(status);
      },
    },
  });
  const event = {
    version: '2.0',
    routeKey: `ANY ${path}`,
    rawPath: path,
    rawQueryString: query,
    headers: {},
    requestContext: { http: { method: 'GET', sourceIp: '192.0.2.1' } },
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  return handler(event, { awsRequestId: '1' } as unknown as Context);
}

test('where nothing can be stored, a page says so in the language of its reader, and when to come back', async () => {
  const german = await answered('/bewerbung', '');
  expect(german).toMatchObject({ statusCode: 503, headers: { 'retry-after': '60' } });
  expect(german.body).toContain('Zurzeit lässt sich nichts speichern');
  const english = await answered('/bewerbung', 'lang=en');
  expect(english.statusCode).toBe(503);
  expect(english.body).toContain('Nothing can be saved at present');
});

test('the JSON interface answers a problem document', async () => {
  const answer = await answered('/api/applications', '');
  expect(answer.statusCode).toBe(503);
  expect(answer.headers).toMatchObject({
    'retry-after': '60',
    'content-type': 'application/problem+json; charset=utf-8',
  });
  expect(JSON.parse(answer.body ?? '')).toMatchObject({ title: 'Service unavailable', status: 503 });
});

test('another fault of a service is a fault of ours', async () => {
  expect((await answered('/bewerbung', '', 400)).statusCode).toBe(500);
});
