import { AsyncLocalStorage } from 'node:async_hooks';
import type { Key } from './keys.ts';
import type { QueryOptions, RawItem, Write } from './table.ts';

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

/** A world of its own: a clock and a table that are not the real ones, and no paper: nobody reads its documents. */
export type World = { readonly now: () => string; readonly table: Table };

const worlds = new AsyncLocalStorage<World>();

/**
 * Lets everything that `work` calls, however deep, read the clock and the table of another world: so a round is
 * rehearsed by the very functions that run it.
 */
export function inWorld<Result>(world: World, work: () => Promise<Result>): Promise<Result> {
  return worlds.run(world, work);
}

/** The world in which this code runs; undefined in the real one. */
export function otherWorld(): World | undefined {
  return worlds.getStore();
}
