import { setTimeout as pause } from 'node:timers/promises';
import {
  actingLink,
  applicationBody,
  Host,
  hiddenFields,
  type InboxMail,
  roundFile,
} from '../program/host.ts';

/**
 * Random lives of decisions against the whole program: decisions, changes, repeats, stale pages, queries, absences,
 * two people at the same instant, and the clock. `node test/approval/main.ts [LIVES] [STEPS] [SEED]`.
 */
const [lives = 50, steps = 50, seed = 1] = process.argv.slice(2).map(Number);

/** A stream of chance that is the same for the same seed (a linear congruential generator). */
let state = seed >>> 0;
function chance(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}
const one = <Item>(items: readonly Item[]): Item | undefined => items[chance(items.length)];

type Sent = { readonly status: number; readonly title: string };
type Verdict = { readonly id: string; readonly choice: string };
type Stored = {
  readonly kind?: string;
  readonly reference?: string;
  readonly status?: string;
  readonly verdicts?: readonly Verdict[];
  readonly decision?: { readonly toldAt?: string };
};

async function send(url: string, body: URLSearchParams): Promise<Sent> {
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  const page = await response.text();
  return { status: response.status, title: /<h1>([\s\S]*?)<\/h1>/.exec(page)?.[1] ?? '' };
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

const host = await Host.fresh('2022-09-06T09:00:00+02:00');
// Stopped from outside, it leaves no host behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void host.stop().then(() => process.exit(1)));
}
const recorded = async (reference: string): Promise<Stored> => {
  const all = await host.json<readonly Stored[]>('/_local/records');
  return all.find((item) => item.kind === 'application' && item.reference === reference) ?? {};
};

async function live(number: number): Promise<string> {
  const applicant = {
    givenName: 'Änne',
    familyName: `Muster${'abcdefghij'[number % 10]}${'abcdefghij'[Math.floor(number / 10) % 10]}`,
    email: `p${number}@amt.example`,
    role: 'Planung',
  };
  const { reference } = await host.apply(applicationBody({ applicant }));
  await host.answer(await host.mail('confirm-address', { case: reference }), { confirm: 'yes' });
  let counted = 0;
  let seen: readonly Verdict[] = [];
  const pages: { url: string; fields: URLSearchParams }[] = [];
  let last: { url: string; body: URLSearchParams } | undefined;
  const ballot = (page: { url: string; fields: URLSearchParams }) => {
    const body = new URLSearchParams(page.fields);
    const decision = one(['approve', 'approve', 'reject', 'query']) ?? 'approve';
    body.set('decision', decision);
    if (decision !== 'approve') body.set('reason', `Grund ${chance(2)}`);
    body.set('name', 'Ines Probst');
    body.set('function', 'Referentin');
    return { url: page.url, body };
  };
  const counts = ({ title }: Sent): number => (title === 'Ihre Entscheidung ist aufgezeichnet' ? 1 : 0);
  const mine = async (purposes: readonly string[]): Promise<InboxMail[]> =>
    (await host.mails()).filter(
      ({ purpose, case: about }) => about === reference && purposes.includes(purpose),
    );
  for (let step = 0; step < steps; step++) {
    const what = one([
      'open',
      'open',
      'decide',
      'decide',
      'repeat',
      'both',
      'answer',
      'settle',
      'hour',
      'scan',
    ]);
    if (what === 'open') {
      const letter = one(
        await mine([
          'review-request',
          'query-answered',
          'decision-receipt',
          'review-reminder',
          'review-escalation',
        ]),
      );
      if (letter === undefined) continue;
      const url = actingLink(letter);
      pages.push({ url, fields: hiddenFields(await (await fetch(url)).text()) });
    } else if (what === 'decide' || what === 'repeat') {
      const page = one(pages.slice(-3));
      const form = what === 'repeat' ? last : page === undefined ? undefined : ballot(page);
      if (form === undefined) continue;
      last = form;
      const sent = await send(form.url, form.body);
      demand(sent.status < 500, `${reference}: an answer of ${sent.status}`);
      counted += counts(sent);
    } else if (what === 'both') {
      const [a, b] = [pages.at(-1), pages.at(-2) ?? pages.at(-1)];
      if (a === undefined || b === undefined) continue;
      const both = await Promise.all([a, b].map(ballot).map(({ url, body }) => send(url, body)));
      for (const sent of both) demand(sent.status < 500, `${reference}: an answer of ${sent.status}`);
      counted += both.reduce((sum, sent) => sum + counts(sent), 0);
    } else if (what === 'answer') {
      const letter = (await mine(['query'])).at(-1);
      if (letter !== undefined)
        await send(actingLink(letter), new URLSearchParams({ action: 'answer', text: 'Frau Noack.' }));
    } else if (what === 'hour') {
      const response = await host.post('/_local/clock', { advanceBy: chance(20) === 0 ? 'P1D' : 'PT30M' });
      demand(response.ok, 'the clock');
      await response.text();
    } else if (what === 'scan') {
      const page = one(pages);
      if (page !== undefined)
        demand((await send(page.url, page.fields)).status !== 200, `${reference}: a form as it came decided`);
    } else await host.settle();
    const { verdicts = [] } = await recorded(reference);
    demand(
      verdicts.length === counted,
      `${reference}: ${counted} answers said "recorded", ${verdicts.length} verdicts are kept`,
    );
    demand(
      seen.every(({ id }, at) => verdicts[at]?.id === id),
      `${reference}: a verdict was lost or replaced`,
    );
    seen = verdicts;
  }
  await host.settle();
  const { status, verdicts = [] } = await recorded(reference);
  const told = await mine(['approved', 'rejected']);
  demand(told.length <= 1, `${reference}: a decision was told ${told.length} times`);
  const expected = { approve: 'approved', reject: 'rejected' }[verdicts.at(-1)?.choice ?? ''];
  if (expected !== undefined)
    demand(status === expected, `${reference}: ${status} after ${verdicts.at(-1)?.choice}`);
  const receipts = await mine(['decision-receipt']);
  demand(
    receipts.length >= verdicts.length,
    `${reference}: ${receipts.length} receipts for ${verdicts.length} verdicts`,
  );
  return `${reference} ${status}, ${verdicts.length} verdicts, ${told.length === 0 ? 'not told yet' : 'told'}`;
}

try {
  // The window stays open for all the days that pass.
  const applications = { opens: '2022-09-05T00:00:00+02:00', closes: '2022-10-31T23:59:59+01:00' };
  await host.createRound(roundFile({ applications, decisionsDue: '2022-11-04T23:59:59+01:00' }));
  for (let number = 0; number < lives; number++) console.log(await live(number));
  console.log(`${lives} lives of ${steps} steps (seed ${seed}): nothing lost, nothing doubled.`);
} finally {
  await host.stop();
  await pause(100);
}
