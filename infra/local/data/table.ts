import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { closeForwarding, forward } from '../aws/forward.ts';
import type { TableModel } from '../template/models.ts';
import { reap, writeIdentity } from './processes.ts';

/** The tables' home cannot be had here; the message says what to do. */
export class TableError extends Error {}

interface Options {
  /** The project's directory, whose node_modules holds the server. */
  readonly root: string;
  readonly directory: string;
  readonly tables: readonly TableModel[];
  /** Another DynamoDB endpoint to use in place of an own server, such as http://localhost:8000. */
  readonly endpoint?: string | undefined;
  readonly log: (line: string) => void;
}

const credential =
  'AWS4-HMAC-SHA256 Credential=host/20000101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0';
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
const failure = z.object({ __type: z.string().default(''), message: z.string().default('') });

/** DynamoDB on this machine: a child process with the tables of the template, or an endpoint named by the user. */
export class TableServer {
  readonly #options: Options;
  readonly #pidFile: string;
  #child: ChildProcess | undefined;
  #endpoint = '';
  #starting: Promise<void> | undefined;
  #stopping = false;

  constructor(options: Options) {
    this.#options = options;
    this.#pidFile = join(options.directory, 'dynoxide.pid');
  }

  /** Where it answers; changes when the server had to be started again. */
  get endpoint(): string {
    return this.#endpoint;
  }

  /** Starts the server and creates those tables of the template that are not there yet. */
  async start(): Promise<void> {
    await this.#begin();
    for (const table of this.#options.tables) {
      const made = await this.#post('DynamoDB_20120810.CreateTable', table.creation);
      if (made.status === 200) continue;
      const why = failure.parse(made.body);
      if (!why.__type.endsWith('ResourceInUseException')) {
        throw new TableError(`The table ${table.name} could not be created: ${why.message}`);
      }
      await this.#bringUpToDate(table);
    }
  }

  // A table of an earlier start gets the indexes that the template has since got; other keys need another table.
  async #bringUpToDate(table: TableModel): Promise<void> {
    const { Table } = existing.parse(
      await this.call('DynamoDB_20120810.DescribeTable', { TableName: table.name }),
    );
    const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
    const { KeySchema, GlobalSecondaryIndexes = [], AttributeDefinitions } = creation.parse(table.creation);
    if (!same(names(Table.KeySchema), names(KeySchema))) {
      throw new TableError(
        `The table ${table.name} was made with other keys. Remove its data, or name another place with KOHORTE_DATA.`,
      );
    }
    for (const index of GlobalSecondaryIndexes) {
      if (Table.GlobalSecondaryIndexes?.some((it) => it.IndexName === index.IndexName)) continue;
      await this.call('DynamoDB_20120810.UpdateTable', {
        TableName: table.name,
        AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      });
    }
  }

  /**
   * Calls the server for the host itself.
   * @param target such as `DynamoDBStreams_20120810.GetRecords`
   * @throws TableError with DynamoDB's own message where it refuses
   */
  async call(target: string, body: object): Promise<unknown> {
    const answer = await this.#post(target, body);
    if (answer.status === 200) return answer.body;
    const why = failure.parse(answer.body);
    throw new TableError(`${target}: ${why.__type} ${why.message}`);
  }

  /** Waits until the server answers again after it died. */
  async alive(): Promise<void> {
    await this.#starting;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    closeForwarding();
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(3000).then(() => child.kill('SIGKILL'))]);
    await reap(this.#pidFile);
  }

  async #post(target: string, body: object): Promise<{ status: number; body: unknown }> {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': '20000101T000000Z',
      authorization: credential,
    };
    const answer = await forward(this.#endpoint, headers, Buffer.from(JSON.stringify(body)));
    const text = answer.body.toString();
    return { status: answer.status, body: text === '' ? {} : JSON.parse(text) };
  }

  #begin(): Promise<void> {
    this.#starting = this.#launch();
    return this.#starting;
  }

  async #launch(): Promise<void> {
    const { endpoint, directory, log } = this.#options;
    if (endpoint !== undefined) {
      this.#endpoint = endpoint;
      return;
    }
    // A server whose host was killed lives on and holds the file.
    await reap(this.#pidFile);
    const port = await freePort();
    const child = spawn(
      serverFile(this.#options.root),
      ['serve', '--db-path', join(directory, 'table.sqlite'), '--host', '127.0.0.1', '--port', String(port)],
      { stdio: ['ignore', 'ignore', 'ignore'], env: {} },
    );
    this.#child = child;
    if (child.pid !== undefined) {
      writeIdentity(this.#pidFile, child.pid);
      const guard = endWithHost(child.pid);
      child.once('exit', () => guard?.kill('SIGKILL'));
    }
    this.#endpoint = `http://127.0.0.1:${port}/`;
    const failed = new Promise<never>((_, reject) => {
      child.once('error', (error) =>
        reject(new TableError(`The table's server cannot run: ${error.message}`)),
      );
      child.once('exit', (code) => reject(new TableError(`The table's server ended at once (${code}).`)));
    });
    // What it rejects with after it has answered once is told by the exit below.
    failed.catch(() => {});
    await Promise.race([this.#answers(), failed]);
    child.once('exit', () => {
      if (this.#stopping) return;
      log("The table's server ended; starting it again.");
      this.#begin().catch((error: unknown) => log(String(error)));
    });
  }

  async #answers(): Promise<void> {
    for (let waited = 0; waited < 10_000; waited += 10) {
      try {
        await this.#post('DynamoDB_20120810.ListTables', {});
        return;
      } catch {
        await sleep(10);
      }
    }
    throw new TableError("The table's server does not answer.");
  }
}

function names(keys: z.infer<typeof keySchema>): string[] {
  return keys.map((it) => `${it.KeyType} ${it.AttributeName}`).sort();
}

/** Ends a process when this one is gone, however it went: a pipe closes that only this one holds open. */
function endWithHost(pid: number): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const guard = spawn('sh', ['-c', `cat > /dev/null; kill ${pid}`], { stdio: ['pipe', 'ignore', 'ignore'] });
  // Without it the pid file still does its work at the next start.
  guard.once('error', () => {});
  guard.unref();
  return guard;
}

function serverFile(root: string): string {
  const name = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  const file = join(root, 'node_modules', '@dynoxide', `${process.platform}-${process.arch}`, name);
  if (existsSync(file)) return file;
  throw new TableError(
    `There is no @dynoxide/${process.platform}-${process.arch} installed for this machine. Install it ` +
      '(npm install --no-save), or name a DynamoDB endpoint, such as one of DynamoDB Local, in DYNAMODB_ENDPOINT.',
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
