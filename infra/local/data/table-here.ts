import type { TableModel } from '../template/models.ts';
import type { HttpAnswer } from '../web/http.ts';
import type { Database } from './database.ts';
import { isDiskFull } from './disk.ts';
import { DynamoDB } from './dynamodb/dynamodb.ts';
import { DynamoError } from './dynamodb/errors.ts';
import { ExpressionError } from './dynamodb/expression/tokens.ts';
import type { Faults } from './dynamodb/faults.ts';
import { provide, type Table, TableError } from './table.ts';

interface Options {
  readonly database: Database;
  readonly tables: readonly TableModel[];
  /** The local clock, ms since 1970. */
  readonly now: () => number;
  readonly faults?: Faults | undefined;
  readonly log: (line: string) => void;
}

/** The tables in this program's own database. */
export class TableHere implements Table {
  readonly #options: Options;
  readonly #dynamodb: DynamoDB;

  constructor(options: Options) {
    this.#options = options;
    const { database, now, faults } = options;
    this.#dynamodb = new DynamoDB(database, { now, ...(faults && { faults }) });
  }

  /** What goes wrong from now on. */
  set faults(faults: Faults) {
    this.#dynamodb.faults = faults;
  }

  async start(): Promise<void> {
    await provide(this.#options.tables, async (operation, body) => {
      try {
        return { body: this.#dynamodb.call(operation, body) };
      } catch (error) {
        if (error instanceof DynamoError) return { code: error.code, message: error.message };
        throw error;
      }
    });
  }

  async call(target: string, body: object): Promise<unknown> {
    try {
      return this.#dynamodb.call(operationOf(target), body);
    } catch (error) {
      if (error instanceof DynamoError) throw new TableError(`${target}: ${error.code} ${error.message}`);
      throw error;
    }
  }

  async answer(target: string, body: unknown): Promise<HttpAnswer> {
    const operation = operationOf(target);
    const { log } = this.#options;
    try {
      return this.#answered(operation, body);
    } catch (error) {
      log(`DynamoDB ${operation}: ${String(error)}`);
      if (isDiskFull(error)) return answerOf(503, new DynamoError('ServiceUnavailable', 'No room.').body);
      return answerOf(500, new DynamoError('InternalServerError', 'The table does not answer.').body);
    }
  }

  #answered(operation: string, body: unknown): HttpAnswer {
    try {
      return answerOf(200, this.#dynamodb.answer(operation, body));
    } catch (error) {
      if (!(error instanceof DynamoError)) throw error;
      if (error instanceof ExpressionError) {
        this.#options.log(`DynamoDB ${operation}: ${error.message} (at character ${error.position + 1})`);
      }
      return answerOf(error.status, error.body);
    }
  }

  async stop(): Promise<void> {}
}

function operationOf(target: string): string {
  return target.split('.')[1] ?? '';
}

function answerOf(status: number, body: object): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(body),
  };
}
