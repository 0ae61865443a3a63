import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDynoxide } from '../../support/dynoxide.ts';
import { comparable, Names } from './corpus.ts';
import { atEndpoint, inProgram, type Target } from './endpoint.ts';
import { tableInDirectory } from './support.ts';
import { createTables } from './tables.ts';

/**
 * Random sequences of calls, made at the table in the program and at another DynamoDB: dynoxide where it is installed,
 * and `DYNAMODB_ENDPOINT` where it is set. What is known to differ (docs/table.md) is not drawn.
 */

const S = (text: string) => ({ S: text });
const N = (number: number | string) => ({ N: String(number) });

const text = fc.constantFrom('a', 'ab', 'abc', 'b', 'ä', '€', '😀', 'Zz');
const number = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.constantFrom('0.5', '1e3', '-1.5', '100000000000000000001'),
);
const sortKey = fc.constantFrom('1', '2', '3', '31', '4', '5');
const attribute = fc.constantFrom('a', 'n', 's', 'm', 'l', 'nope');
const value = fc.oneof(
  text.map(S),
  number.map(N),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.uniqueArray(text, { minLength: 1, maxLength: 3 }).map((SS) => ({ SS })),
  fc.array(text.map(S), { maxLength: 3 }).map((L) => ({ L })),
);
const item = fc.record(
  {
    a: text.map(S),
    n: number.map(N),
    s: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }).map((SS) => ({ SS })),
    m: fc.record({ x: number.map(N), y: value }, { requiredKeys: [] }).map((M) => ({ M })),
    l: fc.array(value, { maxLength: 3 }).map((L) => ({ L })),
    oPk: fc.constantFrom('@o', '@q').map(S),
    oSk: text.map(S),
  },
  { requiredKeys: [] },
);

/** An expression with its values, whose names are its own. */
interface Part {
  readonly text: string;
  readonly values: readonly object[];
}

const path = fc.oneof(attribute, fc.constantFrom('m.x', 'm.y', 'l[0]', 'l[1]', 'oPk'));
const compared = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');
const orderable = fc.oneof(text.map(S), number.map(N));
const comparison: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ path, compared, value: orderable }).map((it) => ({
    text: `${it.path} ${it.compared} :v`,
    values: [it.value],
  })),
  path.map((it) => ({ text: `attribute_exists(${it})`, values: [] })),
  path.map((it) => ({ text: `attribute_not_exists(${it})`, values: [] })),
  fc
    .record({ path, value: text.map(S) })
    .map((it) => ({ text: `begins_with(${it.path}, :v)`, values: [it.value] })),
  fc
    .record({ path, value: orderable })
    .map((it) => ({ text: `contains(${it.path}, :v)`, values: [it.value] })),
  fc
    .record({ path, compared, value: fc.integer({ min: 0, max: 4 }).map(N) })
    .map((it) => ({ text: `size(${it.path}) ${it.compared} :v`, values: [it.value] })),
  fc
    .record({ path, values: fc.array(orderable, { minLength: 1, maxLength: 3 }) })
    .map((it) => ({ text: `${it.path} IN (${it.values.map(() => ':v').join(', ')})`, values: it.values })),
  fc.record({ path, type: fc.constantFrom('S', 'N', 'SS', 'M', 'L', 'BOOL') }).map((it) => ({
    text: `attribute_type(${it.path}, :v)`,
    values: [S(it.type)],
  })),
);
const condition: fc.Arbitrary<Part> = fc.letrec<{ any: Part; pair: Part; not: Part }>((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, comparison, tie('pair'), tie('not')),
  not: tie('any').map((it) => ({ text: `NOT (${it.text})`, values: it.values })),
  pair: fc
    .record({ left: tie('any'), right: tie('any'), by: fc.constantFrom('AND', 'OR') })
    .map(({ left, right, by }) => ({
      text: `(${left.text}) ${by} (${right.text})`,
      values: [...left.values, ...right.values],
    })),
})).any;

/** Gives each `:v` a name of its own. */
function written(part: Part, letter: string): { text: string; values: Record<string, object> } {
  let at = 0;
  const named = part.text.replaceAll(':v', () => `:${letter}${at++}`);
  return {
    text: named,
    values: Object.fromEntries(part.values.map((it, index) => [`:${letter}${index}`, it])),
  };
}

const update: fc.Arbitrary<Part> = fc
  .record(
    {
      set: fc.oneof<fc.Arbitrary<Part>[]>(
        value.map((it) => ({ text: 'a = :v', values: [it] })),
        fc.constant({ text: 'a = n', values: [] }),
        number.map((it) => ({ text: 'n = n + :v', values: [N(it)] })),
        number.map((it) => ({ text: 'n = if_not_exists(n, :v) - :v', values: [N(it), N(it)] })),
        value.map((it) => ({ text: 'm.y = :v', values: [it] })),
        value.map((it) => ({ text: 'l = list_append(l, :v)', values: [{ L: [it] }] })),
        value.map((it) => ({ text: 'l[0] = :v', values: [it] })),
      ),
      remove: fc.constantFrom('s', 'oPk', 'oSk', 'nope'),
      add: number.map((it) => ({ text: 'k :v', values: [N(it)] })),
      delete: fc
        .uniqueArray(text, { minLength: 1, maxLength: 2 })
        .map((SS) => ({ text: 't :v', values: [{ SS }] })),
    },
    { requiredKeys: [] },
  )
  .filter((it) => Object.keys(it).length > 0)
  .map((it) => {
    const parts = [
      it.set && { text: `SET ${it.set.text}`, values: it.set.values },
      it.remove && { text: `REMOVE ${it.remove}`, values: [] },
      it.add && { text: `ADD ${it.add.text}`, values: it.add.values },
      it.delete && { text: `DELETE ${it.delete.text}`, values: it.delete.values },
    ].flatMap((part) => (part ? [part] : []));
    return { text: parts.map((part) => part.text).join(' '), values: parts.flatMap((part) => part.values) };
  });

