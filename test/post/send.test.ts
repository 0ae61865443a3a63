import { MessageRejected, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { toApplicant } from '../../functions/domain/lifecycle.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { ledgerCase, ledgerKey, owe } from '../../functions/platform/store/outbox.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { handler } from '../../functions/post/send.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

const table = tableInMemory();
const ses = mockClient(SESClient);
const application = anApplication({ status: 'unconfirmed' });
const order = { purpose: 'confirm-address', to: toApplicant(application), occasion: 'sent' } as const;
const about = { round: '3', application: application.id };
const ledger = keys.mail(ledgerCase(about), ledgerKey(order));

async function send() {
  const item = table.ofKind('outbox')[0];
  if (item === undefined) throw new Error('nothing is owed');
  return handler({
    Records: [{ dynamodb: { SequenceNumber: '1', NewImage: marshall(item) } }],
  } as unknown as Parameters<typeof handler>[0]);
}

function message(call = 0): string {
  const data = ses.commandCalls(SendRawEmailCommand)[call]?.args[0].input.RawMessage?.Data;
  return Buffer.from(data ?? []).toString('utf8');
}

beforeEach(async () => {
  table.clear();
  ses.reset();
  ses.on(SendRawEmailCommand).resolves({ MessageId: 'from-ses' });
  process.env['BASE_URL'] = 'https://kohorte.example';
  process.env['SENDER'] = 'Programmbüro <noreply@kohorte.example>';
  table.put(aRound());
  table.put(application);
  await transact(owe(order, about, '2022-09-10T08:00:00.000Z'));
});

describe('a mail that is owed', () => {
  it('is sent once, and its ledger entry closed', async () => {
    await send();
    expect(table.get(ledger)).toMatchObject({ state: 'sent', delivery: 'sent', messageId: 'from-ses' });
    expect(table.ofKind('outbox')).toHaveLength(0);
  });

  it('carries a secret that is stored nowhere', async () => {
    await send();
    const secret = /bestaetigung\/([A-Za-z0-9_-]{43})/.exec(message().replaceAll(/=\r?\n/g, ''))?.[1] ?? '';
    expect(secret).toHaveLength(43);
    expect(table.snapshot()).not.toContain(secret);
    expect(table.get(keys.link(secret))).toMatchObject({
      path: '/bestaetigung',
      application: application.id,
    });
  });

  it('says its purpose and case in its headers, and that it is automatic', async () => {
    await send();
    expect(message()).toContain('X-Kohorte-Purpose: confirm-address');
    expect(message()).toContain('X-Kohorte-Case: SCM-3-0007');
    expect(message()).toContain('Auto-Submitted: auto-generated');
    expect(message()).not.toContain('X-Kohorte-Delivery');
  });

  it('stays owed where SES throttles, and goes out at the next try', async () => {
    ses.on(SendRawEmailCommand).rejectsOnce(new Error('Throttling')).resolves({ MessageId: 'later' });
    expect(await send()).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(table.get(ledger)).toMatchObject({ state: 'owed' });
    await send();
    expect(table.get(ledger)).toMatchObject({ state: 'sent', delivery: 'sent' });
  });

  it('is given up where SES refuses it for good, and the ledger says so', async () => {
    ses.on(SendRawEmailCommand).rejects(new MessageRejected({ message: '', $metadata: {} }));
    await send();
    expect(table.get(ledger)).toMatchObject({ state: 'failed', trouble: 'refused' });
    expect(table.ofKind('outbox')).toHaveLength(0);
  });
});

describe('a mail that was half-done at a crash', () => {
  it('goes out again, marked as possibly doubled', async () => {
    const entry = table.get(ledger);
    if (entry !== undefined) table.put({ ...entry, state: 'sending', attempts: 1 });
    await send();
    expect(message()).toContain('X-Kohorte-Delivery: possibly-doubled');
    expect(table.get(ledger)).toMatchObject({ state: 'sent', delivery: 'possibly-doubled' });
  });

  it('is not sent again where SES reported that it has it', async () => {
    const entry = table.get(ledger);
    if (entry !== undefined) {
      table.put({ ...entry, state: 'sending', attempts: 1, deliveredAt: '2022-09-10T08:00:01.000Z' });
    }
    await send();
    expect(ses.commandCalls(SendRawEmailCommand)).toHaveLength(0);
    expect(table.get(ledger)).toMatchObject({ state: 'sent', delivery: 'sent' });
  });
});
