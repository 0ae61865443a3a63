import type { Problem } from '../problem.ts';
import type { Grouping } from './groups.ts';

/** The cohort of each person, -1 for none. */
export type Panel = Int16Array;

/**
 * Turns numbers per group and cohort into people: within a class the seats are dealt to its administrations so that
 * none gets more than its cap.
 *
 * @param numbers numbers[group][cohort], a solution of the panel model
 */
export function deal(problem: Problem, grouping: Grouping, numbers: readonly (readonly number[])[]): Panel {
  const panel = new Int16Array(problem.people.length).fill(-1);
  const seat = (people: readonly number[], cohorts: readonly number[]): void => {
    for (const [index, cohort] of cohorts.entries()) panel[people[index] ?? -1] = cohort;
  };
  const cohortsOf = (group: number): number[] =>
    (numbers[group] ?? []).flatMap((count, cohort) => Array<number>(count).fill(cohort));

  for (const [index, group] of grouping.groups.entries()) {
    const single = group.classes.every((each) => grouping.classes[each]?.administrations.length === 1);
    if (single) seat(group.people, cohortsOf(index));
  }
  for (const { administrations, groups } of grouping.classes) {
    const n = administrations.length;
    if (n === 1) continue;
    const edges = groups.flatMap((group) => cohortsOf(group).map((cohort) => ({ group, cohort })));
    // Over the whole programme it is enough to deal in turn; for a cap in each cohort the seats are coloured.
    const colours = problem.capScope === 'programme' ? edges.map((_, i) => i % n) : colourEdges(edges, n);
    for (const [place, administration] of administrations.entries()) {
      for (const group of groups) {
        const people = (grouping.groups[group]?.people ?? []).filter(
          (person) => problem.people[person]?.administrations[0] === administration,
        );
        const own = edges.flatMap((edge, i) =>
          edge.group === group && colours[i] === place ? [edge.cohort] : [],
        );
        seat(people, own);
      }
    }
  }
  return panel;
}

/**
 * Colours the edges between groups and cohorts with n colours (administrations) so that each colour gets at most
 * ⌈degree / n⌉ edges of each group and of each cohort: every node is split into nodes of degree ≤ n, and a bipartite
 * graph of degree ≤ n has a proper colouring with n colours (D. König, 1916), found by alternating paths.
 */
export function colourEdges(edges: readonly { group: number; cohort: number }[], n: number): number[] {
  const nodes = new Map<string, { number: number; used: number }>();
  let last = 0;
  const node = (key: string): number => {
    const open = nodes.get(key);
    if (open && open.used < n) {
      open.used++;
      return open.number;
    }
    nodes.set(key, { number: last, used: 1 });
    return last++;
  };
  const ends = edges.map(({ group, cohort }) => [node(`group ${group}`), node(`cohort ${cohort}`)] as const);
  const at: number[][] = Array.from({ length: last }, () => Array<number>(n).fill(-1));
  const colour: number[] = edges.map(() => -1);
  const edgeAt = (where: number, which: number): number => at[where]?.[which] ?? -1;
  const free = (where: number): number => (at[where] ?? []).indexOf(-1);
  const paint = (edge: number, which: number): void => {
    for (const end of ends[edge] ?? []) {
      const row = at[end];
      if (row) row[which] = edge;
    }
    colour[edge] = which;
  };
  for (const [edge, [u, v]] of ends.entries()) {
    const a = free(u);
    const b = free(v);
    if (a !== b) {
      // Swap the two colours along the path that starts at v with colour a; it cannot end at u.
      const path: number[] = [];
      let [where, which] = [v, a];
      for (let next = edgeAt(where, which); next >= 0; next = edgeAt(where, which)) {
        path.push(next);
        const [p, q] = ends[next] ?? [0, 0];
        where = where === p ? q : p;
        which = which === a ? b : a;
      }
      for (const each of path) {
        for (const end of ends[each] ?? []) {
          const row = at[end];
          if (row) row[colour[each] ?? 0] = -1;
        }
      }
      for (const each of path) paint(each, colour[each] === a ? b : a);
    }
    paint(edge, a);
  }
  return colour;
}
