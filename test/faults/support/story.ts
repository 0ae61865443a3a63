import type { Host, InboxMail } from '../../program/host.ts';
import { awaitMail, lastOf, type Manner, usualManner } from './patience.ts';
import { addressOf, approverSigns, bodyOf, moments, shortRound } from './round.ts';

/** What becomes of a person in a story. */
export type Fate = 'completes' | 'misses-a-session' | 'declines' | 'moves-up' | 'is-rejected';

/** A part of a story: people act, or the clock moves on. It can be done again from its beginning. */
export type Step = { readonly name: string; readonly run: (host: Host) => Promise<void> };

/** A round as people play it from outside, step by step. */
export type Story = {
  readonly seats: number;
  readonly fates: readonly Fate[];
  readonly steps: readonly Step[];
};

/** Somebody who acts on a host, in a manner. */
type Stage = { readonly host: Host; readonly manner: Manner };

async function sends(
  { host, manner }: Stage,
  mail: InboxMail,
  fields: Record<string, string | readonly string[]>,
): Promise<void> {
  let tries = 0;
  const answer = await manner.insist(async () => {
    tries += 1;
    const response = await host.answer(mail, fields);
    return { status: response.status, text: await response.text() };
  });
  const wasTaken = manner.mayHaveBeenTaken && tries > 1 && answer.status < 500;
  if (answer.status !== 200 && !wasTaken) {
    throw new Error(`${mail.purpose} ${JSON.stringify(fields)}: ${answer.status}\n${answer.text}`);
  }
}

async function applies({ host, manner }: Stage, person: number): Promise<void> {
  const answer = await manner.insist(() =>
    host.post('/api/applications', bodyOf(person), { 'idempotency-key': `application of ${person}` }),
  );
  if (answer.status !== 201) throw new Error(`applying: ${answer.status} ${await answer.text()}`);
}

async function makesRound({ host, manner }: Stage, seats: number): Promise<void> {
  const made = await manner.insist(() => host.post('/_local/rounds', shortRound(seats)));
  if (made.status !== 200 && made.status !== 201)
    throw new Error(`the round: ${made.status} ${await made.text()}`);
}

async function decides(stage: Stage, person: number, isRejected: boolean): Promise<void> {
  const { host, manner } = stage;
  const { case: reference } = await awaitMail(host, 'application-received', addressOf(person), manner);
  const requests = await manner.awaitMails(
    host,
    (mail) => mail.purpose === 'review-request' && mail.case === reference,
    `request to review ${reference}`,
  );
  const decision = isRejected
    ? { decision: 'reject', reason: 'Die Plätze sind für Ämter.' }
    : { decision: 'approve' };
  await sends(stage, lastOf(requests), { ...decision, ...approverSigns });
}

async function answers(stage: Stage, person: number, answer: 'accept' | 'decline'): Promise<void> {
  const offer = await awaitMail(stage.host, 'seat-offer', addressOf(person), stage.manner);
  await sends(stage, offer, { answer });
}

async function marks(stage: Stage, present: (session: number) => readonly number[]): Promise<void> {
  const { host, manner } = stage;
  const all = await manner.awaitMails(
    host,
    ({ purpose }) => purpose === 'attendance-request',
    'second attendance-request',
    2,
  );
  const applications = await manner.insist(() =>
    host.json<{ kind?: string; id?: string; applicant?: { email: string } }[]>('/_local/records'),
  );
  const idOf = (person: number): string =>
    applications.find((item) => item.kind === 'application' && item.applicant?.email === addressOf(person))
      ?.id ?? '';
  // A mail that came again asks for the same session, by another link.
  const bySession = new Map(all.map((mail) => [/\d\d:\d\d/.exec(mail.text)?.[0] ?? '', mail]));
  const requests = [...bySession].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, mail]) => mail);
  if (requests.length < 2) throw new Error('a session asked nobody for its attendance');
  for (const [session, request] of requests.entries()) {
    await sends(stage, request, { present: present(session).map(idOf) });
  }
}

async function moves({ host, manner }: Stage, instant: string): Promise<void> {
  await manner.insist(() => host.advanceTo(instant));
}

/** The story of people with these fates, who act side by side wherever their order does not matter. */
export function storyOf(seats: number, fates: readonly Fate[], manner: Manner = usualManner): Story {
  const on = (host: Host): Stage => ({ host, manner });
  const everybody = fates.map((_, person) => person);
  const those = (...wanted: Fate[]): number[] =>
    everybody.filter((person) => wanted.includes(fates[person] ?? 'completes'));
  const together = (people: readonly number[], act: (person: number) => Promise<void>) =>
    Promise.all(people.map(act));
  const steps: Step[] = [
    { name: 'the round is made', run: (host) => makesRound(on(host), seats) },
    {
      name: 'people apply, one after the other',
      run: async (host) => {
        for (const person of everybody) await applies(on(host), person);
      },
    },
    {
      name: 'they confirm their addresses, one after the other',
      run: async (host) => {
        for (const person of everybody) {
          await sends(on(host), await awaitMail(host, 'confirm-address', addressOf(person), manner), {
            confirm: 'yes',
          });
        }
      },
    },
    {
      name: 'the ministry decides',
      run: async (host) => {
        await together(everybody, (person) => decides(on(host), person, fates[person] === 'is-rejected'));
      },
    },
    { name: 'the decisions are told', run: (host) => moves(on(host), moments.told) },
    { name: 'seats are offered', run: (host) => moves(on(host), moments.selection) },
    {
      name: 'they answer',
      run: async (host) => {
        await together(those('completes', 'misses-a-session'), (person) =>
          answers(on(host), person, 'accept'),
        );
        await together(those('declines'), (person) => answers(on(host), person, 'decline'));
      },
    },
    {
      name: 'a freed seat is taken',
      run: async (host) => {
        await together(those('moves-up'), (person) => answers(on(host), person, 'accept'));
      },
    },
    { name: 'the sessions begin', run: (host) => moves(on(host), moments.lastSession) },
    {
      name: 'the trainer marks who is there',
      run: (host) =>
        marks(on(host), (session) =>
          those('completes', 'moves-up', ...(session === 0 ? (['misses-a-session'] as const) : [])),
        ),
    },
    { name: 'the day after', run: (host) => moves(on(host), moments.after) },
  ];
  return { seats, fates, steps };
}
