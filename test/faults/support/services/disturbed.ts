import { Host } from '../../../program/host.ts';
import { mailCopies, type Outcome, outcomeOf, to } from '../outcome.ts';
import { beginning } from '../round.ts';
import { type Fate, storyOf } from '../story.ts';
import { badDay } from './bad-day.ts';
import { violations } from './invariants.ts';
import { undisturbed } from './kinds.ts';

/** A round that was played while the services failed. */
export type Disturbed = {
  readonly outcome: Outcome;
  /** Faults met, by kind. */
  readonly injected: Readonly<Record<string, number>>;
  /** Calls of services in all. */
  readonly calls: number;
  readonly seconds: number;
  readonly violations: readonly string[];
};

/** When all is over: the sweep has found what was lost, and the mails of the last morning are out. */
const end = '2022-09-15T12:00:00+02:00';

/** The people of a round: some are rejected, some decline, and as many move up. */
export function peopleOf(count: number): { seats: number; fates: Fate[] } {
  const few = Math.max(1, Math.floor(count / 10));
  const fates = Array.from({ length: count }, (_, person): Fate => {
    if (person < few) return 'is-rejected';
    if (person < 2 * few) return 'declines';
    return person >= count - few ? 'moves-up' : 'completes';
  });
  return { seats: count - 2 * few, fates };
}

async function play(
  host: Host,
  people: ReturnType<typeof peopleOf>,
  settings: Readonly<Record<string, unknown>> | undefined,
): Promise<void> {
  const disturb = async (change: unknown): Promise<void> => {
    const answer = await host.post('/_local/faults', change);
    if (answer.status !== 200) throw new Error(`the faults: ${answer.status} ${await answer.text()}`);
  };
  if (settings !== undefined) await disturb(settings);
  for (const step of storyOf(people.seats, people.fates, badDay).steps) {
    try {
      await step.run(host);
    } catch (error) {
      throw new Error(`${step.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  await disturb(undisturbed);
  await host.advanceTo(end);
}

/**
 * Plays a round to its certificates while the services fail.
 * @param settings as `POST /_local/faults` takes them; left out, the round is the measure of the others
 */
export async function playDisturbed(
  count: number,
  settings?: Readonly<Record<string, unknown>>,
): Promise<Disturbed> {
  const people = peopleOf(count);
  const host = await Host.fresh(beginning);
  const started = performance.now();
  try {
    let broken: string[] = [];
    try {
      await play(host, people, settings);
    } catch (error) {
      broken = [`the story broke off: ${error instanceof Error ? error.message : String(error)}`];
    }
    const rejected = people.fates.flatMap((fate, person) => (fate === 'is-rejected' ? [person] : []));
    const chosen = { people: count, rejected, seats: people.seats };
    const { injected } = await host.json<{ injected: Record<string, number> }>('/_local/faults');
    const usage = await host.json<{ calls: { count: number }[] }>('/_local/usage');
    return {
      outcome: await outcomeOf(host, to.theDay),
      injected,
      calls: usage.calls.reduce((sum, { count: times }) => sum + times, 0),
      seconds: (performance.now() - started) / 1000,
      violations: [...broken, ...(await violations(host, chosen)), ...(await unmarkedCopies(host))],
    };
  } finally {
    await host.stop();
  }
}

/** Mails that came again and do not say so. */
async function unmarkedCopies(host: Host): Promise<string[]> {
  const copies = [...(await mailCopies(host, to.theDay)).entries()];
  return copies
    .filter(([key, { sent, marked }]) => sent - marked > 1 && !isAsked(key))
    .map(([key]) => `came twice: ${key}`);
}

// One for each session of the day.
function isAsked(key: string): boolean {
  return key.includes('attendance-request');
}

/** What must be the same whatever went wrong: mails once each, without what tells the office of faults. */
export function comparable({ deadLetters: _, ...outcome }: Outcome): unknown {
  const mails = Object.keys(outcome.mails).filter((key) => !/\| office-(alert|digest) \|/.test(key));
  return { ...outcome, mails };
}

/** What differs between two ends, line by line. */
export function differences(one: unknown, other: unknown): string[] {
  const lines = (value: unknown): string[] => JSON.stringify(value, null, 1).split('\n');
  const [before, after] = [lines(one), lines(other)];
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line.trim()}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}
