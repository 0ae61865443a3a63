import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { definitions, stale } from '../../infra/write-workflows.ts';
import { definitionOf } from '../../workflows/definition.ts';
import { round } from '../../workflows/stages.ts';
import { summary } from './summary.ts';

describe('the definitions in workflows/', () => {
  it('are those that the table of stages makes', () => {
    expect(
      stale(definitions()).map(({ file }) => file.pathname),
      'run `npm run workflows`',
    ).toEqual([]);
  });

  // Whoever changes what a workflow does reads here what changed, and says so: `npm run test:only -- test/workflows/definitions.test.ts -u`.
  it.each(['application', 'round'])(
    'lead %s through the states, ways, retries and waits written down',
    async (name) => {
      const text = readFileSync(new URL(`../../workflows/${name}.asl.json`, import.meta.url), 'utf8');
      await expect(summary(JSON.parse(text))).toMatchFileSnapshot(`summaries/${name}.txt`);
    },
  );
});

describe('the table of stages', () => {
  it('shows both lives in 250 lines, that of an application in 150', () => {
    const text = readFileSync(new URL('../../workflows/stages.ts', import.meta.url), 'utf8');
    expect(text.split('\n').length).toBeLessThanOrEqual(250);
    const life = /^export const application = \{.*?\n\} as const/ms.exec(text)?.[0] ?? '';
    expect(life).toContain("'waiting-list'");
    expect(life.split('\n').length).toBeLessThanOrEqual(150);
  });

  it('refuses two states of one name', () => {
    const { draft } = round.stages;
    const stages = { ...round.stages, draft: { ...draft, wait: 'Open' } };
    expect(() => definitionOf({ ...round, stages })).toThrow('Two states bear one name: Open');
  });

  it('refuses a further task that nothing says the name of', () => {
    const { draft } = round.stages;
    const stages = { ...round.stages, draft: { ...draft, tasks: ['RoundAdvance', 'RoundDance'] } as const };
    expect(() => definitionOf({ ...round, stages })).toThrow(
      'The stage Draft has a task without a name: RoundDance',
    );
  });
});
