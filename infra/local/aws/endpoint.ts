import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FunctionModel } from '../template/resources.ts';
import { type HttpAnswer, readBody, sendAnswer, TooLarge } from '../web/http.ts';

/** A call of an AWS client, before anything of it is judged. */
export interface ServiceCall {
  readonly caller: FunctionModel;
  /** The operation as in X-Amz-Target, without its version; empty where the protocol has none. */
  readonly operation: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A service behind the endpoint. */
export type Service = (call: ServiceCall) => Promise<HttpAnswer>;

interface Options {
  readonly functions: readonly FunctionModel[];
  /** By the name that requests are signed for: dynamodb, states, ses. */
  readonly services: Readonly<Record<string, Service>>;
  /** The local clock, for the Date header by which AWS clients correct theirs. */
  readonly instant: () => number;
  readonly log: (line: string) => void;
}

/** What AWS's services take at most here: SES's largest message, in base64. */
const bodyLimit = 60 * 1024 * 1024;

/**
 * Where the functions' AWS clients arrive. Each function has an access key of its own, made anew at every start,
 * so a call is held against the right role, and nobody else on the machine can call.
 */
export class Endpoint {
  readonly #options: Options;
  readonly #callers = new Map<string, FunctionModel>();
  readonly #keys = new Map<string, string>();
  readonly #server: Server;
  #url = '';

  constructor(options: Options) {
    this.#options = options;
    for (const it of options.functions) {
      const key = `ASIA${randomBytes(15).toString('hex').toUpperCase()}`;
      this.#callers.set(key, it);
      this.#keys.set(it.arn, key);
    }
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        options.log(`Endpoint: ${String(error)}`);
        response.destroy();
      });
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    this.#url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  /** The environment by which a function's AWS clients find this endpoint and sign as that function. */
  environmentOf(model: FunctionModel, region: string): Record<string, string> {
    return {
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: this.#keys.get(model.arn) ?? '',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_DYNAMODB: this.#url,
      AWS_ENDPOINT_URL_SFN: this.#url,
      AWS_ENDPOINT_URL_SES: this.#url,
      AWS_LAMBDA_FUNCTION_NAME: model.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(model.memoryMb),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${model.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      LAMBDA_TASK_ROOT: '/var/task',
      TZ: ':UTC',
    };
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body: Buffer;
    try {
      body = await readBody(request, bodyLimit);
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      return this.#send(response, { status: 413, headers: {}, body: '' });
    }
    const signed = /Credential=([^/\s,]+)\/[^/]+\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '');
    const caller = this.#callers.get(signed?.[1] ?? '');
    const service = this.#options.services[signed?.[2] ?? ''];
    if (!caller || !service) {
      const why = caller ? `${signed?.[2]} is no service of this machine` : 'The security token is invalid';
      return this.#send(response, awsError('UnrecognizedClientException', why));
    }
    const target = request.headers['x-amz-target'];
    const operation = typeof target === 'string' ? (target.split('.')[1] ?? '') : '';
    this.#send(response, await service({ caller, operation, headers: request.headers, body }));
  }

  #send(response: ServerResponse, answer: HttpAnswer): void {
    const date = new Date(this.#options.instant()).toUTCString();
    sendAnswer(response, { ...answer, headers: { ...answer.headers, date } });
  }
}

/** An error in the JSON protocols of AWS. */
export function awsError(code: string, message: string, status = 400): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message, Message: message }),
  };
}
