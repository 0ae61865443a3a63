import type { Key } from './keys.ts';
import {
  ConflictError,
  type Equals,
  overviewContents,
  overviewKeys,
  type QueryOptions,
  type RawItem,
  type Table,
  type Write,
} from './port.ts';
import { refuseTooMuch } from './refusal.ts';

type Item = Key & RawItem;

/** So many items come at once; few, so that whoever reads only the first page is found out. */
const pageLength = 50;

/**
 * A value as the service keeps it: without what is undefined, and never the object that somebody else holds.
 * @throws TypeError for what it cannot keep, such as a Date
 */
function copied(value: unknown): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof Set) return new Set(value);
  if (Array.isArray(value)) return value.filter((inner) => inner !== undefined).map(copied);
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} cannot be stored`);
  if (typeof value !== 'object' || value === null) return value;
  if (value.constructor !== Object) throw new TypeError(`a ${value.constructor.name} cannot be stored`);
  return copyOf(value);
}

function copyOf(item: object): RawItem {
  const copy: RawItem = {};
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) copy[name] = copied(value);
  }
  return copy;
}

/** Only these attributes of an item, those of them that it has. */
function projected(item: Item, attributes: readonly string[] | undefined): RawItem {
  if (attributes === undefined) return copyOf(item);
  return copyOf(Object.fromEntries(attributes.map((name) => [name, item[name]])));
}

function holds(item: Item | undefined, equals: Equals): boolean {
  return item !== undefined && Object.entries(equals).every(([name, value]) => item[name] === value);
}

function targetOf(write: Write): Key {
  if ('create' in write) return write.create;
  if ('replace' in write) return write.replace;
  if ('put' in write) return write.put;
  if ('set' in write) return write.set;
  return 'check' in write ? write.check : write.remove;
}

function itemOf(write: Write): Item | undefined {
  if ('create' in write) return write.create;
  if ('replace' in write) return write.replace;
  return 'put' in write ? write.put : undefined;
}

function isAllowed(write: Write, before: Item | undefined): boolean {
  if ('create' in write) return before === undefined;
  if ('replace' in write) return holds(before, { revision: write.revision });
  if ('put' in write) return true;
  return write.equals === undefined || holds(before, write.equals);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const placeOf = ({ pk, sk }: Key): string => `${pk}|${sk}`;

/**
 * A table in memory, gone with whoever holds it. It keeps to the conditions and limits of each call as the service
 * does (the tests of `test/platform/store/` hold both to the same statements), so that the rules decide as they would.
 */
export class MemoryTable implements Table {
  readonly #partitions = new Map<string, Map<string, Item>>();
  /** The partitions of the index, by the places of the items in them. */
  readonly #index = new Map<string, Map<string, Item>>();
  /** New items of the outbox, as the table's stream would bring them. */
  #stream: Item[] = [];

  /** What the stream has brought since it was last asked. */
  takeStream(): Item[] {
    const items = this.#stream;
    this.#stream = [];
    return items;
  }

  /** Puts an item as it is, and tells the stream nothing. */
  put(item: Item): void {
    this.#store(item);
  }

  /** An item as it lies in the table now. */
  look(key: Key): Item | undefined {
    return this.#partitions.get(key.pk)?.get(key.sk);
  }

  /** All items as they lie in the table now. */
  lookAtAll(): Item[] {
    return [...this.#partitions.values()].flatMap((partition) => [...partition.values()]);
  }

  async get(key: Key): Promise<RawItem | undefined> {
    const item = this.look(key);
    return item === undefined ? undefined : copyOf(item);
  }

  async *pages(pk: string, options: QueryOptions): AsyncGenerator<RawItem[]> {
    const { startsWith = '', index, newestFirst = false, limit } = options;
    const attributes =
      options.attributes ?? (index === undefined ? undefined : [...overviewKeys, ...overviewContents]);
    const partition = (index === undefined ? this.#partitions : this.#index).get(pk);
    const range = (item: Item): string => (index === undefined ? item.sk : String(item['oSk']));
    const found = [...(partition?.values() ?? [])]
      .filter((item) => range(item).startsWith(startsWith))
      .sort((a, b) => compare(range(a), range(b)));
    if (newestFirst) found.reverse();
    const asked = limit === undefined ? found : found.slice(0, limit);
    for (let from = 0; from === 0 || from < asked.length; from += pageLength) {
      yield asked.slice(from, from + pageLength).map((item) => projected(item, attributes));
    }
  }

  async transact(writes: readonly Write[]): Promise<void> {
    refuseTooMuch(writes);
    const places = new Set(writes.map((write) => placeOf(targetOf(write))));
    if (places.size < writes.length) throw new Error('a transaction has one write for each item');
    if (!writes.every((write) => isAllowed(write, this.look(targetOf(write)))))
      throw new ConflictError('a condition of the transaction does not hold');
    for (const write of writes) {
      const item = itemOf(write);
      if (item !== undefined) this.#store(item);
      else if ('set' in write)
        this.#store({ ...this.look(write.set), ...copyOf(write.values), ...write.set });
      else if ('remove' in write) this.#remove(write.remove);
      if ('create' in write && write.create['kind'] === 'outbox') this.#stream.push(write.create);
    }
  }

  async add(key: Key, attribute: string, amount: number, also: RawItem): Promise<RawItem> {
    const before = this.look(key);
    const sum = Number(before?.[attribute] ?? 0) + amount;
    return copyOf(this.#store({ ...before, ...copyOf(also), [attribute]: sum, pk: key.pk, sk: key.sk }));
  }

  async set(key: Key, values: RawItem, equals: Equals, remove: readonly string[]): Promise<void> {
    const before = this.look(key);
    if (!holds(before, equals)) throw new ConflictError('the item is not as it was');
    const left = Object.entries(before ?? {}).filter(([name]) => !remove.includes(name));
    this.#store({ ...Object.fromEntries(left), ...copyOf(values), pk: key.pk, sk: key.sk });
  }

  #store(given: Item): Item {
    const item = { ...copyOf(given), pk: given.pk, sk: given.sk };
    this.#unlist(item);
    const partition = this.#partitions.get(item.pk) ?? new Map<string, Item>();
    this.#partitions.set(item.pk, partition.set(item.sk, item));
    this.#list(item);
    return item;
  }

  #remove(key: Key): void {
    this.#unlist(key);
    this.#partitions.get(key.pk)?.delete(key.sk);
  }

  /** Puts an item into the index, if it has both keys of it. */
  #list(item: Item): void {
    const { oPk, oSk }: RawItem = item;
    if (typeof oPk !== 'string' || typeof oSk !== 'string') return;
    const entries = this.#index.get(oPk) ?? new Map<string, Item>();
    this.#index.set(oPk, entries.set(placeOf(item), item));
  }

  #unlist(key: Key): void {
    const { oPk }: RawItem = this.look(key) ?? {};
    if (typeof oPk === 'string') this.#index.get(oPk)?.delete(placeOf(key));
  }
}
