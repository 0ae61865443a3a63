/** What was wrong in races of one kind; empty when one always won and the other was told the truth. */
export type Report = {
  readonly name: string;
  readonly races: number;
  /** How often each outcome came up, so that a race that is none (always the same winner) can be seen. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
};

/** Counts outcomes and collects what was wrong. */
export class Tally {
  readonly #outcomes = new Map<string, number>();
  readonly wrong: string[] = [];
  #races = 0;

  add(outcome: string, faults: readonly (string | false)[]): void {
    this.#races += 1;
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
    for (const fault of faults) if (fault !== false) this.wrong.push(`${outcome}: ${fault}`);
  }

  report(name: string): Report {
    return { name, races: this.#races, outcomes: Object.fromEntries(this.#outcomes), wrong: this.wrong };
  }
}
