import * as z from 'zod';
import type { ClockCells } from '../time/clock.ts';

/** What a worker is started with. */
export interface WorkerData {
  /** The function's bundle, and the name of the handler in it. */
  readonly file: string;
  readonly exported: string;
  /** A directory for compiled code. */
  readonly compileCache: string;
  readonly clock: ClockCells;
}

/** An error as Lambda answers it in place of a result. */
const functionError = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()).default([]),
});
export type FunctionError = z.infer<typeof functionError>;

/** A call of the function's AWS clients: what Node's client would have sent. */
const workerCall = z.object({
  type: z.literal('call'),
  id: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type WorkerCall = z.infer<typeof workerCall>;

/** What a service answers, or that the connection ended before its answer. */
export interface CallAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string;
  readonly reset?: boolean | undefined;
}

/** An invocation for the worker; the deadline is real time, in ms since 1970. */
interface Invocation {
  readonly type: 'invoke';
  readonly id: number;
  readonly payload: string;
  readonly deadline: number;
  readonly context: {
    readonly awsRequestId: string;
    readonly functionName: string;
    readonly invokedFunctionArn: string;
    readonly memoryLimitInMB: string;
    readonly logGroupName: string;
    readonly logStreamName: string;
  };
}

/** What the host tells a worker. */
export type ToWorker =
  | Invocation
  | { readonly type: 'answer'; readonly id: number; readonly answer: CallAnswer };

/** What a worker tells the host. */
export const messageFromWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  workerCall,
  z.object({ type: z.literal('failed-to-load'), error: functionError }),
  z.object({ type: z.literal('result'), id: z.number(), payload: z.string() }),
  z.object({ type: z.literal('error'), id: z.number(), error: functionError }),
]);
export type FromWorker = z.infer<typeof messageFromWorker>;
