import { Readable, Writable } from 'node:stream';
import type { CallAnswer, WorkerCall } from './worker-messages.ts';

/**
 * The way of a function's AWS clients to the services of this machine, within the process: requests to one host are
 * handed over as messages, all others go out as ever. So no function knows where it runs, and no call of its clients
 * costs a connection.
 */

// Not by import: that would ask the module for all it has, and so load a second client, in each thread (20 ms).
const http = process.getBuiltinModule('node:http');

/** The host that the clients are sent to. A name that never resolves (RFC 2606), so that a stray call fails. */
export const servicesHost = 'services.kohorte.invalid';

/** Hands a call over; resolves with its answer. */
type Exchange = (call: Omit<WorkerCall, 'type' | 'id'>) => Promise<CallAnswer>;

/** An answer as Node's client gives it. */
class LocalResponse extends Readable {
  readonly statusCode: number;
  readonly statusMessage = '';
  readonly headers: Readonly<Record<string, string | readonly string[]>>;

  constructor(status: number, headers: LocalResponse['headers'], body: string) {
    super({ read: () => {} });
    this.statusCode = status;
    this.headers = headers;
    this.push(Buffer.from(body, 'utf8'));
    this.push(null);
  }
}

/** A request as Node's client gives it, as far as AWS's clients use it: written once, answered once. */
class LocalRequest extends Writable {
  readonly #chunks: Buffer[] = [];
  readonly #headers: Record<string, string>;
  readonly #exchange: Exchange;

  constructor(headers: Record<string, string>, exchange: Exchange, onResponse?: (response: unknown) => void) {
    // Written to its end it still waits for its answer.
    super({ autoDestroy: false });
    this.#headers = headers;
    this.#exchange = exchange;
    if (onResponse !== undefined) this.once('response', onResponse);
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  override _final(done: () => void): void {
    done();
    this.#exchange({ headers: this.#headers, body: Buffer.concat(this.#chunks).toString('utf8') }).then(
      (answer) => {
        if (this.destroyed) return;
        if (answer.reset === true) return void this.destroy(reset());
        this.emit('response', new LocalResponse(answer.status, answer.headers, answer.body));
        this.destroy();
      },
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }

  /** Only a connection runs out of time; there is none. */
  setTimeout(): this {
    return this;
  }
}

/** The error of Node's client where a connection ended before the answer. */
function reset(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

function hostOf(options: unknown): unknown {
  return typeof options === 'object' && options !== null && 'host' in options ? options.host : undefined;
}

function headersOf(options: unknown): Record<string, string> {
  const given: unknown =
    typeof options === 'object' && options !== null && 'headers' in options ? options.headers : undefined;
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

/** Lets requests to `servicesHost` go by `exchange`, for everything that this thread loads. */
export function connectServices(exchange: Exchange): void {
  const outside = http.request;
  const request = (...given: unknown[]): unknown => {
    const [options, onResponse] = given;
    if (hostOf(options) !== servicesHost) return Reflect.apply(outside, http, given);
    const told =
      typeof onResponse === 'function'
        ? (it: unknown) => Reflect.apply(onResponse, undefined, [it])
        : undefined;
    return new LocalRequest(headersOf(options), exchange, told);
  };
  Object.defineProperty(http, 'request', { value: request, writable: true, configurable: true });
}
