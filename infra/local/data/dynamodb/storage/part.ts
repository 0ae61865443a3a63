import { type Attributes, storedAttributes } from '../value/value.ts';

/** An item as a query finds it, with its size in bytes. */
export interface Found {
  readonly item: Attributes;
  readonly size: number;
}

/** What a query looks through: a part of a partition, upwards or downwards. */
export interface Part {
  readonly hash: Uint8Array;
  readonly bounds: Bounds;
  readonly forward: boolean;
}

/** A part of a partition: sort keys from one on and up to another, as bytes. */
export interface Bounds {
  readonly from?: { readonly key: Uint8Array; readonly inclusive: boolean };
  readonly to?: { readonly key: Uint8Array; readonly inclusive: boolean };
}

/** The sort keys that begin with some bytes. */
export function beginningWith(prefix: Uint8Array): Bounds {
  const from = { key: prefix, inclusive: true };
  // The first key behind them all: the last byte that can be raised is, and what follows it falls away.
  let last = prefix.length - 1;
  while (last >= 0 && prefix[last] === 255) last -= 1;
  if (last < 0) return { from };
  const key = Uint8Array.from(prefix.subarray(0, last + 1));
  key[last] = (key[last] ?? 0) + 1;
  return { from, to: { key, inclusive: false } };
}

/** A part of a statement with its values. */
export interface Clause {
  readonly sql: string;
  readonly values: readonly Uint8Array[];
}

/** The clause that keeps within bounds. */
export function withinBounds(column: string, { from, to }: Bounds): Clause {
  const parts: string[] = [];
  const values: Uint8Array[] = [];
  if (from !== undefined) {
    parts.push(`AND ${column} ${from.inclusive ? '>=' : '>'} ?`);
    values.push(from.key);
  }
  if (to !== undefined) {
    parts.push(`AND ${column} ${to.inclusive ? '<=' : '<'} ?`);
    values.push(to.key);
  }
  return { sql: parts.join(' '), values };
}

/** The clause that goes on behind a place: columns and their values, in the order of sorting. */
export function behind(place: Readonly<Record<string, Uint8Array>>, forward: boolean): Clause {
  const columns = Object.keys(place);
  const marks = columns.map(() => '?').join(', ');
  return {
    sql: `AND (${columns.join(', ')}) ${forward ? '>' : '<'} (${marks})`,
    values: Object.values(place),
  };
}

/** An item out of its text in the database. */
export function itemIn(body: string): Attributes {
  return storedAttributes.parse(JSON.parse(body));
}
