/** A stream of chance that is the same for the same seed (a linear congruential generator). */
export class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }
  one<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(items.length)];
  }
}
