import type { Work } from './idle.ts';

/** Lets what concerns one thing happen one after the other, and different things at the same time. */
export class Turns {
  readonly #work: Work;
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(work: Work) {
    this.#work = work;
  }

  /**
   * Does something when everything before it that concerns the same is done, whether that failed or not.
   * @param concern what it concerns
   */
  async take<T>(concern: string, turn: () => Promise<T>): Promise<T> {
    const before = this.#last.get(concern) ?? Promise.resolve();
    const mine = before.then(turn, turn);
    const settled = mine.then(
      () => {},
      () => {},
    );
    this.#last.set(concern, settled);
    try {
      return await this.#work.run(() => mine);
    } finally {
      if (this.#last.get(concern) === settled) this.#last.delete(concern);
    }
  }
}
