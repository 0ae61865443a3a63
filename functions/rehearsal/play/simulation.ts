import * as z from 'zod';
import type { Application } from '../../domain/application.ts';
import { ledgerEntrySchema, linkOf, type MailOrder } from '../../domain/mail.ts';
import type { RenderedLetter } from '../../platform/letter/letter.ts';
import { sha256 } from '../../platform/store/keys.ts';
import { outboxItemSchema } from '../../platform/store/outbox.ts';
import { loadApplication, loadRound } from '../../platform/store/records.ts';
import { get, set } from '../../platform/store/table.ts';
import { inWorld } from '../../platform/store/world.ts';
import { gather } from '../../post/message/gather.ts';
import { codeOf, wordMail } from '../../post/message/word.ts';
import { Executions } from './executions.ts';
import { MemoryTable } from './memory.ts';
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

const startSchema = z.object({
  round: z.string(),
  application: z.optional(z.string()),
  generation: z.number(),
});

/** Stands in links and codes in place of the secret: whoever follows one comes to an unknown page. */
const noLink = 'nur-eine-probe-kein-echter-link';
const noCode = 'PROBE-PROBE';

/** A round that runs by itself: a clock, a table, executions and a post office, all in memory. */
export class Simulation {
  readonly table = new MemoryTable();
  readonly timers = new Timers();
  readonly mails: RehearsedMail[] = [];
  #now: string;
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
    await inWorld({ now: () => this.#now, table: this.table }, work);
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
    const ledgerKeys: { pk: string; sk: string }[] = [];
    for (let items = this.table.takeStream(); items.length > 0; items = this.table.takeStream()) {
      const wakes = new Set<string>();
      for (const raw of items) {
        const item = outboxItemSchema.parse(raw);
        if (item.type === 'mail') ledgerKeys.push(item.ledger);
        else if (item.type === 'wake') wakes.add(item.target);
        else await this.#start(startSchema.parse(item.input));
      }
      for (const target of wakes) await this.#executions.wake(target);
    }
    const received = await Promise.all(ledgerKeys.map((key) => this.#word(key)));
    const mails = received
      .filter((mail) => mail !== undefined)
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

  async #word(key: { pk: string; sk: string }): Promise<Omit<Received, 'id'> | undefined> {
    const entry = ledgerEntrySchema.parse(await get(key));
    const parts = await gather(entry, this.#now);
    if (parts === undefined) return undefined;
    const { application, secret } = parts;
    const { mail, rendered } = wordMail(parts);
    await set(key, { state: 'sent', sentAt: this.#now, delivery: 'sent' }, { state: 'owed' });
    const masked = (text: string): string =>
      secret === undefined ? text : text.replaceAll(secret, noLink).replaceAll(codeOf(secret), noCode);
    return {
      at: this.#now,
      order: entry.order,
      ...(application === undefined ? {} : { application }),
      letter: { subject: rendered.subject, text: masked(rendered.text), html: masked(rendered.html) },
      attached: [
        ...(mail.calendar === undefined ? [] : (['calendar'] as const)),
        ...(mail.document === undefined ? [] : (['document'] as const)),
      ],
      secret: linkOf(entry.order.purpose) === undefined ? undefined : secret,
    };
  }
}
