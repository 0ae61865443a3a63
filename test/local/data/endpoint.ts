import { createHash, createHmac } from 'node:crypto';
import * as z from 'zod';
import type { DynamoDB } from '../../../infra/local/data/dynamodb/dynamodb.ts';
import { DynamoError } from '../../../infra/local/data/dynamodb/errors.ts';
import type { Outcome } from './corpus.ts';

/** Something that answers as DynamoDB does. */
export type Target = (operation: string, body: unknown) => Promise<Outcome>;

/** The table in this program. */
export function inProgram(dynamodb: DynamoDB): Target {
  return async (operation, body) => {
    try {
      return { answer: JSON.parse(JSON.stringify(dynamodb.call(operation, body))) };
    } catch (error) {
      if (error instanceof DynamoError) return outcomeOf(400, error.body);
      throw error;
    }
  };
}

/**
 * An endpoint over HTTP. The calls are signed by the environment's credentials, which AWS itself needs and others
 * need not heed.
 */
export function atEndpoint(endpoint: string): Target {
  return async (operation, body) => {
    const response = await fetch(endpoint, signed(endpoint, operation, JSON.stringify(body)));
    const text = await response.text();
    return outcomeOf(response.status, text === '' ? {} : JSON.parse(text));
  };
}

const failure = z.looseObject({
  __type: z.string(),
  message: z.string().optional(),
  Message: z.string().optional(),
});

function outcomeOf(status: number, body: unknown): Outcome {
  if (status === 200) return { answer: body };
  const { __type, message, Message, ...more } = failure.parse(body);
  const text = message ?? Message;
  return {
    error: __type.split('#').at(-1) ?? '',
    ...(text !== undefined && { message: text }),
    ...(Object.keys(more).length > 0 && { more }),
  };
}

const streamOperations = ['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords'];

/** A request with AWS's signature, version 4. */
function signed(endpoint: string, operation: string, body: string): RequestInit {
  const { env } = process;
  const { host } = new URL(endpoint);
  const isStream = streamOperations.includes(operation);
  const region = env['AWS_REGION'] ?? 'local';
  const now = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const day = now.slice(0, 8);
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.0',
    host,
    'x-amz-date': now,
    'x-amz-target': `${isStream ? 'DynamoDBStreams' : 'DynamoDB'}_20120810.${operation}`,
    ...(env['AWS_SESSION_TOKEN'] && { 'x-amz-security-token': env['AWS_SESSION_TOKEN'] }),
  };
  const names = Object.keys(headers).sort();
  const list = names.join(';');
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const request = ['POST', '/', '', lines, list, sha(body)].join('\n');
  const scope = `${day}/${region}/dynamodb/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', now, scope, sha(request)].join('\n');
  const key = [day, region, 'dynamodb', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${env['AWS_SECRET_ACCESS_KEY'] ?? 'local'}`,
  );
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  const credential = `${env['AWS_ACCESS_KEY_ID'] ?? 'local'}/${scope}`;
  return {
    method: 'POST',
    body,
    headers: {
      ...headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${list}, Signature=${signature}`,
    },
  };
}
