import type { Application } from '../../domain/application.ts';
import { administration, dimensionValue, type Register } from '../../domain/register/register.ts';
import type { Round } from '../../domain/round.ts';
import { quotasFromShares, weigh } from '../selection/targets.ts';
import type { Input, Person } from '../selection/types.ts';

/** An application as the selection sees it: a person without a name; a joint place counts as its first administration. */
export function personOf(application: Application, round: Round, register: Register): Person {
  const [first = ''] = application.administrations;
  const home = administration(register, first);
  return {
    id: application.person,
    administrations: application.administrations,
    values: Object.fromEntries(
      round.file.selection.dimensions.flatMap((dimension) =>
        home === undefined ? [] : [[dimension, dimensionValue(home, dimension)]],
      ),
    ),
    ...(application.cohorts === undefined ? {} : { cohorts: application.cohorts }),
    ...(application.confirmedAt === undefined ? {} : { confirmedAt: application.confirmedAt }),
  };
}

/**
 * What the selection of a round chooses from: its candidates, quotas by the shares of the register, seats and cap.
 * @param preferred people who come first in the draw (`preferredPeople`)
 */
export function inputOf(
  round: Round,
  candidates: readonly Application[],
  register: Register,
  preferred: ReadonlySet<string>,
): Input {
  const { method, dimensions, shares, perAdministration } = round.file.selection;
  const cohorts = round.file.cohorts.map(({ id, seats }) => ({ id, seats }));
  const rows = register.administrations.map((each) => ({
    values: Object.fromEntries(dimensions.map((dimension) => [dimension, dimensionValue(each, dimension)])),
    weight: shares === 'population' ? each.population : 1,
  }));
  const person = new Map(candidates.map((application) => [application.id, application.person]));
  return {
    method,
    dimensions,
    people: candidates.map((application) => ({
      ...personOf(application, round, register),
      ...(preferred.has(application.person) ? { preferred: true } : {}),
    })),
    cohorts,
    quotas: quotasFromShares(weigh(dimensions, rows), cohorts),
    cap: perAdministration,
    capScope: 'programme',
    pins: (round.wishes?.pins ?? []).flatMap(({ application, cohort }) => {
      const pinned = person.get(application);
      return pinned === undefined ? [] : [{ person: pinned, ...(cohort === undefined ? {} : { cohort }) }];
    }),
    exclusions: (round.wishes?.exclusions ?? []).flatMap((application) => person.get(application) ?? []),
  };
}