type Drawn = { readonly operation: string; readonly body: object };
const TableName = '~items';
const key = (sk: string) => ({ pk: S('@'), sk: S(sk) });
const conditioned = fc.option(condition, { nil: undefined }).map((it) => {
  if (it === undefined) return {};
  const { text: ConditionExpression, values } = written(it, 'c');
  return {
    ConditionExpression,
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
});

const put = fc
  .record({ sk: sortKey, item, conditioned })
  .map((it) => ({ TableName, Item: { ...it.item, ...key(it.sk) }, ...it.conditioned }));
const remove = fc
  .record({ sk: sortKey, conditioned })
  .map((it) => ({ TableName, Key: key(it.sk), ...it.conditioned }));
const change = fc
  .record({ sk: sortKey, update, condition: fc.option(condition, { nil: undefined }) })
  .map(({ sk, update: drawn, condition: held }) => {
    const of = written(drawn, 'u');
    const when = held && written(held, 'c');
    const values = { ...of.values, ...when?.values };
    return {
      TableName,
      Key: key(sk),
      UpdateExpression: of.text,
      ...(when && { ConditionExpression: when.text }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    };
  });

const oldValues = fc.constantFrom({}, { ReturnValues: 'ALL_OLD' }, { ReturnValues: 'NONE' });
const call: fc.Arbitrary<Drawn> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(put, oldValues).map(([a, b]) => ({ operation: 'PutItem', body: { ...a, ...b } })),
  },
  {
    weight: 4,
    arbitrary: change.map((it) => ({ operation: 'UpdateItem', body: { ...it, ReturnValues: 'ALL_NEW' } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(remove, oldValues)
      .map(([a, b]) => ({ operation: 'DeleteItem', body: { ...a, ...b } })),
  },
  {
    weight: 1,
    arbitrary: sortKey.map((sk) => ({
      operation: 'GetItem',
      body: { TableName, Key: key(sk), ConsistentRead: true },
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        range: fc.constantFrom('sk < :s', 'sk >= :s', 'begins_with(sk, :s)', 'sk BETWEEN :s AND :s'),
        sk: sortKey,
        filter: fc.option(comparison, { nil: undefined }),
        Limit: fc.integer({ min: 1, max: 4 }),
        ScanIndexForward: fc.boolean(),
      })
      .map(({ range, sk, filter, ...more }) => {
        const of = filter && written(filter, 'f');
        return {
          operation: 'Query',
          body: {
            TableName,
            KeyConditionExpression: `pk = :p AND ${range}`,
            ...(of && { FilterExpression: of.text }),
            ExpressionAttributeValues: { ':p': S('@'), ':s': S(sk), ...of?.values },
            ...more,
          },
        };
      }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ o: fc.constantFrom('@o', '@q'), ScanIndexForward: fc.boolean() })
      .map(({ o, ScanIndexForward }) => ({
        operation: 'Query',
        body: {
          TableName,
          IndexName: 'overview',
          KeyConditionExpression: 'oPk = :o',
          ExpressionAttributeValues: { ':o': S(o) },
          ScanIndexForward,
        },
      })),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(
        fc.oneof(
          put.map((Put) => ({ Put })),
          change.map((Update) => ({ Update })),
          remove.map((Delete) => ({ Delete })),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((TransactItems) => ({ operation: 'TransactWriteItems', body: { TransactItems } })),
  },
);

const own = tableInDirectory();
const others: { name: string; target: Target; stop: () => Promise<void> }[] = [];
const run = `rnd${Date.now()}`;
const tidy: (() => Promise<void>)[] = [() => own.remove()];
beforeAll(async () => {
  const dynoxide = await openDynoxide();
  if (dynoxide) others.push({ name: 'dynoxide', target: atEndpoint(dynoxide.endpoint), stop: dynoxide.stop });
  const endpoint = process.env['DYNAMODB_ENDPOINT'];
  if (endpoint) others.push({ name: endpoint, target: atEndpoint(endpoint), stop: async () => {} });
  const names = new Names(run, 0);
  for (const target of [inProgram(own.dynamodb), ...others.map((it) => it.target)]) {
    tidy.push(await createTables(target, (name) => names.table(name)));
  }
});
afterAll(async () => {
  for (const step of tidy.reverse()) await step();
  for (const it of others) await it.stop();
});

// Entries of an index that share a key come in any order.
function ordered(operation: string, outcome: Parameters<typeof comparable>[1], body: object): string {
  return comparable('IndexName' in body ? 'Scan' : operation, outcome);
}

test('random sequences of calls end alike', { timeout: 600_000 }, async (context) => {
  if (others.length === 0) return context.skip('there is no other DynamoDB on this system');
  let number = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 25 }), async (drawn) => {
      number += 1;
      const names = new Names(run, number);
      for (const { operation, body } of drawn) {
        const mine = await inProgram(own.dynamodb)(operation, names.real(body));
        for (const { name, target } of others) {
          const theirs = await target(operation, names.real(body));
          const [a, b] = [mine, theirs].map((it) => ordered(operation, it, body));
          expect(b, `${name}: ${operation} ${JSON.stringify(body)}`).toBe(a);
        }
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 150) },
  );
});
