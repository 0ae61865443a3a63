import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Host } from '../program/host.ts';
import { malformed, noHttp } from './support/malformed/malformed.ts';
import { noticeable } from './support/outcome.ts';
import { type Heard, type Sent, send, sendBytes } from './support/requests.ts';
import { beginning, shortRound } from './support/round.ts';

const problem = z.object({
  type: z.string(),
  title: z.string().min(3),
  status: z.number(),
  errors: z.optional(z.array(z.object({ pointer: z.string(), message: z.string().min(5) })).min(1)),
});

/** The request in a few words, for the message of a failure. */
function described({ method, path, headers, body }: Sent, { status, body: answer }: Heard): string {
  const start = Buffer.from(body).toString('latin1').slice(0, 300);
  return `${method} ${path} ${JSON.stringify(headers)} ${start}\n-> ${status} ${answer.slice(0, 300)}`;
}

/** Whether an answer says in a way that its reader understands that the request was wrong. */
function expectClear(sent: Sent, heard: Heard): void {
  const facts = described(sent, heard);
  expect(heard.status, facts).toBeGreaterThanOrEqual(400);
  expect(heard.status, facts).toBeLessThan(500);
  if (sent.path.startsWith('/api/') || heard.type.startsWith('application/problem+json')) {
    expect(heard.type, facts).toMatch(/^application\/problem\+json/);
    const said = problem.parse(JSON.parse(heard.body));
    expect(said.status, facts).toBe(heard.status);
    if (heard.status === 422) expect(said.errors, facts).toBeDefined();
  } else {
    expect(heard.type, facts).toMatch(/^text\/html/);
    expect(heard.body, facts).toMatch(/<h1[^>]*>[^<]{3,}/);
  }
}

describe('a malformed request', () => {
  let host: Host;
  beforeAll(async () => {
    host = await Host.fresh(beginning);
    await host.createRound(shortRound(3));
    await host.settle();
  }, 120_000);
  afterAll(() => host.stop());

  it('is answered clearly, and nothing is stored: 1,000 of them', { timeout: 600_000 }, async () => {
    const before = await noticeable(host);
    for (let part = 0; part < 5; part += 1) {
      await fc.assert(
        fc.asyncProperty(malformed, async (sent) => {
          expectClear(sent, await send(host.origin, sent));
        }),
        { numRuns: 200 },
      );
      // So many in one minute from one source would only be told that they are too many.
      await host.post('/_local/clock', { advanceBy: 'PT1M' });
    }
    expect(await noticeable(host)).toEqual(before);
  });

  it.each(noHttp.map((bytes) => ({ bytes })))('that is no HTTP hears so: $bytes', async ({ bytes }) => {
    expect(await sendBytes(host.origin, bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  it('that is larger than any gateway takes is refused, and the next one is heard', async () => {
    const body = new Uint8Array(11 * 1024 * 1024);
    const headers = { 'content-type': 'application/json' };
    const heard = await send(host.origin, { method: 'POST', path: '/api/applications', headers, body });
    expect(heard.status).toBe(413);
    expect((await fetch(host.origin)).status).toBe(200);
  });
});
