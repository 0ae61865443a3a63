import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Host } from '../program/host.ts';
import { beginning, bodyOf, shortRound } from './support/round.ts';

const accepted = z.object({ id: z.string(), reference: z.string(), status: z.literal('unconfirmed') });

describe('an application that is sent again', () => {
  let host: Host;
  const send = (body: unknown, key: string): Promise<Response> =>
    host.post('/api/applications', body, { 'idempotency-key': key });
  const count = async (): Promise<number> => (await host.applications()).length;

  beforeAll(async () => {
    host = await Host.fresh(beginning);
    await host.createRound(
      shortRound(1, {
        applications: { opens: '2022-09-05T00:00:00+02:00', closes: '2022-09-09T23:59:59+02:00' },
        decisionsDue: '2022-09-10T07:00:00+02:00',
      }),
    );
  }, 120_000);
  afterAll(() => host.stop());

  it('with the same key and body is the same application, and the same answer', async () => {
    const answers = [await send(bodyOf(0), 'a'), await send(bodyOf(0), 'a'), await send(bodyOf(0), 'a')];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const bodies = await Promise.all(answers.map(async (answer) => accepted.parse(await answer.json())));
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(1);
    expect(await count()).toBe(1);
  });

  it('with the same key and another body is refused, and says why', async () => {
    const answer = await send(bodyOf(1), 'a');
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.text()).toContain('Idempotency-Key');
    expect(await count()).toBe(1);
  });

  it('at the same instant, ten times, is one application', async () => {
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(bodyOf(2), 'b')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const ids = await Promise.all(answers.map(async (answer) => accepted.parse(await answer.json()).id));
    expect(new Set(ids).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  it('at the same instant with other bodies: one counts, the others are refused', async () => {
    const before = await count();
    const answers = await Promise.all([3, 4, 5, 6].map((person) => send(bodyOf(person), 'c')));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    expect(await count()).toBe(before + 1);
  });

  it('after an answer that was no success, is tried anew', async () => {
    expect((await send(bodyOf(7, { motivation: '' }), 'd')).status).toBe(422);
    expect((await send(bodyOf(7), 'd')).status).toBe(201);
  });

  it('after 24 hours is another application', { timeout: 120_000 }, async () => {
    const before = await count();
    await host.post('/_local/clock', { advanceBy: 'PT24H' });
    const first = await send(bodyOf(0), 'a');
    expect(first.status).toBe(201);
    expect(await count()).toBe(before + 1);
    // From then on the key stands for the new one.
    const second = await send(bodyOf(0), 'a');
    expect(accepted.parse(await second.json()).id).toBe(accepted.parse(await first.json()).id);
    expect(await count()).toBe(before + 1);
  });

  it('100 applications within a minute from one source pass', { timeout: 120_000 }, async () => {
    const before = await count();
    const started = Date.now();
    const statuses: number[] = [];
    for (let from = 0; from < 100; from += 10) {
      const people = Array.from({ length: 10 }, (_, index) => 100 + from + index);
      const answers = await Promise.all(
        people.map((person) => host.post('/api/applications', bodyOf(person))),
      );
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(new Set(statuses)).toEqual(new Set([201]));
    expect(await count()).toBe(before + 100);
    expect(Date.now() - started).toBeLessThan(60_000);
  });
});
