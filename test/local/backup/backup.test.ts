import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { makeBackup } from '../../../infra/local/backup/backup.ts';
import { restoreBackup } from '../../../infra/local/backup/restore.ts';
import { Database } from '../../../infra/local/data/database.ts';
import { DynamoDB } from '../../../infra/local/data/dynamodb/dynamodb.ts';
import { lockData } from '../../../infra/local/data/lock.ts';
import { Store } from '../../../infra/local/data/store.ts';
import { createSes } from '../../../infra/local/ses/ses.ts';
import { createUsage } from '../../../infra/local/usage/usage.ts';
import { creation, key, S } from '../data/items.ts';
import { form, message, noon, settings } from '../ses/support.ts';

const at = '2026-03-01T11:00:00.000Z';
const ending: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

function directory(): string {
  const made = mkdtempSync(join(tmpdir(), 'kohorte-backup-'));
  ending.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** What a host keeps in a data directory, open. */
function opened(data: string) {
  const database = new Database(join(data, 'host.sqlite'));
  ending.push(() => database.close());
  const ses = createSes({ directory: join(data, 'mail'), now: () => noon, settings });
  ending.push(() => ses.stop());
  const usage = createUsage(join(data, 'usage.sqlite'));
  ending.push(() => usage.stop());
  return { store: new Store(database), dynamodb: new DynamoDB(database, { now: Date.now }), ses, usage };
}

type Opened = ReturnType<typeof opened>;

const number = (value: number) => ({ N: String(value) });
const seats = (name: string, value: number) => ({
  Update: {
    TableName: 'items',
    Key: key(name),
    UpdateExpression: 'ADD seats :n',
    ExpressionAttributeValues: { ':n': number(value) },
  },
});

/** Sends a mail, then lets the table say so, and moves a seat from one cohort to another in the same transaction. */
async function write({ dynamodb, ses }: Opened, line: number): Promise<void> {
  const answer = await ses.handle(form(message({ Subject: `Mail ${line}` })));
  const id = /<MessageId>(.*)<\/MessageId>/.exec(answer.body)?.[1] ?? '';
  const sent = { Put: { TableName: 'items', Item: { ...key(`sent ${line}`), mail: S(id) } } };
  dynamodb.call('TransactWriteItems', { TransactItems: [seats('a', 1), seats('b', -1), sent] });
}

function items({ dynamodb }: Opened): Record<string, { S?: string; N?: string }>[] {
  return JSON.parse(JSON.stringify(dynamodb.call('Scan', { TableName: 'items' }))).Items;
}

describe('A backup', () => {
  test('brings back table, executions, mails and counts as they were', async () => {
    const data = directory();
    const before = opened(data);
    before.dynamodb.call('CreateTable', creation);
    before.store.setFact('clock', '123');
    before.usage.count('ses', 'SendRawEmail');
    for (let line = 0; line < 20; line += 1) await write(before, line);
    const file = join(directory(), 'kohorte.backup');
    expect(await makeBackup(data, file, at)).toEqual({ mails: 20 });
    expect(JSON.parse(readFileSync(join(data, 'backup.json'), 'utf8'))).toEqual({ at });
    expect(readdirSync(join(file, '..'))).toEqual(['kohorte.backup']);

    const again = join(directory(), 'again');
    expect(restoreBackup(file, again)).toEqual({ at });
    const after = opened(again);
    expect(items(after)).toEqual(items(before));
    expect(items(after).length).toBe(22);
    expect(after.store.fact('clock')).toBe('123');
    expect(after.ses.listJson()).toBe(before.ses.listJson());
    for (const { id } of before.ses.list()) expect(await after.ses.raw(id)).toEqual(await before.ses.raw(id));
    expect(
      readdirSync(again).filter((it) => it.startsWith('restoring-') || it.startsWith('host.lock')),
    ).toEqual([]);
  });

  test('made during many writes is of one moment: transactions are whole, and each mail that was sent is in it', async () => {
    const data = directory();
    const before = opened(data);
    before.dynamodb.call('CreateTable', creation);
    for (let line = 0; line < 200; line += 1) await write(before, line);
    const backups = directory();
    let isDone = false;
    let written = 200;
    const writers = Array.from({ length: 8 }, async () => {
      while (!isDone) {
        written += 1;
        await write(before, written);
      }
    });
    const held: number[] = [];
    // So much was written while backups were made; a quick one may be made while all wait for the disk.
    let meanwhile = 0;
    for (const name of ['1', '2', '3']) {
      while (written < 200 + 100 * Number(name)) await turn();
      const start = written;
      await makeBackup(data, join(backups, name), at);
      meanwhile += written - start;
      held.push(start);
    }
    expect(meanwhile).toBeGreaterThan(0);
    isDone = true;
    await Promise.all(writers);

    for (const [place, name] of ['1', '2', '3'].entries()) {
      const again = directory();
      restoreBackup(join(backups, name), again);
      const after = opened(again);
      const found = items(after);
      const sent = found.filter((it) => it['mail'] !== undefined);
      const seatsOf = (cohort: string) => Number(found.find((it) => it['sk']?.S === cohort)?.['seats']?.N);
      expect(seatsOf('a')).toBe(sent.length);
      expect(seatsOf('b')).toBe(-sent.length);
      expect(sent.length).toBeGreaterThanOrEqual((held[place] ?? 0) - 8);
      for (const it of sent) {
        const raw = await after.ses.raw(it['mail']?.S ?? '');
        expect(raw?.toString()).toContain('Guten Tag');
      }
      // Beside those there are only the mails that were just on their way into the table.
      expect(after.ses.list().length - sent.length).toBeLessThanOrEqual(8);
    }
  }, 60_000);

  test('never takes the place of a file, and leaves nothing behind where it fails', async () => {
    const data = directory();
    const before = opened(data);
    before.dynamodb.call('CreateTable', creation);
    await write(before, 1);
    const place = directory();
    const file = join(place, 'kept');
    writeFileSync(file, 'another');
    await expect(makeBackup(data, file, at)).rejects.toThrow('is there already');
    expect(readFileSync(file, 'utf8')).toBe('another');
    await expect(makeBackup(directory(), join(place, 'empty'), at)).rejects.toThrow('nothing to be copied');
    const [mail] = before.ses.list();
    rmSync(join(data, 'mail', `${mail?.id}.eml`));
    await expect(makeBackup(data, join(place, 'broken'), at)).rejects.toThrow('ENOENT');
    expect(readdirSync(place)).toEqual(['kept']);
    expect(existsSync(join(data, 'backup.json'))).toBe(false);
  }, 60_000);
});

describe('What is restored', () => {
  async function backedUp(): Promise<string> {
    const data = directory();
    const before = opened(data);
    before.dynamodb.call('CreateTable', creation);
    await write(before, 1);
    const file = join(directory(), 'backup');
    await makeBackup(data, file, at);
    return file;
  }

  function altered(file: string, sql: string): void {
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
  }

  test('goes into an empty directory alone', async () => {
    const file = await backedUp();
    const data = directory();
    writeFileSync(join(data, 'note'), 'mine');
    expect(() => restoreBackup(file, data)).toThrow('is not empty');
    expect(readdirSync(data)).toEqual(['note']);
    const taken = join(directory(), 'taken');
    mkdirSync(taken);
    ending.push(lockData(taken));
    expect(() => restoreBackup(file, taken)).toThrow('is in use');
  });

  test.each([
    ['of a later form', 'PRAGMA user_version = 2', 'was made by a later Kohorte'],
    ['without its mark', 'PRAGMA application_id = 0', 'is no backup of Kohorte'],
    ['with an altered mail', "UPDATE piece SET content = x'00' WHERE name LIKE '%.eml'", 'is damaged'],
    ['without a piece', "DELETE FROM piece WHERE name = 'host.sqlite'", 'is damaged'],
    ['that names a file elsewhere', "UPDATE file SET name = '../../escaped' WHERE name LIKE '%.eml'", ''],
  ])('is no backup %s', async (_, sql, why) => {
    const file = await backedUp();
    altered(file, sql);
    const data = join(directory(), 'data');
    expect(() => restoreBackup(file, data)).toThrow(why);
    expect(existsSync(data) ? readdirSync(data) : []).toEqual([]);
  });

  test('is no other file', () => {
    const file = join(directory(), 'text');
    writeFileSync(file, 'This is no backup. '.repeat(100));
    expect(() => restoreBackup(file, join(directory(), 'data'))).toThrow('is no backup of Kohorte');
    expect(() => restoreBackup(`${file}.none`, join(directory(), 'data'))).toThrow('is not there');
  });

  test('is not of a later version of the table', async () => {
    const data = directory();
    altered(join(data, 'host.sqlite'), 'CREATE TABLE fact (name TEXT); PRAGMA user_version = 99');
    const file = join(directory(), 'backup');
    await makeBackup(data, file, at);
    expect(() => restoreBackup(file, join(directory(), 'data'))).toThrow('of version 99');
  });
});
