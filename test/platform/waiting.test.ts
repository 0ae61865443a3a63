import {
  ExecutionAlreadyExists,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { handler as deliver } from '../../functions/platform/deliver.ts';
import { handler as stopped } from '../../functions/platform/failed.ts';
import { applicationStage } from '../../functions/platform/flow/stage.ts';
import { AlreadyWoken, handler as park } from '../../functions/platform/park.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { startApplication, wake } from '../../functions/platform/store/outbox.ts';
import type { Write } from '../../functions/platform/store/port.ts';
import { changeApplication } from '../../functions/platform/store/records.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { handler as sweep } from '../../functions/platform/sweep.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

const table = tableInMemory();
const workflows = mockClient(SFNClient);
const target = '3#Zm9vYmFyYmF6cXV4MTIzNA';
const waiting = { round: '3', application: 'Zm9vYmFyYmF6cXV4MTIzNA', generation: 1 };

function streamOf(write: Write) {
  if (!('create' in write)) throw new Error('an outbox item is new');
  return {
    Records: [{ dynamodb: { SequenceNumber: '1', NewImage: marshall(write.create) } }],
  } as unknown as Parameters<typeof deliver>[0];
}

beforeEach(() => {
  table.clear();
  workflows.reset();
  process.env['APPLICATION_WORKFLOW_ARN'] = 'arn:application';
});

describe('an execution that waits', () => {
  it('is woken by its task token, which then is gone from the table', async () => {
    await park({ ...waiting, bell: 0, token: 'token-1' });
    await deliver(streamOf(wake(target, '2022-10-01T10:00:00.000Z')));
    expect(workflows.commandCalls(SendTaskSuccessCommand)[0]?.args[0].input.taskToken).toBe('token-1');
    expect(table.get(keys.wait(target))).toMatchObject({ bell: 1 });
    expect(table.get(keys.wait(target))?.['token']).toBeUndefined();
  });

  it('does not begin to wait when the bell rang since its stage looked', async () => {
    await deliver(streamOf(wake(target, '2022-10-01T10:00:00.000Z')));
    await expect(park({ ...waiting, bell: 0, token: 'token-1' })).rejects.toThrow(AlreadyWoken);
    await expect(park({ ...waiting, bell: 1, token: 'token-2' })).resolves.toBeUndefined();
  });

  it('is left alone when its token has timed out: it looks at the record anyway', async () => {
    workflows.on(SendTaskSuccessCommand).rejects(new TaskTimedOut({ message: '', $metadata: {} }));
    await park({ ...waiting, bell: 0, token: 'token-1' });
    const answer = await deliver(streamOf(wake(target, '2022-10-01T10:00:00.000Z')));
    expect(answer).toEqual({ batchItemFailures: [] });
  });

  it('is tried again where the service does not answer, and the wake stays in the outbox', async () => {
    workflows.on(SendTaskSuccessCommand).rejectsOnce(new Error('out of reach')).resolves({});
    await park({ ...waiting, bell: 0, token: 'token-1' });
    const write = wake(target, '2022-10-01T10:00:00.000Z');
    await transact([write]);
    expect(await deliver(streamOf(write))).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(table.ofKind('outbox')).toHaveLength(1);
    await sweep({});
    const again = table.ofKind('outbox')[0];
    if (again === undefined) throw new Error('the sweep lost the wake');
    await deliver(streamOf({ create: again }));
    expect(workflows.commandCalls(SendTaskSuccessCommand)).toHaveLength(2);
    expect(table.ofKind('outbox')).toHaveLength(0);
  });
});

describe('an execution that starts', () => {
  it('carries ids only', async () => {
    await deliver(streamOf(startApplication(anApplication(), '2022-10-01T10:00:00.000Z')));
    const input = workflows.commandCalls(StartExecutionCommand)[0]?.args[0].input.input ?? '';
    expect(Object.keys(JSON.parse(input))).toEqual(['round', 'application', 'case', 'generation']);
  });

  it('starts once: that it exists already means that it was this start', async () => {
    workflows.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists({ message: '', $metadata: {} }));
    const write = startApplication(anApplication(), '2022-10-01T10:00:00.000Z');
    await transact([write]);
    expect(await deliver(streamOf(write))).toEqual({ batchItemFailures: [] });
    expect(table.ofKind('outbox')).toHaveLength(0);
  });
});

describe('a stage', () => {
  const stage = applicationStage(({ application }) => ({
    change: { record: { ...application, language: 'en' } },
    until: '2099-01-01T00:00:00.000Z',
  }));
  const event = { ...waiting, startedAt: new Date().toISOString() };

  it('writes what is due without waking itself, and waits half a year at most', async () => {
    table.put(aRound());
    table.put(anApplication());
    const answer = await stage(event);
    expect(answer).toMatchObject({ status: 'taking-part', idle: false, bell: 0 });
    expect(Date.parse(answer.until) - Date.now()).toBeLessThan(181 * 86_400_000);
    expect(table.ofKind('outbox')).toHaveLength(0);
    expect(table.get(anApplication())).toMatchObject({ language: 'en', revision: 6 });
  });

  it('does nothing for an execution of an older generation', async () => {
    table.put(aRound());
    table.put(anApplication({ generation: 2 }));
    expect(await stage(event)).toMatchObject({ status: 'superseded' });
    expect(table.get(anApplication())).toMatchObject({ language: 'de' });
  });

  it('goes on in a new execution when the present one is half a year old', async () => {
    table.put(aRound());
    table.put(anApplication());
    const old = { ...event, startedAt: new Date(Date.now() - 181 * 86_400_000).toISOString() };
    expect(await stage(old)).toMatchObject({ status: 'superseded' });
    expect(table.get(anApplication())).toMatchObject({ generation: 2 });
    expect(table.ofKind('outbox')).toMatchObject([{ type: 'start' }]);
  });

  it('goes on in a new execution when the present one has waited five hundred times', async () => {
    table.put(aRound());
    table.put(anApplication());
    expect(await stage({ ...event, turns: 499 })).toMatchObject({ status: 'taking-part' });
    expect(await stage({ ...event, turns: 500 })).toMatchObject({ status: 'superseded' });
    expect(table.get(anApplication())).toMatchObject({ generation: 2 });
    expect(table.ofKind('outbox')).toMatchObject([{ type: 'start' }]);
  });

  it('finds an application that was erased meanwhile at its end', async () => {
    table.put(aRound());
    expect(await stage(event)).toMatchObject({ status: 'erased' });
  });
});

describe('an execution that stopped by a fault', () => {
  const event = { round: '3', application: waiting.application, case: 'SCM-3-0007', error: 'TypeError' };

  it('is noted for the office, and alerted of once', async () => {
    table.put(aRound());
    await stopped(event);
    await stopped(event);
    expect(table.get(keys.stuck(waiting.application))).toMatchObject({
      reference: 'SCM-3-0007',
      error: 'TypeError',
    });
    expect(table.ofKind('mail')).toMatchObject([
      { order: { purpose: 'office-alert', to: { role: 'office' } } },
    ]);
  });

  it('is forgotten when a new execution goes on from the record', async () => {
    table.put(aRound());
    table.put(anApplication());
    await stopped(event);
    await changeApplication('3', waiting.application, new Date().toISOString(), (record) => ({
      answer: undefined,
      change: { record, restart: true },
    }));
    expect(table.get(keys.stuck(waiting.application))).toBeUndefined();
    expect(table.get(anApplication())).toMatchObject({ generation: 2 });
  });
});
