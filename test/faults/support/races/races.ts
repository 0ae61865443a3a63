import { Host } from '../../../program/host.ts';
import { bodyOf } from '../round.ts';
import { confirmBoth, confirmTwice } from './confirming.ts';
import { decide, disagree } from './deciding.ts';
import { Ground } from './ground.ts';
import { deciders, raceMoments, raceRound } from './race-round.ts';
import { acceptAndDecline, answerAtTheEnd, freedSeats } from './seats.ts';
import type { Report } from './tally.ts';

/** Plays a round with `count` races of each kind. */
export async function race(
  count: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<readonly Report[]> {
  const host = await Host.fresh(raceMoments.beginning, environment);
  try {
    const ground = new Ground(host);
    await play(ground, count);
    return ground.reports;
  } finally {
    await host.stop();
  }
}

async function play(ground: Ground, n: number): Promise<void> {
  const { host } = ground;
  // The first come: n answer twice, n answer at the last instant; then n + n about whom the deciders disagree.
  const people = Array.from({ length: 4 * n }, (_, person) => person);
  const [answering, late, disputed, escalated] = [0, 1, 2, 3].map((part) =>
    people.slice(part * n, (part + 1) * n),
  );
  await host.createRound(raceRound(2 * n));
  for (const person of people) await apply(ground, person);
  for (const person of answering ?? []) await apply(ground, person);
  await confirmBoth(ground, answering ?? []);
  await confirmTwice(ground, [late ?? [], people.slice(2 * n)]);
  await decide(ground, [...(answering ?? []), ...(late ?? [])]);
  await disagree(ground, 'two approvers', disputed ?? [], deciders.second, 'review-request');
  await host.advanceTo(raceMoments.escalation);
  await disagree(ground, 'an approver and the deputy', escalated ?? [], deciders.deputy, 'review-escalation');
  await host.advanceTo(raceMoments.selection);
  await acceptAndDecline(ground, answering ?? []);
  await answerAtTheEnd(ground, late ?? []);
  await freedSeats(ground);
}

async function apply(ground: Ground, person: number): Promise<void> {
  for (;;) {
    const answer = await ground.host.post('/api/applications', bodyOf(person));
    if (answer.status === 201) return;
    if (answer.status !== 429) throw new Error(`applying: ${answer.status} ${await answer.text()}`);
    await ground.host.post('/_local/clock', { advanceBy: 'PT1M' });
  }
}
