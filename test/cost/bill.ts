import { type Charge, prices } from '../../infra/local/usage/prices.ts';
import { roundOf, type Shares, type Units } from './model.ts';

/** A line of a bill: how much of an item, and what that costs in US dollars. */
export type Line = { readonly item: string; readonly units: number; readonly usd: number };

/** What units cost, the dearest first; what is not used is left out. */
export function lines(units: Units): Line[] {
  return [...units]
    .filter(([, some]) => some > 0)
    .map(([charge, some]) => ({ item: prices[charge].item, units: some, usd: some * prices[charge].usd }))
    .sort((a, b) => b.usd - a.usd);
}

/** The sum of a bill in US dollars. */
export function sum(bill: readonly Line[]): number {
  return bill.reduce((total, { usd }) => total + usd, 0);
}

const service = (charge: Charge): string => prices[charge].item.split(':')[0] ?? '';

/** What units cost by service, the dearest first. */
export function byService(units: Units): (readonly [service: string, usd: number])[] {
  const costs = new Map<string, number>();
  for (const [charge, some] of units) {
    costs.set(service(charge), (costs.get(service(charge)) ?? 0) + some * prices[charge].usd);
  }
  return [...costs].filter(([, usd]) => usd > 0).sort(([, a], [, b]) => b - a);
}

/** What is paid for by the month whether anything happens or not: what is there, and what the schedules take. */
export function monthly(base: Units, { perMonth }: Shares): Units {
  return added(base, perMonth);
}

/** What the table costs by the month once so many applications lie in it. */
export function kept({ gigabytes }: Shares, applications: number): Units {
  return new Map([
    ['storage', gigabytes * applications],
    ['recovery', gigabytes * applications],
  ]);
}

function added(one: Units, other: Units): Units {
  const both = new Map(one);
  for (const [charge, units] of other) both.set(charge, (both.get(charge) ?? 0) + units);
  return both;
}

const dollars = (usd: number): string => usd.toFixed(usd < 1 ? 4 : 2);
const counts = (units: number): string =>
  units.toLocaleString('en', { maximumFractionDigits: units < 10 ? 3 : 0 });

function table(bill: readonly Line[]): string[] {
  const rows = bill.map(({ item, units, usd }) => [
    dollars(usd).padStart(11),
    counts(units).padStart(14),
    item,
  ]);
  return [
    ...rows.map((row) => row.join('  ')),
    `${dollars(sum(bill)).padStart(11)}  ${''.padStart(14)}  sum`,
  ];
}

/**
 * The whole answer of `npm run cost`, for people to read.
 * @param sizes how many applications a round may get
 */
export function answer(base: Units, shares: Shares, sizes: readonly number[]): string {
  const days = Object.values(prices).map(({ asOf }) => asOf);
  const [first = '', last = ''] = [days.sort()[0], days.sort().at(-1)];
  return [
    `List prices for eu-central-1 in US dollars, without tax and free tiers, as written down from ${first} to ${last}`,
    '(infra/local/usage/prices.ts says where each comes from). Logs and data transfer are left out. Everybody goes the',
    'longest way: approved, seated, at every session, with a certificate. The time of functions is that of this machine.',
    '',
    'Base, a month',
    '        USD           units  item',
    ...table(lines(monthly(base, shares))),
    '',
    'Use of a round without anybody in it (and without the hours of metrics, which all share)',
    '        USD           units  item',
    ...table(lines(shares.perRound)),
    '',
    'Use of one application, from the form to the certificate',
    '        USD           units  item',
    ...table(lines(shares.perApplication)),
    ...sizes.flatMap((applications) => {
      const units = roundOf(shares, applications);
      const usd = sum(lines(units));
      return [
        '',
        `${counts(applications)} applications in one round: ${dollars(usd)} USD, ${((usd / applications) * 100).toFixed(3)} US ct each; then ${dollars(sum(lines(kept(shares, applications))))} USD a month for keeping them`,
        ...byService(units).map(([name, cost]) => `${dollars(cost).padStart(11)}  ${name}`),
      ];
    }),
    '',
  ].join('\n');
}
