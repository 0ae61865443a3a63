import type { Key } from './keys.ts';

/** An item before a schema has read it. */
export type RawItem = Record<string, unknown>;

/** What attributes of an item must be, one at least. An item that is missing holds none of it. */
export type Equals = Readonly<Record<string, string | number>>;

/** Part of a transaction: everything in it happens, or nothing does. */
export type Write =
  /** A new item; the transaction fails where one with that key exists. */
  | { readonly create: Key & RawItem }
  /** Replaces an item whose `revision` is the one given. */
  | { readonly replace: Key & RawItem; readonly revision: number }
  /** Writes an item whatever is there. */
  | { readonly put: Key & RawItem }
  /** Removes an item, where `equals` holds. */
  | { readonly remove: Key; readonly equals?: Equals }
  /** Sets attributes of an item, where `equals` holds. */
  | { readonly set: Key; readonly values: RawItem; readonly equals: Equals }
  /** Writes nothing; the transaction fails where `equals` doesn't hold. */
  | { readonly check: Key; readonly equals: Equals };

/** So many writes go into one transaction, each for another item. */
export const mostWrites = 100;

/** A condition does not hold: somebody else wrote in between, or an item that must be new exists. Read and decide again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/** The table took nothing for now: other writes were in the way, or too many. Nothing was decided by it. */
export class TableBusyError extends Error {
  override readonly name = 'TableBusyError';
  /** How often it was asked. */
  readonly tries: number;
  constructor(message: string, tries: number) {
    super(message);
    this.tries = tries;
  }
}

/** What was to be written can never be: it is too large, or no such write exists. A fault of the program. */
export class ImpossibleWriteError extends Error {
  override readonly name = 'ImpossibleWriteError';
}

/** The keys that an item has in the index: its own there, and those in the table. */
export const overviewKeys = ['oPk', 'oSk', 'pk', 'sk'] as const;

/** What the index holds beside the keys: what lists show of an item (see `application-row.ts`). */
export const overviewContents = ['row'] as const;

type OverviewAttribute = (typeof overviewKeys)[number] | (typeof overviewContents)[number];

/** What a query asks for: one partition, a range of sort keys, and perhaps only some attributes. */
export type QueryOptions = {
  readonly startsWith?: string;
  readonly newestFirst?: boolean;
  /** How many items at most. */
  readonly limit?: number;
} & (
  | { readonly index?: never; readonly attributes?: readonly string[] }
  | { readonly index: 'overview'; readonly attributes?: readonly OverviewAttribute[] }
);

/**
 * What keeps the records: DynamoDB, or the memory of a rehearsal. Each function as the one of its name in `table.ts`.
 * Nobody holds an object that the table holds: what is written and what is read are copies. What is undefined is not
 * written.
 */
export type Table = {
  readonly transact: (writes: readonly Write[]) => Promise<void>;
  readonly get: (key: Key) => Promise<RawItem | undefined>;
  /** Pages of any length, even empty ones. */
  readonly pages: (pk: string, options: QueryOptions) => AsyncGenerator<RawItem[]>;
  readonly add: (key: Key, attribute: string, amount: number, also: RawItem) => Promise<RawItem>;
  readonly set: (key: Key, values: RawItem, equals: Equals, remove: readonly string[]) => Promise<void>;
};
