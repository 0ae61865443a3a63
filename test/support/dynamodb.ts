import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../infra/local/data/database.ts';
import type { Faults } from '../../infra/local/data/dynamodb/faults.ts';
import { TableHere } from '../../infra/local/data/table-here.ts';
import { readBody, sendAnswer } from '../../infra/local/web/http.ts';

/** The table in the program, behind an address of its own for clients of DynamoDB. */
export interface ServedTable {
  readonly endpoint: string;
  readonly table: TableHere;
  readonly stop: () => Promise<void>;
}

/** Serves an empty table in the program. @param faults what goes wrong with it */
export async function serveTable(faults?: Faults): Promise<ServedTable> {
  const directory = mkdtempSync(join(tmpdir(), 'kohorte-table-'));
  const database = new Database(join(directory, 'table.sqlite'));
  const table = new TableHere({ database, tables: [], now: Date.now, faults, log: () => {} });
  const server = createServer(async (request, response) => {
    const body = await readBody(request, 60 * 1024 * 1024);
    const target = String(request.headers['x-amz-target']);
    sendAnswer(response, await table.answer(target, JSON.parse(body.toString() || '{}')));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}/`,
    table,
    stop: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
