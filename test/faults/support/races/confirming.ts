import { fields, list, records } from '../outcome.ts';
import { addressOf } from '../round.ts';
import { atOnce, each, type Reply, says } from './at-once.ts';
import type { Ground } from './ground.ts';
import { Tally } from './tally.ts';

/**
 * A form is sent twice at once: it is welcome twice, and counts once.
 * @param groups one after the other, for who comes first has a seat
 */
export async function confirmTwice(ground: Ground, groups: readonly (readonly number[])[]): Promise<void> {
  const tally = new Tally();
  const replies = new Map<number, Reply[]>();
  const people = groups.flat();
  for (const group of groups) {
    await each(group, async (person) => {
      const form = { mail: ground.only(person, 'confirm-address'), fields: { confirm: 'yes' } };
      replies.set(person, await atOnce([form, form]));
    });
  }
  await ground.look();
  const record = await ground.records();
  for (const person of people) {
    const statuses = (replies.get(person) ?? []).map(({ status }) => status);
    const confirmed = list(record(person)['history']).filter(({ what }) => what === 'address-confirmed');
    tally.add(statuses.join(' and '), [
      statuses.some((status) => status !== 200) && 'the same answer twice was not welcome',
      confirmed.length !== 1 && `confirmed ${confirmed.length} times`,
      ground.mailsTo(person, 'application-received').length !== 1 && 'mailed more than once',
    ]);
  }
  ground.reports.push(tally.report('a form is sent twice'));
}

/** Two applications of one person are confirmed at once: one lives. */
export async function confirmBoth(ground: Ground, people: readonly number[]): Promise<void> {
  await ground.look();
  const tally = new Tally();
  const replies = new Map<number, Reply[]>();
  await each(people, async (person) => {
    const forms = ground.mailsTo(person, 'confirm-address').map((mail) => ({
      mail,
      fields: { confirm: 'yes' },
    }));
    if (forms.length !== 2) throw new Error(`person ${person} has ${forms.length} applications`);
    replies.set(person, await atOnce(forms));
  });
  await ground.look();
  const items = await records(ground.host);
  for (const person of people) {
    const [one, other] = replies.get(person) ?? [];
    const own = items.filter(
      (item) => item['kind'] === 'application' && fields(item['applicant'])['email'] === addressOf(person),
    );
    const live = own.filter(({ status }) => status !== 'unconfirmed');
    const first = [one, other].map(
      (reply) => reply !== undefined && says(reply, 'Ihre Bewerbung ist bestätigt'),
    );
    tally.add(first[0] ? 'the first' : 'the second', [
      live.length !== 1 && `${live.length} live applications`,
      first[0] === first[1] &&
        `both or none was told that it is confirmed (${one?.status}, ${other?.status})`,
    ]);
  }
  ground.reports.push(tally.report('two applications of one person are confirmed'));
}
