import {
  ExecutionAlreadyExists,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { errorFields, log } from './observe/log.ts';
import { observed } from './observe/observed.ts';
import { keys } from './store/keys.ts';
import { type OutboxItem, readOutboxItem } from './store/outbox.ts';
import { ConflictError } from './store/port.ts';
import { add, set, transact } from './store/table.ts';

const client = new SFNClient({});

const waitSchema = z.object({ bell: z.number(), token: z.optional(z.string()) });

/** Rings the bell of a target, and answers the task token of the execution that waits there, if one does. */
async function ring(target: string): Promise<void> {
  const key = keys.wait(target);
  const { token } = waitSchema.parse(await add(key, 'bell', 1, { kind: 'wait' }));
  if (token === undefined) return;
  try {
    await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"woken":true}' }));
  } catch (error) {
    // Timed out or answered already: then the execution is on its way to look at the record anyway.
    if (!(error instanceof TaskTimedOut || error instanceof TaskDoesNotExist)) throw error;
  }
  try {
    await set(key, {}, { token }, ['token']);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}

async function start(item: Extract<OutboxItem, { type: 'start' }>): Promise<void> {
  const stateMachineArn = process.env[`${item.workflow.toUpperCase()}_WORKFLOW_ARN`];
  if (stateMachineArn === undefined) throw new Error('the ARN of the workflow is not set');
  try {
    await client.send(
      new StartExecutionCommand({ stateMachineArn, name: item.name, input: JSON.stringify(item.input) }),
    );
  } catch (error) {
    // The name is this item's own, so it was this very start that has happened before.
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}

async function deliverOne(item: OutboxItem): Promise<void> {
  if (item.type === 'wake') await ring(item.target);
  else if (item.type === 'start') await start(item);
  else return;
  await transact([{ remove: { pk: item.pk, sk: item.sk } }]);
}

/**
 * Delivers what the table's stream says must reach an execution. The one function that may answer task
 * tokens and start executions.
 */
export const handler = observed(async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    const image = record.dynamodb?.NewImage;
    if (image === undefined) continue;
    try {
      await deliverOne(readOutboxItem(unmarshall(image as Parameters<typeof unmarshall>[0])));
    } catch (error) {
      log.error('an outbox item was not delivered', errorFields(error));
      batchItemFailures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
      // Order matters within a shard: what follows is tried again with this one.
      break;
    }
  }
  return { batchItemFailures };
});
