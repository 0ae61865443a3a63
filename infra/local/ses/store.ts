import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { Database } from '../data/database.ts';
import type { Notification } from './events.ts';
import type { AttachmentSummary } from './message.ts';
import { schema } from './schema.ts';

/** A mail as `GET /_local/mails` shows it; fields after `delivery` are additions of this host. */
export interface Mail {
  readonly id: string;
  /** By the local clock, ISO 8601 UTC. */
  readonly sentAt: string;
  readonly purpose: string | null;
  readonly case: string | null;
  readonly from: string;
  /** All recipients of the envelope, copies included. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly AttachmentSummary[];
  readonly delivery: 'sent' | 'possibly-doubled';
  readonly fromName: string;
  readonly replyTo: readonly string[];
  readonly cc: readonly string[];
}

/** A mail without its texts, for a list that people read. */
export type MailHead = Omit<Mail, 'text' | 'html'>;

/** Narrows the list of mails; each field that is left out lets everything pass. */
export interface MailFilter {
  readonly purpose?: string | undefined;
  readonly case?: string | undefined;
  /** A recipient's address. */
  readonly to?: string | undefined;
  /** Only mails after the one with this id. */
  readonly after?: string | undefined;
}

/** A mail on its way to a real server. */
export interface RelayItem {
  readonly seq: number;
  readonly mailId: string;
  readonly from: string;
  readonly recipients: readonly string[];
  readonly attempts: number;
}

/** All that is kept with a new mail, in one transaction. */
export interface NewMail {
  readonly mail: Mail;
  readonly raw: Buffer;
  /** What later events about this mail need; JSON. */
  readonly memo: string;
  readonly notifications: readonly Notification[];
  readonly relay: { readonly from: string; readonly recipients: readonly string[] } | undefined;
}

const strings = z.array(z.string());
const idRow = z.object({ id: z.string() });
const mailRow = z.object({ mail: z.string() });
const eventRow = z.object({ seq: z.number(), topic: z.string(), message: z.string() });
const relayRow = z.object({
  seq: z.number(),
  mail_id: z.string(),
  sender: z.string(),
  recipients: z.string(),
  attempts: z.number(),
});

export type MailStore = ReturnType<typeof openStore>;

/**
 * Opens the store of mails: each message a file `<id>.eml`, and beside them `index.sqlite` with what was read
 * out of it once, the events still to be published and the mails still to be relayed. A message counts from
 * the moment its line is in the index; a file without one was never answered for and goes at the next start.
 */
export function openStore(directory: string) {
  mkdirSync(directory, { recursive: true });
  const db = new Database(join(directory, 'index.sqlite'));
  db.define(schema);
  sweep(directory, db);

  const addEvent = (it: Notification) =>
    db.run('INSERT INTO events (topic, message) VALUES (?, ?)', it.topicArn, it.message);

  const write = ({ mail, memo, notifications, relay }: NewMail) => {
    const { text: plain, html: _, ...head } = mail;
    const words = [mail.subject, mail.from, ...mail.to, mail.purpose, mail.case, plain]
      .join('\n')
      .toLowerCase();
    db.run(
      `INSERT INTO mails (id, purpose, case_, recipients, mail, head, words, memo)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      mail.id,
      mail.purpose,
      mail.case,
      `\n${mail.to.join('\n').toLowerCase()}\n`,
      JSON.stringify(mail),
      JSON.stringify(head),
      words,
      memo,
    );
    for (const it of notifications) addEvent(it);
    if (relay !== undefined) {
      db.run(
        "INSERT INTO relay (mail_id, sender, recipients, state) VALUES (?, ?, ?, 'owed')",
        mail.id,
        relay.from,
        JSON.stringify(relay.recipients),
      );
    }
  };

  // Messages wait here in the order in which they came, for their files and then for the next transaction: many at once
  // share one flush, and none is listed before one that was sent earlier.
  const waiting: { mail: NewMail; isOnDisk: boolean; done: (error?: unknown) => void }[] = [];
  const flush = async () => {
    const first = waiting.findIndex((it) => !it.isOnDisk);
    const batch = waiting.splice(0, first < 0 ? waiting.length : first);
    if (batch.length === 0) return;
    try {
      await syncDirectory(directory);
      db.transaction(() => {
        for (const { mail } of batch) write(mail);
      });
      await db.durable();
      for (const { done } of batch) done();
    } catch (error) {
      for (const { done } of batch) done(error);
    }
  };

  let flushed: Promise<void> = Promise.resolve();

  const where = (filter: MailFilter): { clause: string; values: string[] } => {
    const parts: string[] = [];
    const values: string[] = [];
    const add = (part: string, value: string | undefined) => {
      if (value === undefined) return;
      parts.push(part);
      values.push(value);
    };
    add('purpose = ?', filter.purpose);
    add('case_ = ?', filter.case);
    add('instr(recipients, ?) > 0', filter.to === undefined ? undefined : `\n${filter.to.toLowerCase()}\n`);
    add('seq > coalesce((SELECT seq FROM mails WHERE id = ?), 0)', filter.after);
    return { clause: parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`, values };
  };

  return {
    /**
     * Stores a mail; when the promise is fulfilled, it survives a crash of process and machine.
     * @param durable resolves when the message may leave
     */
    async add(mail: NewMail, durable?: Promise<void>): Promise<void> {
      const file = join(directory, `${mail.mail.id}.eml`);
      const { promise: indexed, resolve, reject } = Promise.withResolvers<void>();
      const done = (error?: unknown): void => (error === undefined ? resolve() : reject(error));
      const place = { mail, isOnDisk: false, done };
      waiting.push(place);
      try {
        await durable;
        await writeDurably(file, mail.raw);
        place.isOnDisk = true;
      } catch (error) {
        waiting.splice(waiting.indexOf(place), 1);
        // Half a message would take the room that others need.
        rmSync(file, { force: true });
        throw error;
      } finally {
        flushed = flushed.then(flush);
      }
      await indexed;
    },

    /** Adds events about mails that are already stored. */
    addNotifications(list: readonly Notification[]): void {
      if (list.length === 0) return;
      db.transaction(() => {
        for (const it of list) addEvent(it);
      });
    },

    /** The list as JSON text, oldest first. The rows hold JSON already, so a long list costs no parsing. */
    listJson(filter: MailFilter = {}): string {
      const { clause, values } = where(filter);
      const rows = db.all(mailRow, `SELECT mail FROM mails${clause} ORDER BY seq`, ...values);
      return `[${rows.map((row) => row.mail).join(',\n')}]`;
    },

    /** One mail as in the list, as JSON text. */
    mailJson(id: string): string | undefined {
      return db.one(mailRow, 'SELECT mail FROM mails WHERE id = ?', id)?.mail;
    },

    /** The memo kept with a mail. */
    memo(id: string): string | undefined {
      return db.one(z.object({ memo: z.string() }), 'SELECT memo FROM mails WHERE id = ?', id)?.memo;
    },

    /** Heads of mails, newest first, in which every word of the search occurs; `total` counts all such. */
    headsJson(search: string, limit: number, offset: number): { total: number; heads: string } {
      const words = search.toLowerCase().split(/\s+/).filter(Boolean);
      const clause =
        words.length === 0 ? '' : ` WHERE ${words.map(() => 'instr(words, ?) > 0').join(' AND ')}`;
      const counted = db.one(
        z.object({ n: z.number() }),
        `SELECT count(*) AS n FROM mails${clause}`,
        ...words,
      );
      const page = `SELECT head FROM mails${clause} ORDER BY seq DESC LIMIT ? OFFSET ?`;
      const rows = db.all(z.object({ head: z.string() }), page, ...words, limit, offset);
      return { total: counted?.n ?? 0, heads: `[${rows.map((row) => row.head).join(',')}]` };
    },

    /** The message as it was sent; undefined where there is none, or somebody took its file away. */
    async raw(id: string): Promise<Buffer | undefined> {
      // Only ids of the index lead to files: an id from a URL never becomes a path by itself.
      const row = db.one(idRow, 'SELECT id FROM mails WHERE id = ?', id);
      const path = row && join(directory, `${row.id}.eml`);
      return path !== undefined && existsSync(path) ? readFile(path) : undefined;
    },

    events: {
      pending: (limit: number) =>
        db
          .all(eventRow, 'SELECT seq, topic, message FROM events ORDER BY seq LIMIT ?', limit)
          .map((row) => ({ id: row.seq, topicArn: row.topic, message: row.message })),
      ack: (id: number): void => {
        db.run('DELETE FROM events WHERE seq = ?', id);
      },
    },

    relay: {
      owed: (): RelayItem[] =>
        db
          .all(
            relayRow,
            "SELECT seq, mail_id, sender, recipients, attempts FROM relay WHERE state = 'owed' ORDER BY seq",
          )
          .map((row) => ({
            seq: row.seq,
            mailId: row.mail_id,
            from: row.sender,
            recipients: strings.parse(JSON.parse(row.recipients)),
            attempts: row.attempts,
          })),
      /**
       * Records the end of an attempt: sent, given up, or still owed to those who are left. Resolves when it is on
       * the disk.
       */
      record(
        seq: number,
        state: 'sent' | 'failed' | 'owed',
        left: readonly string[],
        error: string | null,
      ): Promise<void> {
        const change =
          'UPDATE relay SET state = ?, attempts = attempts + 1, error = ?, recipients = ? WHERE seq = ?';
        db.run(change, state, error, JSON.stringify(left), seq);
        return db.durable();
      },
    },

    close: (): Promise<void> => db.close(),
  };
}

async function writeDurably(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncDirectory(path: string): Promise<void> {
  // Windows cannot open a directory for this and does not need it.
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function sweep(directory: string, db: Database): void {
  const known = new Set(db.all(idRow, 'SELECT id FROM mails').map((row) => `${row.id}.eml`));
  for (const name of readdirSync(directory)) {
    if (name.endsWith('.eml') && !known.has(name)) rmSync(join(directory, name));
  }
}
