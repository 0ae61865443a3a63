import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { ApplicationLine, RoundLine } from '../page/data.ts';
import type { TableModel } from '../template/models.ts';
import type { Table } from './table.ts';

/** An item of the table as plain JSON; binary values in base64, sets as lists. */
export type StoredItem = Record<string, unknown>;

const page = z.object({
  Items: z.array(
    z.record(
      z.string(),
      z.custom<AttributeValue>((it) => typeof it === 'object' && it !== null),
    ),
  ),
  LastEvaluatedKey: z.unknown().optional(),
});

/** Every item of the tables. */
export async function allItems(
  table: Pick<Table, 'call'>,
  models: readonly TableModel[],
): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  for (const { name } of models) {
    let from: unknown;
    do {
      const start = from === undefined ? {} : { ExclusiveStartKey: from };
      const request = { TableName: name, ConsistentRead: true, ...start };
      const found = page.parse(await table.call('DynamoDB_20120810.Scan', request));
      items.push(...found.Items.map((it) => plain(unmarshall(it))));
      from = found.LastEvaluatedKey;
    } while (from !== undefined);
  }
  return items;
}

/** The items of one partition of the tables, where its keys are called as in `functions/platform/store/keys.ts`. */
export async function itemsOf(
  table: Pick<Table, 'call'>,
  models: readonly TableModel[],
  partition: string,
): Promise<StoredItem[]> {
  const found = await Promise.all(
    models.map(async ({ name }) =>
      page.parse(
        await table.call('DynamoDB_20120810.Query', {
          TableName: name,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: partition } },
        }),
      ),
    ),
  );
  return found.flatMap(({ Items }) => Items.map((it) => plain(unmarshall(it))));
}

const application = z.object({
  kind: z.literal('application'),
  id: z.string(),
  reference: z.string(),
  round: z.string(),
  status: z.string(),
  version: z.number(),
  history: z.array(z.object({ at: z.string(), who: z.string(), what: z.string() })).default([]),
});

/** The applications among the items, by reference. */
export function applicationsIn(items: readonly StoredItem[]): ApplicationLine[] {
  return items
    .map((it) => application.safeParse(it))
    .flatMap((it) => (it.success ? [it.data] : []))
    .map(({ kind: _, ...line }) => line)
    .sort((a, b) => (a.reference < b.reference ? -1 : 1));
}

const round = z.object({
  kind: z.literal('round'),
  id: z.string(),
  file: z.object({ title: z.string() }),
});

/** The rounds among the items, by id. */
export function roundsIn(items: readonly StoredItem[]): RoundLine[] {
  return items
    .map((it) => round.safeParse(it))
    .flatMap((it) => (it.success ? [{ id: it.data.id, title: it.data.file.title }] : []))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function plain(item: StoredItem): StoredItem {
  const json: unknown = JSON.parse(
    JSON.stringify(item, (_key, value: unknown) => (value instanceof Set ? [...value] : value)),
  );
  return z.record(z.string(), z.unknown()).parse(json);
}
