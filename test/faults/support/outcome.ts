import type { Host } from '../../program/host.ts';
import { insist } from './patience.ts';

/** A stored item as `/_local/records` shows it. */
export type StoredItem = Readonly<Record<string, unknown>>;

/** The end of a story in words that do not depend on ids, secrets or the second at which something happened. */
export type Outcome = {
  /** By mail address: status, version, who did what in which words, seat, verdicts, certificate. */
  readonly applications: Readonly<Record<string, unknown>>;
  readonly round: unknown;
  readonly seats: readonly string[];
  /** How many items there are of each kind that nobody may have twice, or that must be gone at the end. */
  readonly counts: Readonly<Record<string, number>>;
  readonly executions: readonly string[];
  /** How often each mail came: purpose, addressee, subject and the hour of its sending. */
  readonly mails: Readonly<Record<string, number>>;
  readonly deadLetters: number;
};

/** A mail that came more than once, and whether the later copies say so themselves. */
type Copies = { readonly sent: number; readonly marked: number };

/** How exactly the instants of two ends must agree: so many characters of them. */
export const to = { theHour: 'yyyy-mm-ddThh'.length, theDay: 'yyyy-mm-dd'.length } as const;
const counted = ['application', 'claim', 'seat', 'certificate', 'attendance', 'outbox', 'round'];

/** A value as text. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The fields of an object; none of anything else. */
export function fields(value: unknown): StoredItem {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The objects of a list; none of anything else. */
export function list(value: unknown): StoredItem[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

/** Case numbers may have gaps after a kill, so they are no part of what makes two ends the same. */
function withoutNumbers(words: string): string {
  return words.replaceAll(/SCM-[\w-]*\d/g, 'SCM');
}

function history(item: StoredItem, exactly: number): string[] {
  return list(item['history']).map(
    ({ at, who, what, words }) =>
      `${text(at).slice(0, exactly)} ${who}: ${what}${words === undefined ? '' : ` (${withoutNumbers(text(words))})`}`,
  );
}

function applicationOf(item: StoredItem, exactly: number): unknown {
  const seat = fields(item['seat']);
  return {
    status: item['status'],
    version: item['version'],
    history: history(item, exactly),
    seat:
      seat['cohort'] === undefined
        ? 'none'
        : `${seat['cohort']}, ${seat['acceptedAt'] === undefined ? 'not ' : ''}accepted`,
    verdicts: list(item['verdicts']).map(({ choice, name }) => `${choice} by ${name}`),
    attended: item['attended'] ?? [],
    certificates: item['certificate'] === undefined ? 0 : 1,
  };
}

/** All items of the table. */
export function records(host: Host): Promise<StoredItem[]> {
  return insist(() => host.json<StoredItem[]>('/_local/records'));
}

/** How often each mail came. A copy that is marked as possibly doubled is counted apart. */
export async function mailCopies(host: Host, exactly: number = to.theHour): Promise<Map<string, Copies>> {
  const copies = new Map<string, Copies>();
  const references = new Map<string, string>();
  for (const item of await records(host)) {
    if (item['kind'] === 'application')
      references.set(text(item['reference']), text(fields(item['applicant'])['email']));
  }
  for (const mail of await insist(() => host.mails())) {
    const about = references.get(mail.case ?? '') ?? mail.case;
    const subject = withoutNumbers(mail.subject);
    const key = [mail.sentAt.slice(0, exactly), mail.purpose, mail.to.join(' '), about, subject].join(' | ');
    const before = copies.get(key) ?? { sent: 0, marked: 0 };
    copies.set(key, {
      sent: before.sent + 1,
      marked: before.marked + (mail.delivery === 'possibly-doubled' ? 1 : 0),
    });
  }
  return copies;
}

/** Reads how a story ended. */
export async function outcomeOf(host: Host, exactly: number = to.theHour): Promise<Outcome> {
  await insist(() => host.settle());
  const items = await records(host);
  const ofKind = (kind: string): StoredItem[] => items.filter((item) => item['kind'] === kind);
  const executions = await insist(() =>
    host.json<{ workflow: string; status: string; state: string | null; case: string | null }[]>(
      '/_local/executions',
    ),
  );
  const copies = await mailCopies(host, exactly);
  const deadLetters = await insist(() => host.json<unknown[]>('/_local/dead-letters'));
  const owners = new Map(
    ofKind('application').map((item) => [item['id'], text(fields(item['applicant'])['email'])]),
  );
  return {
    applications: Object.fromEntries(
      ofKind('application')
        .map((item) => [text(fields(item['applicant'])['email']), applicationOf(item, exactly)] as const)
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
    round: ofKind('round').map((item) => ({ status: item['status'], history: history(item, exactly) })),
    seats: ofKind('seat')
      .map(
        (item) =>
          `${item['cohort']} ${item['number']}: ${item['state']} ${owners.get(item['holder']) ?? '-'}`,
      )
      .sort(),
    counts: Object.fromEntries(counted.map((kind) => [kind, ofKind(kind).length])),
    executions: executions.map(({ workflow, status, state }) => `${workflow} ${status} ${state}`).sort(),
    mails: Object.fromEntries(
      [...copies.entries()]
        .map(([key, { sent }]) => [key, sent] as const)
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
    deadLetters: deadLetters.length,
  };
}

/** What only counts requests: nobody can notice it. */
const counters = ['limit'];

/** Everything stored that a person could notice, by key. */
export async function noticeable(host: Host): Promise<ReadonlyMap<string, StoredItem>> {
  await host.settle();
  const items = (await records(host)).filter((item) => !counters.includes(text(item['kind'])));
  return new Map(items.map((item) => [`${text(item['pk'])} ${text(item['sk'])}`, item]));
}
