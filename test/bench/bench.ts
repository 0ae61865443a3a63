/** What a measurement found: numbers with their unit in the name, such as `megabytes`, and words. */
export type Measured = Readonly<Record<string, number | string>>;

/** One measurement. Each runs in a process of its own, so that time and memory are its own. */
export interface Bench {
  readonly name: string;
  /** Largest values that are acceptable, by the name of what is measured. `seconds` and `megabytes` are always there. */
  readonly limits?: Readonly<Record<string, number>>;
  /** Does the work; throws where a claim does not hold. */
  run(): Promise<Measured>;
}
