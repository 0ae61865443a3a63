import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { lambdaContext } from './lambda-context.ts';

type HttpLambda = (event: APIGatewayProxyEventV2, context: Context) => unknown;

/** An answer as a browser would see it. */
export type Seen = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/**
 * Asks a function over HTTP, as API Gateway would (payload format 2.0).
 * @param route the path of the route, such as `/zertifikat/{id}`
 * @param params the values of its parameters
 * @param asked `form` sends a form by POST, `json` a JSON body; without them, GET
 */
export async function ask(
  handler: HttpLambda,
  route: string,
  params: Readonly<Record<string, string>>,
  asked: {
    readonly form?: Readonly<Record<string, string>>;
    readonly json?: unknown;
    readonly query?: string;
    readonly method?: string;
  } = {},
): Promise<Seen> {
  const path = route.replaceAll(/\{(\w+)\+?\}/g, (_, name: string) => params[name] ?? '');
  const sends = asked.form !== undefined || asked.json !== undefined;
  const method = asked.method ?? (sends ? 'POST' : 'GET');
  const type = asked.json === undefined ? 'application/x-www-form-urlencoded' : 'application/json';
  const body =
    asked.form === undefined ? JSON.stringify(asked.json) : new URLSearchParams(asked.form).toString();
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: `ANY ${route}`,
    rawPath: path,
    rawQueryString: asked.query ?? '',
    headers: sends ? { 'content-type': type } : {},
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'kohorte.example',
      domainPrefix: 'kohorte',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'test',
      routeKey: `ANY ${route}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    pathParameters: { ...params },
    ...(sends ? { body } : {}),
    isBase64Encoded: false,
  };
  const result = (await handler(event, lambdaContext())) as APIGatewayProxyStructuredResultV2;
  return {
    status: result.statusCode ?? 200,
    headers: Object.fromEntries(
      Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)]),
    ),
    body: result.body ?? '',
  };
}
