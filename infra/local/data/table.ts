import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { TableModel } from '../template/models.ts';
import type { HttpAnswer } from '../web/http.ts';

/** The tables' home cannot be had here; the message says what to do. */
export class TableError extends Error {}

/** Where the tables of the template are: in this program, or at another endpoint that speaks DynamoDB. */
export interface Table {
  /** Creates those tables of the template that are not there yet. @throws TableError */
  start(): Promise<void>;
  /**
   * Calls it for the host itself.
   * @param target such as `DynamoDBStreams_20120810.GetRecords`
   * @throws TableError with DynamoDB's own message where it refuses
   */
  call(target: string, body: object): Promise<unknown>;
  /** Answers the call of a function, once what it wrote is on the disk. */
  answer(target: string, body: unknown): Promise<HttpAnswer>;
  stop(): Promise<void>;
}

/** An error in the answer of DynamoDB. */
export const failure = z.object({ __type: z.string().default(''), message: z.string().default('') });

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
const existing = z.object({
  Table: z.object({
    KeySchema: keySchema,
    GlobalSecondaryIndexes: z.array(z.object({ IndexName: z.string() })).optional(),
  }),
});
const creation = z.object({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(z.unknown()),
  GlobalSecondaryIndexes: z.array(z.looseObject({ IndexName: z.string() })).optional(),
});

/**
 * Makes the tables of the template as they are there: creates what is missing, and adds indexes that are new.
 * @param call a call of DynamoDB: the answer, or the name and message of an error
 * @throws TableError for a table that was made otherwise
 */
export async function provide(
  tables: readonly TableModel[],
  call: (operation: string, body: object) => Promise<{ body: unknown } | { code: string; message: string }>,
): Promise<void> {
  const must = async (operation: string, body: object) => {
    const answer = await call(operation, body);
    if ('body' in answer) return answer.body;
    throw new TableError(`${operation}: ${answer.message}`);
  };
  for (const table of tables) {
    const made = await call('CreateTable', table.creation);
    if ('body' in made) continue;
    if (made.code !== 'ResourceInUseException') {
      throw new TableError(`The table ${table.name} could not be created: ${made.message}`);
    }
    const { Table } = existing.parse(await must('DescribeTable', { TableName: table.name }));
    const { KeySchema, GlobalSecondaryIndexes = [], AttributeDefinitions } = creation.parse(table.creation);
    if (keyNames(Table.KeySchema) !== keyNames(KeySchema)) {
      throw new TableError(
        `The table ${table.name} was made with other keys. Remove its data, or name another place with KOHORTE_DATA.`,
      );
    }
    for (const index of GlobalSecondaryIndexes) {
      if (Table.GlobalSecondaryIndexes?.some((it) => it.IndexName === index.IndexName)) continue;
      await must('UpdateTable', {
        TableName: table.name,
        AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      });
    }
  }
}

/**
 * Refuses a directory whose table was kept in a file of its own: its executions would find no records.
 * @throws TableError
 */
export function refuseFormerTable(directory: string): void {
  const file = join(directory, 'table.sqlite');
  if (!existsSync(file)) return;
  throw new TableError(
    `${file} is the table of an earlier version, which this one cannot read. Remove ${directory}, or name another ` +
      'place with KOHORTE_DATA.',
  );
}

function keyNames(keys: z.infer<typeof keySchema>): string {
  return keys
    .map((it) => `${it.KeyType} ${it.AttributeName}`)
    .sort()
    .join(', ');
}
