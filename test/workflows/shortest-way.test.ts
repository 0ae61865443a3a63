import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type ApplicationStatus,
  applicationMoves,
  applicationStatuses,
} from '../../functions/domain/application.ts';
import { applicationDuties } from '../../functions/rehearsal/play/duties.ts';
import {
  type Execution,
  load,
  nextDue,
  start,
  step,
  type WorkflowEvent,
} from '../../infra/local/workflow/index.ts';
import { fill } from '../../infra/workflow/lint.ts';
import { application } from '../../workflows/stages.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

const file = new URL('../../workflows/application.asl.json', import.meta.url);
const definition = load(fill(JSON.parse(readFileSync(file, 'utf8'))));
const table = tableInMemory();
beforeEach(() => table.clear());

const began = '2022-09-05T08:00:00.000Z';
const later = '2022-12-24T08:00:00.000Z';

/** What becomes of a record: somebody moves it (or changes it where it stands), or a date comes. */
type Happening = { readonly to: ApplicationStatus; readonly by: 'somebody' | 'date' };

/** The execution of one application; its tasks see the record as it stands and do nothing. */
class Life {
  #status: ApplicationStatus = 'unconfirmed';
  #execution: Execution;
  #token: string | undefined;
  /** The tasks that have looked since the record was last changed. */
  looked: string[] = [];
  transitions = 0;

