import type { Input, Result } from './types.ts';

/** One bar of the preview: a value of a dimension in a cohort. */
export interface PreviewRow {
  readonly cohort: string;
  readonly dimension: string;
  readonly value: string;
  /** Eligible people with this value. */
  readonly applicants: number;
  readonly target: number | null;
  readonly min: number;
  readonly max: number;
  readonly count: number;
  readonly kept: boolean;
}

/** Target against result, for bars and for the table beside them. */
export function previewRows(input: Input, result: Result): PreviewRow[] {
  const excluded = new Set(input.exclusions);
  const eligible = input.people.filter(({ id }) => !excluded.has(id));
  return input.quotas.map(({ cohort, dimension, value, min, max, target }) => {
    const count = result.counts[cohort]?.[dimension]?.[value] ?? 0;
    return {
      cohort,
      dimension,
      value,
      applicants: eligible.filter((person) => person.values[dimension] === value).length,
      target: target ?? null,
      min,
      max,
      count,
      kept: count >= min && count <= max,
    };
  });
}

/** Who would change places between two results, such as before and after pinning somebody. */
export interface Difference {
  readonly enter: readonly string[];
  readonly leave: readonly string[];
  readonly move: readonly { readonly person: string; readonly from: string; readonly to: string }[];
}

export function compareResults(before: Result, after: Result): Difference {
  const seats = ({ cohorts }: Result): Map<string, string> =>
    new Map(cohorts.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
  const [old, now] = [seats(before), seats(after)];
  return {
    enter: [...now.keys()].filter((person) => !old.has(person)),
    leave: [...old.keys()].filter((person) => !now.has(person)),
    move: [...now].flatMap(([person, to]) => {
      const from = old.get(person);
      return from === undefined || from === to ? [] : [{ person, from, to }];
    }),
  };
}
