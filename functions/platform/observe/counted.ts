import type { Purpose } from '../../domain/mail.ts';

/**
 * Everything that is counted, with what tells one count from another. Each dimension has few values, and none is about
 * a person: a count says how often something happened, never to whom.
 */
export type Counted = {
  /** Mails, once what became of them is known; an address that does not work is known later, and counts again. */
  readonly Mails: {
    readonly purpose: Purpose;
    readonly outcome:
      | 'sent'
      | 'possibly-doubled'
      | 'refused'
      | 'erased'
      | 'passed'
      | 'faulty'
      | 'bounced'
      | 'complained';
  };
  /** Times that SES took no mail of ours, whatever its address: sending pauses, and every mail stays owed. */
  readonly MailPauses: Readonly<Record<string, never>>;
  readonly Applications: { readonly outcome: 'sent' | 'confirmed' | 'withdrawn' | 'dropped-out' | 'erased' };
  readonly Decisions: { readonly outcome: 'approved' | 'rejected' | 'queried' };
  readonly Seats: {
    readonly outcome: 'offered' | 'accepted' | 'declined' | 'expired' | 'waiting-list' | 'list-closed';
  };
  readonly Courses: { readonly outcome: 'completed' | 'not-completed' };
  readonly Certificates: { readonly outcome: 'issued' | 'replaced' | 'revoked' };
  /** Requests that were refused (4xx) or failed (5xx). */
  readonly Refusals: { readonly status: string };
  /** Executions that stopped by a fault. */
  readonly StageFailures: { readonly workflow: 'application' | 'round' };
};

/** One thing that happened once: its name and what tells it from others of the name. */
export type Count = { [Name in keyof Counted]: readonly [Name, Counted[Name]] }[keyof Counted];
