import type { Purpose } from '../../domain/mail.ts';

/**
 * Everything that is counted: the dimensions of each metric, with all values that they may have. CloudWatch charges for
 * each metric (a name with one value for each dimension) in each hour in which it comes up, and a dashboard of more than
 * fifty costs as well: so values are few, and none is about a person. A count says how often something happened, never
 * to whom.
 */
export const dimensions = {
  /** Mails, once what became of them is known; an address that does not work is known later, and counts again. */
  Mails: {
    outcome: ['sent', 'possibly-doubled', 'refused', 'erased', 'passed', 'faulty', 'bounced', 'complained'],
  },
  /** Times that SES took no mail of ours, whatever its address: sending pauses, and every mail stays owed. */
  MailPauses: {},
  Applications: { outcome: ['sent', 'confirmed', 'withdrawn', 'dropped-out', 'erased'] },
  Decisions: { outcome: ['approved', 'rejected', 'queried'] },
  Seats: { outcome: ['offered', 'accepted', 'declined', 'expired', 'waiting-list', 'list-closed'] },
  Courses: { outcome: ['completed', 'not-completed'] },
  Certificates: { outcome: ['issued', 'replaced', 'revoked'] },
  /** Requests that were refused (4xx) or failed (5xx). */
  Refusals: {},
  /** Executions that stopped by a fault. */
  StageFailures: { workflow: ['application', 'round'] },
} as const;

type Name = keyof typeof dimensions;

type Dimensions<Of> = {
  readonly [Dimension in keyof Of]: Of[Dimension] extends readonly (infer V)[] ? V : never;
};

/** What the line of the log tells of a count beside its dimensions, for *Logs Insights*: that costs nothing. */
type Told = {
  readonly Mails: { readonly purpose: Purpose };
  readonly Refusals: { readonly status: string };
};

/** What each count is told with. */
export type Counted = {
  readonly [Each in Name]: Dimensions<(typeof dimensions)[Each]> &
    (Each extends keyof Told ? Told[Each] : Readonly<Record<never, never>>);
};

/** One thing that happened once: its name and what tells it from others of the name. */
export type Count = { [Each in Name]: readonly [Each, Counted[Each]] }[Name];
