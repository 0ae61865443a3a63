import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { marshall } from '@aws-sdk/util-dynamodb';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
  DynamoDBStreamEvent,
} from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { type ParsedMail, simpleParser } from 'mailparser';
import { vi } from 'vitest';
import { type Application, readApplication } from '../../functions/domain/application.ts';
import type { Round } from '../../functions/domain/round.ts';
import { aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

/**
 * The programme's rooms for applicants in one process: pages are asked as API Gateway would, mails that are owed
 * are written and caught, the clock stands where the test puts it. Workflows do not run here.
 */

process.env['BASE_URL'] = 'https://programm.example';
process.env['SENDER'] = 'Programm <programm@programm.example>';

/** A page or answer, with what a plain HTML client makes of it. */
export type Visit = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A mail as its reader sees it. */
export type Letter = {
  readonly purpose: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Path of the acting link, if it has one. */
  readonly link: string | undefined;
  readonly code: string | undefined;
  readonly mail: ParsedMail;
};

type HttpLambda = (event: APIGatewayProxyEventV2, context: Context) => unknown;

const paths: readonly [RegExp, string, () => Promise<{ handler: unknown }>][] = [
  [
    /^\/bewerbung\/(?<round>[^/]+)$/,
    '/bewerbung/{round}',
    () => import('../../functions/application/apply.ts'),
  ],
  [/^\/api\/applications$/, '/api/applications', () => import('../../functions/application/apply.ts')],
  [
    /^\/bestaetigung\/(?<token>[^/]+)$/,
    '/bestaetigung/{token}',
    () => import('../../functions/application/confirm.ts'),
  ],
  [/^\/vorgang\/(?<token>[^/]+)$/, '/vorgang/{token}', () => import('../../functions/application/case.ts')],
  [
    /^\/freigabe\/(?<token>[^/]+)$/,
    '/freigabe/{token}',
    () => import('../../functions/endorsement/endorse.ts'),
  ],
  [
    /^\/entscheidung\/(?<token>[^/]+)$/,
    '/entscheidung/{token}',
    () => import('../../functions/approval/decide.ts'),
  ],
  [/^\/platz\/(?<token>[^/]+)$/, '/platz/{token}', () => import('../../functions/cohort/seat.ts')],
  [/^\/code$/, '/code', () => import('../../functions/application/code.ts')],
  [/^\/assets\/(?<file>.+)$/, '/assets/{file+}', () => import('../../functions/programme/site.ts')],
  [/^\/$/, '/', () => import('../../functions/programme/site.ts')],
  [
    /^\/(?:impressum|datenschutz|barrierefreiheit|openapi\.json)$/,
    '',
    () => import('../../functions/programme/site.ts'),
  ],
  [/^\/api\/(?:rounds|administrations)$/, '', () => import('../../functions/programme/site.ts')],
];

const context = { callbackWaitsForEmptyEventLoop: false } as Context;

/** What can be sent: a form, or a body of another kind. */
export type Sent = {
  readonly form?: URLSearchParams | Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly source?: string;
};

/** Makes the house, with one open round in it. */
export function aHouse(changes: Partial<Round> = {}, at = '2022-09-06T07:00:00.000Z') {
  const table = tableInMemory();
  const ses = mockClient(SESClient);
  const raw: string[] = [];
  ses.on(SendRawEmailCommand).callsFake((input: SendRawEmailCommand['input']) => {
    raw.push(Buffer.from(input.RawMessage?.Data ?? '').toString('utf8'));
    return { MessageId: `message-${raw.length}` };
  });
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(at) });
  const round = aRound({ status: 'open', ...changes });
  table.put({ ...round });
  table.put({ pk: 'ROUNDS', sk: `ROUND#${round.id}`, kind: 'round-listed' });

  async function visit(address: string, sent: Sent = {}): Promise<Visit> {
    const url = new URL(address, 'https://programm.example');
    const found = paths.find(([pattern]) => pattern.test(url.pathname));
    if (found === undefined) throw new Error(`no room serves ${url.pathname}`);
    const [pattern, named, room] = found;
    const route = named === '' ? url.pathname : named;
    const { handler } = await room();
    const params = pattern.exec(url.pathname)?.groups ?? {};
    const body =
      sent.form !== undefined
        ? new URLSearchParams(sent.form).toString()
        : sent.json !== undefined
          ? JSON.stringify(sent.json)
          : undefined;
    const type = sent.form !== undefined ? 'application/x-www-form-urlencoded' : 'application/json';
    const method = sent.method ?? (body === undefined ? 'GET' : 'POST');
    const event: APIGatewayProxyEventV2 = {
      version: '2.0',
      routeKey: `ANY ${route}`,
      rawPath: url.pathname,
      rawQueryString: url.search.slice(1),
      headers: { ...(body === undefined ? {} : { 'content-type': type }), ...sent.headers },
      requestContext: {
        accountId: '000000000000',
        apiId: 'test',
        domainName: 'programm.example',
        domainPrefix: 'programm',
        http: {
          method,
          path: url.pathname,
          protocol: 'HTTP/1.1',
          sourceIp: sent.source ?? '192.0.2.1',
          userAgent: 'test',
        },
        requestId: 'test',
        routeKey: `ANY ${route}`,
        stage: '$default',
        time: '',
        timeEpoch: 0,
      },
      pathParameters: { ...params },
      ...(body === undefined ? {} : { body }),
      isBase64Encoded: false,
    };
    const result = (await (handler as HttpLambda)(event, context)) as APIGatewayProxyStructuredResultV2;
    return {
      status: result.statusCode ?? 200,
      headers: Object.fromEntries(
        Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
      ),
      body:
        result.isBase64Encoded === true
          ? Buffer.from(result.body ?? '', 'base64').toString('latin1')
          : (result.body ?? ''),
    };
  }

  /** Writes and catches every mail that is owed and was not sent yet, in the order in which they were owed. */
  async function mails(): Promise<Letter[]> {
    const { handler } = await import('../../functions/post/send.ts');
    const owed = table
      .all()
      .filter((item) => item['kind'] === 'outbox' && item['type'] === 'mail')
      .sort((a, b) => (a.sk < b.sk ? -1 : 1));
    const before = raw.length;
    for (const item of owed) {
      const event = { Records: [{ dynamodb: { NewImage: marshall(item), SequenceNumber: '1' } }] };
      await handler(event as unknown as DynamoDBStreamEvent);
    }
    return Promise.all(raw.slice(before).map(read));
  }

  return {
    table,
    round,
    visit,
    mails,
    /** Puts the clock to an instant. */
    at: (instant: string): void => void vi.setSystemTime(new Date(instant)),
    /** All applications as they are recorded. */
    applications: (): Application[] => table.ofKind('application').map((item) => readApplication(item)),
    application: (reference?: string): Application => {
      const all = table.ofKind('application').map((item) => readApplication(item));
      const one = reference === undefined ? all.at(-1) : all.find((each) => each.reference === reference);
      if (one === undefined) throw new Error('there is no such application');
      return one;
    },
    /** Writes a record as if its workflow or the office had done it. */
    record: (application: Application): void => table.put({ ...application }),
    close: (): void => void vi.useRealTimers(),
  };
}

