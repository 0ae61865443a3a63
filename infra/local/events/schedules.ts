import { Temporal } from 'temporal-polyfill';
import { storedWhenRoom } from '../data/disk.ts';
import type { Store } from '../data/store.ts';
import type { ScheduleModel } from '../template/models.ts';
import { TemplateError } from '../template/template.ts';
import type { LocalClock } from '../time/clock.ts';
import { cronFields, nextCron } from './cron.ts';
import type { Invoker } from './invoker.ts';

interface Options {
  readonly models: readonly ScheduleModel[];
  readonly store: Store;
  readonly clock: LocalClock;
  readonly invoker: Invoker;
  readonly allows: (
    roleArn: string,
    action: string,
    resourceArn: string,
  ) => { allowed: boolean; reason: string };
  readonly log: (line: string) => void;
}

/** EventBridge Scheduler on this machine: each schedule of the template is a timer of the local clock. */
export class Schedules {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    for (const it of options.models) nextOf(it, 0);
  }

  /** Sets the timers of new and changed schedules and removes those of schedules that are gone. */
  start(): void {
    const { store, clock, models } = this.#options;
    store.transaction(() => {
      const wanted = new Map(models.map((it) => [keyOf(it), it]));
      for (const timer of store.timers('schedule')) if (!wanted.has(timer.key)) store.removeTimer(timer.key);
      for (const [key, it] of wanted) {
        if (store.timer(key)?.body !== bodyOf(it)) this.#set(it, clock.now());
      }
    });
  }

  /** A schedule's timer has fallen due: its next occasion and the invocation are stored together. */
  async fire(key: string, due: number): Promise<void> {
    const { store, clock, models, allows, invoker, log } = this.#options;
    const model = models.find((it) => keyOf(it) === key);
    if (!model) return storedWhenRoom(() => store.removeTimer(key), log);
    const verdict = allows(model.roleArn, 'lambda:InvokeFunction', model.targetArn);
    const record = () => {
      clock.keep();
      this.#set(model, due);
      if (verdict.allowed) return invoker.add(model.targetArn, model.name, model.input);
      store.addDeadLetter(clock.iso(), model.name, verdict.reason, model.input);
      log(`${model.name}: ${verdict.reason}`);
      return undefined;
    };
    const event = await storedWhenRoom(() => store.transaction(record), log);
    if (event) invoker.deliver(event);
  }

  #set(model: ScheduleModel, after: number): void {
    const next = nextOf(model, after);
    if (next === undefined) this.#options.store.removeTimer(keyOf(model));
    else this.#options.store.setTimer(keyOf(model), next, 'schedule', bodyOf(model));
  }
}

/**
 * The next occasion of a schedule after an instant (both ms since 1970), or undefined if there is none.
 * Knows `rate(…)`, `cron(…)` in the schedule's time zone, and `at(…)`.
 * @throws TemplateError for any other expression
 */
export function nextOf(
  model: Pick<ScheduleModel, 'name' | 'expression' | 'timeZone'>,
  after: number,
): number | undefined {
  const { expression, timeZone, name } = model;
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (rate) {
    const lengths: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
    return after + Number(rate[1]) * (lengths[rate[2] ?? ''] ?? 0);
  }
  const at = /^at\((.+)\)$/.exec(expression);
  if (at?.[1]) {
    const instant = Temporal.PlainDateTime.from(at[1]).toZonedDateTime(timeZone).epochMilliseconds;
    return instant > after ? instant : undefined;
  }
  const cron = /^cron\((.+)\)$/.exec(expression);
  const fields = cron?.[1] === undefined ? undefined : cronFields(cron[1]);
  if (!fields) throw new TemplateError(`The schedule ${name}: ${expression} is not known here`);
  return nextCron(fields, timeZone, after);
}

function keyOf(model: ScheduleModel): string {
  return `schedule:${model.name}`;
}

// What must be the same for a waiting occasion to stay.
function bodyOf(model: ScheduleModel): string {
  return `${model.expression} ${model.timeZone}`;
}
