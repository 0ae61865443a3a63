import type { Store, StoredTimer } from '../data/store.ts';
import type { LocalClock } from './clock.ts';
import type { Work } from './idle.ts';

/** What a kind of timer does when it falls due; it must remove or replace its timer. */
export type TimerKind = (timer: StoredTimer) => Promise<void>;

interface Options {
  readonly store: Store;
  readonly clock: LocalClock;
  readonly work: Work;
  readonly kinds: Readonly<Record<string, TimerKind>>;
  readonly log: (line: string) => void;
}

/** setTimeout takes at most 2^31 - 1 ms and fires at once beyond; an hour is often enough to look again. */
const longestSleepMs = 3_600_000;

/** So many timers of one instant fire side by side. */
const sideBySide = 64;

/**
 * Fires what falls due: in real time while the clock ticks, and one instant after the other while it is advanced.
 * Timers go by (due, sequence).
 */
export class Timers {
  readonly #options: Options;
  readonly #firing = new Set<number>();
  #sleeping: NodeJS.Timeout | undefined;
  #awake = false;
  #turn: Promise<unknown> = Promise.resolve();
  #lastFired = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Begins to fire timers in real time. */
  start(): void {
    this.#awake = true;
    this.look();
  }

  stop(): void {
    this.#awake = false;
    clearTimeout(this.#sleeping);
  }

  /** How many timers the last advance fired. */
  get lastFired(): number {
    return this.#lastFired;
  }

  /** To be called after timers have changed. */
  look(): void {
    if (!this.#awake || this.#options.clock.stands) return;
    clearTimeout(this.#sleeping);
    const now = this.#options.clock.now();
    for (;;) {
      const next = this.#options.store.nextTimer(this.#firing);
      if (!next) return;
      if (next.due > now) {
        this.#sleeping = setTimeout(() => this.look(), Math.min(next.due - now, longestSleepMs));
        return;
      }
      void this.#fire(next);
    }
  }

  /**
   * Moves the clock to an instant (ms since 1970) through every timer on the way, waiting for all work at each;
   * calls that come in meanwhile wait for their turn. A target in the past fires nothing.
   * @param targetOf told where the clock is, says where to go
   */
  advance(targetOf: (now: number) => number): Promise<{ now: number; fired: number }> {
    const turn = this.#turn.then(() => this.#advance(targetOf));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #advance(targetOf: (now: number) => number): Promise<{ now: number; fired: number }> {
    const { clock, store, work } = this.#options;
    clearTimeout(this.#sleeping);
    clock.standAt(clock.now());
    let fired = 0;
    try {
      await work.idle();
      const target = Math.max(targetOf(clock.now()), clock.now());
      for (;;) {
        const next = store.nextTimer(this.#firing);
        if (!next || next.due > target) break;
        clock.standAt(next.due);
        const together = this.#together(next);
        fired += together.length;
        await Promise.all(together.map((it) => this.#fire(it)));
        await work.idle();
      }
      clock.standAt(target);
      this.#lastFired = fired;
      return { now: target, fired };
    } finally {
      clock.tick();
      this.look();
    }
  }

  // What is due at one instant knows nothing of each other and runs side by side, as in the services; thousands in turns.
  #together(first: StoredTimer): StoredTimer[] {
    return this.#options.store.timersAt(first.due, this.#firing, sideBySide);
  }

  async #fire(timer: StoredTimer): Promise<void> {
    const { kinds, work, log } = this.#options;
    this.#firing.add(timer.sequence);
    try {
      await work.run(async () => kinds[timer.kind]?.(timer));
      this.#firing.delete(timer.sequence);
    } catch (error) {
      // It stays among those being fired, so that a fault does not repeat until the next start.
      log(`The timer ${timer.key} failed: ${String(error)}`);
    }
  }
}
