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

/** Waits for a mail of a purpose to one address, which may come a moment after the host is back. */
export async function awaitMail(host: Host, purpose: string, to: string): Promise<InboxMail> {
  const until = performance.now() + patience;
  for (;;) {
    const found = await insist(async () => {
      await host.settle();
      return (await host.mails()).filter((mail) => mail.purpose === purpose && mail.to.includes(to));
    });
    const last = found.at(-1);
    if (last !== undefined) return last;
    if (performance.now() > until) throw new Error(`no mail ${purpose} came to ${to}`);
    await pause(200);
  }
}
