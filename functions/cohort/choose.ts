import type { Application } from '../domain/application.ts';
import type { Round } from '../domain/round.ts';

/** What a selection says: who gets a seat in which cohort, and in which order the others wait. */
export type Choice = {
  readonly seats: readonly { readonly application: string; readonly cohort: string }[];
  /** Ids of those who wait, the first first. */
  readonly waiting: readonly string[];
  readonly violations: readonly string[];
};

/** Who may still take a seat of a cohort: the dates suit, and no administration exceeds the cap. */
function fits(
  application: Application,
  cohort: string,
  taken: ReadonlyMap<string, number>,
  cap: number,
): boolean {
  const suits = application.cohorts === undefined || application.cohorts.includes(cohort);
  return suits && application.administrations.every((key) => (taken.get(key) ?? 0) < cap);
}

/** Seats go by the time of confirmation, within the cap of each administration. */
export function choose(candidates: readonly Application[], round: Round): Choice {
  const order = [...candidates].sort((a, b) =>
    `${a.confirmedAt ?? ''}${a.id}` < `${b.confirmedAt ?? ''}${b.id}` ? -1 : 1,
  );
  const taken = new Map<string, number>();
  const free = new Map(round.file.cohorts.map((cohort) => [cohort.id, cohort.seats]));
  const seats: { application: string; cohort: string }[] = [];
  const waiting: string[] = [];
  for (const application of order) {
    const cohort = [...free].find(
      ([id, left]) => left > 0 && fits(application, id, taken, round.file.selection.perAdministration),
    );
    if (cohort === undefined) {
      waiting.push(application.id);
      continue;
    }
    free.set(cohort[0], cohort[1] - 1);
    for (const key of application.administrations) taken.set(key, (taken.get(key) ?? 0) + 1);
    seats.push({ application: application.id, cohort: cohort[0] });
  }
  return { seats, waiting, violations: [] };
}

/** The next in line for a free seat: the first who fits beside those who are seated. */
export function nextInLine(
  list: readonly Application[],
  seated: readonly Application[],
  round: Round,
  cohort: string,
): Application | undefined {
  const taken = new Map<string, number>();
  for (const { administrations } of seated) {
    for (const key of administrations) taken.set(key, (taken.get(key) ?? 0) + 1);
  }
  return list.find((application) => fits(application, cohort, taken, round.file.selection.perAdministration));
}
