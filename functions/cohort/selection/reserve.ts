import { canonical } from './freeze.ts';
import type { Standing } from './next.ts';
import { compile } from './problem.ts';
import type { Input, Text } from './types.ts';
import { valueName } from './words/labels.ts';

/** How well a group of seats is covered by the waiting list. */
export interface Reserve {
  readonly cohort: string;
  readonly dimension: string;
  readonly value: string;
  /** Seats that people of this group hold in the cohort. */
  readonly seated: number;
  /** People waiting who could take over the worst covered of these seats with all quotas kept. */
  readonly waiting: number;
  /** Fewer than `enough` could. */
  readonly thin: boolean;
  readonly text: Text;
}

/**
 * Warns in advance where a withdrawal would be hard to make good: for each seat the people who could take it over
 * are counted, and for each group and cohort the seat with the fewest is reported. Uses no solver.
 *
 * @param enough with fewer people than this the reserve is thin
 */
export function reserve(input: Input, standing: Standing, enough = 2): Reserve[] {
  const known = new Set(input.people.map(({ id }) => id));
  const added = (standing.late ?? []).filter(({ id }) => !known.has(id));
  const all = canonical({
    ...input,
    people: [...input.people, ...added],
    exclusions: [...input.exclusions, ...standing.gone],
  });
  const problem = compile(all, standing.seated);
  const closed = new Set(standing.closed ?? []);
  const quotas = problem.cohortIds.map((_, cohort) =>
    problem.quotas.filter((quota) => quota.cohort === cohort),
  );
  const waiting = problem.people.filter(({ suits }) => suits.length > 0);
  const worst = new Map<string, { seated: number; waiting: number }>();

  for (const { person, cohort: id } of standing.seated) {
    if (closed.has(id)) continue;
    const cohort = problem.cohortIds.indexOf(id);
    const leaving = problem.people[problem.index.get(person) ?? -1];
    if (leaving === undefined) continue;
    const counts = problem.seatedWith[cohort] ?? [];
    const scope = problem.capScope === 'cohort' ? cohort : 0;
    const fits = waiting.filter((each) => {
      if (!each.suits.includes(cohort)) return false;
      const capped = each.administrations.some((administration) => {
        const back = leaving.administrations.includes(administration) ? 1 : 0;
        return problem.capLeft !== null && (problem.capLeft[administration]?.[scope] ?? 0) + back < 1;
      });
      if (capped) return false;
      return (quotas[cohort] ?? []).every(({ feature, min, max }) => {
        const before = counts[feature] ?? 0;
        const after =
          before - (leaving.features.includes(feature) ? 1 : 0) + (each.features.includes(feature) ? 1 : 0);
        return after === before || (after < before ? after >= Math.min(min, before) : after <= max);
      });
    }).length;
    for (const feature of leaving.features) {
      const key = `${cohort} ${feature}`;
      const group = worst.get(key) ?? { seated: 0, waiting: Number.POSITIVE_INFINITY };
      worst.set(key, { seated: group.seated + 1, waiting: Math.min(group.waiting, fits) });
    }
  }
  return problem.quotas.flatMap(({ cohort, feature }) => {
    const group = worst.get(`${cohort} ${feature}`);
    const { dimension, value } = problem.features[feature] ?? { dimension: '', value: '' };
    if (group === undefined) return [];
    const name = valueName(dimension, value);
    const id = problem.cohortIds[cohort] ?? '';
    return [
      {
        cohort: id,
        dimension,
        value,
        ...group,
        thin: group.waiting < enough,
        text: {
          de: `Gruppe ${id}, ${name.de}: für einen der ${group.seated} Plätze ${group.waiting === 1 ? 'könnte 1 Person' : `könnten ${group.waiting} Personen`} nachrücken.`,
          en: `Cohort ${id}, ${name.en}: for one of the ${group.seated} seats ${group.waiting} ${group.waiting === 1 ? 'person' : 'people'} could move up.`,
        },
      },
    ];
  });
}
