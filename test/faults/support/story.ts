import { setTimeout as pause } from 'node:timers/promises';
import type { Host, InboxMail } from '../../program/host.ts';
import { awaitMail, insist } from './patience.ts';
import { addressOf, approverSigns, bodyOf, moments, shortRound } from './round.ts';

/** What becomes of a person in a story. */
type Fate = 'completes' | 'misses-a-session' | 'declines' | 'moves-up' | 'is-rejected';

/** A part of a story: people act, or the clock moves on. It can be done again from its beginning. */
export type Step = { readonly name: string; readonly run: (host: Host) => Promise<void> };

/** A round as people play it from outside, step by step. */
export type Story = {
  readonly seats: number;
  readonly fates: readonly Fate[];
  readonly steps: readonly Step[];
};

async function sends(
  host: Host,
  mail: InboxMail,
  fields: Record<string, string | readonly string[]>,
): Promise<void> {
  const answer = await insist(async () => {
    const response = await host.answer(mail, fields);
    return { status: response.status, text: await response.text() };
  });
  if (answer.status !== 200) {
    throw new Error(`${mail.purpose} ${JSON.stringify(fields)}: ${answer.status}\n${answer.text}`);
  }
}

async function applies(host: Host, person: number): Promise<void> {
  const answer = await insist(() =>
    host.post('/api/applications', bodyOf(person), { 'idempotency-key': `application of ${person}` }),
  );
  if (answer.status !== 201) throw new Error(`applying: ${answer.status} ${await answer.text()}`);
}

async function makesRound(host: Host, seats: number): Promise<void> {
  const made = await insist(() => host.post('/_local/rounds', shortRound(seats)));
  if (made.status !== 200 && made.status !== 201)
    throw new Error(`the round: ${made.status} ${await made.text()}`);
}

async function decides(host: Host, person: number, isRejected: boolean): Promise<void> {
  await awaitMail(host, 'application-received', addressOf(person));
  const reference = (await awaitMail(host, 'application-received', addressOf(person))).case;
  const mails = await insist(() => host.mails());
  const request = mails.find((mail) => mail.purpose === 'review-request' && mail.case === reference);
  if (request === undefined) {
    await pause(200);
    return decides(host, person, isRejected);
  }
  const decision = isRejected
    ? { decision: 'reject', reason: 'Die Plätze sind für Ämter.' }
    : { decision: 'approve' };
  await sends(host, request, { ...decision, ...approverSigns });
}

async function answers(host: Host, person: number, answer: 'accept' | 'decline'): Promise<void> {
  await sends(host, await awaitMail(host, 'seat-offer', addressOf(person)), { answer });
}

async function marks(host: Host, present: (session: number) => readonly number[]): Promise<void> {
  const all = await insist(async () => {
    await host.settle();
    return host.mails();
  });
  const applications = await insist(() =>
    host.json<{ kind?: string; id?: string; applicant?: { email: string } }[]>('/_local/records'),
  );
  const idOf = (person: number): string =>
    applications.find((item) => item.kind === 'application' && item.applicant?.email === addressOf(person))
      ?.id ?? '';
  const requests = all.filter(
    ({ purpose, delivery }) => purpose === 'attendance-request' && delivery === 'sent',
  );
  if (requests.length < 2) throw new Error('a session asked nobody for its attendance');
  for (const [session, request] of requests.entries()) {
    await sends(host, request, { present: present(session).map(idOf) });
  }
}

async function moves(host: Host, instant: string): Promise<void> {
  await insist(() => host.advanceTo(instant));
}

/** The story of people with these fates, who act side by side wherever their order does not matter. */
export function storyOf(seats: number, fates: readonly Fate[]): Story {
  const everybody = fates.map((_, person) => person);
  const those = (...wanted: Fate[]): number[] =>
    everybody.filter((person) => wanted.includes(fates[person] ?? 'completes'));
  const together = (people: readonly number[], act: (person: number) => Promise<void>) =>
    Promise.all(people.map(act));
  const steps: Step[] = [
    { name: 'the round is made', run: (host) => makesRound(host, seats) },
    {
      name: 'people apply, one after the other',
      run: async (host) => {
        for (const person of everybody) await applies(host, person);
      },
    },
    {
      name: 'they confirm their addresses, one after the other',
      run: async (host) => {
        for (const person of everybody) {
          await sends(host, await awaitMail(host, 'confirm-address', addressOf(person)), { confirm: 'yes' });
        }
      },
    },
    {
      name: 'the ministry decides',
      run: async (host) => {
        await together(everybody, (person) => decides(host, person, fates[person] === 'is-rejected'));
      },
    },
    { name: 'the decisions are told', run: (host) => moves(host, moments.told) },
    { name: 'seats are offered', run: (host) => moves(host, moments.selection) },
    {
      name: 'they answer',
      run: async (host) => {
        await together(those('completes', 'misses-a-session'), (person) => answers(host, person, 'accept'));
        await together(those('declines'), (person) => answers(host, person, 'decline'));
      },
    },
    {
      name: 'a freed seat is taken',
      run: async (host) => {
        await together(those('moves-up'), (person) => answers(host, person, 'accept'));
      },
    },
    { name: 'the sessions begin', run: (host) => moves(host, moments.lastSession) },
    {
      name: 'the trainer marks who is there',
      run: (host) =>
        marks(host, (session) =>
          those('completes', 'moves-up', ...(session === 0 ? (['misses-a-session'] as const) : [])),
        ),
    },
    { name: 'the day after', run: (host) => moves(host, moments.after) },
  ];
  return { seats, fates, steps };
}
