/**
 * Knows all work in flight: requests, invocations, undelivered commands, stream records that were not read yet.
 * When there is none, nothing more happens until the clock moves or somebody calls.
 */
export class Work {
  #open = 0;
  readonly #waiting: (() => void)[] = [];

  /** Counts a piece of work until it is settled. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.begin();
    try {
      return await work();
    } finally {
      done();
    }
  }

  /** Counts a piece of work until the answer is called (once; more often does nothing). */
  begin(): () => void {
    this.#open += 1;
    let open = true;
    return () => {
      if (!open) return;
      open = false;
      this.#open -= 1;
      if (this.#open === 0) this.#look();
    };
  }

  get inFlight(): number {
    return this.#open;
  }

  /** Resolves when nothing is in flight. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#open === 0) this.#look();
    });
  }

  // What has just ended may be about to cause more: look again after all that was made ready has run.
  #look(): void {
    setImmediate(() => {
      if (this.#open > 0) return;
      for (const resolve of this.#waiting.splice(0)) resolve();
    });
  }
}
