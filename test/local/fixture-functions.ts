/** What every function of the fixture begins with: calls of AWS services, signed in form only. */
export const prelude = `
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

/** The code of each function, by its name. */
export const functions: Readonly<Record<string, string>> = {
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
