import { setTimeout as pause } from 'node:timers/promises';
import type { Host, InboxMail } from '../../program/host.ts';

/** So long a person tries again while nobody answers; milliseconds. */
const patience = 60_000;

/** A connection that was refused or cut off, as a person's browser sees a host that was killed. */
function isCutOff(error: unknown): boolean {
  return error instanceof TypeError;
}

/** Does something again until it was answered; only what was not answered at all is done again. */
export async function insist<Answer>(act: () => Promise<Answer>): Promise<Answer> {
  const until = performance.now() + patience;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isCutOff(error) || performance.now() > until) throw error;
      await pause(50);
    }
  }
}

/** How people get on with the program: how they try again, and how they wait for a mail. */
export type Manner = {
  readonly insist: typeof insist;
  /** Waits for mails that match, and gives all of them. */
  readonly awaitMails: (
    host: Host,
    matches: (mail: InboxMail) => boolean,
    described: string,
    least?: number,
  ) => Promise<InboxMail[]>;
  /** Whether a form that was sent again may be told that it was taken before. */
  readonly mayHaveBeenTaken: boolean;
};

/** Whoever was cut off tries again, and nobody else has to. */
export const usualManner: Manner = {
  insist,
  awaitMails: async (host, matches, described, least = 1) => {
    const until = performance.now() + patience;
    for (;;) {
      const found = await insist(async () => {
        await host.settle();
        return (await host.mails()).filter(matches);
      });
      if (found.length >= least) return found;
      if (performance.now() > until) throw new Error(`no ${described} came`);
      await pause(200);
    }
  },
  mayHaveBeenTaken: false,
};

/** Waits for a mail of a purpose to one address, which may come a moment after the host is back. */
export async function awaitMail(
  host: Host,
  purpose: string,
  to: string,
  manner: Manner = usualManner,
): Promise<InboxMail> {
  return lastOf(await manner.awaitMails(host, ...mailOf(purpose, to)));
}

function mailOf(purpose: string, to: string): [(mail: InboxMail) => boolean, string] {
  return [(mail) => mail.purpose === purpose && mail.to.includes(to), `mail ${purpose} to ${to}`];
}

/** The newest of some mails. */
export function lastOf(mails: readonly InboxMail[]): InboxMail {
  const last = mails.at(-1);
  if (last === undefined) throw new Error('there is no mail');
  return last;
}
