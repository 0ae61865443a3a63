import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Command,
  type Definition,
  type Execution,
  type Json,
  load,
  nextDue,
  start,
  step,
  type WorkflowEvent,
} from '../../infra/local/workflow/index.ts';
import { fill } from '../../infra/workflow/lint.ts';

const folder = new URL('../../workflows/', import.meta.url);
const workflows = readdirSync(folder)
  .filter((file) => file.endsWith('.asl.json'))
  .map((file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    return { file, text, definition: load(fill(JSON.parse(text))) };
  });

const began = '2022-11-01T08:00:00.000Z';
const until = '2022-11-08T22:59:59.000Z';

/** One way that an execution has gone, as far as its next answer. */
interface Way {
  readonly execution: Execution;
  readonly command: Command | undefined;
}

/** What was seen on all ways together. */
interface Seen {
  readonly entered: Set<string>;
  readonly ended: Execution[];
  readonly waits: { state: string; due: string | undefined; until: string }[];
}

async function advance(
  definition: Definition,
  from: Execution,
  event: WorkflowEvent,
): Promise<Way & { names: string[] }> {
  const due = nextDue(from);
  const now = event.type === 'timer' && due ? due.at : began;
  const done = await step(definition, from, event, now, 'seed');
  const names = done.history.flatMap(({ type, details }) =>
    type.endsWith('StateEntered') ? [String(details['name'])] : [],
  );
  return { execution: done.execution, command: done.commands[0], names };
}

/** Goes every way there is: each stage gives each answer, each wait ends by its token, by AlreadyWoken and in time. */
async function explore(definition: Definition, answers: readonly Json[]): Promise<Seen> {
  const seen: Seen = { entered: new Set(), ended: [], waits: [] };
  const known = new Set<string>();
  const open: Way[] = [];
  const arrive = (way: Way & { names: string[] }) => {
    for (const name of way.names) seen.entered.add(name);
    if (way.execution.status !== 'RUNNING') seen.ended.push(way.execution);
    // Turns are counted for the stages alone; no way depends on them.
    const { turns: _, ...variables } = way.execution.variables;
    const key = JSON.stringify([way.execution.state?.name, way.execution.status, variables]);
    if (known.has(key)) return;
    known.add(key);
    open.push(way);
  };
  const first = start(
    definition,
    {
      id: 'arn:example:one',
      name: 'one',
      input: { round: '3', application: 'a1', case: 'SCM-3-0001', generation: 1 },
      stateMachine: { id: 'arn:example', name: 'example' },
    },
    began,
  );
  arrive(await advance(definition, first, { type: 'started' }));
  for (let way = open.pop(); way; way = open.pop()) {
    const { execution, command } = way;
    if (execution.status !== 'RUNNING' || !command) continue;
    const { invocation } = command;
    if (command.type === 'invoke-lambda' && command.token !== null) {
      const due = nextDue(execution);
      seen.waits.push({ state: execution.state?.name ?? '', due: due?.at, until: soughtIn(execution) });
      const ways: WorkflowEvent[] = [
        { type: 'task-token-success', token: command.token, output: {} },
        { type: 'task-failed', invocation, error: 'AlreadyWoken' },
        { type: 'timer', sequence: due?.sequence ?? 0 },
      ];
      for (const event of ways) arrive(await advance(definition, execution, event));
    } else {
      for (const output of answers)
        arrive(await advance(definition, execution, { type: 'task-succeeded', invocation, output }));
    }
  }
  return seen;
}

function soughtIn({ variables }: Execution): string {
  const stage = variables['stage'];
  return typeof stage === 'object' && stage !== null && !Array.isArray(stage) ? String(stage['until']) : '';
}

describe.each(workflows)('$file', ({ text, definition }) => {
  const statuses = new Set([...text.matchAll(/status = '([a-z-]+)'/g)].map(([, status]) => status ?? ''));
  const idleness: Json[] = text.includes('$stage.idle') ? [{}, { idle: true }, { idle: false }] : [{}];
  const answersUntil = (instant: string): Json[] =>
    [...statuses, 'never heard of'].flatMap((status) =>
      idleness.map((idle) => ({ status, until: instant, bell: 0, ...Object(idle) })),
    );
  const exploring = explore(definition, answersUntil(until));
  const namesOf = (...types: string[]) =>
    Object.entries(definition.States).flatMap(([name, { Type }]) => (types.includes(Type) ? [name] : []));

  it('comes to each of its states', async () => {
    expect([...(await exploring).entered].sort()).toEqual(Object.keys(definition.States).sort());
  });

  it('comes to each of its ends, and to no other', async () => {
    const ended = new Set((await exploring).ended.map(({ state }) => state?.name));
    expect([...ended].sort()).toEqual(namesOf('Succeed', 'Fail').sort());
  });

  it('fails only where it says so, never by an expression or for want of a rule', async () => {
    const failed = (await exploring).ended.filter(({ status }) => status !== 'SUCCEEDED');
    expect([...new Set(failed.map(({ state }) => state?.name))].sort()).toEqual(namesOf('Fail').sort());
  });

  it('waits until the instant that the stage named', async () => {
    const { waits } = await exploring;
    expect(waits.length).toBeGreaterThan(0);
    for (const { state, due, until: sought } of waits) expect(`${state}: ${due}`).toBe(`${state}: ${sought}`);
  });

  it('waits a second if the instant is already past', async () => {
    const { waits } = await explore(definition, answersUntil('2022-10-31T00:00:00.000Z'));
    expect(new Set(waits.map(({ due }) => due))).toEqual(new Set(['2022-11-01T08:00:01.000Z']));
  });
});
