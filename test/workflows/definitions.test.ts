import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { summary } from './summary.ts';

describe('the definitions in workflows/', () => {
  // Whoever changes what a workflow does reads here what changed, and says so: `npm run test:only -- test/workflows -u`.
  it.each(['application', 'round'])(
    'lead %s through the states, ways, retries and waits written down',
    async (name) => {
      const text = readFileSync(new URL(`../../workflows/${name}.asl.json`, import.meta.url), 'utf8');
      await expect(summary(JSON.parse(text))).toMatchFileSnapshot(`summaries/${name}.txt`);
    },
  );
});
