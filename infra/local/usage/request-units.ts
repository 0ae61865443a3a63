import * as z from 'zod';
import { sizeOfAttributes } from '../data/dynamodb/value/measure.ts';
import { readAttributes } from '../data/dynamodb/value/read.ts';

/** A write is charged by started kilobytes, a read by started four; in a transaction both twice (DynamoDB Developer Guide, "Capacity unit consumption"). */
const written = 1024;
const read = 4096;

const put = z.object({ Item: z.unknown() });
const transactionSchema = z.object({ TransactItems: z.array(z.object({ Put: z.optional(put) })) });
const batchSchema = z.object({
  RequestItems: z.record(z.string(), z.array(z.object({ PutRequest: z.optional(put) }))),
});
const readingSchema = z.object({ ConsistentRead: z.optional(z.boolean()) });
const foundSchema = z.object({ Item: z.optional(z.unknown()), Items: z.optional(z.array(z.unknown())) });

function sizeOf(item: unknown): number {
  return item === undefined ? 0 : sizeOfAttributes(readAttributes(item));
}

function blocks(size: number, block: number): number {
  return Math.max(1, Math.ceil(size / block));
}

/** What is not put whole (an update, a removal, a condition) counts as its smallest: how large it lies there, the request does not say. */
function unitsOfWrites(puts: readonly (z.infer<typeof put> | undefined)[], times: number): number {
  return puts.reduce((sum, it) => sum + blocks(sizeOf(it?.Item), written), 0) * times;
}

function unitsOfReading(request: unknown, answer: string): number {
  const { Item, Items = [] } = foundSchema.parse(JSON.parse(answer));
  const size = sizeOf(Item) + Items.reduce<number>((sum, it) => sum + sizeOf(it), 0);
  const share = readingSchema.parse(request).ConsistentRead === true ? 1 : 0.5;
  return blocks(size, read) * share;
}

/**
 * How many request units a call of the table takes: what the request puts, or what the answer holds. What an index
 * takes in addition is left out.
 * @param request as it was sent
 * @param answer the body of an answer that was good
 * @returns undefined for an operation whose units this does not know, or a request that nobody understands
 */
export function requestUnits(operation: string, request: unknown, answer: string): number | undefined {
  try {
    switch (operation) {
      case 'TransactWriteItems':
        return unitsOfWrites(
          transactionSchema.parse(request).TransactItems.map(({ Put }) => Put),
          2,
        );
      case 'BatchWriteItem': {
        const batches = Object.values(batchSchema.parse(request).RequestItems);
        return unitsOfWrites(
          batches.flatMap((batch) => batch.map(({ PutRequest }) => PutRequest)),
          1,
        );
      }
      case 'PutItem':
        return unitsOfWrites([put.parse(request)], 1);
      case 'GetItem':
      case 'Query':
        return unitsOfReading(request, answer);
      default:
        return undefined;
    }
  } catch {
    return undefined;
  }
}
