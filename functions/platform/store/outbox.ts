import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { type LedgerEntry, type MailOrder, mailNeeds, needOf, purposeSchema } from '../../domain/mail.ts';
import { storedReader } from '../../domain/stored.ts';
import { type Key, keys, overviewOf, sha256 } from './keys.ts';
import type { Write } from './port.ts';

/**
 * What must reach another execution or a mailbox is written in the same transaction as its cause.
 * The table's stream delivers it; the hourly sweep delivers what the stream lost.
 */
const stamp = {
  pk: z.string(),
  sk: z.string(),
  kind: z.literal('outbox'),
  at: z.string(),
  /** How often it could not be read, or what it points to could not. */
  tries: z.optional(z.number()),
};
const outboxItemSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...stamp, channel: z.literal('workflow'), type: z.literal('wake'), target: z.string() }),
  z.strictObject({
    ...stamp,
    channel: z.literal('workflow'),
    type: z.literal('start'),
    workflow: z.enum(['application', 'round']),
    name: z.string(),
    input: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  z.strictObject({
    ...stamp,
    channel: z.literal('mail'),
    type: z.literal('mail'),
    ledger: z.strictObject({ pk: z.string(), sk: z.string() }),
    /** How much the mail is needed; earlier releases did not write it. */
    need: z.optional(z.enum(mailNeeds)),
  }),
]);
export type OutboxItem = z.infer<typeof outboxItemSchema>;

/** Reads an item of the outbox. @throws StoredRecordError */
export const readOutboxItem = storedReader('outbox', outboxItemSchema);

type Message = OutboxItem extends infer Item
  ? Item extends OutboxItem
    ? Omit<Item, keyof typeof stamp>
    : never
  : never;

/**
 * The name of an execution. The service keeps the names of ended ones for 90 days, so that one is never asked for again:
 * who asks for an execution adds something of its own. The outbox item keeps the name, so that delivering it twice
 * starts one execution.
 */
function executionName(of: string): string {
  return `${of}-${randomBytes(4).toString('hex')}`;
}

/** What an execution of an application is for, as its name begins: the case, and the generation of its record. */
export function applicationExecution(application: {
  readonly reference: string;
  readonly id: string;
  readonly generation: number;
}): string {
  return `${application.reference}-${application.id.slice(0, 8)}-${application.generation}`;
}

/** The same for a round. */
export function roundExecution(round: { readonly id: string; readonly generation: number }): string {
  return `round-${round.id}-${round.generation}`;
}

function outboxKey(at: string): Key {
  const random = randomBytes(9).toString('base64url');
  return keys.outbox(`${at}#${random}`);
}

function enqueue(message: Message, at: string): Write {
  return { create: { ...outboxKey(at), kind: 'outbox', at, ...message } };
}

/**
 * The writes that put an item into the outbox anew, so that the stream brings it again.
 * They conflict where it was delivered meanwhile.
 */
export function enqueueAgain(item: OutboxItem, at: string): Write[] {
  return [
    { remove: { pk: item.pk, sk: item.sk }, equals: { at: item.at } },
    { create: { ...item, ...outboxKey(at), at } },
  ];
}

/** Wakes the execution that waits for this target (see `waitTarget`). */
export function wake(target: string, at: string): Write {
  return enqueue({ channel: 'workflow', type: 'wake', target }, at);
}

/** Starts the execution of an application. The input carries ids only. */
export function startApplication(
  application: { round: string; id: string; reference: string; generation: number },
  at: string,
): Write {
  const { round, id, reference, generation } = application;
  return enqueue(
    {
      channel: 'workflow',
      type: 'start',
      workflow: 'application',
      name: executionName(applicationExecution(application)),
      input: { round, application: id, case: reference, generation },
    },
    at,
  );
}

/** Starts the execution of a round. */
export function startRound(round: { id: string; generation: number }, at: string): Write {
  return enqueue(
    {
      channel: 'workflow',
      type: 'start',
      workflow: 'round',
      name: executionName(roundExecution(round)),
      input: { round: round.id, case: `round-${round.id}`, generation: round.generation },
    },
    at,
  );
}

/** What a mail is about: a case, or a round as a whole. */
export type MailSubject = { readonly round?: string; readonly application?: string };

/** The partition of the ledger in which the mails of a case lie. */
export function ledgerCase(about: MailSubject): string {
  return about.application ?? (about.round === undefined ? 'office' : `round-${about.round}`);
}

/** The ledger's sort key: purpose, person, occasion and version make a mail the same mail. */
export function ledgerKey(order: MailOrder): string {
  const person = `${order.to.role}-${sha256(`${order.to.email.toLowerCase()}|${order.to.standsInFor ?? ''}`).slice(0, 12)}`;
  return [
    order.purpose,
    person,
    order.occasion,
    ...(order.version === undefined ? [] : [`v${order.version}`]),
  ].join('#');
}

/** The writes by which a mail is owed: its entry in the ledger, and the outbox item that has it sent. */
export function owe(order: MailOrder, about: MailSubject, at: string): Write[] {
  if (!purposeSchema.safeParse(order.purpose).success) throw new Error('unknown purpose');
  const key = keys.mail(ledgerCase(about), ledgerKey(order));
  const entry: LedgerEntry = {
    ...key,
    kind: 'mail',
    state: 'owed',
    ...(about.round === undefined ? {} : { round: about.round }),
    ...(about.application === undefined ? {} : { application: about.application }),
    order,
    owedAt: at,
    attempts: 0,
  };
  return [
    { create: { ...entry, oPk: overviewOf.address(order.to.email), oSk: at } },
    enqueue({ channel: 'mail', type: 'mail', ledger: key, need: needOf(order.purpose) }, at),
  ];
}
