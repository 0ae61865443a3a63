import type { Recipient } from '../../domain/mail.ts';

/** Who decides: an approver of the round, perhaps through the deputy. */
export type Decider = {
  /** Address of the approver for whom it counts, as in the round file. */
  readonly approver: string;
  readonly by: 'approver' | 'deputy';
  readonly recipient: Recipient;
  /** With a shared mailbox: who it was. */
  readonly name?: string;
  readonly function?: string;
  /** The ledger's key of the mail whose link was used. */
  readonly link?: string;
  /** From when on that link doesn't act any more. */
  readonly until?: string;
};

/** What an approver sent: it becomes a verdict if it counts. */
export type SubmittedVerdict = {
  readonly choice: 'approve' | 'reject' | 'query';
  readonly reason?: string;
  readonly note?: string;
  /** What the page showed: see `shownTo`. */
  readonly shown: string;
  readonly version: number;
};

/** Whether two addresses are one person's. */
export const samePerson = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
