import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
    await Promise.all([...this.#running.values()].map((it) => it.stop()));
  }

  #processOf(model: FunctionModel): FunctionProcess {
    const running = this.#running.get(model.arn);
    if (running?.usable) return running;
    const started = new FunctionProcess({
      model,
      directory: this.#directoryOf(model),
      compileCache: join(this.#options.assembly, 'compiled'),
      clock: this.#options.clock,
      log: this.#options.log,
      environment: { ...model.environment, ...this.#options.environmentOf(model) },
      serve: (call) => this.#options.serve(model, call),
    });
    this.#running.set(model.arn, started);
    if (this.#running.size > this.#threadsAtMost) this.#release();
    return started;
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
