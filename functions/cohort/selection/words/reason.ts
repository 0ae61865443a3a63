import type { State } from '../engine/groups.ts';
import type { Problem } from '../problem.ts';

/** Why a person was passed over, with the seats as they stood when it was the person's turn. */
export type Reason =
  /** The administration holds as many seats as it may; `administration` is an index. */
  | { readonly kind: 'cap'; readonly administration: number }
  /** All seats of the cohorts that suit are taken. */
  | { readonly kind: 'full' }
  /** The cohorts have all the members that they may have of this feature. */
  | { readonly kind: 'max'; readonly feature: number }
  /** All seats left are needed for other values of this dimension. */
  | { readonly kind: 'reserved'; readonly dimension: string }
  /** Each quota leaves room by itself, but not all of them together. */
  | { readonly kind: 'together' }
  /** Leximin: another panel of the portfolio was drawn, or another person of the group. */
  | { readonly kind: 'other-panel'; readonly chance: number }
  /** Leximin: no admissible panel has the person. */
  | { readonly kind: 'impossible' };

/** The first rule that stood against a person, found by counting who had been taken. */
export function reasonOf(problem: Problem, state: State, person: number): Reason {
  const own = problem.people[person];
  const suits = state.allowed[person] ?? [];
  const taken = problem.people.flatMap((each, index) => (state.must[index] ? [{ each, index }] : []));
  if (problem.capLeft !== null) {
    for (const administration of own?.administrations ?? []) {
      const from = taken.filter(({ each }) => each.administrations.includes(administration)).length;
      const left = problem.capLeft[administration] ?? [];
      const most =
        problem.capScope === 'programme' ? (left[0] ?? 0) : suits.reduce((n, c) => n + (left[c] ?? 0), 0);
      if (from >= most) return { kind: 'cap', administration };
    }
  }
  const within = taken.filter(({ index }) => (state.allowed[index] ?? []).every((c) => suits.includes(c)));
  const seats = suits.reduce((sum, cohort) => sum + (problem.seats[cohort] ?? 0), 0);
  if (within.length >= seats) return { kind: 'full' };

  const room = new Map<number, number>();
  const needed = new Map<string, number>();
  for (const quota of problem.quotas) {
    const already = problem.seatedWith[quota.cohort]?.[quota.feature] ?? 0;
    if (suits.includes(quota.cohort)) {
      room.set(quota.feature, (room.get(quota.feature) ?? 0) + Math.max(0, quota.max - already));
    }
  }
  for (const feature of own?.features ?? []) {
    const most = room.get(feature);
    const from = within.filter(({ each }) => each.features.includes(feature)).length;
    if (most !== undefined && from >= most) return { kind: 'max', feature };
  }
  // Minima still open for the other values of a dimension, over the whole programme.
  const open = new Map<number, number>();
  for (const quota of problem.quotas) {
    const already = problem.seatedWith[quota.cohort]?.[quota.feature] ?? 0;
    open.set(quota.feature, (open.get(quota.feature) ?? 0) + Math.max(0, quota.min - already));
  }
  const left = problem.seats.reduce((sum, each) => sum + each, 0) - taken.length;
  for (const [feature, least] of open) {
    const dimension = problem.features[feature]?.dimension ?? '';
    if (own?.features.includes(feature)) continue;
    const from = taken.filter(({ each }) => each.features.includes(feature)).length;
    needed.set(dimension, (needed.get(dimension) ?? 0) + Math.max(0, least - from));
  }
  for (const [dimension, least] of needed) if (least >= left) return { kind: 'reserved', dimension };
  return { kind: 'together' };
}
