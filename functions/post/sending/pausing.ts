import type { PauseReason } from '../../domain/mail/pause-reasons.ts';
import { log } from '../../platform/observe/log.ts';
import { count } from '../../platform/observe/observer.ts';
import { endPause, keepPaused, type MailPause, mailPause, paused } from '../../platform/owed/mail-pause.ts';
import { now } from '../../platform/store/clock.ts';
import { nextWait } from '../rules.ts';

/** So long after a mail was taken nobody asks whether sending pauses, in milliseconds. */
const trusted = 60_000;

/** When the mail service last took a mail of this very instance of the function, by the clock of the machine. */
let lastTaken = Number.NEGATIVE_INFINITY;

/** Whether mails may leave, for those that are sent in one turn. */
export class Pausing {
  #pause: MailPause | undefined;
  #stopped = false;

  /**
   * Looks whether sending pauses; not where a mail was taken a moment ago.
   * @returns `stopped`: no mail may leave; `one-tries`: one may, to see whether the service takes mails again
   */
  async look(at: string): Promise<'free' | 'one-tries' | 'stopped'> {
    if (performance.now() - lastTaken < trusted) return 'free';
    this.#pause = await mailPause();
    if (this.#pause === undefined) return 'free';
    if (at >= this.#pause.probeAt) return 'one-tries';
    this.#stopped = true;
    return 'stopped';
  }

  /** Whether a mail of this turn was refused because of the sender: then none of the others tries. */
  get isStopped(): boolean {
    return this.#stopped;
  }

  /** The service took no mail of this sender: from now on sending pauses. */
  async begin(reason: PauseReason): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    lastTaken = Number.NEGATIVE_INFINITY;
    const before = this.#pause ?? (await mailPause());
    log.error('the mail service takes no mails: sending pauses', { reason });
    await keepPaused(paused(before, reason, now(), nextWait(before?.waited ?? 0)));
    count(['MailPauses', {}]);
  }

  /**
   * Nothing waits for the end of the pause: the mail that was refused is given up, or the occasions of all have passed.
   * The next mail will find out whether the service takes mails.
   */
  async isOver(): Promise<void> {
    await endPause();
  }

  /** The service took a mail. @returns whether that ended a pause */
  async taken(): Promise<boolean> {
    lastTaken = performance.now();
    if (this.#pause === undefined) return false;
    this.#pause = undefined;
    await endPause();
    log.info('the mail service takes mails again');
    return true;
  }
}
