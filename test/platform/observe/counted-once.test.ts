import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { moved } from '../../../functions/domain/change.ts';
import { toApplicant } from '../../../functions/domain/lifecycle.ts';
import { handler as failed } from '../../../functions/platform/failed.ts';
import { count } from '../../../functions/platform/observe/observer.ts';
import { owe } from '../../../functions/platform/store/outbox.ts';
import { changeApplication } from '../../../functions/platform/store/records.ts';
import { transact } from '../../../functions/platform/store/table.ts';
import { handler as report } from '../../../functions/post/events.ts';
import { handler as send } from '../../../functions/post/send.ts';
import { anApplication, aRound } from '../../support/records.ts';
import { tableInMemory } from '../../support/table.ts';

vi.mock('../../../functions/platform/observe/observer.ts', { spy: true });

const table = tableInMemory();
const ses = mockClient(SESClient);
const at = '2022-10-05T08:00:00.000Z';
const application = anApplication({ status: 'in-review' });
const counted = () => vi.mocked(count).mock.calls.flat();

beforeEach(() => {
  table.clear();
  ses.reset();
  ses.on(SendRawEmailCommand).resolves({ MessageId: 'from-ses' });
  process.env['BASE_URL'] = 'https://kohorte.example';
  process.env['SENDER'] = 'Programmbüro <noreply@kohorte.example>';
  table.put(aRound());
  table.put(application);
});
afterEach(() => vi.clearAllMocks());

const reject = () =>
  changeApplication('3', application.id, at, (found) => ({
    answer: undefined,
    change: { record: moved(found, 'rejected', 'office', { at, what: 'rejected' }) },
  }));

async function sendOwed(): Promise<void> {
  await transact(
    owe(
      { purpose: 'application-received', to: toApplicant(application), occasion: 'confirmed' },
      { round: '3', application: application.id },
      at,
    ),
  );
  const Records = table.ofKind('outbox').map((item) => ({ dynamodb: { NewImage: marshall(item) } }));
  const event = { Records } as unknown as Parameters<typeof send>[0];
  await send(event);
  await send(event);
}

describe('what happens is counted once', () => {
  it('a change of an application, when it is written', async () => {
    await reject();
    expect(counted()).toEqual([['Decisions', { outcome: 'rejected' }]]);
  });

  it('not a change that is not written', async () => {
    await expect(
      changeApplication('3', application.id, at, () => ({
        answer: undefined,
        change: {
          record: { ...application, status: 'rejected' as const },
          writes: [{ create: { pk: application.pk, sk: application.sk } }],
        },
      })),
    ).rejects.toThrow();
    expect(counted()).toEqual([]);
  }, 60_000);

  it('a mail that was sent, though the stream brings it twice', async () => {
    await sendOwed();
    expect(ses.commandCalls(SendRawEmailCommand)).toHaveLength(1);
    expect(counted()).toEqual([['Mails', { purpose: 'application-received', outcome: 'sent' }]]);
  });

  it('a mail that came back, by its purpose', async () => {
    await sendOwed();
    const [ledger] = table.ofKind('mail');
    const mail = Buffer.from(ledger?.sk.slice('MAIL#'.length) ?? '').toString('base64url');
    const Message = JSON.stringify({
      eventType: 'Bounce',
      mail: {
        timestamp: at,
        messageId: 'from-ses',
        destination: ['a@stadt.example'],
        tags: { case: [application.id], mail: [mail] },
      },
      bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'a@stadt.example' }] },
    });
    await report({ Records: [{ Sns: { Message } }] } as unknown as Parameters<typeof report>[0]);
    expect(counted().slice(1)).toEqual([['Mails', { purpose: 'application-received', outcome: 'bounced' }]]);
  });

  it('an execution that stopped by a fault, though it is told twice', async () => {
    const event = {
      round: '3',
      application: application.id,
      case: application.reference,
      error: 'TypeError',
    };
    await failed(event);
    await failed(event);
    expect(counted()).toEqual([['StageFailures', { workflow: 'application' }]]);
  });
});
