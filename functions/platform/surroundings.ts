import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'aws-lambda';
import type { DocumentInput } from '../domain/certificate.ts';
import type { Message } from './letter/message.ts';
import type { Count } from './observe/counted.ts';
import type { Table } from './store/port.ts';

/** Tells the time: an instant as ISO 8601 in UTC. */
export type Clock = { readonly now: () => string };

/** Hands messages to whoever delivers them. */
export type Mailer = {
  /**
   * @returns the id by which the deliverer knows the message
   * @throws RefusedMail where it will never take this message; any other error means: not now
   */
  readonly send: (message: Message) => Promise<string>;
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
