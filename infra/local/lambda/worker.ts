import { enableCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { type ClockCells, readClock } from '../time/clock.ts';
import { connectServices } from './transport.ts';
import type { CallAnswer, FromWorker, FunctionError, ToWorker, WorkerData } from './worker-messages.ts';

/**
 * The inside of a worker thread: one function's bundle, its own Date, and the Lambda programming model around it.
 * A thread is started for each function, so this loads as little as it can: no schemas, as what the host of the same
 * program says is typed on its side.
 */

const given: WorkerData = workerData;

// A bundle is compiled once, and read as bytecode by every later thread and host.
enableCompileCache(given.compileCache);
followClock(given.clock);

/**
 * Makes Date tell the local clock's instant. A function in place of the class, as Date() without new must work;
 * it shares the prototype, so that instanceof and subclasses keep their meaning.
 */
function followClock(cells: ClockCells): void {
  const RealDate = Date;
  const now = () => readClock(cells);
  function LocalDate(...parts: unknown[]): unknown {
    if (!new.target) return new RealDate(now()).toString();
    return Reflect.construct(RealDate, parts.length === 0 ? [now()] : parts, new.target);
  }
  Object.defineProperties(LocalDate, {
    ...Object.getOwnPropertyDescriptors(RealDate),
    now: { value: now, writable: true, configurable: true },
  });
  Object.defineProperty(RealDate.prototype, 'constructor', {
    value: LocalDate,
    writable: true,
    configurable: true,
  });
  Object.defineProperty(globalThis, 'Date', { value: LocalDate, writable: true, configurable: true });
}

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread.');
const send = (message: FromWorker) => port.postMessage(message);

/** Calls of AWS clients that are under way, by their number. */
const calls = new Map<number, (answer: CallAnswer) => void>();
let lastCall = 0;

connectServices(
  (call) =>
    new Promise((resolve) => {
      lastCall += 1;
      calls.set(lastCall, resolve);
      send({ type: 'call', id: lastCall, ...call });
    }),
);

type Handler = (event: unknown, context: object) => unknown;

async function load(): Promise<Handler> {
  const module: Record<string, unknown> = await import(pathToFileURL(given.file).href);
  const handler = module[given.exported] ?? Reflect.get(Object(module['default']), given.exported);
  if (typeof handler !== 'function') throw new Error(`${given.exported} is undefined or not exported`);
  return (event, context) => Reflect.apply(handler, undefined, [event, context]);
}

const loading = load();
loading.then(
  () => send({ type: 'ready' }),
  (error: unknown) => send({ type: 'failed-to-load', error: described(error) }),
);

port.on('message', (message: ToWorker) => {
  if (message.type === 'invoke') void busy(invoke(message));
  else {
    calls.get(message.id)?.(message.answer);
    calls.delete(message.id);
  }
});

/** After so long without an event a thread gives back the memory that it does not need; milliseconds. */
const idleMs = 1000;
let events = 0;
let idle: NodeJS.Timeout | undefined;

/** Keeps count of the events under way, and tidies up once there is none. */
async function busy(event: Promise<void>): Promise<void> {
  events += 1;
  clearTimeout(idle);
  await event;
  events -= 1;
  if (events === 0) idle = setTimeout(() => globalThis.gc?.(), idleMs).unref();
}

async function invoke({
  id,
  payload,
  deadline,
  context,
}: Extract<ToWorker, { type: 'invoke' }>): Promise<void> {
  try {
    const handler = await loading;
    const result = await handler(JSON.parse(payload), {
      ...context,
      functionVersion: '$LATEST',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - performance.timeOrigin - performance.now()),
    });
    send({ type: 'result', id, payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    send({ type: 'error', id, error: described(error) });
  }
}

/** An error as Lambda reports it. */
function described(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return {
    errorType: String(error.name),
    errorMessage: String(error.message),
    trace: String(error.stack).split('\n'),
  };
}
