import { setTimeout as pause } from 'node:timers/promises';
import { actingLink } from '../../../program/host.ts';
import { fields, records, type StoredItem, text } from '../outcome.ts';
import { atOnce, each, type Reply, says } from './at-once.ts';
import type { Ground } from './ground.ts';
import { raceMoments } from './race-round.ts';
import { Tally } from './tally.ts';

/** One offer is accepted and declined at once. */
export async function acceptAndDecline(ground: Ground, people: readonly number[]): Promise<void> {
  await ground.look();
  const tally = new Tally();
  const replies = new Map<number, Reply[]>();
  await each(people, async (person) => {
    const mail = ground.only(person, 'seat-offer');
    replies.set(
      person,
      await atOnce([
        { mail, fields: { answer: 'accept' } },
        { mail, fields: { answer: 'decline' } },
      ]),
    );
  });
  await ground.look();
  const record = await ground.records();
  for (const person of people) {
    const [accepting, declining] = replies.get(person) ?? [];
    const status = text(record(person)['status']);
    const [winner, loser] = status === 'accepted' ? [accepting, declining] : [declining, accepting];
    const truth =
      status === 'accepted' ? 'Sie haben den Platz angenommen' : 'Danke, dass Sie Bescheid gegeben haben';
    tally.add(status, [
      status !== 'accepted' && status !== 'declined' && 'neither answer counts',
      winner?.status !== 200 && `the winner was answered ${winner?.status}`,
      loser?.status !== 409 && `the loser was answered ${loser?.status}`,
      loser !== undefined && !says(loser, 'Es gilt Ihre erste Antwort') && 'the loser was not told so',
      loser !== undefined && !says(loser, truth) && 'the loser was not told which answer counts',
      ground.mailsTo(person, 'seat-confirmed').length !== (status === 'accepted' ? 1 : 0) && 'wrongly mailed',
    ]);
  }
  ground.reports.push(tally.report('one offer is accepted and declined'));
}

/** The clock ticks past the end of the offers while the answers are on their way. */
export async function answerAtTheEnd(ground: Ground, people: readonly number[]): Promise<void> {
  const tally = new Tally();
  const before = 1_000;
  const prepared = people.map((person) => actingLink(ground.only(person, 'seat-offer')));
  await ground.host.advanceTo(new Date(Date.parse(raceMoments.offersEnd) - before).toISOString());
  const replies = await Promise.all(
    prepared.map(async (url, index) => {
      await pause((index / prepared.length) * 2 * before);
      const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: 'accept' }) });
      return { status: answer.status, page: await answer.text() };
    }),
  );
  // What is left to expire does so now.
  await ground.host.advanceTo(new Date(Date.parse(raceMoments.offersEnd) + 5_000).toISOString());
  await ground.look();
  const record = await ground.records();
  for (const [index, person] of people.entries()) {
    const answer = replies[index];
    const status = text(record(person)['status']);
    const told = answer?.status === 200 ? 'accepted' : 'expired';
    tally.add(status, [
      status !== told && `the answer was ${answer?.status}`,
      answer?.status === 409 && !says(answer, 'Die Frist ist abgelaufen') && 'it was not told why',
      answer?.status !== 200 && answer?.status !== 409 && `answered ${answer?.status}`,
      ground.mailsTo(person, 'seat-confirmed').length !== (status === 'accepted' ? 1 : 0) && 'wrongly mailed',
    ]);
  }
  ground.reports.push(tally.report('one offer is accepted while it expires'));
}

/** Those who hold a seat by way of the waiting list give it back, two at once, as long as anybody waits. */
export async function freedSeats(ground: Ground): Promise<void> {
  const tally = new Tally();
  await ground.host.advanceTo('2022-09-19T08:00:00+02:00');
  for (;;) {
    await ground.look();
    const items = await records(ground.host);
    checkSeats(items, tally);
    const offered = items.filter(({ kind, status }) => kind === 'application' && status === 'seat-offered');
    const waiting = items.filter(({ kind, status }) => kind === 'application' && status === 'waiting-list');
    if (offered.length === 0 || waiting.length === 0) break;
    const mails = offered
      .slice(0, 2)
      .flatMap((item) =>
        ground.mails
          .filter((mail) => mail.purpose === 'seat-offer' && mail.case === item['reference'])
          .slice(-1),
      );
    const replies = await atOnce(mails.map((mail) => ({ mail, fields: { answer: 'decline' } })));
    for (const { status } of replies)
      if (status !== 200) tally.wrong.push(`declining was answered ${status}`);
  }
  ground.reports.push(tally.report('freed seats go to one each'));
}

/** Each seat that is not free has one holder, who holds no other and knows of it. */
function checkSeats(items: readonly StoredItem[], tally: Tally): void {
  const seated = items.filter(
    ({ kind, status }) => kind === 'application' && (status === 'seat-offered' || status === 'accepted'),
  );
  const seats = items.filter(({ kind, state }) => kind === 'seat' && state !== 'free');
  const holders = seats.map(({ holder }) => holder);
  const offers = seated.map((item) => `${fields(item['seat'])['cohort']} ${fields(item['seat'])['number']}`);
  tally.add(`${seated.length} of ${seats.length} seats`, [
    new Set(holders).size !== holders.length && 'somebody holds two seats',
    new Set(offers).size !== offers.length && 'two people have the same seat',
    seated.some(({ id }) => !holders.includes(id)) && 'somebody has a seat that is not theirs',
    seats.length !== seated.length && 'a seat has a holder who does not have it',
  ]);
}
