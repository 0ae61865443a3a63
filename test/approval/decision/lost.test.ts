import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aMinistry, fillIn, linkIn, type Ministry, who } from '../ministry.ts';

const sfn = mockClient(SFNClient);
let ministry: Ministry;
let link: string;

beforeEach(async () => {
  sfn.reset();
  sfn.on(SendTaskSuccessCommand).resolves({});
  sfn.on(StartExecutionCommand).resolves({});
  ministry = await aMinistry();
  link = linkIn((await ministry.mails()).find(({ purpose }) => purpose === 'review-request'));
});
afterEach(() => ministry.close());

/** What an execution's task gets: ids, and which execution it is. */
const taskInput = (generation: number) => ({
  round: '3',
  application: ministry.application('SCM-3-0001').id,
  generation,
  startedAt: '2022-09-06T07:00:00.000Z',
});

describe('what gets lost on the way', () => {
  it('a wake that the stream lost is handed out again by the sweep', async () => {
    const { handler: park } = await import('../../../functions/platform/park.ts');
    const { handler: deliver } = await import('../../../functions/platform/deliver.ts');
    const { handler: sweep } = await import('../../../functions/platform/sweep.ts');
    const wakes = () => ministry.table.ofKind('outbox').filter((item) => item['type'] === 'wake');
    await park({ ...taskInput(1), bell: 0, token: 'task-token' });
    expect((await fillIn(ministry, link, { decision: 'approve', ...who })).status).toBe(200);
    const [lost] = wakes();
    // The stream says nothing. A moment later the sweep still leaves it to the stream.
    await sweep({});
    expect(wakes()).toEqual([lost]);
    ministry.at('2022-09-06T08:00:00.000Z');
    await sweep({});
    const again = wakes();
    expect(again).toHaveLength(1);
    expect(again).not.toEqual([lost]);
    // The stream brings what the sweep has put there, perhaps twice.
    const Records = again.map((item) => ({ dynamodb: { NewImage: marshall(item), SequenceNumber: '1' } }));
    const event = { Records } as unknown as DynamoDBStreamEvent;
    expect(await deliver(event)).toEqual({ batchItemFailures: [] });
    expect(await deliver(event)).toEqual({ batchItemFailures: [] });
    const sent = sfn.commandCalls(SendTaskSuccessCommand).map(({ args }) => args[0].input.taskToken);
    expect(sent).toEqual(['task-token']);
    expect(wakes()).toEqual([]);
  });

  it('an execution that failed goes on from the record; the old one finds that it is none any more', async () => {
    const { handler: review } = await import('../../../functions/approval/review.ts');
    const { handler: resume } = await import('../../../functions/application/resume.ts');
    expect((await fillIn(ministry, link, { decision: 'query', reason: 'Wer?', ...who })).status).toBe(200);
    // The execution of the first generation is lost; the record is given to a new one.
    const before = ministry.application('SCM-3-0001');
    ministry.record({ ...before, generation: 2 });
    expect(await resume(taskInput(2))).toMatchObject({ status: 'queried' });
    expect(await review(taskInput(1))).toMatchObject({ status: 'superseded' });
    expect(await review(taskInput(2))).toMatchObject({
      status: 'queried',
      until: '2022-09-13T21:59:59.000Z',
    });
    ministry.at('2022-09-13T21:59:59.000Z');
    expect(await review(taskInput(1))).toMatchObject({ status: 'superseded' });
    expect(ministry.application('SCM-3-0001').status).toBe('queried');
    expect(await review(taskInput(2))).toMatchObject({ status: 'in-review' });
    // A task may run twice: the second run finds its work done.
    const once = ministry.application('SCM-3-0001').history.length;
    await review(taskInput(2));
    expect(ministry.application('SCM-3-0001').history).toHaveLength(once);
  });
});