  private constructor() {
    this.#execution = start(
      definition,
      {
        id: 'arn:example:one',
        name: 'one',
        input: { round: '3', application: 'a1', case: 'SCM-3-0001', generation: 1 },
        stateMachine: { id: 'arn:example', name: 'example' },
      },
      began,
    );
  }

  static async begun(): Promise<Life> {
    const life = new Life();
    await life.#goOn({ type: 'started' });
    return life;
  }

  /** Where the execution waits, or has ended. */
  get state(): string {
    return this.#execution.state?.name ?? '';
  }

  get isOver(): boolean {
    return this.#execution.status !== 'RUNNING';
  }

  get status(): ApplicationStatus {
    return this.#status;
  }

  async happens({ to, by }: Happening): Promise<void> {
    this.#status = to;
    this.looked = [];
    await this.#goOn(
      by === 'date'
        ? { type: 'timer', sequence: nextDue(this.#execution)?.sequence ?? 0 }
        : { type: 'task-token-success', token: this.#token ?? '', output: {} },
    );
  }

  async #goOn(first: WorkflowEvent): Promise<void> {
    for (let event: WorkflowEvent | undefined = first; event !== undefined; ) {
      const now = event.type === 'timer' ? later : began;
      const done = await step(definition, this.#execution, event, now, 'seed');
      this.#execution = done.execution;
      this.transitions += done.history.filter(({ type }) => type.endsWith('StateEntered')).length;
      event = undefined;
      const command = done.commands[0];
      if (command?.type !== 'invoke-lambda') return;
      if (command.token !== null) {
        this.#token = command.token;
        return;
      }
      this.looked.push(command.functionArn.replace(/^.*:|Arn$/g, ''));
      const output = { status: this.#status, until: later, idle: true, bell: 0 };
      event = { type: 'task-succeeded', invocation: command.invocation, output };
    }
  }
}

/** Where the table of stages has an application wait in a state, or end. */
function placesOf(status: ApplicationStatus): string[] {
  const stage = application.stages[status];
  if (!('tasks' in stage)) return [stage.name];
  return 'end' in stage ? [stage.end.name] : [stage.wait];
}

function tasksOf(status: ApplicationStatus): readonly string[] {
  const stage = application.stages[status];
  return 'tasks' in stage ? stage.tasks : [];
}

/** Happenings that the table of moves allows, from one to the next; now and then one that changes no state. */
const lives = fc
  .array(fc.record({ pick: fc.nat(), stays: fc.boolean(), by: fc.constantFrom('somebody', 'date') }), {
    maxLength: 12,
  })
  .map((picks) => {
    let status: ApplicationStatus = 'unconfirmed';
    return picks.map(({ pick, stays, by }): Happening => {
      const moves = applicationMoves.filter(({ from }) => from === status);
      const move = moves[pick % Math.max(1, moves.length)];
      if (!stays && move !== undefined) status = move.to;
      return { to: status, by: by === 'date' ? 'date' : 'somebody' };
    });
  });

describe('the execution of an application', () => {
  it('waits in the state that the record is in, and its own task has looked there, however the record moves', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (happenings) => {
        const life = await Life.begun();
        for (const happening of happenings) {
          if (life.isOver) return;
          await life.happens(happening);
          const { status } = life;
          expect(placesOf(status)).toContain(life.state);
          const [task] = tasksOf(status);
          if (task !== undefined && task !== application.looks) expect(life.looked).toContain(task);
          expect(life.looked.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('passes three states for each thing that usually happens: a task, what follows, and the wait', async () => {
    const life = await Life.begun();
    expect(life.transitions).toBe(3);
    const usual: readonly (readonly [ApplicationStatus, Happening['by']])[] = [
      ['awaiting-endorsement', 'somebody'],
      ['in-review', 'somebody'],
      ['in-review', 'date'],
      ['queried', 'somebody'],
      ['in-review', 'somebody'],
      ['approved', 'somebody'],
      ['waiting-list', 'somebody'],
      ['seat-offered', 'somebody'],
      ['seat-offered', 'date'],
      ['accepted', 'somebody'],
      ['accepted', 'date'],
      ['taking-part', 'date'],
      ['taking-part', 'date'],
      ['completed', 'somebody'],
    ];
    for (const [to, by] of usual) {
      const before = life.transitions;
      await life.happens({ to, by });
      expect([to, by, life.transitions - before]).toEqual([to, by, 3]);
    }
    expect(life.isOver).toBe(true);
  });
});

describe('a task that looks at a record in a state of another', () => {
  const duties = new Map(
    Object.values(applicationDuties)
      .flat()
      .map(({ name, run }) => [name, run]),
  );
  const strange = [...duties].flatMap(([name, run]) =>
    applicationStatuses
      .filter((status) => status !== 'erased' && !tasksOf(status).includes(name))
      .map((status) => [name, status, run] as const),
  );

  it.each(strange)('%s does nothing where it is %s, and waits for nothing', async (name, status, run) => {
    table.put(aRound({ status: 'running' }));
    const record = anApplication({ status });
    table.put(record);
    const before = table.snapshot();
    const answer = await run({
      round: '3',
      application: record.id,
      generation: 1,
      startedAt: new Date().toISOString(),
    });
    expect({ name, status: answer.status, idle: answer.idle }).toEqual({ name, status, idle: true });
    expect(table.snapshot()).toBe(before);
  });
});

describe('a task that moves the record', () => {
  const day = 86_400_000;
  const at = (days: number) => new Date(Date.now() + days * day).toISOString();

  it('has looked in the new state as well, so that the execution need not ask it again', async () => {
    table.put(aRound({ status: 'selected' }));
    const seat = { cohort: 'a', number: 1, offeredAt: at(-9), until: at(-1) };
    const record = anApplication({ status: 'seat-offered', seat });
    table.put(record);
    const [offer] = applicationDuties['seat-offered'] ?? [];
    const answer = await offer?.run({ round: '3', application: record.id, generation: 1, startedAt: at(-9) });
    // The applicant is told on the next morning: the date of the state after the move, not of the one before.
    expect(answer).toMatchObject({ status: 'expired', idle: false });
    expect((answer?.until ?? '') > at(0)).toBe(true);
    const again = await offer?.run({ round: '3', application: record.id, generation: 1, startedAt: at(-9) });
    expect({ ...again, bell: 0 }).toEqual({ ...answer, bell: 0 });
  });

  it('tells the date of the review it leads back to when nobody answered a query', async () => {
    table.put(aRound({ status: 'open' }));
    const query = {
      id: 'q1',
      text: 'Wann?',
      approver: 'smart-city@mil.example',
      askedAt: at(-9),
      until: at(-1),
    };
    const record = anApplication({ status: 'queried', query, reviewSince: at(-10) });
    table.put(record);
    const [review] = applicationDuties.queried ?? [];
    const event = { round: '3', application: record.id, generation: 1, startedAt: at(-9) };
    const answer = await review?.run(event);
    expect(answer?.status).toBe('in-review');
    expect(answer).toEqual(await review?.run(event));
  });
});
