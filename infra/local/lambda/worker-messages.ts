import * as z from 'zod';

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
const callAnswer = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  body: z.string(),
  reset: z.optional(z.boolean()),
});
export type CallAnswer = z.infer<typeof callAnswer>;

/** An invocation for the worker; the deadline is real time, in ms since 1970. */
const invocation = z.object({
  type: z.literal('invoke'),
  id: z.number(),
  payload: z.string(),
  deadline: z.number(),
  context: z.object({
    awsRequestId: z.string(),
    functionName: z.string(),
    invokedFunctionArn: z.string(),
    memoryLimitInMB: z.string(),
    logGroupName: z.string(),
    logStreamName: z.string(),
  }),
});

/** What the host tells a worker. */
export const messageToWorker = z.discriminatedUnion('type', [
  invocation,
  z.object({ type: z.literal('answer'), id: z.number(), answer: callAnswer }),
]);
export type ToWorker = z.infer<typeof messageToWorker>;

/** What a worker tells the host. */
export const messageFromWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  workerCall,
  z.object({ type: z.literal('failed-to-load'), error: functionError }),
  z.object({ type: z.literal('result'), id: z.number(), payload: z.string() }),
  z.object({ type: z.literal('error'), id: z.number(), error: functionError }),
]);
export type FromWorker = z.infer<typeof messageFromWorker>;
