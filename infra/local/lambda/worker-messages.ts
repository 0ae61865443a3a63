import * as z from 'zod';

/** An error as Lambda answers it in place of a result. */
const functionError = z.object({
  errorType: z.string(),
  errorMessage: z.string(),
  trace: z.array(z.string()).default([]),
});
export type FunctionError = z.infer<typeof functionError>;

/** An invocation for the worker; the deadline is real time, in ms since 1970. */
export const messageToWorker = z.object({
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
export type ToWorker = z.infer<typeof messageToWorker>;

/** What a worker tells the host. */
export const messageFromWorker = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('failed-to-load'), error: functionError }),
  z.object({ type: z.literal('result'), id: z.number(), payload: z.string() }),
  z.object({ type: z.literal('error'), id: z.number(), error: functionError }),
]);
export type FromWorker = z.infer<typeof messageFromWorker>;
