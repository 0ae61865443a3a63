import type { Bilingual } from '../../domain/text.ts';

/**
 * The words of the selection. Everything here is plain data: the engine is a pure function of an `Input` and
 * a seed, so that anybody who has both can compute the same result.
 */

/** How the fairness among admissible panels is reached; see docs/selection.md. */
export type Method = 'lottery' | 'first-come' | 'leximin';

/** Where the cap per administration counts: over all cohorts together, or in each cohort by itself. */
export type CapScope = 'programme' | 'cohort';

/** A sentence in every language of the product. */
export type Text = Bilingual;

/** Somebody who may be selected. */
export interface Person {
  /** Stable key of the person, not of the application: who withdraws and applies again keeps the draw number. */
  readonly id: string;
  /** Keys of the administrations that the cap counts: one, two for a joint place, none where no cap applies. */
  readonly administrations: readonly string[];
  /** Dimension to value; for a joint place those of the first administration. */
  readonly values: Readonly<Record<string, string>>;
  /** Ids of the cohorts whose dates suit; all cohorts where left out. */
  readonly cohorts?: readonly string[] | undefined;
  /** ISO 8601 instant of the confirmation; the order of `first-come`. */
  readonly confirmedAt?: string | undefined;
  /** Left over on an earlier waiting list: drawn before all others (lottery, first-come and waiting list). */
  readonly preferred?: boolean | undefined;
}

export interface Cohort {
  readonly id: string;
  readonly seats: number;
}

/** One line of the quotas: how many members of a cohort may carry a value of a dimension. */
export interface Quota {
  readonly cohort: string;
  readonly dimension: string;
  readonly value: string;
  readonly min: number;
  readonly max: number;
  /** share × seats, where the line was derived from shares. */
  readonly target?: number | undefined;
}

/** The office's wish that a person takes part, in a certain cohort or in any that suits. */
export interface Pin {
  readonly person: string;
  readonly cohort?: string | undefined;
}

export interface Input {
  readonly method: Method;
  readonly dimensions: readonly string[];
  readonly people: readonly Person[];
  readonly cohorts: readonly Cohort[];
  readonly quotas: readonly Quota[];
  /** Most seats an administration may hold; null: no cap. */
  readonly cap: number | null;
  readonly capScope: CapScope;
  readonly pins: readonly Pin[];
  /** Ids of people who take no part in the selection. */
  readonly exclusions: readonly string[];
}

/** Where the chance came from: drawn by the system after the freeze, a public beacon, or dice typed in. */
export interface Seed {
  readonly text: string;
  readonly origin: string;
}

/** A seat and who sits on it. */
export interface Seat {
  readonly person: string;
  readonly cohort: string;
}

/** One place in the draw: number 1 is asked first. */
export interface Drawn {
  readonly person: string;
  readonly number: number;
  /** HMAC-SHA-256(seed, person) in hexadecimal. */
  readonly draw: string;
}

/** cohort → dimension → value → what is told of it. */
export type Table<T> = Record<string, Record<string, Record<string, T>>>;

export interface Target {
  /** share × seats; null where the quota was given as a minimum and maximum. */
  readonly target: number | null;
  readonly min: number;
  readonly max: number;
}

/** One rule that takes part in a conflict. */
export type Line =
  | { readonly kind: 'seats'; readonly cohort: string; readonly seats: number }
  | { readonly kind: 'cap'; readonly cap: number; readonly scope: CapScope }
  | { readonly kind: 'pin'; readonly person: string; readonly cohort?: string | undefined }
  | { readonly kind: 'exclusion'; readonly person: string }
  | {
      readonly kind: 'min' | 'max';
      readonly cohort: string;
      readonly dimension: string;
      readonly value: string;
      readonly bound: number;
    };

/** One rule and what it would have to be for the conflict to vanish; `to: null` means without it. */
export interface Change {
  readonly line: Line;
  readonly to: number | null;
}

/** A set of rules that cannot all hold, and the smallest change with which they can. */
export interface Violation {
  /**
   * The missed rule, and after it rules that cannot hold together with it, of which none can be left out. Rules that
   * are missed themselves stand here as the selection keeps them.
   */
  readonly lines: readonly Line[];
  /** What the selection gives up here; making exactly these changes resolves the conflict. */
  readonly change: readonly Change[];
  /** Another single change that would do as well, where there is one. */
  readonly alternatives: readonly Change[];
  readonly text: Text;
}

/** A panel of the leximin portfolio, by types of people, and its weight out of `PORTFOLIO_TOTAL`. */
export interface Panel {
  readonly weight: number;
  /** Seats for each group of equal people, in the order of `Certificate.groups`. */
  readonly seats: readonly number[];
}

/** Equal people: same values, same cohorts, and administrations that are interchangeable. */
export interface Group {
  readonly people: readonly string[];
  readonly chance: number;
}

/**
 * Proof that no lottery gives its unluckiest person more than `bound`: each person has a price, all prices
 * add up to 1, and no admissible panel costs more than `bound`; so the mean price of a drawn panel, which is at
 * least the smallest chance times 1, is at most `bound`.
 */
export interface Certificate {
  readonly smallestChance: number;
  readonly bound: number;
  /** Price of one person of each group, in the order of `groups`. */
  readonly prices: readonly number[];
  /**
   * `arithmetic`: `multipliers` prove the bound by additions alone (`checkCertificate`).
   * `solver`: the dearest panel was computed by the solver; checking means computing it again.
   */
  readonly proof: 'arithmetic' | 'solver';
  readonly multipliers?: Multipliers | undefined;
}

/** Dual values of the rules; see docs/selection.md for the inequality that they prove. */
export interface Multipliers {
  /** One a cohort: price of a seat. */
  readonly seats: readonly number[];
  /** One a quota line, in the order of the frozen input: positive for its maximum, negative for its minimum. */
  readonly quotas: readonly number[];
  /** Price of a place within the cap: administration (`programme`) or administration and cohort → value. */
  readonly caps: readonly {
    readonly administration: string;
    readonly cohort?: string | undefined;
    readonly value: number;
  }[];
}

export interface Result {
  /** Engine and solver with which it was computed. */
  readonly version: string;
  readonly method: Method;
  readonly inputHash: string;
  readonly seed: Seed;
  readonly status: 'optimal' | 'infeasible';
  readonly cohorts: readonly {
    readonly id: string;
    readonly seats: number;
    readonly members: readonly string[];
  }[];
  readonly order: readonly Drawn[];
  readonly counts: Table<number>;
  readonly targets: Table<Target>;
  /** count − target; for quotas given as minimum and maximum the distance to the nearer one, 0 within. */
  readonly deviation: Table<number>;
  readonly violations?: readonly Violation[] | undefined;
  readonly chances?: Readonly<Record<string, number>> | undefined;
  readonly smallestChance?: number | undefined;
  readonly certificate?: Certificate | undefined;
  readonly groups?: readonly Group[] | undefined;
  readonly portfolio?: readonly Panel[] | undefined;
  readonly explanations: Readonly<Record<string, Text>>;
}
