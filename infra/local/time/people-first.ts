/** So long may what runs behind be held back by people who wait for answers; milliseconds of real time. */
const longestMs = 1000;

/**
 * Who waits for an answer comes first: what runs behind (the table's stream, and all that it leads to) begins in the
 * pauses between requests, and where there are none, after a second at the latest.
 */
export class PeopleFirst {
  #answering = 0;
  readonly #held = new Set<() => void>();

  /** Answers somebody. */
  async answer<T>(work: () => Promise<T>): Promise<T> {
    this.#answering += 1;
    try {
      return await work();
    } finally {
      this.#answering -= 1;
      if (this.#answering === 0) for (const go of [...this.#held]) go();
    }
  }

  /** Resolves when nobody waits for an answer, or has waited long enough. */
  pause(): Promise<void> {
    if (this.#answering === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        this.#held.delete(go);
        resolve();
      };
      const timer = setTimeout(go, longestMs);
      this.#held.add(go);
    });
  }
}
