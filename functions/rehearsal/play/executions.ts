import type { ApplicationStatus } from '../../domain/application.ts';
import type { RoundStatus } from '../../domain/round.ts';
import type { StageAnswer } from '../../platform/flow/stage.ts';
import { waitTarget } from '../../platform/store/keys.ts';
import { applicationDuties, roundDuties } from './duties.ts';
import type { Timers } from './timers.ts';

/** An execution of a workflow: what it belongs to, and where it stood when it last looked. */
type Execution = {
  readonly target: string;
  readonly input: {
    readonly round: string;
    readonly application?: string;
    readonly generation: number;
    readonly startedAt: string;
  };
  status: string;
};

/** Passes through states without a wait are few; more than this is a circle. */
const mostSteps = 20;

function isOf<Name extends string>(record: Partial<Record<Name, unknown>>, name: string): name is Name {
  return name in record;
}

function dutiesIn({ input, status }: Execution) {
  if (input.application === undefined)
    return isOf<RoundStatus>(roundDuties, status) ? roundDuties[status] : undefined;
  return isOf<ApplicationStatus>(applicationDuties, status) ? applicationDuties[status] : undefined;
}

/** The two workflows without their service: tasks in their order, waits as timers of the rehearsal. */
export class Executions {
  readonly #executions = new Map<string, Execution>();
  readonly #timers: Timers;
  readonly #now: () => string;

  constructor(timers: Timers, now: () => string) {
    this.#timers = timers;
    this.#now = now;
  }

  /** Starts an execution where the record stands. @param status the state of the record */
  async start(
    input: { readonly round: string; readonly application?: string; readonly generation: number },
    status: string,
  ): Promise<void> {
    const target =
      input.application === undefined
        ? waitTarget.round(input.round)
        : waitTarget.application(input.round, input.application);
    const execution = { target, input: { ...input, startedAt: this.#now() }, status };
    this.#executions.set(target, execution);
    await this.#goOn(execution);
  }

  /** Lets the execution of a target look at its record again. */
  async wake(target: string): Promise<void> {
    const execution = this.#executions.get(target);
    if (execution !== undefined) await this.#goOn(execution);
  }

  /** Does what is due in each state that the record passes through, then waits as the last one says. */
  async #goOn(execution: Execution): Promise<void> {
    for (let step = 0; step < mostSteps; step++) {
      const until = await this.#look(execution);
      if (until === 'moved') continue;
      if (until === undefined) this.#timers.clear(execution.target);
      else this.#timers.set(until, () => this.#goOn(execution), execution.target);
      return;
    }
    throw new Error(`the execution of ${execution.target} goes in a circle`);
  }

  /** The duties of one state. @returns until when to wait, undefined at an end */
  async #look(execution: Execution): Promise<string | 'moved' | undefined> {
    const duties = dutiesIn(execution);
    if (duties === undefined) return undefined;
    const waits: StageAnswer[] = [];
    for (const duty of duties) {
      const answer = await duty.run(execution.input);
      waits.push(answer);
      if (answer.status !== execution.status && duty === duties[0]) break;
    }
    const last = waits.at(-1);
    const before = execution.status;
    execution.status = last?.status ?? before;
    if (execution.status !== before) return 'moved';
    const dated = waits.filter(({ idle }) => !idle).map(({ until }) => until);
    return dated.length === 0 ? last?.until : dated.sort()[0];
  }
}
