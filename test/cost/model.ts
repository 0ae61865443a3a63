import type { Charge } from '../../infra/local/usage/prices.ts';

/** What one round caused, as the program counted it while it was played. */
export type Counted = {
  readonly applications: number;
  /** How long the program ran, by its own clock. */
  readonly months: number;
  /** Units of each charge, by the function that caused them; '' where a service acted by itself. */
  readonly caused: readonly { readonly charge: Charge; readonly function: string; readonly units: number }[];
  /** What lay in the table at the end. */
  readonly gigabytes: number;
};

/** Units of each charge. */
export type Units = ReadonlyMap<Charge, number>;

/** What makes up the use: of a month in which the schedules run, of a round, and of an application in it. */
export type Shares = {
  readonly perMonth: Units;
  readonly perRound: Units;
  readonly perApplication: Units;
  /** Kept in the table by one application. */
  readonly gigabytes: number;
  /**
   * Hours in which metrics came up. They are no application's own: the more there are, the more of them share an hour,
   * so that hours grow as a power of the applications, less than one; and there are never more than `most`.
   */
  readonly metricHours: {
    readonly applications: number;
    readonly hours: number;
    readonly power: number;
    readonly most: number;
  };
};

function unitsOf(
  { caused }: Counted,
  wanted: (each: Counted['caused'][number]) => boolean,
): Map<Charge, number> {
  const units = new Map<Charge, number>();
  for (const each of caused) {
    if (wanted(each)) units.set(each.charge, (units.get(each.charge) ?? 0) + each.units);
  }
  return units;
}

const hoursInMonth = 730;

/**
 * Tells the shares from two rounds of different size: what grows with the applications, what a round takes however
 * many apply, and what the schedules take by the month. Nothing is less than nothing.
 * @param scheduled whether a function is called by a schedule
 * @param metrics how many metrics of our own there may be
 * @throws Error where both rounds have the same size
 */
export function sharesOf(
  one: Counted,
  other: Counted,
  scheduled: (name: string) => boolean,
  metrics: number,
): Shares {
  const byMonth = ({ charge, function: name }: Counted['caused'][number]) =>
    charge === 'schedule' || scheduled(name);
  const [small, large] = one.applications < other.applications ? [one, other] : [other, one];
  const more = large.applications - small.applications;
  if (more === 0) throw new Error('two rounds of the same size do not tell what an application takes');
  const [few, many] = [small, large].map((counted) => unitsOf(counted, (each) => !byMonth(each)));
  const perRound = new Map<Charge, number>();
  const perApplication = new Map<Charge, number>();
  for (const charge of new Set([...(few?.keys() ?? []), ...(many?.keys() ?? [])])) {
    const [before, after] = [few?.get(charge) ?? 0, many?.get(charge) ?? 0];
    const each = Math.max(0, (after - before) / more);
    perApplication.set(charge, each);
    perRound.set(charge, Math.max(0, after - each * large.applications));
  }
  const perMonth = new Map(
    [...unitsOf(large, byMonth)].map(([charge, units]) => [charge, units / large.months]),
  );
  const gigabytes = Math.max(0, (large.gigabytes - small.gigabytes) / more);
  const [fewHours, manyHours] = [few?.get('metricHour') ?? 0, many?.get('metricHour') ?? 0];
  const growth = Math.log(manyHours / fewHours) / Math.log(large.applications / small.applications);
  const metricHours = {
    applications: large.applications,
    hours: manyHours,
    power: Number.isFinite(growth) ? Math.min(1, Math.max(0, growth)) : 1,
    most: metrics * large.months * hoursInMonth,
  };
  perRound.delete('metricHour');
  perApplication.delete('metricHour');
  return { perMonth, perRound, perApplication, gigabytes, metricHours };
}

/** The units of one round with so many applications. */
export function roundOf({ perRound, perApplication, metricHours }: Shares, applications: number): Units {
  const hours = metricHours.hours * (applications / metricHours.applications) ** metricHours.power;
  return new Map([
    ...[...new Set([...perRound.keys(), ...perApplication.keys()])].map(
      (charge) =>
        [charge, (perRound.get(charge) ?? 0) + (perApplication.get(charge) ?? 0) * applications] as const,
    ),
    ['metricHour', Math.min(hours, metricHours.most)],
  ]);
}