async function read(message: string): Promise<Letter> {
  const mail = await simpleParser(message);
  const header = (name: string): string => String(mail.headers.get(name) ?? '');
  const { text = '' } = mail;
  const to = Array.isArray(mail.to) ? mail.to[0] : mail.to;
  return {
    purpose: header('x-kohorte-purpose'),
    to: to?.value[0]?.address ?? '',
    subject: mail.subject ?? '',
    text,
    html: typeof mail.html === 'string' ? mail.html : '',
    link: /https:\/\/programm\.example(\/[a-z]+\/[A-Za-z0-9_-]{43})/.exec(text)?.[1],
    code: /\b([A-Z2-9]{5}-[A-Z2-9]{5})\b/.exec(text)?.[1],
    mail,
  };
}

/** The fields of an application as a plain client sends them. */
export function filledForm(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    administrations: '120690020',
    'applicant.givenName': 'Änne',
    'applicant.familyName': 'Łukaszewska',
    'applicant.email': 'aenne.lukaszewska@beelitz.example',
    'applicant.role': 'Leiterin Hauptamt',
    'supervisor.givenName': 'Uwe',
    'supervisor.familyName': 'Noack',
    'supervisor.email': 'uwe.noack@beelitz.example',
    motivation: 'Ich möchte Daten für unsere Stadt nutzbar machen.',
    privacyNoticeRead: 'true',
    ...changes,
  };
}
