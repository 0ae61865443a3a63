import type { Input, Table, Target } from '../types.ts';

/** Sets one leaf of a table, making the levels above it where they are missing. */
export function put<T>(table: Table<T>, cohort: string, dimension: string, value: string, leaf: T): void {
  table[cohort] ??= {};
  const dimensions = table[cohort];
  dimensions[dimension] ??= {};
  dimensions[dimension][value] = leaf;
}

/** Members of each cohort by dimension and value; every value that has a quota or a member is listed. */
export function countTable(
  input: Input,
  cohorts: readonly { readonly id: string; readonly members: readonly string[] }[],
): Table<number> {
  const people = new Map(input.people.map((person) => [person.id, person]));
  const table: Table<number> = Object.fromEntries(input.cohorts.map(({ id }) => [id, {}]));
  for (const { cohort, dimension, value } of input.quotas) put(table, cohort, dimension, value, 0);
  for (const { id, members } of cohorts) {
    for (const member of members) {
      for (const dimension of input.dimensions) {
        const value = people.get(member)?.values[dimension];
        if (value === undefined) continue;
        put(table, id, dimension, value, (table[id]?.[dimension]?.[value] ?? 0) + 1);
      }
    }
  }
  return table;
}

export function targetTable(input: Input): Table<Target> {
  const table: Table<Target> = {};
  for (const { cohort, dimension, value, min, max, target } of input.quotas) {
    put(table, cohort, dimension, value, { target: target ?? null, min, max });
  }
  return table;
}

/** count − target; where there is no target, how far the count is outside its minimum and maximum. */
export function deviationTable(counts: Table<number>, targets: Table<Target>): Table<number> {
  const table: Table<number> = {};
  for (const [cohort, dimensions] of Object.entries(targets)) {
    for (const [dimension, values] of Object.entries(dimensions)) {
      for (const [value, { target, min, max }] of Object.entries(values)) {
        const count = counts[cohort]?.[dimension]?.[value] ?? 0;
        const outside = count < min ? count - min : Math.max(0, count - max);
        put(table, cohort, dimension, value, target === null ? outside : count - target);
      }
    }
  }
  return table;
}
