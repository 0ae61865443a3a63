import type { Problem } from '../problem.ts';
import type { Aims } from './aims.ts';
import { complete, countFeatures, violationOf } from './complete.ts';
import type { Panel } from './deal.ts';
import { groupPeople, type State } from './groups.ts';
import type { Solver } from './solver.ts';

/**
 * Keeps one admissible panel, the witness, that contains everybody taken so far. Most questions are answered by it,
 * or by exchanging one person in it; the solver is asked for the rest.
 */
export class Search {
  readonly state: State & { allowed: (readonly number[])[] };
  witness: Panel;
  readonly #problem: Problem;
  readonly #solver: Solver;
  readonly #requirement: Aims['requirement'];
  #counts: number[][];
  readonly #filled: number[];
  readonly #used: Map<number, number> = new Map();
  #taken = 0;
  readonly #takenOf: number[] = [];
  /** Of each group of a leximin panel. */
  readonly #takenFrom: number[] = [];
  readonly #takenWith: number[] = [];
  /** Minimum and maximum of each feature over all cohorts together, beyond those seated before. */
  readonly #totals: { min: number; max: number; readonly dimension: string }[];
  /** Questions answered with no: equal people get the same answer, as what is settled only grows. */
  readonly #dead: Set<string> = new Set();

  constructor(problem: Problem, solver: Solver, aims: Pick<Aims, 'state' | 'requirement' | 'panel'>) {
    this.#problem = problem;
    this.#solver = solver;
    this.#requirement = aims.requirement;
    this.state = { ...aims.state, allowed: [...aims.state.allowed], must: [...aims.state.must] };
    this.witness = aims.panel.slice();
    this.#counts = [];
    this.#filled = [];
    this.#totals = totalsOf(problem);
    this.#recount();
    for (const [person, must] of this.state.must.entries()) if (must) this.#settle(person);
  }

