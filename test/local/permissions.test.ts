import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { resources } from './fixture.ts';
import { FixtureHost } from './hosts.ts';

let host: FixtureHost | undefined;
afterEach(() => host?.remove());

/** A host whose template lacks what a role's policies or a permission allowed. */
async function without(id: string): Promise<FixtureHost> {
  const own = resources();
  const resource = own[id];
  if (!resource) throw new Error(`there is no ${id}`);
  if (resource.Type === 'AWS::IAM::Role') resource.Properties['Policies'] = [];
  else delete own[id];
  host = new FixtureHost('2022-10-01T08:00:00Z');
  await host.start(own);
  return host;
}

const deadLetters = z.array(z.object({ source: z.string(), reason: z.string() }));

describe('Without its permission in the template', { timeout: 60_000 }, () => {
  test('API Gateway cannot invoke a function', async () => {
    const refused = await without('WebPermission');
    expect((await refused.fetch('/echo')).status).toBe(500);
    expect(refused.output).toMatch(
      /apigateway.amazonaws.com is not authorized to perform lambda:InvokeFunction/,
    );
  });

  test('a function cannot write to the table', async () => {
    const refused = await without('WebRole');
    expect((await refused.fetch('/item', { method: 'POST', body: '{"sk":"a","kind":"seen"}' })).status).toBe(
      500,
    );
    expect(refused.output).toMatch(/role\/WebRole is not authorized to perform dynamodb:PutItem/);
    expect(await refused.json('/_local/records')).toEqual([]);
  });

  test('a state machine cannot invoke a function, and its execution says so', async () => {
    const refused = await without('LineRole');
    await refused.run('a', { until: '2022-10-02T08:00:00Z', seconds: 1 });
    await refused.advance({ advanceBy: 'PT0S' });
    const lines = z.array(z.object({ status: z.string(), error: z.string() }));
    const [line] = lines.parse(await refused.json('/_local/executions'));
    expect(line).toEqual({ status: 'FAILED', error: 'Lambda.AWSLambdaException' });
  });

  test('a function cannot read the stream or start an execution', async () => {
    const refused = await without('DeliverRole');
    await refused.run('a', { until: '2022-10-02T08:00:00Z', seconds: 1 });
    await refused.advance({ advanceBy: 'PT1M' });
    expect(await refused.json('/_local/executions')).toEqual([]);
    expect(refused.output).toMatch(/is not authorized to perform dynamodb:DescribeStream/);
  });

  test('a schedule cannot invoke a function', async () => {
    const refused = await without('SweepRole');
    await refused.advance({ advanceBy: 'P1D' });
    const letters = deadLetters.parse(await refused.json('/_local/dead-letters'));
    expect(letters.map((it) => it.source)).toEqual(['Sweep']);
    expect(letters[0]?.reason).toMatch(/is not authorized to perform lambda:InvokeFunction/);
  });
});
