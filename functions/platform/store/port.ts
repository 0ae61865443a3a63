import type { Key } from './keys.ts';

/** An item before a schema has read it. */
export type RawItem = Record<string, unknown>;

/** Part of a transaction: everything in it happens, or nothing does. */
export type Write =
  /** A new item; the transaction fails where one with that key exists. */
  | { readonly create: Key & RawItem }
  /** Replaces an item whose `revision` is the one given. */
  | { readonly replace: Key & RawItem; readonly revision: number }
  /** Writes an item whatever is there. */
  | { readonly put: Key & RawItem }
  /** Removes an item, where `equals` holds. */
  | { readonly remove: Key; readonly equals?: Readonly<Record<string, string | number>> }
  /** Writes nothing; the transaction fails where `equals` doesn't hold. */
  | { readonly check: Key; readonly equals: Readonly<Record<string, string | number>> };

/** Somebody else wrote in between (or an item that must be new exists): read again and decide again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** What a query asks for: one partition, a range of sort keys, and perhaps only some attributes. */
export type QueryOptions = {
  readonly startsWith?: string;
  readonly attributes?: readonly string[];
  readonly index?: 'overview';
  readonly newestFirst?: boolean;
  readonly limit?: number;
};

/** What keeps the records: DynamoDB, or the memory of a rehearsal. Each as the function of its name in `table.ts`. */
export type Table = {
  readonly transact: (writes: readonly Write[]) => void;
  readonly get: (key: Key) => RawItem | undefined;
  readonly query: (pk: string, options: QueryOptions) => RawItem[];
  readonly add: (key: Key, attribute: string, amount: number, also: RawItem) => RawItem;
  readonly set: (
    key: Key,
    values: RawItem,
    equals: Readonly<Record<string, string | number>>,
    remove: readonly string[],
  ) => void;
};
