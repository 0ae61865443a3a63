/** Something that happens at an instant of the rehearsal. */
type Timer = { readonly at: string; readonly key: string; readonly run: () => Promise<void> };

/** What is still to come, the earliest first; at the same instant in the order in which it was set. */
export class Timers {
  readonly #timers = new Map<string, Timer>();
  #count = 0;

  /** Sets a timer; one with the same key is replaced. */
  set(at: string, run: () => Promise<void>, key = `once ${++this.#count}`): void {
    this.#timers.delete(key);
    this.#timers.set(key, { at, key, run });
  }

  clear(key: string): void {
    this.#timers.delete(key);
  }

  /** The instant of the earliest; undefined where nothing is to come. */
  get next(): string | undefined {
    return this.#earliest()?.at;
  }

  /** Takes the earliest away, to be run. */
  take(): Timer | undefined {
    const timer = this.#earliest();
    if (timer !== undefined) this.#timers.delete(timer.key);
    return timer;
  }

  #earliest(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers.values()) {
      if (first === undefined || timer.at < first.at) first = timer;
    }
    return first;
  }
}
