import type { Context } from 'aws-lambda';

/** What Lambda tells a function of the invocation, with the request's id given. */
export function lambdaContext(awsRequestId = 'test'): Context {
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'test',
    functionVersion: '1',
    invokedFunctionArn: 'test',
    memoryLimitInMB: '512',
    awsRequestId,
    logGroupName: 'test',
    logStreamName: 'test',
    getRemainingTimeInMillis: () => 20_000,
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
