import type { TableModel } from '../template/models.ts';
import type { HttpAnswer } from '../web/http.ts';
import { closeForwarding, forward } from './forward.ts';
import { failure, provide, type Table, TableError } from './table.ts';

interface Options {
  /** Where it answers, such as http://localhost:8000. */
  readonly endpoint: string;
  readonly tables: readonly TableModel[];
  readonly log: (line: string) => void;
}

const version = 'DynamoDB_20120810';
// All calls come as one caller: some endpoints keep tables apart by the access key.
const credential =
  'AWS4-HMAC-SHA256 Credential=host/20000101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

/** The tables at an endpoint that the user has named. */
export class TableElsewhere implements Table {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async start(): Promise<void> {
    await provide(this.#options.tables, async (operation, body) => {
      const answer = await this.#post(`${version}.${operation}`, body);
      const content: unknown = JSON.parse(answer.body.toString() || '{}');
      if (answer.status === 200) return { body: content };
      const { __type, message } = failure.parse(content);
      return { code: __type.split('#').at(-1) ?? '', message };
    });
  }

  async call(target: string, body: object): Promise<unknown> {
    const answer = await this.#post(target, body);
    const content: unknown = JSON.parse(answer.body.toString() || '{}');
    if (answer.status === 200) return content;
    const why = failure.parse(content);
    throw new TableError(`${target}: ${why.__type} ${why.message}`);
  }

  async answer(target: string, body: unknown): Promise<HttpAnswer> {
    try {
      return await this.#post(target, body);
    } catch (error) {
      this.#options.log(`DynamoDB: ${String(error)}`);
      const content = { __type: 'InternalServerError', message: 'The table does not answer.' };
      return { status: 500, headers: {}, body: JSON.stringify(content) };
    }
  }

  async stop(): Promise<void> {
    closeForwarding();
  }

  #post(target: string, body: unknown): Promise<HttpAnswer> {
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': '20000101T000000Z',
      authorization: credential,
    };
    return forward(this.#options.endpoint, headers, Buffer.from(JSON.stringify(body)));
  }
}
