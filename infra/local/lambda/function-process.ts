import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FunctionModel } from '../template/models.ts';
import type { LocalClock } from '../time/clock.ts';
import type { FunctionLog } from './log.ts';
import {
  type CallAnswer,
  type FunctionError,
  messageFromWorker,
  type ToWorker,
  type WorkerCall,
} from './worker-messages.ts';

/** How an invocation ended: with a result as JSON text, or with an error as Lambda describes it. */
export type Outcome =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: FunctionError };

interface Options {
  readonly model: FunctionModel;
  readonly directory: string;
  /** A directory for compiled code. */
  readonly compileCache: string;
  readonly clock: LocalClock;
  readonly log: FunctionLog;
  readonly environment: Readonly<Record<string, string>>;
  /** Answers a call of the function's AWS clients. */
  readonly serve: (call: Pick<WorkerCall, 'headers' | 'body'>) => Promise<CallAnswer>;
  /** Where the thread is to end in the middle of its work: when so many calls took effect, or at its result. */
  readonly endsAfterCalls?: number | undefined;
}

interface Waiting {
  readonly settle: (outcome: Outcome) => void;
  timer: NodeJS.Timeout | undefined;
}

/** So many events run interleaved in one thread; further ones wait for their turn. */
const concurrency = 32;

/** One function's worker thread. Handlers keep nothing between events, so events may run in it side by side. */
export class FunctionProcess {
  readonly #options: Options;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #queue: (() => void)[] = [];
  #lastId = 0;
  #running = 0;
  #ended = false;
  #ready = false;
  /** Set when an event ran out of time: its code may still be busy, so the thread takes no more. */
  #spent = false;
  #calls = 0;
  lastUsed = performance.now();

  constructor(options: Options) {
    this.#options = options;
    const { model, directory, clock, log } = options;
    const dot = model.handler.lastIndexOf('.');
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      name: model.name,
      // Its own files are compiled once, too; the bundle's cache it turns on by itself.
      env: { ...options.environment, NODE_COMPILE_CACHE: options.compileCache },
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      // Little room for young objects: without it each thread takes much memory before it begins to tidy up.
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: Math.max(model.memoryMb, 512) },
      workerData: {
        file: moduleFile(directory, model.handler.slice(0, dot)),
        exported: model.handler.slice(dot + 1),
        compileCache: options.compileCache,
        clock: clock.cells,
      },
    });
    log.follow(model.name, this.#worker.stdout, this.#worker.stderr);
    this.#worker.on('message', (message: unknown) => this.#hear(message));
    this.#worker.on('error', (error) => this.#end('Runtime.UnhandledError', String(error)));
    this.#worker.on('exit', (code) => this.#end('Runtime.ExitError', `the thread ended with ${code}`));
  }

  get usable(): boolean {
    return !this.#ended && !this.#spent;
  }

  get inFlight(): number {
    return this.#waiting.size + this.#queue.length;
  }

  async invoke(payload: string, requestId: string): Promise<Outcome> {
    this.lastUsed = performance.now();
    if (this.#running >= concurrency) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#running += 1;
    try {
      return await this.#send(payload, requestId);
    } finally {
      this.#running -= 1;
      this.lastUsed = performance.now();
      this.#queue.shift()?.();
      if (this.#spent && this.inFlight === 0) void this.stop();
    }
  }

  /**
   * Ends the thread. Events under way are left without an outcome: what waits for them is stored and will be
   * tried again, and a host that is ending must not write down a failure that was none.
   */
  async stop(): Promise<void> {
    this.#ended = true;
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    await this.#worker.terminate();
  }

  #send(payload: string, requestId: string): Promise<Outcome> {
    if (this.#ended) return Promise.resolve(failed('Runtime.ExitError', 'the thread has ended'));
    const { model } = this.#options;
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((settle) => {
      const waiting: Waiting = { settle, timer: undefined };
      this.#waiting.set(id, waiting);
      // Loading the bundle does not count against the function's time, as on Lambda.
      if (this.#ready) this.#limit(id, waiting);
      const message: ToWorker = {
        type: 'invoke',
        id,
        payload,
        deadline: performance.timeOrigin + performance.now() + model.timeoutSeconds * 1000,
        context: {
          awsRequestId: requestId,
          functionName: model.name,
          invokedFunctionArn: model.arn,
          memoryLimitInMB: String(model.memoryMb),
          logGroupName: `/aws/lambda/${model.name}`,
          logStreamName: 'local',
        },
      };
      this.#worker.postMessage(message);
    });
  }

  #hear(data: unknown): void {
    const message = messageFromWorker.parse(data);
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        for (const [id, waiting] of this.#waiting) this.#limit(id, waiting);
        return;
      case 'call':
        void this.#serve(message);
        return;
      case 'failed-to-load':
        this.#options.log.write(this.#options.model.name, 'host', message.error);
        this.#end(message.error.errorType, message.error.errorMessage);
        void this.#worker.terminate();
        return;
      case 'result':
        if (this.#options.endsAfterCalls !== undefined) this.#collapse();
        else this.#settle(message.id, { ok: true, payload: message.payload });
        return;
      case 'error':
        this.#options.log.write(this.#options.model.name, 'host', message.error);
        this.#settle(message.id, { ok: false, error: message.error });
    }
  }

  async #serve({ id, headers, body }: WorkerCall): Promise<void> {
    const answer = await this.#options.serve({ headers, body });
    this.#calls += 1;
    if (this.#calls === this.#options.endsAfterCalls) return this.#collapse();
    const message: ToWorker = { type: 'answer', id, answer };
    if (!this.#ended) this.#worker.postMessage(message);
  }

  #limit(id: number, waiting: Waiting): void {
    const { timeoutSeconds, name } = this.#options.model;
    waiting.timer ??= setTimeout(() => {
      this.#spent = true;
      const error = failed('Sandbox.Timedout', `Task timed out after ${timeoutSeconds}.00 seconds`);
      this.#options.log.write(name, 'host', error.error);
      this.#settle(id, error);
    }, timeoutSeconds * 1000);
  }

  #settle(id: number, outcome: Outcome): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    waiting.settle(outcome);
  }

  // As when memory runs out: nothing of the answer leaves, and what the calls have done stays done.
  #collapse(): void {
    this.#end('Runtime.ExitError', 'RequestId: local Error: Runtime exited with error: signal: killed');
    void this.#worker.terminate();
  }

  #end(errorType: string, errorMessage: string): void {
    this.#ended = true;
    for (const id of [...this.#waiting.keys()]) this.#settle(id, failed(errorType, errorMessage));
  }
}

function failed(errorType: string, errorMessage: string): { ok: false; error: FunctionError } {
  return { ok: false, error: { errorType, errorMessage, trace: [] } };
}

function moduleFile(directory: string, name: string): string {
  const files = ['mjs', 'js', 'cjs'].map((ending) => join(directory, `${name}.${ending}`));
  return files.find((file) => existsSync(file)) ?? join(directory, `${name}.mjs`);
}
