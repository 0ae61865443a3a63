import type { Key } from '../../platform/store/keys.ts';
import type { Table } from '../../platform/store/port.ts';
import { ConflictError, type QueryOptions, type RawItem, type Write } from '../../platform/store/port.ts';

type Item = Key & RawItem;

/** As the real table keeps it: without what is undefined, and never the object that the writer still holds. */
function kept(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(kept);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (inner === undefined ? [] : [[name, kept(inner)]])),
  );
}

function holds(item: Item | undefined, equals: Readonly<Record<string, string | number>>): boolean {
  return item !== undefined && Object.entries(equals).every(([name, value]) => item[name] === value);
}

function targetOf(write: Write): Key {
  if ('create' in write) return write.create;
  if ('replace' in write) return write.replace;
  if ('put' in write) return write.put;
  return 'check' in write ? write.check : write.remove;
}

function itemOf(write: Write): (Key & RawItem) | undefined {
  if ('create' in write) return write.create;
  if ('replace' in write) return write.replace;
  return 'put' in write ? write.put : undefined;
}

/**
 * The table of a rehearsal: in memory, gone with it. It holds to the conditions of each transaction as the real one
 * does, so that the rules decide as they would.
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

  get(key: Key): Item | undefined {
    return this.#partitions.get(key.pk)?.get(key.sk);
  }

  query(pk: string, { startsWith = '', index, newestFirst = false, limit }: QueryOptions): RawItem[] {
    const items = [...((index === undefined ? this.#partitions : this.#index).get(pk)?.values() ?? [])];
    const range = (item: Item): string => (index === undefined ? item.sk : String(item['oSk']));
    const found = items
      .filter((item) => range(item).startsWith(startsWith))
      .sort((a, b) => (range(a) < range(b) ? -1 : 1));
    if (newestFirst) found.reverse();
    return limit === undefined ? found : found.slice(0, limit);
  }

  transact(writes: readonly Write[]): void {
    for (const write of writes) {
      const before = this.get(targetOf(write));
      const fits =
        ('create' in write && before === undefined) ||
        ('replace' in write && before !== undefined && before['revision'] === write.revision) ||
        'put' in write ||
        ('check' in write && holds(before, write.equals)) ||
        ('remove' in write && (write.equals === undefined || holds(before, write.equals)));
      if (!fits) throw new ConflictError('a condition of the transaction does not hold');
    }
    for (const write of writes) {
      const item = itemOf(write);
      if (item !== undefined) this.#store(item);
      else if ('remove' in write) this.#remove(write.remove);
      if ('create' in write && write.create['kind'] === 'outbox') this.#stream.push(write.create);
    }
  }

  add(key: Key, attribute: string, amount: number, also: RawItem): RawItem {
    const before = this.get(key);
    const item = {
      ...before,
      pk: key.pk,
      sk: key.sk,
      ...also,
      [attribute]: Number(before?.[attribute] ?? 0) + amount,
    };
    this.#store(item);
    return item;
  }

  set(
    key: Key,
    values: RawItem,
    equals: Readonly<Record<string, string | number>>,
    remove: readonly string[],
  ): void {
    const before = this.get(key);
    if (before === undefined || !holds(before, equals)) throw new ConflictError('the item is not as it was');
    const left = Object.entries(before).filter(([name]) => !remove.includes(name));
    this.#store({ ...Object.fromEntries(left), ...values, pk: key.pk, sk: key.sk });
  }

  #store(given: Item): void {
    const item = { ...(kept(given) as RawItem), pk: given.pk, sk: given.sk };
    this.#remove(item);
    const partition = this.#partitions.get(item.pk) ?? new Map<string, Item>();
    this.#partitions.set(item.pk, partition.set(item.sk, item));
    const listed = item as Item & RawItem;
    if (typeof listed['oPk'] !== 'string') return;
    const entries = this.#index.get(listed['oPk']) ?? new Map<string, Item>();
    this.#index.set(listed['oPk'], entries.set(`${item.pk}|${item.sk}`, item));
  }

  #remove({ pk, sk }: Key): void {
    const before = this.get({ pk, sk });
    if (before === undefined) return;
    this.#partitions.get(pk)?.delete(sk);
    if (typeof before['oPk'] === 'string') this.#index.get(before['oPk'])?.delete(`${pk}|${sk}`);
  }
}
