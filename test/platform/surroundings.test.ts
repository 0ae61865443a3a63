import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { handler as conclude } from '../../functions/certificate/conclude.ts';
import type { DocumentInput } from '../../functions/domain/certificate.ts';
import { toApplicant } from '../../functions/domain/lifecycle.ts';
import type { Message } from '../../functions/platform/letter/message.ts';
import type { Count } from '../../functions/platform/observe/counted.ts';
import { now } from '../../functions/platform/store/clock.ts';
import { keys } from '../../functions/platform/store/keys.ts';
import { MemoryTable } from '../../functions/platform/store/memory-table.ts';
import { owe, readOutboxItem } from '../../functions/platform/store/outbox.ts';
import { get, transact } from '../../functions/platform/store/table.ts';
import { inSurroundings, RefusedMail, type Surroundings } from '../../functions/platform/surroundings.ts';
import { sendOwed } from '../../functions/post/send.ts';
import { anApplication, aRound } from '../support/records.ts';
import { tableInMemory } from '../support/table.ts';

const usual = tableInMemory();
const ses = mockClient(SESClient);
const at = '2031-05-05T08:00:00.000Z';
const completed = anApplication({ status: 'completed', attended: ['a1-1', 'a1-2', 'a2-1', 'a3-1', 'a3-2'] });

/** Surroundings that keep what they are given, and refuse mails where they are told to. */
function others(refuses = false) {
  const table = new MemoryTable();
  const mails: Message[] = [];
  const documents: DocumentInput[] = [];
  const counts: Count[] = [];
  const surroundings: Surroundings = {
    clock: { now: () => at },
    table,
    mailer: {
      send: async (message, handOver) => {
        await handOver();
        if (refuses) throw new RefusedMail('refused');
        mails.push(message);
        return 'kept';
      },
    },
    documents: {
      make: async (input) => {
        documents.push(input);
        return new Uint8Array([1]);
      },
    },
    observer: {
      begin: () => undefined,
      about: () => undefined,
      count: (more) => {
        counts.push(...more);
      },
      end: () => undefined,
    },
  };
  return {
    table,
    mails,
    documents,
    counts,
    within: <R>(work: () => Promise<R>) => inSurroundings(surroundings, work),
  };
}

beforeEach(() => {
  usual.clear();
  ses.reset();
  process.env['BASE_URL'] = 'https://programm.example';
});

describe('in other surroundings', () => {
  it('everything that is called, however deep, has their clock and their table', async () => {
    const { table, within } = others();
    const deep = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      await transact([{ create: { ...keys.wait('a'), at: now() } }]);
      return get(keys.wait('a'));
    };
    expect(await within(deep)).toMatchObject({ at });
    expect(table.look(keys.wait('a'))).toMatchObject({ at });
    expect(usual.all()).toEqual([]);
    expect(await get(keys.wait('a'))).toBeUndefined();
    expect(now()).not.toBe(at);
  });

  it('a request that is answered meanwhile keeps the usual ones', async () => {
    const { within } = others();
    let go = (): void => {};
    const waits = new Promise<void>((resolve) => {
      go = resolve;
    });
    const rehearsed = within(async () => {
      await waits;
      return now();
    });
    const answered = waits.then(now);
    go();
    expect(await rehearsed).toBe(at);
    expect(await answered).not.toBe(at);
  });

  it('a certificate is issued as ever, by their maker of documents', async () => {
    const { table, documents, within } = others();
    table.put(aRound());
    table.put(completed);
    const event = { round: '3', application: completed.id, generation: 1, startedAt: at };
    expect(await within(() => conclude(event))).toMatchObject({ status: 'completed' });
    expect(documents).toMatchObject([{ type: 'certificate', number: 'SCM-3-Z-0007' }]);
    const kept = table.lookAtAll().filter((item) => item['kind'] === 'document');
    expect(kept).toMatchObject([{ bytes: new Uint8Array([1]), application: completed.id, createdAt: at }]);
  });

  const order = { purpose: 'confirm-address', to: toApplicant(completed), occasion: 'sent' } as const;
  const owing = async () => {
    await transact(owe(order, { round: '3', application: completed.id }, at));
  };
  const outbox = (table: MemoryTable) => table.takeStream().map((item) => readOutboxItem(item));

  it('a mail that is owed goes to their mailer as it would go to SES, and the ledger says that it went', async () => {
    const { table, mails, counts, within } = others();
    table.put(aRound());
    table.put(completed);
    await within(owing);
    for (const item of outbox(table)) await within(() => sendOwed(item));
    expect(mails).toMatchObject([
      {
        to: [completed.applicant.email],
        subject: expect.stringContaining('SCM-3-0007'),
        headers: { 'X-Kohorte-Purpose': 'confirm-address' },
      },
    ]);
    expect(ses.commandCalls(SendRawEmailCommand)).toEqual([]);
    const ledger = table.lookAtAll().filter(({ kind }) => kind === 'mail');
    expect(ledger).toMatchObject([{ state: 'sent', sentAt: at, messageId: 'kept' }]);
    expect(table.lookAtAll().filter(({ kind }) => kind === 'outbox')).toEqual([]);
    expect(counts).toEqual([['Mails', { purpose: 'confirm-address', outcome: 'sent' }]]);
  });

  it('a mail that their mailer refuses for good is given up', async () => {
    const { table, within } = others(true);
    table.put(aRound());
    table.put(completed);
    await within(owing);
    for (const item of outbox(table)) await within(() => sendOwed(item));
    const ledger = table.lookAtAll().filter(({ kind }) => kind === 'mail');
    expect(ledger).toMatchObject([{ state: 'failed', trouble: 'refused' }]);
  });
});
