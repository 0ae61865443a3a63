import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../../infra/local/data/database.ts';
import { DynamoDB } from '../../../infra/local/data/dynamodb/dynamodb.ts';
import type { Faults } from '../../../infra/local/data/dynamodb/faults.ts';

/** The table in the program on a database in a directory of its own. */
export function tableInDirectory(options: { readonly now?: () => number; readonly faults?: Faults } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'kohorte-dynamodb-'));
  const file = join(directory, 'host.sqlite');
  const { now = Date.now, faults } = options;
  const open = () => {
    const database = new Database(file);
    return { database, dynamodb: new DynamoDB(database, { now, ...(faults && { faults }) }) };
  };
  let current = open();
  return {
    file,
    get database() {
      return current.database;
    },
    get dynamodb() {
      return current.dynamodb;
    },
    /** Opens the file anew, as a program does that was ended. */
    reopen: async () => {
      await current.database.close();
      current = open();
    },
    remove: async () => {
      await current.database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
