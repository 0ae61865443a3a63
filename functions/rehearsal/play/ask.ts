import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';

type HttpLambda = (event: APIGatewayProxyEventV2, context: Context) => unknown;

/** What a form sends; a list sends its name repeatedly. */
type Form = Readonly<Record<string, string | readonly string[]>>;

type Asked = { readonly json: unknown } | { readonly form: Form } | { readonly get: true };

/** Nothing of it is read by our functions but what API Gateway tells about the request. */
const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'rehearsal',
  functionVersion: '1',
  invokedFunctionArn: '',
  memoryLimitInMB: '0',
  awsRequestId: '',
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => 0,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

function encoded(form: Form): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
  }
  return body.toString();
}

function bodyOf(asked: Asked): { readonly type?: string; readonly body?: string } {
  if ('json' in asked) return { type: 'application/json', body: JSON.stringify(asked.json) };
  if ('form' in asked) return { type: 'application/x-www-form-urlencoded', body: encoded(asked.form) };
  return {};
}

/**
 * Asks one of our functions as API Gateway would.
 * @param route path of the route, such as `/platz/{token}`
 * @returns the status and the page
 */
export async function ask(
  handler: HttpLambda,
  route: string,
  token: string,
  asked: Asked,
): Promise<{ readonly status: number; readonly page: string }> {
  const path = route.replace('{token}', token);
  const method = 'get' in asked ? 'GET' : 'POST';
  const { type, body } = bodyOf(asked);
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: `ANY ${route}`,
    rawPath: path,
    rawQueryString: '',
    headers: type === undefined ? {} : { 'content-type': type },
    requestContext: {
      accountId: '',
      apiId: '',
      domainName: '',
      domainPrefix: '',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' },
      requestId: '',
      routeKey: `ANY ${route}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    pathParameters: route.includes('{token}') ? { token } : {},
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  };
  const result = (await handler(event, context)) as APIGatewayProxyStructuredResultV2;
  return { status: result.statusCode ?? 200, page: result.body ?? '' };
}

const unescaped = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** The hidden fields of the forms on a page: what a plain browser sends back. */
function hiddenFields(page: string): Form {
  const fields: Record<string, string> = {};
  for (const [input] of page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) fields[unescaped(name)] = unescaped(/value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return fields;
}

/** Opens the page behind a link, fills in its form and sends it. @returns the status of the answer */
export async function fillIn(handler: HttpLambda, route: string, token: string, form: Form): Promise<number> {
  const { page } = await ask(handler, route, token, { get: true });
  const { status } = await ask(handler, route, token, { form: { ...hiddenFields(page), ...form } });
  return status;
}
