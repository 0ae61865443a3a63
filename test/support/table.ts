import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { applicationSchema } from '../../functions/domain/application.ts';
import { writeRow } from '../../functions/platform/store/application-row.ts';

type Item = Record<string, unknown> & { readonly pk: string; readonly sk: string };

/** A condition as platform/table.ts writes them: the item is new, or some of its attributes have given values. */
type Conditioned = {
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Parameters<typeof unmarshall>[0] | undefined;
};

/** The keys by which a query finds an item: its own, or those of the index. */
function part(
  item: Item,
  { IndexName }: { readonly IndexName?: string | undefined },
): { hash: unknown; range: string } {
  return IndexName === undefined
    ? { hash: item.pk, range: item.sk }
    : { hash: item['oPk'], range: String(item['oSk'] ?? '') };
}

const place = ({ pk, sk }: { pk: string; sk: string }): string => `${pk}|${sk}`;

/**
 * The table in memory, in place of DynamoDB for every client of this process: items, consistent reads and
 * transactions with the conditions that our platform writes. The environment gets its name.
 */
export function tableInMemory() {
  process.env['TABLE_NAME'] = 'test';
  const items = new Map<string, Item>();
  const client = mockClient(DynamoDBClient);

  function holds(before: Item | undefined, conditioned: Conditioned): boolean {
    const {
      ConditionExpression,
      ExpressionAttributeNames = {},
      ExpressionAttributeValues = {},
    } = conditioned;
    if (ConditionExpression === undefined) return true;
    if (ConditionExpression === 'attribute_not_exists(pk)') return before === undefined;
    if (before === undefined) return false;
    const values = unmarshall(ExpressionAttributeValues);
    return ConditionExpression.split(' AND ').every((part) => {
      const [name = '', value = ''] = part.split(' = ');
      return before[ExpressionAttributeNames[name] ?? name] === values[value];
    });
  }

  const keyOf = (key: Parameters<typeof unmarshall>[0] | undefined): string => {
    const { pk, sk } = unmarshall(key ?? {});
    return place({ pk: String(pk), sk: String(sk) });
  };

  client.on(GetItemCommand).callsFake((input: GetItemCommand['input']) => {
    const item = items.get(keyOf(input.Key));
    return item === undefined ? {} : { Item: marshall(item, { removeUndefinedValues: true }) };
  });
  client.on(QueryCommand).callsFake((input: QueryCommand['input']) => {
    const values = unmarshall(input.ExpressionAttributeValues ?? {});
    const found = [...items.values()]
      .filter((item) => part(item, input).hash === values[':hash'])
      .filter((item) => part(item, input).range.startsWith(String(values[':range'] ?? '')))
      .sort((a, b) => (part(a, input).range < part(b, input).range ? -1 : 1));
    return { Items: found.map((item) => marshall(item, { removeUndefinedValues: true })) };
  });
  client.on(TransactWriteItemsCommand).callsFake((input: TransactWriteItemsCommand['input']) => {
    const writes = (input.TransactItems ?? []).map(({ Put, Delete, ConditionCheck }) => {
      const item = Put?.Item === undefined ? undefined : (unmarshall(Put.Item) as Item);
      const at = item === undefined ? keyOf(Delete?.Key ?? ConditionCheck?.Key) : place(item);
      return { at, item, removes: Delete !== undefined, conditioned: Put ?? Delete ?? ConditionCheck ?? {} };
    });
    if (!writes.every(({ at, conditioned }) => holds(items.get(at), conditioned))) {
      throw new TransactionCanceledException({ message: 'a condition does not hold', $metadata: {} });
    }
    for (const { at, item, removes } of writes) {
      if (item !== undefined) items.set(at, item);
      else if (removes) items.delete(at);
    }
    return {};
  });

  client.on(UpdateItemCommand).callsFake((input: UpdateItemCommand['input']) => {
    const at = keyOf(input.Key);
    const before = items.get(at);
    if (!holds(before, input)) {
      throw new ConditionalCheckFailedException({ message: 'a condition does not hold', $metadata: {} });
    }
    const { pk, sk } = unmarshall(input.Key ?? {});
    const after: Item = { ...before, pk: String(pk), sk: String(sk) };
    const names = input.ExpressionAttributeNames ?? {};
    const values = unmarshall(input.ExpressionAttributeValues ?? {});
    const parts = (input.UpdateExpression ?? '').split(/ ?\b(?=(?:ADD|SET|REMOVE) )/).filter(Boolean);
    for (const part of parts) {
      const verb = part.slice(0, part.indexOf(' '));
      for (const clause of part.slice(verb.length + 1).split(', ')) {
        const [placeholder = '', value = ''] = clause.trim().split(/ = | /);
        const name = names[placeholder] ?? placeholder;
        if (verb === 'REMOVE') delete after[name];
        else if (verb === 'ADD') after[name] = Number(after[name] ?? 0) + Number(values[value]);
        else after[name] = values[value];
      }
    }
    items.set(at, after);
    return { Attributes: marshall(after, { removeUndefinedValues: true }) };
  });

  return {
    /** Puts an item as it is; an application with the row by which lists find it. */
    put: (item: Item): void => {
      const application = applicationSchema.safeParse(item);
      const whole = application.success ? { ...item, row: writeRow(application.data) } : item;
      items.set(place(item), unmarshall(marshall(whole, { removeUndefinedValues: true })) as Item);
    },
    get: (key: { pk: string; sk: string }): Item | undefined => items.get(place(key)),
    all: (): Item[] => [...items.values()],
    ofKind: (kind: string): Item[] => [...items.values()].filter((item) => item['kind'] === kind),
    /** Everything that is stored, for comparing. */
    snapshot: (): string => JSON.stringify([...items].sort(([a], [b]) => (a < b ? -1 : 1))),
    clear: (): void => items.clear(),
  };
}
