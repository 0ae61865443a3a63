import { AsyncLocalStorage } from 'node:async_hooks';
import type { Table } from './port.ts';

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
