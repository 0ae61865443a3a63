import * as z from 'zod';
import type { Application } from '../../domain/application.ts';
import { type LinkPath, linkOf, type MailOrder, readLedgerEntry } from '../../domain/mail.ts';
import type { RenderedLetter } from '../../platform/letter/letter.ts';
import type { Message } from '../../platform/letter/message.ts';
import { sha256 } from '../../platform/store/keys.ts';
import { MemoryTable } from '../../platform/store/memory-table.ts';
import { type OutboxItem, readOutboxItem } from '../../platform/store/outbox.ts';
import { loadApplication, loadRound } from '../../platform/store/records.ts';
import { get } from '../../platform/store/table.ts';
import { inSurroundings, type Observer, type Surroundings } from '../../platform/surroundings.ts';
import { codeOf } from '../../post/message/write-letter.ts';
import { sendOwed } from '../../post/send.ts';
import { Executions } from './executions.ts';
import { Timers } from './timers.ts';

/** A mail of the rehearsal. Nobody gets it; its link opens nothing. */
export type RehearsedMail = {
  /** The same in each rehearsal of the same round. */
  readonly id: string;
  readonly at: string;
  readonly order: MailOrder;
  readonly application?: Pick<Application, 'id' | 'reference' | 'name' | 'administrations'>;
  readonly letter: RenderedLetter;
  /** Attachments, by what they are. */
  readonly attached: readonly ('calendar' | 'document')[];
};

/** A mail as the person who gets it sees it, with the secret of its link. */
export type Received = RehearsedMail & { readonly secret: string | undefined };

/** What tells one mail of an instant from the others, in each rehearsal alike: no random id is in it. */
function markOf({ order, application, letter }: Omit<Received, 'id'>): string {
  const { purpose, to } = order;
  return [purpose, application?.reference ?? '', to.role, to.email, letter.subject].join('|');
}

type MailItem = Extract<OutboxItem, { type: 'mail' }>;

const startSchema = z.object({
  round: z.string(),
  application: z.optional(z.string()),
  generation: z.number(),
});

/** Stands in links and codes in place of the secret: whoever follows one comes to an unknown page. */
const noLink = 'nur-eine-probe-kein-echter-link';
const noCode = 'PROBE-PROBE';

/** The secret of the link in a mail, read as the person reads it who follows the link. */
function secretIn({ text }: Message, path: LinkPath): string | undefined {
  return new RegExp(`${path}/([A-Za-z0-9_-]{43})`).exec(text)?.[1];
}

/** Nothing of a rehearsal has happened: none of it is counted, and its invented cases stay out of the logs. */
const unobserved: Observer = {
  begin: () => undefined,
  about: () => undefined,
  count: () => undefined,
  end: () => undefined,
};

/** A round that runs by itself: a clock, a table, a mailbox and executions, all in memory; its documents are empty. */
export class Simulation {
  readonly table = new MemoryTable();
  readonly timers = new Timers();
  readonly mails: RehearsedMail[] = [];
  #now: string;
  /** What was handed over for delivery and is not read yet. */
  #mailbox: Message[] = [];
  readonly #surroundings: Surroundings = {
    clock: { now: () => this.#now },
    table: this.table,
    mailer: {
      send: async (message, handOver) => {
        await handOver();
        this.#mailbox.push(message);
        return message.messageId;
      },
    },
    // Nobody opens them, and making them would take most of the time.
    documents: { make: async () => new Uint8Array() },
    observer: unobserved,
  };
  readonly #executions: Executions;
  readonly #react: (mail: Received) => void;

  /** @param react what the person does who gets a mail: sets timers for acts */
  constructor(now: string, react: (mail: Received) => void) {
    this.#now = now;
    this.#react = react;
    this.#executions = new Executions(this.timers, () => this.#now);
  }

  get now(): string {
    return this.#now;
  }

  /** Reads the records as they are now. */
  async look(work: () => Promise<void>): Promise<void> {
    await inSurroundings(this.#surroundings, work);
  }

  /** Does something now, with everything that follows from it at once. */
  async act(work: () => Promise<void>): Promise<void> {
    await this.look(async () => {
      await work();
      await this.#deliver();
    });
  }

  /** Goes through everything that is to come, in its order, until `isOver` or nothing is left. */
  async run(isOver: () => boolean): Promise<void> {
    for (let next = this.timers.next; next !== undefined && !isOver(); next = this.timers.next) {
      if (next > this.#now) this.#now = next;
      await this.act(async () => {
        // All that falls due at the same instant, before its mails are read: people read after it has happened.
        while (this.timers.next !== undefined && this.timers.next <= this.#now)
          await this.timers.take()?.run();
      });
    }
  }

  /** Brings what the outbox holds where it belongs, until it holds nothing. */
  async #deliver(): Promise<void> {
    const owed: MailItem[] = [];
    for (let items = this.table.takeStream(); items.length > 0; items = this.table.takeStream()) {
      const wakes = new Set<string>();
      for (const raw of items) {
        const item = readOutboxItem(raw);
        if (item.type === 'mail') owed.push(item);
        else if (item.type === 'wake') wakes.add(item.target);
        else await this.#start(startSchema.parse(item.input));
      }
      for (const target of wakes) await this.#executions.wake(target);
    }
    const received: Omit<Received, 'id'>[] = [];
    for (const item of owed) received.push(...(await this.#send(item)));
    const mails = received
      .map((mail) => ({ mark: markOf(mail), mail }))
      .sort((a, b) => (a.mark < b.mark ? -1 : 1));
    for (const [index, { mark, mail: worded }] of mails.entries()) {
      const same = mails.slice(0, index).filter((each) => each.mark === mark).length;
      const mail = { ...worded, id: sha256(`${this.#now}|${mark}|${same}`).slice(0, 16) };
      const { secret: _secret, ...shown } = mail;
      this.mails.push(shown);
      this.#react(mail);
    }
  }

  async #start(input: z.infer<typeof startSchema>): Promise<void> {
    const { round, application, generation } = input;
    const record =
      application === undefined ? await loadRound(round) : await loadApplication(round, application);
    if (record === undefined) return;
    const rest = application === undefined ? { round, generation } : { round, application, generation };
    await this.#executions.start(rest, record.status);
  }

  /** Has an owed mail sent, as the post office sends it. @returns what came into the mailbox */
  async #send(item: MailItem): Promise<Omit<Received, 'id'>[]> {
    await sendOwed(item);
    const messages = this.#mailbox;
    this.#mailbox = [];
    return Promise.all(messages.map((message) => this.#receive(message, item)));
  }

  async #receive(message: Message, { ledger }: MailItem): Promise<Omit<Received, 'id'>> {
    const { order, round, application: id } = readLedgerEntry(await get(ledger));
    const application =
      round === undefined || id === undefined ? undefined : await loadApplication(round, id);
    const path = linkOf(order.purpose);
    const secret = path === undefined ? undefined : secretIn(message, path);
    const masked = (text: string): string =>
      secret === undefined ? text : text.replaceAll(secret, noLink).replaceAll(codeOf(secret), noCode);
    const { subject, text, html, calendar, attachments = [] } = message;
    return {
      at: this.#now,
      order,
      ...(application === undefined ? {} : { application }),
      letter: { subject, text: masked(text), html: masked(html) },
      attached: [
        ...(calendar === undefined ? [] : (['calendar'] as const)),
        ...(attachments.length === 0 ? [] : (['document'] as const)),
      ],
      secret,
    };
  }
}
