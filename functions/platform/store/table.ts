import { surrounding } from '../surroundings.ts';
import { DynamodbTable } from './dynamodb-table.ts';
import type { Key } from './keys.ts';
import type { Equals, QueryOptions, RawItem, Write } from './port.ts';

const table = surrounding('table', new DynamodbTable());

/**
 * Writes all of it or nothing.
 * @throws ConflictError where a condition does not hold, TableBusyError where other writes stay in the way,
 * ImpossibleWriteError for more than 100 writes, an item of more than 400 KB, or 4 MB in all
 */
export async function transact(writes: readonly Write[]): Promise<void> {
  if (writes.length > 0) await table().transact(writes);
}

/** Reads one item consistently; undefined where there is none. */
export function get(key: Key): Promise<RawItem | undefined> {
  return table().get(key);
}

/** Reads a partition page by page, consistently (an index cannot be), in the order of the sort key. */
export function pages(pk: string, options: QueryOptions = {}): AsyncGenerator<RawItem[]> {
  return table().pages(pk, options);
}

/** Reads a whole partition, or the part of it whose sort keys start so. */
export async function query(pk: string, options: QueryOptions = {}): Promise<RawItem[]> {
  const items: RawItem[] = [];
  for await (const page of pages(pk, options)) items.push(...page);
  return items;
}

/** Adds to a number of an item (made where it is missing) and returns the item as it is then. */
export function add(key: Key, attribute: string, amount: number, also: RawItem = {}): Promise<RawItem> {
  return table().add(key, attribute, amount, also);
}

/**
 * Sets attributes of an item where all of `equals` hold (a missing item fails it).
 * @throws ConflictError where they don't
 */
export function set(
  key: Key,
  values: RawItem,
  equals: Equals,
  remove: readonly string[] = [],
): Promise<void> {
  return table().set(key, values, equals, remove);
}
