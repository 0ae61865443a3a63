import { fields, list, text } from '../outcome.ts';
import { atOnce, each, type Reply, says } from './at-once.ts';
import type { Ground } from './ground.ts';
import { deciders } from './race-round.ts';
import { Tally } from './tally.ts';

/** An approver decides for everybody, nobody against: no race, but what the next ones need. */
export async function decide(ground: Ground, people: readonly number[]): Promise<void> {
  await ground.look();
  await each(people, async (person) => {
    const mail = ground.toDecide(person, deciders.first, 'review-request');
    const [answer] = await atOnce([{ mail, fields: { decision: 'approve' } }]);
    if (answer?.status !== 200) throw new Error(`deciding: ${answer?.status} ${answer?.page}`);
  });
}

/** Two decide against each other at once: one counts, the other is told so. */
export async function disagree(
  ground: Ground,
  who: string,
  people: readonly number[],
  other: string,
  purpose: 'review-request' | 'review-escalation',
): Promise<void> {
  await ground.look();
  const tally = new Tally();
  const replies = new Map<number, Reply[]>();
  await each(people, async (person) => {
    replies.set(
      person,
      await atOnce([
        { mail: ground.toDecide(person, deciders.first, 'review-request'), fields: { decision: 'approve' } },
        {
          mail: ground.toDecide(person, other, purpose),
          fields: { decision: 'reject', reason: 'Der Bezug fehlt.' },
        },
      ]),
    );
  });
  await ground.host.settle();
  const record = await ground.records();
  for (const person of people) {
    const [approval, rejection] = replies.get(person) ?? [];
    const outcome = text(fields(record(person)['decision'])['outcome']);
    const loser = outcome === 'approve' ? rejection : approval;
    const winner = outcome === 'approve' ? approval : rejection;
    tally.add(outcome, [
      winner?.status !== 200 && `the winner was answered ${winner?.status}`,
      loser?.status !== 409 && `the loser was answered ${loser?.status}`,
      list(record(person)['verdicts']).length !== 1 && 'both verdicts are in the record',
      loser !== undefined &&
        !says(loser, 'nicht gewertet') &&
        'the loser was not told that it does not count',
    ]);
  }
  ground.reports.push(tally.report(`${who} decide against each other`));
}
