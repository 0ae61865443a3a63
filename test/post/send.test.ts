import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { toApplicant } from '../../functions/domain/lifecycle.ts';
import { keys, overviewOf, sha256 } from '../../functions/platform/store/keys.ts';
import { ledgerCase, ledgerKey, owe } from '../../functions/platform/store/outbox.ts';
import { transact } from '../../functions/platform/store/table.ts';
import { eventTags, readEventTags } from '../../functions/post/message/event-tags.ts';
import { handler } from '../../functions/post/send.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';
import { refusal } from './refusal.ts';

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

function entryNow() {
  const entry = table.get(ledger);
  if (entry === undefined) throw new Error('nothing is owed');
  return entry;
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

  it('leads SES’s reports back to its entry, however long its key is', async () => {
    await send();
    const tags = /X-SES-MESSAGE-TAGS: (.*(?:\r?\n[ \t].*)*)/i.exec(message())?.[1]?.replaceAll(/\s+/g, ' ');
    const pairs = Object.fromEntries((tags ?? '').split(', ').map((pair) => pair.split('=')));
    expect(readEventTags({ case: [pairs['case'] ?? ''], mail: [pairs['mail'] ?? ''] })).toEqual({
      key: ledger,
    });
    const long = keys.mail(application.id, 'x'.repeat(300));
    const { header, writes } = eventTags(long);
    expect(header).toBe(`ledger=${sha256(`${long.pk}|${long.sk}`)}`);
    expect(writes).toMatchObject([{ put: { ledgerPk: long.pk, ledgerSk: long.sk } }]);
  });

  it('is told apart from one whose address or content SES refuses: that is given up, and listed for the office', async () => {
    ses.on(SendRawEmailCommand).rejects(refusal('InvalidParameterValue', "Missing final '@domain'"));
    await send();
    expect(table.get(ledger)).toMatchObject({ state: 'failed', trouble: 'refused' });
    expect(table.ofKind('outbox')).toHaveLength(0);
    expect(table.ofKind('ledger-tag')).toMatchObject([
      { ledgerPk: ledger.pk, ledgerSk: ledger.sk, oPk: overviewOf.mailTrouble },
    ]);
  });

  it('waits where SES takes no more at once, and goes out unmarked', async () => {
    ses
      .on(SendRawEmailCommand)
      .rejectsOnce(refusal('Throttling', 'Maximum sending rate exceeded.'))
      .resolves({ MessageId: 'later' });
    expect(await send()).toEqual({ batchItemFailures: [] });
    expect(table.get(ledger)).toMatchObject({ state: 'sent', delivery: 'sent', attempts: 2 });
    expect(message(1)).not.toContain('X-Kohorte-Delivery');
  });

  it('is owed, and unmarked later, where something failed before it reached SES', async () => {
    const hidden = table.get(keys.round('3'));
    table.put({ ...aRound(), registerEdition: 'none' });
    await send();
    expect(ses.commandCalls(SendRawEmailCommand)).toHaveLength(0);
    expect(table.get(ledger)).toMatchObject({ state: 'owed', attempts: 0, faults: 1 });
    expect(table.ofKind('link')).toHaveLength(0);
    if (hidden !== undefined) table.put(hidden);
    vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 10_000);
    await send();
    vi.mocked(performance.now).mockRestore();
    expect(table.get(ledger)).toMatchObject({ state: 'sent', delivery: 'sent' });
  });

  it('that may have left goes once more, marked, where SES reports no delivery', async () => {
    ses
      .on(SendRawEmailCommand)
      .rejectsOnce(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }))
      .resolves({ MessageId: 'second' });
    await send();
    expect(ses.commandCalls(SendRawEmailCommand)).toHaveLength(2);
    expect(message(1)).toContain('X-Kohorte-Delivery: possibly-doubled');
    expect(table.get(ledger)).toMatchObject({ state: 'sent', delivery: 'possibly-doubled' });
  }, 15_000);

  it('that may have left does not go again where SES reports its delivery', async () => {
    ses.on(SendRawEmailCommand).callsFake(() => {
      setTimeout(() => table.put({ ...entryNow(), deliveredAt: '2022-09-10T08:00:01.000Z' }), 500);
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    });
    await send();
    expect(ses.commandCalls(SendRawEmailCommand)).toHaveLength(1);
    expect(table.get(ledger)).toMatchObject({ state: 'sent', delivery: 'sent' });
  }, 15_000);

  it('keeps its mark through a refusal that comes after it may have left', async () => {
    table.put({ ...entryNow(), state: 'sending', attempts: 1 });
    ses
      .on(SendRawEmailCommand)
      .rejectsOnce(refusal('Throttling', 'Maximum sending rate exceeded.'))
      .resolves({ MessageId: 'later' });
    await send();
    expect(message(1)).toContain('X-Kohorte-Delivery: possibly-doubled');
    expect(table.get(ledger)).toMatchObject({ state: 'sent', delivery: 'possibly-doubled' });
  });

  it('is one attempt of the client', async () => {
    await send();
    const [client] = ses.commandCalls(SendRawEmailCommand).map(({ thisValue }) => thisValue as SESClient);
    expect(await client?.config.maxAttempts()).toBe(1);
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
