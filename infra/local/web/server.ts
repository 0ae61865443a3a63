import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isDiskFull } from '../data/disk.ts';
import type { Work } from '../time/idle.ts';
import type { PeopleFirst } from '../time/people-first.ts';
import type { Gateway } from './gateway.ts';
import { type HttpAnswer, problem, sendAnswer } from './http.ts';

interface Options {
  readonly gateway: Pick<Gateway, 'answer'>;
  /** What the host itself answers, before and beside the API; undefined where a path is none of these. */
  readonly own: (request: IncomingMessage) => Promise<HttpAnswer | undefined>;
  /** What the host answers even before it is open. */
  readonly early?: ((request: IncomingMessage) => Promise<HttpAnswer | undefined>) | undefined;
  /** Resolves when all that was stored is on the disk. */
  readonly durable: () => Promise<void>;
  readonly peopleFirst: PeopleFirst;
  readonly work: Work;
  readonly log: (line: string) => void;
}

/** So long may a request take to arrive, its head and all of it, as at API Gateway; milliseconds. */
const longestHeadMs = 10_000;
const longestRequestMs = 30_000;

/** What is answered to what is no request that can be read, by Node's code for it. */
const noRequest = [400, 'Bad Request', 'This is no HTTP request.'] as const;
const unreadable: Readonly<Record<string, readonly [number, string, string?]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not arrive in time.'],
};

/** The port that another program has. */
export class PortInUse extends Error {}

/** The HTTP server that people reach: the API of the template, and what the host itself answers. */
export class WebServer {
  readonly #options: Options;
  readonly #servers: Server[] = [];
  #port = 0;
  #isOpen = false;
  #opened: () => void = () => {};
  readonly #opening = new Promise<void>((resolve) => {
    this.#opened = resolve;
  });

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * Takes the port on one address, or on this machine's own; requests wait until `open`.
   * @throws PortInUse
   */
  async listen(port: number, host?: string): Promise<void> {
    this.#port = await this.#listenAt(port, host ?? '127.0.0.1');
    if (host !== undefined) return;
    try {
      // Browsers try localhost in both families.
      await this.#listenAt(this.#port, '::1');
    } catch (error) {
      if (error instanceof PortInUse) throw error;
    }
  }

  get port(): number {
    return this.#port;
  }

  /** From now on requests are answered. */
  open(): void {
    this.#isOpen = true;
    this.#opened();
  }

  /** Takes no new connections; what is under way is answered. */
  async close(): Promise<void> {
    for (const it of this.#servers) {
      it.close();
      it.closeIdleConnections();
    }
  }

  async stop(): Promise<void> {
    for (const it of this.#servers) {
      it.close();
      it.closeAllConnections();
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { gateway, early, own, work, peopleFirst } = this.#options;
    const atOnce = await early?.(request);
    if (atOnce) return sendAnswer(response, atOnce, request.method);
    if (!this.#isOpen) await this.#opening;
    // A call that waits for all work to end must not count as work itself.
    const local = await own(request);
    if (local) return this.#send(response, local, request.method);
    const answer = await gateway.answer(request, (act) => work.run(() => peopleFirst.answer(act)));
    await this.#send(response, answer, request.method);
  }

  /**
   * Answers once everything is on the disk that the answer may rest on, whoever wrote it: nobody is told what may yet
   * be lost. One flush serves all answers that wait for one.
   */
  async #send(response: ServerResponse, answer: HttpAnswer, method: string | undefined): Promise<void> {
    try {
      await this.#options.durable();
    } catch (error) {
      this.#options.log(`The disk: ${String(error)}`);
      const status = isDiskFull(error) ? 503 : 500;
      return sendAnswer(
        response,
        problem(status, status === 503 ? 'Service Unavailable' : 'Internal Server Error'),
        method,
      );
    }
    sendAnswer(response, answer, method);
  }

  async #listenAt(port: number, address: string): Promise<number> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        if (!request.destroyed) this.#options.log(`${request.method}: ${String(error)}`);
        if (!response.headersSent)
          sendAnswer(response, problem(500, 'Internal Server Error'), request.method);
        else response.destroy();
      });
    });
    server.keepAliveTimeout = 15_000;
    server.headersTimeout = longestHeadMs;
    server.requestTimeout = longestRequestMs;
    server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) {
        socket.destroy();
        return;
      }
      const [status, title, detail] = unreadable[error.code ?? ''] ?? noRequest;
      const { body } = problem(status, title, detail);
      socket.end(
        `HTTP/1.1 ${status} ${title}\r\n` +
          `Content-Type: application/problem+json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        const taken = `Port ${port} is in use by another program. Stop it, or choose another with PORT.`;
        reject(error.code === 'EADDRINUSE' ? new PortInUse(taken) : error);
      });
      server.listen(port, address, resolve);
    });
    this.#servers.push(server);
    const bound = server.address();
    return typeof bound === 'object' && bound ? bound.port : port;
  }
}
