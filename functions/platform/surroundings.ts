import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'aws-lambda';
import type { DocumentInput } from '../domain/certificate.ts';
import type { PauseReason } from '../domain/mail/pause-reasons.ts';
import type { Message } from './letter/message.ts';
import type { Count } from './observe/counted.ts';
import type { Table } from './store/port.ts';

/** Tells the time: an instant as ISO 8601 in UTC. */
export type Clock = { readonly now: () => string };

/** Hands messages to whoever delivers them. */
export type Mailer = {
  /**
   * Tries once.
   * @param handOver called when the message is ready, right before it leaves; where it throws, nothing leaves
   * @returns the id by which the deliverer knows the message
   * @throws RefusedMail, SenderRefused, SentTooFast or OutOfReach where the deliverer did not take it; what `handOver`
   *   throws; any other error means that nobody knows whether it was taken
   */
  readonly send: (message: Message, handOver: () => Promise<void>) => Promise<string>;
};

/** Makes the documents that a person gets. */
export type Documents = {
  /** @returns the bytes of a PDF */
  readonly make: (input: DocumentInput) => Promise<Uint8Array>;
};

/** The deliverer refuses a message for good: its address or its content, not the moment. */
export class RefusedMail extends Error {
  override readonly name = 'RefusedMail';
}

/** The deliverer takes no mail of this sender now, whatever its address and content: every mail stays owed. */
export class SenderRefused extends Error {
  override readonly name = 'SenderRefused';
  readonly reason: PauseReason;
  constructor(reason: PauseReason, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** The deliverer did not take the message, as more came than it takes at once. */
export class SentTooFast extends Error {
  override readonly name = 'SentTooFast';
}

/** The message did not reach the deliverer. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
}

/** Tells those who run the programme what happens, by logs and metrics. */
export type Observer = {
  /** An invocation begins: what is logged names the request and, where its event does, the case. */
  readonly begin: (event: unknown, context: Context) => void;
  /** What is logged from here on is about this case, by its reference, or about none. */
  readonly about: (reference: string | undefined) => void;
  /** Each of these has happened once. */
  readonly count: (counts: readonly Count[]) => void;
  /** The invocation is over, well or not: what it counted is published, and the next one is about nothing yet. */
  readonly end: () => void;
};

/** Everything outside itself that the programme's life depends on, and that a rehearsal has of its own. */
export type Surroundings = {
  readonly clock: Clock;
  readonly table: Table;
  readonly mailer: Mailer;
  readonly documents: Documents;
  readonly observer: Observer;
};

const others = new AsyncLocalStorage<Surroundings>();

/**
 * Lets everything that `work` calls, however deep, live in other surroundings: so a round is rehearsed by the very
 * functions that run it.
 */
export function inSurroundings<Result>(
  surroundings: Surroundings,
  work: () => Promise<Result>,
): Promise<Result> {
  return others.run(surroundings, work);
}

/**
 * A part of the surroundings, to be asked for at each use. Here alone is decided which one is used; nobody else asks
 * whether it is the usual one.
 * @param usual the one of a deployed function, named where it is used, so that no other function contains it
 */
export function surrounding<Part extends keyof Surroundings>(
  part: Part,
  usual: Surroundings[Part],
): () => Surroundings[Part] {
  return () => others.getStore()?.[part] ?? usual;
}
