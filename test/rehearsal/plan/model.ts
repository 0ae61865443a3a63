import { type Moment, moment } from '../berlin.ts';
import type { ApplicationBody, RoundFile } from '../inputs.ts';

// The plan: what the contract says must be mailed, to whom and when, given what people did. It follows each case
// through its states by itself, and takes nothing from the program's rules.

/** A mail that the contract asks for. */
export type PlannedMail = {
  readonly at: Moment;
  readonly to: string;
  readonly purpose: string;
  readonly case: string | null;
  readonly round: string;
  /** What causes it: an act (then at once) or a date (then at that very instant). */
  readonly by: 'act' | 'date';
  /** Who gets a copy. */
  readonly copies?: readonly string[];
  /** It may be there or not: what it reports hangs on chance. */
  readonly optional?: true;
};

/** A case as the plan follows it. */
export type PlannedCase = {
  readonly reference: string;
  readonly round: PlannedRound;
  readonly body: ApplicationBody;
  readonly submitted: Moment;
  email: string;
  name: string;
  status: string;
  reviewSince: Moment | undefined;
  /** Working days for which queries stopped the review. */
  paused: number;
  verdicts: Map<string, 'approve' | 'reject'>;
  query: { readonly by: string; readonly asked: Moment; readonly until: Moment } | undefined;
  decision: { readonly outcome: 'approve' | 'reject'; readonly at: Moment; told: boolean } | undefined;
  seat: { readonly cohort: string; readonly offered: Moment; readonly until: Moment } | undefined;
  warned: boolean;
  /** In the alumni network. */
  member: boolean;
  reminded: Set<string>;
};

/** A round as the plan follows it. */
export type PlannedRound = {
  /** Its dates as they are now: the office may move them. */
  file: RoundFile;
  state: 'before' | 'proposed' | 'selected' | 'cancelled' | 'archived';
  goesOn: boolean;
  listClosed: boolean;
  /** Seats that nobody has: the cohort, and from when each may be offered. */
  free: { readonly cohort: string; readonly from: Moment }[];
  /** Who was present, by session. */
  readonly marks: Map<string, ReadonlySet<string>>;
};

/** An offer of a seat as it was seen in the mails: whom chance chose is not for a plan to say. */
export type SeenOffer = { readonly case: string; readonly at: Moment; readonly cohort: string };

type Event = { readonly at: Moment; readonly rank: number; readonly order: number; readonly run: () => void };

/** Everything the plan knows while it goes through time. */
export class Model {
  readonly mails: PlannedMail[] = [];
  /** What the outcome breaks although no single mail shows it, such as a seat that stayed empty. */
  readonly doubts: string[] = [];
  readonly cases = new Map<string, PlannedCase>();
  readonly rounds = new Map<string, PlannedRound>();
  readonly offers: readonly SeenOffer[];
  #events: Event[] = [];
  #order = 0;

  constructor(offers: readonly SeenOffer[]) {
    this.offers = offers;
  }

  /** Lets something happen at a moment; of those at the same moment, the smaller rank goes first. */
  when(at: Moment, run: () => void, rank = 5): void {
    this.#order += 1;
    this.#events.push({ at, rank, order: this.#order, run });
  }

  mail(planned: PlannedMail): void {
    this.mails.push(planned);
  }

  /** A mail to the applicant of a case. */
  tell(
    at: Moment,
    one: PlannedCase,
    purpose: string,
    by: 'act' | 'date',
    copies: readonly string[] = [],
  ): void {
    const { email: to, reference, round } = one;
    this.mail({
      at,
      to,
      purpose,
      case: reference,
      round: round.file.id,
      by,
      ...(copies.length === 0 ? {} : { copies }),
    });
  }

  casesOf(round: PlannedRound): PlannedCase[] {
    return [...this.cases.values()].filter((one) => one.round === round);
  }

  /** Goes through all that happens, in order, up to and including a moment. */
  run(until: Moment): void {
    for (;;) {
      let next: Event | undefined;
      for (const event of this.#events) {
        if (next === undefined || compare(event, next) < 0) next = event;
      }
      if (next === undefined || next.at > until) return;
      const done = next;
      this.#events = this.#events.filter((event) => event !== done);
      done.run();
    }
  }
}

function compare(a: Event, b: Event): number {
  return a.at - b.at || a.rank - b.rank || a.order - b.order;
}

/** Starts of a cohort's sessions, the first first. */
export function sessionsOf(file: RoundFile, cohort: string) {
  return file.cohorts
    .filter(({ id }) => id === cohort)
    .flatMap(({ modules }) => modules.flatMap(({ sessions }) => sessions))
    .map(({ id, starts, ends }) => ({ id, starts: moment(starts), ends: moment(ends) }))
    .sort((a, b) => a.starts - b.starts);
}

/** When a cohort begins. */
export function begins(file: RoundFile, cohort: string): Moment {
  return sessionsOf(file, cohort)[0]?.starts ?? Number.POSITIVE_INFINITY;
}

/** The addresses of supervisors who get a copy. */
export function supervisorOf(one: PlannedCase): string[] {
  return one.body.supervisor === undefined ? [] : [one.body.supervisor.email];
}

/** Undecided: the selection waits for these. */
export const undecided = ['awaiting-endorsement', 'in-review', 'queried'];

/** States in which nothing more happens to a case by itself. */
export const over = [
  'rejected',
  'declined',
  'expired',
  'list-closed',
  'completed',
  'not-completed',
  'withdrawn',
  'dropped-out',
  'erased',
];
