import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { roundStage } from '../../functions/platform/flow/stage.ts';
import { handler as park } from '../../functions/platform/park.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { add } from '../../functions/platform/store/table.ts';
import {
  type Execution,
  type Json,
  load,
  start,
  step,
  type WorkflowEvent,
} from '../../infra/local/workflow/index.ts';
import { fill } from '../../infra/workflow/lint.ts';
import { aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

const table = tableInMemory();
beforeEach(() => table.clear());

const file = new URL('../../workflows/round.asl.json', import.meta.url);
const definition = load(fill(JSON.parse(readFileSync(file, 'utf8'))));
const now = new Date().toISOString();
/** The service ends an execution whose history has more ("Quotas related to state machine executions"). */
const mostEvents = 25_000;

let seen = 0;
/** What a round's stages do, without anything to do but to look how often it was woken. */
const stage = roundStage(async () => {
  seen = Number((await add(keys.wait('3'), 'bell', 0))['bell']);
  return {};
});

/** Begins an execution for the generation on record. */
async function begun(): Promise<{ execution: Execution; event: WorkflowEvent }> {
  const generation = Number(table.get(keys.round('3'))?.['generation']);
  const execution = start(
    definition,
    {
      id: `arn:example:${generation}`,
      name: `round-3-${generation}`,
      input: { round: '3', case: 'round-3', generation },
      stateMachine: { id: 'arn:example', name: 'round' },
    },
    now,
  );
  return { execution, event: { type: 'started' } };
}

/** Goes on until the execution has ended or waits for a token, by the stages' and the parking function themselves. */
async function upToItsWait(
  from: Execution,
  first: WorkflowEvent,
): Promise<{ execution: Execution; token: string | undefined }> {
  let execution = from;
  let event: WorkflowEvent | undefined = first;
  let token: string | undefined;
  while (event !== undefined) {
    const done = await step(definition, execution, event, now, 'seed');
    execution = done.execution;
    event = undefined;
    const command = done.commands[0];
    if (command?.type !== 'invoke-lambda') break;
    const payload: Json = JSON.parse(JSON.stringify(command.payload));
    if (command.token === null) {
      const output: Json = JSON.parse(JSON.stringify(await stage(payload)));
      event = { type: 'task-succeeded', invocation: command.invocation, output };
    } else {
      await park(payload);
      token = command.token;
    }
  }
  return { execution, token };
}

describe('a round that is woken thousands of times', () => {
  it('goes on in a new execution before the history of the old one is full, and misses no wake', async () => {
    table.put(aRound({ status: 'finished' }));
    let { execution, event } = await begun();
    const events: number[] = [];
    for (let wakes = 0; wakes < 5000; ) {
      const waiting = await upToItsWait(execution, event);
      execution = waiting.execution;
      if (waiting.token === undefined) {
        expect(execution.status).toBe('SUCCEEDED');
        events.push(execution.events);
        // One outbox item for each new execution, written with the record's generation.
        expect(table.ofKind('outbox').filter((it) => it['type'] === 'start')).toHaveLength(events.length);
        // A wake that comes between the two rings the bell, and the new execution's first look sees it.
        wakes += 1;
        await add(keys.wait('3'), 'bell', 1);
        ({ execution, event } = await begun());
        continue;
      }
      expect(seen).toBe(wakes);
      wakes += 1;
      await add(keys.wait('3'), 'bell', 1);
      event = { type: 'task-token-success', token: waiting.token, output: {} };
    }
    expect(events.length).toBe(9);
    expect(Math.max(...events)).toBeLessThan(mostEvents * 0.75);
    expect(table.get(keys.round('3'))).toMatchObject({ generation: 10 });
  }, 300_000);
});
