import { vi } from 'vitest';
import { applicationSchema } from '../../functions/domain/application.ts';
import { writeRow } from '../../functions/platform/store/application-row.ts';
import { DynamodbTable } from '../../functions/platform/store/dynamodb-table.ts';
import type { Key } from '../../functions/platform/store/keys.ts';
import { MemoryTable } from '../../functions/platform/store/memory-table.ts';
import type { QueryOptions, RawItem } from '../../functions/platform/store/port.ts';

type Item = Key & RawItem;

/** The table in memory, in place of DynamoDB for every function of this process. */
export function tableInMemory() {
  let table = new MemoryTable();
  const asked: (QueryOptions & { readonly pk: string })[] = [];
  vi.spyOn(DynamodbTable.prototype, 'get').mockImplementation((key) => table.get(key));
  vi.spyOn(DynamodbTable.prototype, 'pages').mockImplementation((pk, options) => {
    asked.push({ pk, ...options });
    return table.pages(pk, options);
  });
  vi.spyOn(DynamodbTable.prototype, 'transact').mockImplementation((writes) => table.transact(writes));
  vi.spyOn(DynamodbTable.prototype, 'add').mockImplementation((...call) => table.add(...call));
  vi.spyOn(DynamodbTable.prototype, 'set').mockImplementation((...call) => table.set(...call));

  return {
    /** Puts an item as it is; an application with the row by which lists find it. */
    put: (item: Item): void => {
      const { row: _row, ...bare } = item;
      const application = applicationSchema.safeParse(bare);
      table.put(application.success ? { ...item, row: writeRow(application.data) } : item);
    },
    get: (key: Key): Item | undefined => table.look(key),
    /** New items of the outbox since it was last asked, in the order in which they were written. */
    takeStream: (): Item[] => table.takeStream(),
    all: (): Item[] => table.lookAtAll(),
    ofKind: (kind: string): Item[] => table.lookAtAll().filter((item) => item['kind'] === kind),
    /** The queries so far, and what each asked for. */
    asked,
    /** Everything that is stored, for comparing. */
    snapshot: (): string =>
      JSON.stringify(table.lookAtAll().sort((a, b) => (`${a.pk}|${a.sk}` < `${b.pk}|${b.sk}` ? -1 : 1))),
    clear: (): void => {
      table = new MemoryTable();
    },
  };
}
