import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { applicationDuties, roundDuties } from '../../../functions/rehearsal/play/duties.ts';
import { functions } from '../../../infra/functions.ts';
import application from '../../../workflows/application.asl.json' with { type: 'json' };
import round from '../../../workflows/round.asl.json' with { type: 'json' };

const statesSchema = z.record(
  z.string(),
  z.object({
    Resource: z.optional(z.string()),
    Arguments: z.optional(z.object({ FunctionName: z.string() })),
    Choices: z.optional(z.array(z.object({ Condition: z.string(), Next: z.string() }))),
    Next: z.optional(z.string()),
  }),
);

const statusIn = (condition: string): string => /\$stage\.status = '([a-z-]+)'/.exec(condition)?.[1] ?? '';

/** For each status the tasks that a workflow does until it waits or ends, by the names they have there. */
function dutiesOf(definition: unknown): Record<string, string[]> {
  const states = statesSchema.parse(z.object({ States: z.unknown() }).parse(definition).States);
  const first = states['Which stage']?.Choices ?? [];
  return Object.fromEntries(
    first.map(({ Condition, Next }) => {
      const status = statusIn(Condition);
      const duties: string[] = [];
      let name: string | undefined = Next;
      while (name !== undefined) {
        const state: z.infer<typeof statesSchema>[string] | undefined = states[name];
        if (state?.Resource?.endsWith('waitForTaskToken')) break;
        const task = state?.Arguments?.FunctionName;
        if (task !== undefined) duties.push(/\$\{(\w+)Arn\}/.exec(task)?.[1] ?? task);
        const stays: string | undefined = state?.Choices?.find(
          (choice) => statusIn(choice.Condition) === status,
        )?.Next;
        name = stays ?? state?.Next;
      }
      return [status, duties];
    }),
  );
}

const names = (duties: Readonly<Record<string, readonly { readonly name: string }[]>>) =>
  Object.fromEntries(Object.entries(duties).map(([status, list]) => [status, list.map(({ name }) => name)]));

describe('a rehearsal does in each state what the workflow does', () => {
  it('of an application', () => {
    const wanted = Object.entries(dutiesOf(application)).filter(([, duties]) => duties.length > 0);
    expect(names(applicationDuties)).toEqual(Object.fromEntries(wanted));
  });

  it('of a round, until it is finished', () => {
    const all = dutiesOf(round);
    const played = ['draft', 'open', 'closed', 'selected', 'running'];
    expect(names(roundDuties)).toEqual(Object.fromEntries(played.map((status) => [status, all[status]])));
  });

  it('by the very function that the workflow invokes', async () => {
    const duties = [...Object.values(applicationDuties), ...Object.values(roundDuties)].flat();
    expect(duties.length).toBeGreaterThan(0);
    for (const { name, run } of duties) {
      const entry = functions.find((candidate) => candidate.name === name)?.entry;
      const file = new URL(`../../../functions/${entry}.ts`, import.meta.url).href;
      const door = z.object({ handler: z.unknown() }).parse(await import(file));
      expect({ name, same: door.handler === run }).toEqual({ name, same: true });
    }
  });
});
