import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESClient } from '@aws-sdk/client-ses';
import type { Ses, SesOptions } from '../../../infra/local/ses/ses.ts';
import { createSes } from '../../../infra/local/ses/ses.ts';
import { sesSettings } from '../../../infra/local/ses/settings.ts';

export const topicArn = 'arn:aws:sns:eu-central-1:111122223333:mail-events';

export const settings = sesSettings(
  [
    {
      logicalId: 'Identity',
      type: 'AWS::SES::EmailIdentity',
      ref: 'office.example',
      properties: { EmailIdentity: 'office.example' },
    },
    { logicalId: 'Set', type: 'AWS::SES::ConfigurationSet', ref: 'Kohorte', properties: {} },
    {
      logicalId: 'Destination',
      type: 'AWS::SES::ConfigurationSetEventDestination',
      ref: 'Destination',
      properties: {
        ConfigurationSetName: 'Kohorte',
        EventDestination: {
          Enabled: true,
          MatchingEventTypes: ['bounce', 'complaint', 'delivery'],
          SnsDestination: { TopicARN: topicArn },
        },
      },
    },
  ],
  { region: 'eu-central-1', account: '111122223333', partition: 'aws' },
);

export const noon = '2022-10-04T10:00:00.000Z';

export async function newDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'kohorte-ses-'));
}

export async function newSes(options: Partial<SesOptions> = {}): Promise<Ses> {
  return createSes({ directory: await newDirectory(), now: () => noon, settings, ...options });
}

/** Serves an SES over HTTP and gives the client that the functions use. */
export async function clientFor(ses: Ses): Promise<{ client: SESClient; close: () => Promise<void> }> {
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void ses.handle(Buffer.concat(chunks).toString()).then((answer) => {
        response.writeHead(answer.status, answer.headers).end(answer.body);
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new SESClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  return {
    client,
    close: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A message as the mailer writes them, in short. */
export function message(headers: Record<string, string> = {}, text = 'Guten Tag'): Buffer {
  const fields = {
    From: 'Programmbüro <scm@office.example>',
    To: 'a@stadt.example',
    Subject: '[SCM-3-0007] Bitte bestätigen',
    'Message-ID': '<1@office.example>',
    Date: 'Tue, 04 Oct 2022 10:00:00 +0000',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Kohorte-Purpose': 'confirm-address',
    'X-Kohorte-Case': 'SCM-3-0007',
    ...headers,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === '' ? [] : [`${name}: ${value}`],
  );
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}\r\n`);
}

/** The form that a SendRawEmail call sends. */
export function form(raw: Buffer, more: Record<string, string> = {}): string {
  return new URLSearchParams({
    Action: 'SendRawEmail',
    Version: '2010-12-01',
    'RawMessage.Data': raw.toString('base64'),
    ...more,
  }).toString();
}
