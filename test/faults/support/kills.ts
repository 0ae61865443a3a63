import { setTimeout as pause } from 'node:timers/promises';
import { Host } from '../../program/host.ts';
import { mailCopies, type Outcome, outcomeOf } from './outcome.ts';
import { beginning } from './round.ts';
import type { Story } from './story.ts';

/** A kill: so long after a step of the story began, in milliseconds. */
export type Kill = { readonly step: number; readonly after: number };

/** How a story went: its end, and how long each step took, in milliseconds. */
export type Told = {
  readonly outcome: Outcome;
  readonly durations: readonly number[];
  /** Mails that came more often than they are marked for, or more often than there were kills. */
  readonly unmarked: readonly string[];
  readonly doubled: number;
};

/** Chance that can be had again: mulberry32, from a seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws kills over the whole story: step after step in turn, each at a random moment of its usual length. */
export function drawKills(count: number, durations: readonly number[], random: () => number): Kill[] {
  const order = durations
    .map((_, step) => ({ step, rank: random() }))
    .sort((one, other) => one.rank - other.rank);
  return Array.from({ length: count }, (_, index) => {
    const step = order[index % order.length]?.step ?? 0;
    return { step, after: Math.floor(random() * Math.max(30, durations[step] ?? 0)) };
  });
}

/** Kills a host at its moments, and starts it again each time. */
async function carryOut(host: Host, kills: readonly Kill[], tell: (line: string) => void): Promise<void> {
  let since = performance.now();
  for (const kill of kills) {
    await pause(Math.max(0, kill.after - (performance.now() - since)));
    await host.kill();
    tell(`killed in step ${kill.step + 1}`);
    await host.start();
    since = performance.now();
  }
}

/** Tells a story to a fresh host, killing it on the way, and reads its end. */
export async function tell(
  story: Story,
  kills: readonly Kill[],
  environment: Readonly<Record<string, string>> = {},
  say: (line: string) => void = () => {},
): Promise<Told> {
  const host = await Host.fresh(beginning, environment);
  try {
    const durations: number[] = [];
    for (const [index, step] of story.steps.entries()) {
      const started = performance.now();
      const here = kills.filter((kill) => kill.step === index).sort((one, other) => one.after - other.after);
      const killing = carryOut(host, here, say);
      const running = step.run(host);
      // A kill may come after its step has ended; the next step begins when the host is back.
      const [ran, killed] = await Promise.allSettled([running, killing]);
      if (killed.status === 'rejected') throw killed.reason;
      if (ran.status === 'rejected')
        throw new Error(`step ${index + 1} (${step.name}) failed`, { cause: ran.reason });
      durations.push(performance.now() - started);
    }
    const outcome = await outcomeOf(host);
    const copies = [...(await mailCopies(host)).entries()];
    const doubled = copies.filter(([, { sent }]) => sent > 1);
    return {
      outcome,
      durations,
      unmarked: doubled.filter(([, { sent, marked }]) => marked < sent - 1).map(([key]) => key),
      doubled: doubled.reduce((sum, [, { sent }]) => sum + sent - 1, 0),
    };
  } finally {
    await host.stop();
  }
}

/** The outcome with each mail counted once: what must be the same however often the host was killed. */
export function withoutCopies(outcome: Outcome): Outcome {
  return { ...outcome, mails: Object.fromEntries(Object.keys(outcome.mails).map((key) => [key, 1])) };
}
