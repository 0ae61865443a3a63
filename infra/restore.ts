import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  type BatchWriteItemCommandOutput,
  DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';

/**
 * Makes one table hold what another holds: the last step of a restore, when a table was restored beside the real one.
 * `docs/runbook.md` tells when; without `--write` it only counts.
 */

type Item = Record<string, AttributeValue>;

/** How two tables differ, in items. */
type Differences = { readonly same: number; readonly written: number; readonly removed: number };

/** An attribute with its parts in one order, so that equal items have equal texts. */
function canonical(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      // The members of a set come in any order.
      .map(([name, part]) => {
        const inOrder = canonical(part);
        return [name, /^(SS|NS|BS)$/.test(name) && Array.isArray(inOrder) ? inOrder.sort() : inOrder];
      }),
  );
}

const keyOf = ({ pk, sk }: Item) => JSON.stringify([pk?.S, sk?.S]);
const digest = (item: Item) =>
  createHash('sha256')
    .update(JSON.stringify(canonical(item)))
    .digest('base64');

async function* items(client: DynamoDBClient, TableName: string): AsyncGenerator<Item> {
  for await (const page of paginateScan({ client }, { TableName, ConsistentRead: true }))
    yield* page.Items ?? [];
}

/** Collects writes and sends them 25 at a time, again where the table had no room for some. */
function writer(client: DynamoDBClient, table: string, write: boolean) {
  let waiting: WriteRequest[] = [];
  const flush = async () => {
    let open: WriteRequest[] | undefined = waiting;
    waiting = [];
    for (let pause = 50; write && open !== undefined && open.length > 0; pause = Math.min(pause * 2, 5_000)) {
      const answer: BatchWriteItemCommandOutput = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [table]: open } }),
      );
      open = answer.UnprocessedItems?.[table];
      if (open !== undefined) await sleep(pause);
    }
  };
  return {
    add: async (request: WriteRequest) => {
      waiting.push(request);
      if (waiting.length === 25) await flush();
    },
    flush,
  };
}

/**
 * Brings a table to the state of another one with the same keys: writes items that are missing or differ, removes
 * those that the other does not have. Nothing else may write meanwhile.
 * @param write false: only count
 */
export async function restore(
  client: DynamoDBClient,
  { from, to, write }: { readonly from: string; readonly to: string; readonly write: boolean },
): Promise<Differences> {
  const wanted = new Map<string, string>();
  for await (const item of items(client, from)) wanted.set(keyOf(item), digest(item));

  const same = new Set<string>();
  let removed = 0;
  const { add, flush } = writer(client, to, write);
  for await (const item of items(client, to)) {
    const key = keyOf(item);
    const digestWanted = wanted.get(key);
    if (digestWanted === digest(item)) {
      same.add(key);
    } else if (digestWanted === undefined) {
      removed += 1;
      const { pk, sk } = item;
      if (pk !== undefined && sk !== undefined) await add({ DeleteRequest: { Key: { pk, sk } } });
    }
  }

  let written = 0;
  for await (const item of items(client, from)) {
    if (same.has(keyOf(item))) continue;
    written += 1;
    await add({ PutRequest: { Item: item } });
  }
  await flush();
  return { same: same.size, written, removed };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const { from, to, write } = values;
  if (from === undefined || to === undefined || from === to) {
    console.error('Needs --from and --to, two tables; --write to do it.');
    process.exit(2);
  }
  const { same, written, removed } = await restore(new DynamoDBClient({}), { from, to, write });
  console.log(
    write
      ? `${to} is as ${from}: ${written} items written, ${removed} removed, ${same} left as they were.`
      : `Nothing was changed. With --write: ${written} items would be written to ${to}, ${removed} removed, ${same} left as they are.`,
  );
}
