import { setTimeout as pause } from 'node:timers/promises';
import type { Host } from '../../../program/host.ts';
import { insist, type Manner } from '../patience.ts';

/** So often a person sends a form again that was answered with an error of the service. */
const mostTries = 40;
/** So long the local clock may go on until a mail must have come: the hourly sweep finds what the stream has lost. */
const longestWaitSeconds = 5 * 3600;

/** An answer by which the service says that it could not do it, or not now. */
function isOutOfOrder(answer: unknown): boolean {
  if (typeof answer !== 'object' || answer === null || !('status' in answer)) return false;
  return Number(answer.status) >= 500 || Number(answer.status) === 429;
}

/** Whoever waits on one host lets its clock go on together. */
const turns = new WeakMap<Host, Promise<unknown>>();

async function goOn(host: Host, seconds: number): Promise<void> {
  const mine = (turns.get(host) ?? Promise.resolve()).then(() =>
    host.post('/_local/clock', { advanceBy: `PT${seconds}S` }),
  );
  turns.set(host, mine);
  await mine;
}

/** How people get on with a program whose services fail: an error is a reason to try again, a mail may take hours. */
export const badDay: Manner = {
  insist: async (act) => {
    for (let tries = 1; ; tries += 1) {
      const answer = await insist(act);
      if (!isOutOfOrder(answer) || tries === mostTries) return answer;
      await pause(20);
    }
  },
  awaitMails: async (host, matches, described, least = 1) => {
    for (let waited = 0, step = 2; ; step = Math.min(step * 2, 600)) {
      await host.settle();
      const found = (await host.mails()).filter(matches);
      if (found.length >= least) return found;
      if (waited > longestWaitSeconds) throw new Error(`no ${described} came in ${waited} seconds`);
      await goOn(host, step);
      waited += step;
    }
  },
  mayHaveBeenTaken: true,
};
