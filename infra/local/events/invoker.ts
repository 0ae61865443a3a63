import { storedWhenRoom } from '../data/disk.ts';
import type { Store, StoredInvocation } from '../data/store.ts';
import type { Functions } from '../lambda/functions.ts';
import type { LocalClock } from '../time/clock.ts';
import type { Work } from '../time/idle.ts';

interface Options {
  readonly store: Store;
  readonly clock: LocalClock;
  readonly work: Work;
  readonly functions: Functions;
  /** How often Lambda tries again, by the function's event invoke configuration. */
  readonly retriesOf: (functionArn: string) => number;
  readonly log: (line: string) => void;
  readonly timersChanged: () => void;
}

/** Lambda tries an event again after one minute, then after two ("Error handling for asynchronous invocation"). */
const minute = 60_000;
/** One that was throttled waits from a second to five minutes, and is not counted (ibid.). */
const longestWaitMs = 300_000;

/**
 * Lambda's asynchronous invocations: an event is stored before anybody is told that it was taken, is tried
 * again by timers, and ends among the dead letters if all tries fail.
 */
export class Invoker {
  readonly #options: Options;
  /** How often in a row an event was not run at all, by its id; that is no try. */
  readonly #turnedAway = new Map<number, number>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Stores an event; part of a transaction if one is open. Follow it with `deliver` after the commit. */
  add(functionArn: string, source: string, payload: string): StoredInvocation {
    const retries = this.#options.retriesOf(functionArn);
    return this.#options.store.addInvocation({ functionArn, source, payload, retries });
  }

  /** Takes up the events that were under way when the host went down; those that wait for a timer go on waiting. */
  resume(): void {
    const { store } = this.#options;
    for (const it of store.invocations()) if (!store.timer(keyOf(it.id))) this.deliver(it);
  }

  /** Tries a stored event. */
  deliver(event: StoredInvocation): void {
    void this.#options.work.run(async () => {
      try {
        await this.#attempt(event);
      } catch (error) {
        this.#options.log(`${event.source}: ${String(error)}`);
      }
    });
  }

  /** The timer of a further try has fallen due. */
  async retry(id: number): Promise<void> {
    const { store } = this.#options;
    const event = store.invocation(id);
    await storedWhenRoom(() => store.removeTimer(keyOf(id)), this.#options.log);
    if (event) await this.#attempt(event);
  }

  async #attempt(event: StoredInvocation): Promise<void> {
    const { store, clock, functions, log } = this.#options;
    const model = functions.find(event.functionArn);
    const outcome = model
      ? await functions.invokeFor('event', model, event.payload)
      : {
          ok: false as const,
          error: { errorType: 'ResourceNotFoundException', errorMessage: 'no function' },
        };
    const record = () => {
      clock.keep();
      if (outcome.ok) {
        this.#turnedAway.delete(event.id);
        return store.removeInvocation(event.id);
      }
      if (outcome.error.errorType === 'TooManyRequestsException') {
        const times = this.#turnedAway.get(event.id) ?? 0;
        this.#turnedAway.set(event.id, times + 1);
        const wait = Math.min(1000 * 2 ** times, longestWaitMs);
        return store.setTimer(keyOf(event.id), clock.now() + wait, 'invocation', String(event.id));
      }
      const attempts = event.attempts + 1;
      const why = `${outcome.error.errorType}: ${outcome.error.errorMessage}`;
      log(`${event.source} -> ${model?.name ?? event.functionArn}, try ${attempts}: ${why}`);
      if (attempts > event.retries) {
        store.removeInvocation(event.id);
        store.addDeadLetter(clock.iso(), event.source, why, event.payload);
      } else {
        store.countAttempt(event.id);
        store.setTimer(keyOf(event.id), clock.now() + attempts * minute, 'invocation', String(event.id));
      }
    };
    await storedWhenRoom(() => store.transaction(record), log);
    this.#options.timersChanged();
  }
}

function keyOf(id: number): string {
  return `invocation:${id}`;
}
