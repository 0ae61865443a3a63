import { addColumn, addRow, emptyModel } from '../../../functions/cohort/selection/engine/linear-model.ts';
import type { Solver } from '../../../functions/cohort/selection/engine/solver.ts';
import { askingOrder, cohortOrder } from '../../../functions/cohort/selection/order.ts';
import { quotaWeight } from '../../../functions/cohort/selection/problem.ts';
import type { Input } from '../../../functions/cohort/selection/types.ts';

/** person → cohort */
export type Placement = ReadonlyMap<string, string>;

/** All placements that keep suits, exclusions, seats, cap and the cohorts of pins, found by trying everything: for tiny inputs only. */
export function everyPlacement(input: Input): Placement[] {
  let open: { seats: Map<string, string>; used: Map<string, number> }[] = [
    { seats: new Map(), used: new Map() },
  ];
  const excluded = new Set(input.exclusions);
  for (const person of input.people) {
    if (excluded.has(person.id)) continue;
    const pinned = input.pins.find((pin) => pin.person === person.id)?.cohort;
    const held = pinned !== undefined && (person.cohorts?.includes(pinned) ?? true) ? pinned : undefined;
    const grown: typeof open = [];
    for (const { seats, used } of open) {
      grown.push({ seats, used });
      for (const cohort of input.cohorts) {
        if (person.cohorts && !person.cohorts.includes(cohort.id)) continue;
        if (held !== undefined && cohort.id !== held) continue;
        if ([...seats.values()].filter((each) => each === cohort.id).length >= cohort.seats) continue;
        const keys = person.administrations.map((each) =>
          input.capScope === 'cohort' ? `${each} ${cohort.id}` : each,
        );
        if (keys.some((key) => input.cap !== null && (used.get(key) ?? 0) >= input.cap)) continue;
        const after = new Map(used);
        for (const key of keys) after.set(key, (after.get(key) ?? 0) + 1);
        grown.push({ seats: new Map([...seats, [person.id, cohort.id]]), used: after });
      }
    }
    open = grown;
  }
  return open.map(({ seats }) => seats);
}

export function violationOf(input: Input, placement: Placement): number {
  const people = new Map(input.people.map((person) => [person.id, person]));
  let sum = 0;
  for (const { cohort, dimension, value, min, max, target } of input.quotas) {
    let count = 0;
    for (const [person, at] of placement) {
      if (at === cohort && people.get(person)?.values[dimension] === value) count++;
    }
    sum += quotaWeight(target ?? (min + max) / 2) * Math.max(0, min - count, count - max);
  }
  return sum;
}

/** The admissible placements: most pins, then most seats, then least violation. */
export function admissible(input: Input): Placement[] {
  const least = (placements: Placement[], cost: (placement: Placement) => number): Placement[] => {
    const best = Math.min(...placements.map(cost));
    return placements.filter((placement) => cost(placement) === best);
  };
  const held = (placement: Placement): number =>
    input.pins.filter(({ person, cohort }) => {
      const at = placement.get(person);
      return at !== undefined && (cohort === undefined || at === cohort);
    }).length;
  let left = least(everyPlacement(input), (placement) => -held(placement));
  left = least(left, (placement) => -placement.size);
  return least(left, (placement) => violationOf(input, placement));
}

/** The rule of the lottery as the documentation says it, applied to a list of all admissible placements. */
export function lotteryByTrying(input: Input, seed: string): Placement {
  const order = askingOrder(input, seed).map(({ person }) => person);
  let left = admissible(input);
  for (const person of order) {
    const taken = left.filter((placement) => placement.has(person));
    left = taken.length > 0 ? taken : left;
  }
  const ids = input.cohorts.map(({ id }) => id);
  for (const person of order) {
    if (!left[0]?.has(person)) continue;
    const cohort = cohortOrder(seed, person, ids).find((id) =>
      left.some((placement) => placement.get(person) === id),
    );
    left = left.filter((placement) => placement.get(person) === cohort);
  }
  return left[0] ?? new Map();
}

/**
 * The largest smallest chance of those who are in any admissible placement, as a linear model over all of them; 1 where
 * there is nobody.
 */
export function bestSmallestChance(input: Input, solver: Solver): number {
  const panels = admissible(input);
  const model = emptyModel();
  const weights = panels.map(() => addColumn(model, 0, 1, { whole: false }));
  const chance = addColumn(model, 0, 1, { cost: 1, whole: false });
  for (const { id } of input.people) {
    const entries = panels.flatMap((panel, index) =>
      panel.has(id) ? [[weights[index] ?? 0, 1] as const] : [],
    );
    if (entries.length === 0) continue;
    addRow(model, 0, Number.POSITIVE_INFINITY, [...entries, [chance, -1]]);
  }
  addRow(
    model,
    1,
    1,
    weights.map((column) => [column, 1]),
  );
  return solver.maximise(model, false)?.objective ?? Number.NaN;
}
