import { setTimeout as pause } from 'node:timers/promises';
import { actingLink, Host, hiddenFields, type InboxMail } from '../../program/host.ts';
import { fields, list, records, type StoredItem, text } from './outcome.ts';
import { deciders, raceMoments, raceRound } from './race-round.ts';
import { addressOf, bodyOf } from './round.ts';

/** An answer to a form: its status and its page. */
type Reply = { readonly status: number; readonly page: string };

type Sent = { readonly mail: InboxMail; readonly fields: Readonly<Record<string, string>> };

/** What was wrong in races of one kind; empty when one always won and the other was told the truth. */
export type Report = {
  readonly name: string;
  readonly races: number;
  /** How often each outcome came up, so that a race that is none (always the same winner) can be seen. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly wrong: readonly string[];
};

/** Sends forms at the same instant: their pages are fetched before anything is sent. */
async function atOnce(forms: readonly Sent[]): Promise<Reply[]> {
  const prepared = await Promise.all(
    forms.map(async ({ mail, fields: typed }) => {
      const url = actingLink(mail);
      const body = hiddenFields(await (await fetch(url)).text());
      for (const [name, value] of Object.entries(typed)) body.append(name, value);
      return { url, body };
    }),
  );
  return Promise.all(
    prepared.map(async ({ url, body }) => {
      const answer = await fetch(url, { method: 'POST', body, redirect: 'manual' });
      return { status: answer.status, page: await answer.text() };
    }),
  );
}

/** Counts outcomes and collects what was wrong. */
class Tally {
  readonly #outcomes = new Map<string, number>();
  readonly wrong: string[] = [];
  #races = 0;

  add(outcome: string, faults: readonly (string | false)[]): void {
    this.#races += 1;
    this.#outcomes.set(outcome, (this.#outcomes.get(outcome) ?? 0) + 1);
    for (const fault of faults) if (fault !== false) this.wrong.push(`${outcome}: ${fault}`);
  }

  report(name: string): Report {
    return { name, races: this.#races, outcomes: Object.fromEntries(this.#outcomes), wrong: this.wrong };
  }
}

const share = 8;

/** Does something for many, a few at a time. */
async function each<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  for (let from = 0; from < items.length; from += share) {
    await Promise.all(items.slice(from, from + share).map(act));
  }
}

const says = ({ page }: Reply, words: string): boolean => page.includes(words);

/** A round in which `each` people race in each kind of race. */
export class Races {
  readonly #host: Host;
  readonly #each: number;
  readonly #reports: Report[] = [];
  #mails: InboxMail[] = [];

  constructor(host: Host, count: number) {
    this.#host = host;
    this.#each = count;
  }

  /** Runs all races, `count` of each kind. */
  static async run(count: number, environment: Readonly<Record<string, string>> = {}): Promise<Report[]> {
    const host = await Host.fresh(raceMoments.beginning, environment);
    try {
      const races = new Races(host, count);
      await races.#play();
      return races.#reports;
    } finally {
      await host.stop();
    }
  }

  async #play(): Promise<void> {
    const n = this.#each;
    const host = this.#host;
    // The first come: n answer twice, n answer at the last instant; then n + n about whom the deciders disagree.
    const people = Array.from({ length: 4 * n }, (_, person) => person);
    const [answering, late, disputed, escalated] = [0, 1, 2, 3].map((part) =>
      people.slice(part * n, (part + 1) * n),
    );
    await host.createRound(raceRound(2 * n));
    for (const person of people) await this.#apply(person);
    for (const person of answering ?? []) await this.#apply(person);
    await this.#confirmBoth(answering ?? []);
    await this.#confirmTwice([late ?? [], people.slice(2 * n)]);
    await this.#decide([...(answering ?? []), ...(late ?? [])]);
    await this.#disagree('two approvers', disputed ?? [], deciders.second, 'review-request');
    await host.advanceTo(raceMoments.escalation);
    await this.#disagree('an approver and the deputy', escalated ?? [], deciders.deputy, 'review-escalation');
    await host.advanceTo(raceMoments.selection);
    await this.#acceptAndDecline(answering ?? []);
    await this.#answerAtTheEnd(late ?? []);
    await this.#freedSeats();
  }

  async #apply(person: number): Promise<void> {
    for (;;) {
      const answer = await this.#host.post('/api/applications', bodyOf(person));
      if (answer.status === 201) return;
      if (answer.status !== 429) throw new Error(`applying: ${answer.status} ${await answer.text()}`);
      await this.#host.post('/_local/clock', { advanceBy: 'PT1M' });
    }
  }

  async #look(): Promise<void> {
    await this.#host.settle();
    this.#mails = await this.#host.mails();
  }

  #mailsTo(person: number, purpose: string): InboxMail[] {
    return this.#mails.filter((mail) => mail.purpose === purpose && mail.to.includes(addressOf(person)));
  }

  #only(person: number, purpose: string): InboxMail {
    const [mail] = this.#mailsTo(person, purpose);
    if (mail === undefined) throw new Error(`no mail ${purpose} came to person ${person}`);
    return mail;
  }

  #toDecide(person: number, decider: string, purpose: string): InboxMail {
    const reference = this.#only(person, 'application-received').case;
    const found = this.#mails.find(
      (mail) => mail.purpose === purpose && mail.case === reference && mail.to.includes(decider),
    );
    if (found === undefined) throw new Error(`no mail ${purpose} about person ${person} came to ${decider}`);
    return found;
  }

  /** The confirmed application of each person, by number. */
  async #records(): Promise<(person: number) => StoredItem> {
    const found = new Map<string, StoredItem>();
    for (const item of await records(this.#host)) {
      if (item['kind'] !== 'application' || item['status'] === 'unconfirmed') continue;
      found.set(text(fields(item['applicant'])['email']), item);
    }
    return (person) => found.get(addressOf(person)) ?? {};
  }

  /** @param groups one after the other, for who comes first has a seat */
  async #confirmTwice(groups: readonly (readonly number[])[]): Promise<void> {
    const tally = new Tally();
    const replies = new Map<number, Reply[]>();
    const people = groups.flat();
    for (const group of groups) {
      await each(group, async (person) => {
        const form = { mail: this.#only(person, 'confirm-address'), fields: { confirm: 'yes' } };
        replies.set(person, await atOnce([form, form]));
      });
    }
    await this.#look();
    const record = await this.#records();
    for (const person of people) {
      const statuses = (replies.get(person) ?? []).map(({ status }) => status);
      const confirmed = list(record(person)['history']).filter(({ what }) => what === 'address-confirmed');
      tally.add(statuses.join(' and '), [
        statuses.some((status) => status !== 200) && 'the same answer twice was not welcome',
        confirmed.length !== 1 && `confirmed ${confirmed.length} times`,
        this.#mailsTo(person, 'application-received').length !== 1 && 'mailed more than once',
      ]);
    }
    this.#reports.push(tally.report('a form is sent twice'));
  }

  async #confirmBoth(people: readonly number[]): Promise<void> {
    await this.#look();
    const tally = new Tally();
    const replies = new Map<number, Reply[]>();
    await each(people, async (person) => {
      const forms = this.#mailsTo(person, 'confirm-address').map((mail) => ({
        mail,
        fields: { confirm: 'yes' },
      }));
      if (forms.length !== 2) throw new Error(`person ${person} has ${forms.length} applications`);
      replies.set(person, await atOnce(forms));
    });
    await this.#look();
    const items = await records(this.#host);
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
    this.#reports.push(tally.report('two applications of one person are confirmed'));
  }

  async #decide(people: readonly number[]): Promise<void> {
    await this.#look();
    await each(people, async (person) => {
      const mail = this.#toDecide(person, deciders.first, 'review-request');
      const [answer] = await atOnce([{ mail, fields: { decision: 'approve' } }]);
      if (answer?.status !== 200) throw new Error(`deciding: ${answer?.status} ${answer?.page}`);
    });
  }

  async #disagree(
    who: string,
    people: readonly number[],
    other: string,
    purpose: 'review-request' | 'review-escalation',
  ): Promise<void> {
    await this.#look();
    const tally = new Tally();
    const replies = new Map<number, Reply[]>();
    await each(people, async (person) => {
      replies.set(
        person,
        await atOnce([
          { mail: this.#toDecide(person, deciders.first, 'review-request'), fields: { decision: 'approve' } },
          {
            mail: this.#toDecide(person, other, purpose),
            fields: { decision: 'reject', reason: 'Der Bezug fehlt.' },
          },
        ]),
      );
    });
    await this.#host.settle();
    const record = await this.#records();
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
    this.#reports.push(tally.report(`${who} decide against each other`));
  }

  async #acceptAndDecline(people: readonly number[]): Promise<void> {
    await this.#look();
    const tally = new Tally();
    const replies = new Map<number, Reply[]>();
    await each(people, async (person) => {
      const mail = this.#only(person, 'seat-offer');
      replies.set(
        person,
        await atOnce([
          { mail, fields: { answer: 'accept' } },
          { mail, fields: { answer: 'decline' } },
        ]),
      );
    });
    await this.#look();
    const record = await this.#records();
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
        this.#mailsTo(person, 'seat-confirmed').length !== (status === 'accepted' ? 1 : 0) &&
          'wrongly mailed',
      ]);
    }
    this.#reports.push(tally.report('one offer is accepted and declined'));
  }

  /** The clock ticks past the end of the offers while the answers are on their way. */
  async #answerAtTheEnd(people: readonly number[]): Promise<void> {
    const tally = new Tally();
    const before = 1_000;
    const prepared = people.map((person) => actingLink(this.#only(person, 'seat-offer')));
    await this.#host.advanceTo(new Date(Date.parse(raceMoments.offersEnd) - before).toISOString());
    const replies = await Promise.all(
      prepared.map(async (url, index) => {
        await pause((index / prepared.length) * 2 * before);
        const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ answer: 'accept' }) });
        return { status: answer.status, page: await answer.text() };
      }),
    );
    // What is left to expire does so now.
    await this.#host.advanceTo(new Date(Date.parse(raceMoments.offersEnd) + 5_000).toISOString());
    await this.#look();
    const record = await this.#records();
    for (const [index, person] of people.entries()) {
      const answer = replies[index];
      const status = text(record(person)['status']);
      const told = answer?.status === 200 ? 'accepted' : 'expired';
      tally.add(status, [
        status !== told && `the answer was ${answer?.status}`,
        answer?.status === 409 && !says(answer, 'Die Frist ist abgelaufen') && 'it was not told why',
        answer?.status !== 200 && answer?.status !== 409 && `answered ${answer?.status}`,
        this.#mailsTo(person, 'seat-confirmed').length !== (status === 'accepted' ? 1 : 0) &&
          'wrongly mailed',
      ]);
    }
    this.#reports.push(tally.report('one offer is accepted while it expires'));
  }

  /** Those who hold a seat by way of the waiting list give it back, two at once, as long as anybody waits. */
  async #freedSeats(): Promise<void> {
    const tally = new Tally();
    await this.#host.advanceTo('2022-09-19T08:00:00+02:00');
    for (;;) {
      await this.#look();
      const items = await records(this.#host);
      this.#checkSeats(items, tally);
      const offered = items.filter(({ kind, status }) => kind === 'application' && status === 'seat-offered');
      const waiting = items.filter(({ kind, status }) => kind === 'application' && status === 'waiting-list');
      if (offered.length === 0 || waiting.length === 0) break;
      const mails = offered
        .slice(0, 2)
        .flatMap((item) =>
          this.#mails
            .filter((mail) => mail.purpose === 'seat-offer' && mail.case === item['reference'])
            .slice(-1),
        );
      const replies = await atOnce(mails.map((mail) => ({ mail, fields: { answer: 'decline' } })));
      for (const { status } of replies)
        if (status !== 200) tally.wrong.push(`declining was answered ${status}`);
    }
    this.#reports.push(tally.report('freed seats go to one each'));
  }

  /** Each seat that is not free has one holder, who holds no other and knows of it. */
  #checkSeats(items: readonly StoredItem[], tally: Tally): void {
    const seated = items.filter(
      ({ kind, status }) => kind === 'application' && (status === 'seat-offered' || status === 'accepted'),
    );
    const seats = items.filter(({ kind, state }) => kind === 'seat' && state !== 'free');
    const holders = seats.map(({ holder }) => holder);
    const offers = seated.map(
      (item) => `${fields(item['seat'])['cohort']} ${fields(item['seat'])['number']}`,
    );
    tally.add(`${seated.length} of ${seats.length} seats`, [
      new Set(holders).size !== holders.length && 'somebody holds two seats',
      new Set(offers).size !== offers.length && 'two people have the same seat',
      seated.some(({ id }) => !holders.includes(id)) && 'somebody has a seat that is not theirs',
      seats.length !== seated.length && 'a seat has a holder who does not have it',
    ]);
  }
}