  #recount(): void {
    this.#counts = countFeatures(this.#problem, this.witness);
    this.#filled.length = 0;
    this.#used.clear();
    for (const [index, cohort] of this.witness.entries()) if (cohort >= 0) this.#tally(index, cohort, 1);
  }

  #key(administration: number, cohort: number): number {
    return this.#problem.capScope === 'cohort'
      ? administration * this.#problem.cohortIds.length + cohort
      : administration;
  }

  #tally(person: number, cohort: number, by: number): void {
    this.#filled[cohort] = (this.#filled[cohort] ?? 0) + by;
    for (const administration of this.#problem.people[person]?.administrations ?? []) {
      const key = this.#key(administration, cohort);
      this.#used.set(key, (this.#used.get(key) ?? 0) + by);
    }
  }

  /** Moves people in the witness if the panel stays admissible; otherwise everything stays. */
  #move(moves: readonly (readonly [person: number, to: number])[]): boolean {
    const before = moves.map(([person]) => [person, this.witness[person] ?? -1] as const);
    const touched: (readonly [number, number])[] = [];
    const apply = (list: readonly (readonly [number, number])[]): void => {
      for (const [person, to] of list) {
        const from = this.witness[person] ?? -1;
        for (const [cohort, by] of [
          [from, -1],
          [to, 1],
        ] as const) {
          if (cohort < 0) continue;
          this.#tally(person, cohort, by);
          const row = this.#counts[cohort] ?? [];
          for (const feature of this.#problem.people[person]?.features ?? []) {
            row[feature] = (row[feature] ?? 0) + by;
          }
          touched.push([person, cohort]);
        }
        this.witness[person] = to;
      }
    };
    apply(moves);
    const seatsKept = this.#problem.seats.every((seats, cohort) => (this.#filled[cohort] ?? 0) <= seats);
    const { capLeft } = this.#problem;
    const capsKept =
      capLeft === null ||
      touched.every(([person, cohort]) =>
        (this.#problem.people[person]?.administrations ?? []).every((administration) => {
          const scope = this.#problem.capScope === 'cohort' ? cohort : 0;
          const left = capLeft[administration]?.[scope] ?? 0;
          return (this.#used.get(this.#key(administration, cohort)) ?? 0) <= left;
        }),
      );
    const violation = violationOf(this.#problem, this.#counts);
    const most = this.#requirement.violation ?? Number.POSITIVE_INFINITY;
    if (seatsKept && capsKept && violation <= most) {
      return true;
    }
    apply(before);
    return false;
  }

  /** Whether b may stand in for a in what the requirement counts. */
  #countsLike(a: number, b: number): boolean {
    const { totals, pins } = this.#requirement;
    if (pins !== null && this.state.pinned?.[a] && !this.state.pinned[b]) return false;
    return totals === undefined || this.state.origin?.[a] === this.state.origin?.[b];
  }

  /** Takes the person for good if a completion exists. */
  tryToTake(person: number): boolean {
    if ((this.witness[person] ?? -1) < 0) {
      if (this.#dead.has(`${person}`) || this.#takenUp(person)) return false;
      if (!this.#exchangeIn(person)) {
        this.state.must[person] = true;
        const found = this.#solve();
        this.state.must[person] = false;
        if (!found) {
          this.#bury(person, (each) => `${each}`);
          return false;
        }
      }
    }
    this.#settle(person);
    return true;
  }

  /**
   * Whether counting alone proves that there is no room: those taken for good fill all seats that suit, the cap of the
   * administration or a maximum, or the minima still open need all seats that would be left.
   */
  #takenUp(person: number): boolean {
    const { seats, violation, totals } = this.#requirement;
    if (this.#taken === seats) return true;
    const origin = this.state.origin?.[person] ?? -1;
    if (totals !== undefined && (this.#takenFrom[origin] ?? 0) >= (totals[origin] ?? 0)) return true;
    if (violation === 0 && seats !== null) {
      const own = this.#problem.people[person]?.features ?? [];
      const needed = new Map<string, number>();
      for (const [feature, { min, max, dimension }] of this.#totals.entries()) {
        const count = (this.#takenWith[feature] ?? 0) + (own.includes(feature) ? 1 : 0);
        if (count > max && own.includes(feature)) return true;
        needed.set(dimension, (needed.get(dimension) ?? 0) + Math.max(0, min - count));
      }
      const left = seats - this.#taken - 1;
      for (const need of needed.values()) if (need > left) return true;
    }
    const { capLeft, capScope, people } = this.#problem;
    const isCapped =
      capLeft !== null &&
      capScope === 'programme' &&
      (people[person]?.administrations ?? []).some(
        (each) => (this.#takenOf[each] ?? 0) >= (capLeft[each]?.[0] ?? 0),
      );
    return isCapped || !this.#reachesSeat(person);
  }

  /**
   * Whether there is a seat for the person if those taken for good move between the cohorts that suit them, quotas and
   * cap aside: an alternating path in the sense of C. Berge (1957).
   */
  #reachesSeat(person: number): boolean {
    const taken: number[][] = this.#problem.cohortIds.map(() => []);
    for (const [index, cohort] of this.witness.entries()) {
      if (cohort >= 0 && this.state.must[index]) taken[cohort]?.push(index);
    }
    const reached = new Set(this.state.allowed[person]);
    for (const cohort of reached) {
      const members = taken[cohort] ?? [];
      if (members.length < (this.#problem.seats[cohort] ?? 0)) return true;
      for (const member of members) for (const each of this.state.allowed[member] ?? []) reached.add(each);
    }
    return false;
  }

  #settle(person: number): void {
    this.state.must[person] = true;
    this.#taken++;
    const origin = this.state.origin?.[person] ?? -1;
    if (origin >= 0) this.#takenFrom[origin] = (this.#takenFrom[origin] ?? 0) + 1;
    for (const feature of this.#problem.people[person]?.features ?? []) {
      this.#takenWith[feature] = (this.#takenWith[feature] ?? 0) + 1;
    }
    for (const each of this.#problem.people[person]?.administrations ?? []) {
      this.#takenOf[each] = (this.#takenOf[each] ?? 0) + 1;
    }
  }

  #exchangeIn(person: number): boolean {
    const allowed = this.state.allowed[person] ?? [];
    for (const [other, cohort] of this.witness.entries()) {
      if (cohort < 0 || this.state.must[other] || !allowed.includes(cohort)) continue;
      if (!this.#countsLike(other, person)) continue;
      if (
        this.#move([
          [other, -1],
          [person, cohort],
        ])
      ) {
        return true;
      }
    }
    return this.#exchangeBy(person);
  }

  /** The same with one more step: somebody moves to another cohort and makes room, and somebody there leaves. */
  #exchangeBy(person: number): boolean {
    const members: number[][] = this.#problem.cohortIds.map(() => []);
    for (const [index, cohort] of this.witness.entries()) members[cohort]?.push(index);
    for (const cohort of this.state.allowed[person] ?? []) {
      for (const mover of members[cohort] ?? []) {
        for (const to of this.state.allowed[mover] ?? []) {
          if (to === cohort) continue;
          for (const leaver of members[to] ?? []) {
            if (this.state.must[leaver] || !this.#countsLike(leaver, person)) continue;
            if (
              this.#move([
                [leaver, -1],
                [mover, to],
                [person, cohort],
              ])
            ) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /** Puts a person who is taken into a cohort for good if a completion exists. */
  tryToPlace(person: number, cohort: number): boolean {
    const allowed = this.state.allowed[person] ?? [];
    const from = this.witness[person] ?? -1;
    if (from === cohort || this.#exchangeInto(person, from, cohort)) {
      this.state.allowed[person] = [cohort];
      return true;
    }
    const key = `${person} ${cohort}`;
    if (this.#dead.has(key)) return false;
    this.state.allowed[person] = [cohort];
    if (this.#solve()) return true;
    this.state.allowed[person] = allowed;
    this.#bury(person, (each) => `${each} ${cohort}`);
    return false;
  }

  #exchangeInto(person: number, from: number, cohort: number): boolean {
    if (this.#move([[person, cohort]])) return true;
    for (const [other, at] of this.witness.entries()) {
      if (at !== cohort || !this.state.allowed[other]?.includes(from)) continue;
      if (
        this.#move([
          [person, cohort],
          [other, from],
        ])
      ) {
        return true;
      }
    }
    return false;
  }

  #solve(): boolean {
    const panel = complete(this.#problem, this.#solver, this.state, this.#requirement, this.witness);
    if (panel === null) return false;
    this.witness = panel;
    this.#recount();
    return true;
  }

  /** The answer no holds for all who are now equal to the person, and for good. */
  #bury(person: number, key: (person: number) => string): void {
    const { groups } = groupPeople(this.#problem, this.state, true);
    for (const each of groups.find(({ people }) => people.includes(person))?.people ?? [person]) {
      this.#dead.add(key(each));
    }
  }
}

/** For each feature the sums of its minima and maxima; a cohort without a line for it may have any number. */
function totalsOf(problem: Problem): { min: number; max: number; readonly dimension: string }[] {
  return problem.features.map(({ dimension }, feature) => {
    let [min, max] = [0, 0];
    for (const cohort of problem.cohortIds.keys()) {
      const quota = problem.quotas.find((each) => each.cohort === cohort && each.feature === feature);
      const already = problem.seatedWith[cohort]?.[feature] ?? 0;
      min += Math.max(0, (quota?.min ?? 0) - already);
      max += Math.max(0, quota === undefined ? (problem.seats[cohort] ?? 0) : quota.max - already);
    }
    return { min, max, dimension };
  });
}
