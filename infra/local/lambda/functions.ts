import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalFaults } from '../faults/local-faults.ts';
import type { FunctionModel } from '../template/models.ts';
import type { LocalClock } from '../time/clock.ts';
import { FunctionProcess, type Outcome } from './function-process.ts';
import type { FunctionLog } from './log.ts';
import type { CallAnswer, WorkerCall } from './worker-messages.ts';

/** Lambda's own limit for what goes into and comes out of a synchronous invocation. */
export const payloadLimit = 6 * 1024 * 1024;

/** After this long without work a function's thread is given back; milliseconds of real time. */
const idleMs = 8_000;
/** No more threads than this live at once while some of them have nothing to do, unless the host is told otherwise. */
const threadsAtMost = 40;

/** A function that is left in the middle has done at most so many calls of services. */
const mostCallsBeforeEnd = 10;

export interface FunctionsOptions {
  readonly models: readonly FunctionModel[];
  /** Directory of the cloud assembly, in which the assets lie. */
  readonly assembly: string;
  /** A directory for code that stands in the template itself. */
  readonly scratch: string;
  readonly clock: LocalClock;
  readonly log: FunctionLog;
  /** What every function's environment holds besides its own, such as the endpoints. */
  readonly environmentOf: (model: FunctionModel) => Readonly<Record<string, string>>;
  /** Answers a call of a function's AWS clients. */
  readonly serve: (model: FunctionModel, call: Pick<WorkerCall, 'headers' | 'body'>) => Promise<CallAnswer>;
  /** What an invocation meets. */
  readonly faults?: Pick<LocalFaults, 'invocation'> | undefined;
  /** How many threads may live at once while some have nothing to do. */
  readonly threads?: number | undefined;
  /** Told of each run, with its duration in milliseconds. */
  readonly invoked: (functionName: string, memoryMb: number, milliseconds: number) => void;
}

/** Runs the template's functions, each bundle in a worker thread that is started when first needed. */
export class Functions {
  readonly #options: FunctionsOptions;
  readonly #models = new Map<string, FunctionModel>();
  readonly #running = new Map<string, FunctionProcess>();
  readonly #sweeper: NodeJS.Timeout;
  readonly #threadsAtMost: number;
  /** Threads that are to end in the middle of their work. */
  readonly #doomed = new Set<FunctionProcess>();
  #stopping = false;

  constructor(options: FunctionsOptions) {
    this.#options = options;
    this.#threadsAtMost = options.threads ?? threadsAtMost;
    for (const model of options.models) this.#models.set(model.arn, model);
    this.#sweeper = setInterval(() => this.#release(), 2_000);
    this.#sweeper.unref();
  }

  /** Finds a function by its name, its id in the app, its ARN, or a qualified ARN. */
  find(nameOrArn: string): FunctionModel | undefined {
    const unqualified = nameOrArn.split(':').slice(0, 7).join(':');
    return (
      this.#models.get(nameOrArn) ??
      this.#models.get(unqualified) ??
      [...this.#models.values()].find((it) => it.name === nameOrArn || it.id === nameOrArn)
    );
  }

  /**
   * Invokes a function as Lambda does for its callers, whom it may turn away (`TooManyRequestsException`), leave in the
   * middle, or serve twice, where faults are on.
   * @param kind a request waits for its answer; an event, or a batch of a stream, may be handed over twice
   */
  async invokeFor(kind: 'request' | 'event', model: FunctionModel, payload: string): Promise<Outcome> {
    const drawn = this.#options.faults?.invocation(kind);
    switch (drawn?.fault) {
      case 'throttle':
        return failed('TooManyRequestsException', 'Rate Exceeded.');
      case 'kill':
        return this.#invokeDoomed(model, payload, 1 + Math.floor(drawn.at * mostCallsBeforeEnd));
      case 'twice': {
        const [outcome] = await Promise.all([this.invoke(model, payload), this.invoke(model, payload)]);
        return outcome;
      }
      default:
        return this.invoke(model, payload);
    }
  }

  /**
   * Invokes a function as Lambda's RequestResponse does.
   * @param payload JSON text
   * @returns the result as JSON text, or the error as Lambda describes it; never rejects, and never ends
   * once the host is stopping
   */
  async invoke(model: FunctionModel, payload: string): Promise<Outcome> {
    if (Buffer.byteLength(payload) > payloadLimit) {
      return failed('RequestEntityTooLargeException', `the payload exceeds ${payloadLimit} bytes`);
    }
    if (this.#stopping) return new Promise(() => {});
    const process = this.#processOf(model);
    const started = performance.now();
    const outcome = await process.invoke(payload, randomUUID());
    this.#options.invoked(model.name, model.memoryMb, performance.now() - started);
    if (outcome.ok && Buffer.byteLength(outcome.payload) > payloadLimit) {
      return failed('Function.ResponseSizeTooLarge', `the answer exceeds ${payloadLimit} bytes`);
    }
    return outcome;
  }

  /** How many threads are alive. */
  get threads(): number {
    return this.#running.size;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#sweeper);
    await Promise.all([...this.#running.values(), ...this.#doomed].map((it) => it.stop()));
  }

  #processOf(model: FunctionModel): FunctionProcess {
    const running = this.#running.get(model.arn);
    if (running?.usable) return running;
    const started = this.#start(model);
    this.#running.set(model.arn, started);
    if (this.#running.size > this.#threadsAtMost) this.#release();
    return started;
  }

  // In a thread of its own, so that nobody else's work ends with it.
  async #invokeDoomed(model: FunctionModel, payload: string, endsAfterCalls: number): Promise<Outcome> {
    if (this.#stopping) return new Promise(() => {});
    const doomed = this.#start(model, endsAfterCalls);
    this.#doomed.add(doomed);
    const outcome = await doomed.invoke(payload, randomUUID());
    this.#doomed.delete(doomed);
    if (doomed.usable) void doomed.stop();
    return outcome;
  }

  #start(model: FunctionModel, endsAfterCalls?: number): FunctionProcess {
    return new FunctionProcess({
      model,
      directory: this.#directoryOf(model),
      compileCache: join(this.#options.assembly, 'compiled'),
      clock: this.#options.clock,
      log: this.#options.log,
      environment: { ...model.environment, ...this.#options.environmentOf(model) },
      serve: (call) => this.#options.serve(model, call),
      endsAfterCalls,
    });
  }

  #release(): void {
    const idle = [...this.#running.entries()]
      .filter(([, it]) => it.inFlight === 0)
      .sort(([, a], [, b]) => a.lastUsed - b.lastUsed);
    let surplus = this.#running.size - this.#threadsAtMost;
    for (const [arn, it] of idle) {
      if (surplus <= 0 && performance.now() - it.lastUsed < idleMs) continue;
      this.#running.delete(arn);
      surplus -= 1;
      void it.stop();
    }
  }

  #directoryOf(model: FunctionModel): string {
    if ('asset' in model.code) return join(this.#options.assembly, `asset.${model.code.asset}`);
    const directory = join(this.#options.scratch, model.name);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'index.cjs'), model.code.inline);
    return directory;
  }
}

function failed(errorType: string, errorMessage: string): Outcome {
  return { ok: false, error: { errorType, errorMessage, trace: [] } };
}
