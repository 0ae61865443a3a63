import { afterEach, describe, expect, test } from 'vitest';
import { Work } from '../../infra/local/time/idle.ts';
import { PeopleFirst } from '../../infra/local/time/people-first.ts';
import { jsonAnswer } from '../../infra/local/web/http.ts';
import { WebServer } from '../../infra/local/web/server.ts';
import { freePort } from './fixture.ts';

const tidy: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of tidy.splice(0)) await step();
});

/** A server whose every page is there at once, and whose disk is as told. */
async function serverWith(durable: () => Promise<void>): Promise<string> {
  const said: string[] = [];
  const web = new WebServer({
    gateway: { answer: async () => jsonAnswer(201, { taken: true }) },
    own: async (request) => (request.url === '/_local/clock' ? jsonAnswer(200, {}) : undefined),
    durable,
    peopleFirst: new PeopleFirst(),
    work: new Work(),
    log: (line) => said.push(line),
  });
  const port = await freePort();
  await web.listen(port);
  web.open();
  tidy.push(() => web.stop());
  return `http://localhost:${port}`;
}

describe('What is answered', () => {
  test.each(['/api/applications', '/_local/clock'])(
    'is on the disk before anybody hears of it (%s)',
    async (path) => {
      let flushed: () => void = () => {};
      const flush = new Promise<void>((resolve) => {
        flushed = resolve;
      });
      let asked = 0;
      const origin = await serverWith(() => {
        asked += 1;
        return flush;
      });
      let heard = 0;
      const answers = [1, 2, 3].map(async () => {
        const answer = await fetch(`${origin}${path}`);
        heard += 1;
        return answer.status;
      });
      await expect.poll(() => asked).toBe(3);
      expect(heard).toBe(0);
      flushed();
      expect(new Set(await Promise.all(answers)).size).toBe(1);
      expect(heard).toBe(3);
    },
  );

  test('is an error where the disk fails, and a clear 503 where it is full', async () => {
    const failing = await serverWith(async () => {
      throw new Error('input/output error');
    });
    expect((await fetch(`${failing}/`)).status).toBe(500);
    const full = await serverWith(async () => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });
    expect((await fetch(`${full}/`)).status).toBe(503);
  });
});
