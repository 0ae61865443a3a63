import type { Application, ApplicationStatus } from './application.ts';
import {
  type Administration,
  administration,
  type Dimension,
  dimensionValue,
  type Register,
  sizeClasses,
} from './register/register.ts';
import type { Round } from './round.ts';
import { compareDin5007 } from './text.ts';

/** States in which an application meets the conditions and has not left. */
export const approvedStatuses: readonly ApplicationStatus[] = [
  'approved',
  'waiting-list',
  'seat-offered',
  'accepted',
  'taking-part',
  'completed',
  'not-completed',
];

const openStatuses: readonly ApplicationStatus[] = ['awaiting-endorsement', 'in-review', 'queried'];

/** What an application must tell so that it can be counted; the rows of an overview are enough. */
export type Counted = Pick<Application, 'id' | 'status'> & { readonly administrations: readonly string[] };

/** One value of a dimension: how many seats its share would be, and how many applications there are so far. */
export type BalanceRow = {
  readonly value: string;
  /** Seats of the round × share of the register; not rounded. */
  readonly target: number;
  /** Approved so far, the one that is looked at left out. */
  readonly approved: number;
  /** Still to be decided, the one that is looked at left out. */
  readonly open: number;
  /** Whether the application that is looked at counts here. */
  readonly here: boolean;
};

/** The balance of a round so far in one dimension. */
export type Balance = { readonly dimension: Dimension; readonly rows: readonly BalanceRow[] };

/** The dimensions by which the round is to be a cross-section; where it has none, size and location. */
export function balanceDimensions(round: Round): readonly Dimension[] {
  const chosen = round.file.selection.dimensions;
  return chosen.length > 0 ? chosen : ['size_class', 'planning_region'];
}

function order(dimension: Dimension, values: readonly string[]): string[] {
  if (dimension === 'size_class') return sizeClasses.filter((value) => values.includes(value));
  return [...values].sort(compareDin5007);
}

/** An application counts where its first administration does, a joint one too. */
function valueIn(application: Counted, register: Register, dimension: Dimension): string | undefined {
  const found = administration(register, application.administrations[0] ?? '');
  return found === undefined ? undefined : dimensionValue(found, dimension);
}

function weightOf(round: Round, each: Administration): number {
  return round.file.selection.shares === 'population' ? each.population : 1;
}

function tally(values: readonly (string | undefined)[]): ReadonlyMap<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * How the round stands against the shares of the register, and what one more approval would change.
 * @param applications all of the round
 * @param looked the application that is to be decided on, if it is about one
 */
export function balanceOf(
  round: Round,
  register: Register,
  applications: readonly Counted[],
  looked?: Counted,
): Balance[] {
  const seats = round.file.cohorts.reduce((sum, cohort) => sum + cohort.seats, 0);
  const total = register.administrations.reduce((sum, each) => sum + weightOf(round, each), 0);
  const others = applications.filter(({ id }) => id !== looked?.id);
  const approved = others.filter(({ status }) => approvedStatuses.includes(status));
  const open = others.filter(({ status }) => openStatuses.includes(status));
  return balanceDimensions(round).map((dimension) => {
    const weights = new Map<string, number>();
    for (const each of register.administrations) {
      const value = dimensionValue(each, dimension);
      weights.set(value, (weights.get(value) ?? 0) + weightOf(round, each));
    }
    const approvedHere = tally(approved.map((each) => valueIn(each, register, dimension)));
    const openHere = tally(open.map((each) => valueIn(each, register, dimension)));
    const here = looked === undefined ? undefined : valueIn(looked, register, dimension);
    return {
      dimension,
      rows: order(dimension, [...weights.keys()]).map((value) => ({
        value,
        target: total === 0 ? 0 : ((weights.get(value) ?? 0) * seats) / total,
        approved: approvedHere.get(value) ?? 0,
        open: openHere.get(value) ?? 0,
        here: value === here,
      })),
    };
  });
}

/**
 * The rows in which an application counts that is still open, so that a long list needs one balance for all.
 * @param balances of the round as a whole
 */
export function rowsOfOpen(
  balances: readonly Balance[],
  register: Register,
  application: Counted,
): BalanceRow[] {
  return balances.flatMap(({ dimension, rows }) => {
    const value = valueIn(application, register, dimension);
    return rows
      .filter((row) => row.value === value)
      .map((row) => ({ ...row, here: true, open: Math.max(0, row.open - 1) }));
  });
}

/** What one more approval does for the balance in a row: still wanted, about enough, or more than its share. */
export function effectOf(row: BalanceRow): 'wanted' | 'enough' | 'above' {
  if (row.approved + 1 <= row.target) return 'wanted';
  return row.approved < row.target ? 'enough' : 'above';
}
