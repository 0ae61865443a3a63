import { performance } from 'node:perf_hooks';
import * as z from 'zod';
import { SesError } from './answer.ts';
import type { Troubles } from './checks.ts';
import { rateLimit } from './rate.ts';

/** What goes wrong with SES; each is asked anew for each message. */
export interface SesFaults {
  readonly account: () => Troubles & {
    readonly paused: boolean;
    /** Messages a second. */
    readonly perSecond: number;
    /** Messages in 24 hours of the local clock; null for no limit. */
    readonly perDay: number | null;
  };
  /** Why nobody gets the message in hand, which SES takes nevertheless. */
  readonly fate: () => 'reject' | 'suppress' | undefined;
  /** Told of each refusal, by SES's own code. */
  readonly note: (code: string) => void;
}

/** What the sandbox allows (SES Developer Guide, "Request production access"). */
export const sandboxLimits = { perSecond: 1, perDay: 200 } as const;

/** All is well; more than 10,000 a second is throttled. */
export const workingWell: SesFaults = {
  account: () => ({
    unverified: false,
    sandbox: false,
    noConfigurationSet: false,
    paused: false,
    perSecond: 10_000,
    perDay: null,
  }),
  fate: () => undefined,
  note: () => {},
};

const heads = z.array(z.object({ sentAt: z.string() }));
const dayMs = 86_400_000;

/**
 * Whether the account may send now: not paused, within its rate, and within its quota of 24 hours.
 * @param now the local clock, ISO 8601
 * @param sentBefore what was sent before this start, newest first; JSON
 */
export function createSending(faults: SesFaults, now: () => string, sentBefore: () => string) {
  const local = () => Date.parse(now());
  const limit = rateLimit(
    () => faults.account().perSecond,
    [() => performance.now() / 1000, () => local() / 1000],
  );
  /** When the mails of the last 24 hours were sent, ms since 1970; read when there is a quota to hold. */
  let sent: number[] | undefined;

  return {
    /** @throws SesError where the account is paused */
    demandAccount(): void {
      if (!faults.account().paused) return;
      throw new SesError('AccountSendingPaused', 'Sending paused for this account.');
    },

    /** Takes a place for one message. @throws SesError where quota or rate leave none */
    take(): void {
      const { perDay } = faults.account();
      if (perDay !== null) {
        sent ??= heads.parse(JSON.parse(sentBefore())).map((it) => Date.parse(it.sentAt));
        sent = sent.filter((at) => at > local() - dayMs);
        if (sent.length >= perDay) throw new SesError('Throttling', 'Daily message quota exceeded.');
      }
      if (!limit.take()) throw new SesError('Throttling', 'Maximum sending rate exceeded.');
      sent?.push(local());
    },
  };
}
